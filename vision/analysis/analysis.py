"""Everything that was found out about one photo, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.apparent_age import ApparentAge
from vision.capture import CaptureReport
from vision.chart import FaceChart
from vision.concerns import CONCERNS, Concern
from vision.face import Face
from vision.findings import Composite, Drivers, Finding, Summary
from vision.marks import Mark
from vision.photo import Photo
from vision.proportions import Proportion
from vision.skin import SkinTone


@dataclass(frozen=True, slots=True, eq=False)
class ZoneView:
    """One zone on this photo.

    Attributes:
        zone: name.
        polygon_px: (K, 2) float32 outline in photo pixels, edge coordinates.
        visible_fraction: 0 to 1, share of the zone's area that the photo shows as skin.
    """

    zone: str
    polygon_px: NDArray[np.float32]
    visible_fraction: float


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """The result of one photo.

    Attributes:
        photo: as decoded.
        capture: what is wrong with the photo, and whether it can be used.
        face: landmarks, pose, blendshapes.
        chart: the face laid flat.
        skin: tone, or None where no skin was seen, or no color.
        zones: every zone, in the order of the zone file.
        findings: every concern in every zone it is declared for.
        composites: of the findings, by facial third, T and U zone and for the face.
        summaries: of the composites: skin quality and firmness, by the same regions.
        drivers: what leads in each third.
        marks: the evidence as shapes on the photo, by concern and zone in the order of the findings.
        concerns: that were looked for.
        proportions: every measurement without a severity, in the order of its registry.
        evidence: for each concern that was measured, (N, N) float32 on the chart, 0 to 1: where it was seen.
        apparent_age: None unless a provider asked for it.
        versions: of every model and measure that took part.
    """

    photo: Photo
    capture: CaptureReport
    face: Face
    chart: FaceChart
    skin: SkinTone | None
    zones: tuple[ZoneView, ...]
    findings: tuple[Finding, ...]
    evidence: dict[str, NDArray[np.float32]]
    versions: dict[str, str]
    composites: tuple[Composite, ...] = ()
    summaries: tuple[Summary, ...] = ()
    drivers: tuple[Drivers, ...] = ()
    marks: tuple[Mark, ...] = ()
    concerns: tuple[Concern, ...] = CONCERNS
    proportions: tuple[Proportion, ...] = ()
    apparent_age: ApparentAge | None = None
