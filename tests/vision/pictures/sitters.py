"""Faces with findings made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.analysis import Analysis, ZoneView
from vision.capture import CaptureIssue, CaptureReport, Declaration
from vision.chart import ChartMaker
from vision.face import Face
from vision.findings import Finding, Reason
from vision.photo import Photo
from vision.pictures.crop import Frame, head_frame
from vision.zones import ZoneAtlas


def graded(zone: str, grade: int, concern: str = "redness") -> Finding:
    severity = 20.0 * grade + 10
    return Finding(
        zone,
        concern,
        True,
        severity=severity,
        grade=grade,
        interval=(severity - 5, severity + 5),
        quantity=1.0,
        unit="mm",
    )


def unanswered(zone: str, concern: str = "redness") -> Finding:
    return Finding(zone, concern, False, Reason.COVERED, "Hair covers the skin here.")


def rejection(message: str) -> CaptureIssue:
    return CaptureIssue("sharpness", message, 1.0, 2.0, rejects=True)


@dataclass(frozen=True)
class Sitter:
    """One photo with its face, ready for findings."""

    photo: Photo
    face: Face
    maker: ChartMaker
    atlas: ZoneAtlas

    def analysis(
        self,
        findings: Sequence[Finding] = (),
        evidence: dict[str, NDArray[np.float32]] | None = None,
        issues: Sequence[CaptureIssue] = (),
    ) -> Analysis:
        chart = self.maker.unwrap(self.photo, self.face)
        zones = tuple(
            ZoneView(zone.name, self.atlas.outline_px(zone.name, chart.placement), 1.0) for zone in self.atlas.zones
        )
        return Analysis(
            photo=self.photo,
            capture=CaptureReport(Declaration(), tuple(issues)),
            face=self.face,
            chart=chart,
            skin=None,
            zones=zones,
            findings=tuple(findings),
            evidence=evidence or {},
            versions={},
        )


def frame_of(analysis: Analysis) -> Frame:
    return head_frame(analysis.chart.placement, analysis.photo.size_hw)


def face_part(picture: NDArray[np.uint8], analysis: Analysis) -> NDArray[np.float64]:
    """The picture without its panel, of analyses whose frame fills the height."""
    height, width = frame_of(analysis).size_hw
    assert height == len(picture), "the picture stands on paper"
    return picture[:, :width].astype(float)


def zone_mask(analysis: Analysis, zone: str, inset_px: int = 0) -> NDArray[np.bool_]:
    """Pixels of the face part well inside a zone (or, with a negative inset, a zone and its surroundings)."""
    frame = frame_of(analysis)
    (outline,) = (view.polygon_px for view in analysis.zones if view.zone == zone)
    mask = np.zeros(frame.size_hw, np.uint8)
    cv2.fillPoly(mask, [np.rint(frame.place(outline)).astype(np.int32)], 1)
    kernel = np.ones((2 * abs(inset_px) + 1,) * 2, np.uint8)
    changed = cv2.erode(mask, kernel) if inset_px > 0 else cv2.dilate(mask, kernel)
    return np.asarray(changed, bool)
