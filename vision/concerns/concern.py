"""What a concern is: a measured quantity, where it is measured, what resolution it needs, and its anchors.

Adding one takes a file that ends in `MEASURE` and a row in `data/concerns.json`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from vision.chart import ScaleName
from vision.concerns.reason import Reason
from vision.concerns.sight import Sight
from vision.skin import Skin
from vision.zones import Zone, ZoneMask

ZonePair = tuple[Zone, ZoneMask]
Group = Literal["lines", "pigment", "redness", "surface", "under_eye", "volume", "laxity", "symmetry"]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A concern in one zone.

    Attributes:
        quantity: in the concern's unit.
        evidence: (h, w) float32 within the zone's box, in the concern's own scale: where it was seen.
        details: what else a provider would want to know, by name; the name ends in the unit (`length_mm`, `area_mm2`,
            `depth_percent`), or is a plain `count`.
    """

    quantity: float
    evidence: NDArray[np.float32]
    details: Mapping[str, float] = field(default_factory=dict)


Measure = Callable[[Skin, Sequence[ZonePair]], dict[str, Reading | Reason]]
FaceMeasure = Callable[[Sight, Sequence[ZonePair]], dict[str, Reading | Reason]]


@dataclass(frozen=True, slots=True)
class Concern:
    """One row of the registry.

    Attributes:
        name: the field's term, plural where it counts things; never a disease.
        title: as shown to people.
        version: raised whenever the same photo would give another number.
        group: what it is a part of when the drivers of a facial third are ranked.
        moves_with_expression: an expression changes it, where it moves the zone (`moved_by`): photos of two expressions
            say nothing of a change.
        zones: kinds of zones where it is offered, and the coarsest photo, in mm per pixel, that carries it there.
        chart: the scale of the chart it is measured on; the fine one for what the coarse one blurs away.
        measure: takes what it reads and the zones that show enough of it; answers each with a reading or the reason why
            not.
        reads: "skin" for a `Measure` of the skin's layers, of zones that show enough skin; "face" for a `FaceMeasure`
            of everything that is known of the face, of zones that are not turned away: what covers them is its own to
            judge.
        anchors: the quantities that mean severity 0 and severity 100.
        unit: of the quantity.
        evidence_full: evidence at and above this is drawn at full strength.
        needs_color: it says nothing about a black-and-white photo.
        spoiled_by: codes of capture issues that leave nothing to measure.
        unsettled_by: codes of capture issues that its repeatability does not cover: then no interval is claimed.
        coupled_with: names of concerns that share a cause with this one by definition, so that one moves the other.
        together: its zones are read in one go: one of them by itself may read otherwise.
    """

    name: str
    title: str
    version: str
    group: Group
    zones: Mapping[str, float]
    measure: Measure | FaceMeasure
    anchors: tuple[float, float]
    unit: str
    evidence_full: float
    chart: ScaleName = "coarse"
    reads: Literal["skin", "face"] = "skin"
    moves_with_expression: bool = False
    needs_color: bool = False
    spoiled_by: tuple[str, ...] = ()
    unsettled_by: tuple[str, ...] = ()
    coupled_with: tuple[str, ...] = ()
    together: bool = False

    @property
    def is_dynamic(self) -> bool:
        """Lines that an expression deepens: what it adds is measured apart, on an animated photo."""
        return self.moves_with_expression and self.group == "lines"

    @property
    def zone_kinds(self) -> tuple[str, ...]:
        return tuple(self.zones)

    def read(self, sight: Sight, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
        """The measure's answer for each of these zones."""
        if self.reads == "skin":
            return cast(Measure, self.measure)(sight.skin, zones)
        return cast(FaceMeasure, self.measure)(sight, zones)

    def severity(self, quantity: float) -> float:
        """0 to 100, linear in the quantity between the anchors."""
        low, high = self.anchors
        return float(np.clip((quantity - low) / (high - low), 0, 1) * 100)
