"""All checks of one photo, joined to a report."""

from __future__ import annotations

from vision.capture.checks import MEASURES
from vision.capture.limits import load_limits
from vision.capture.report import CaptureIssue, CaptureReport, Declaration
from vision.capture.shot import Shot
from vision.chart import FaceChart
from vision.face import Face
from vision.photo import Photo
from vision.zones import ZoneAtlas


def assess(photo: Photo, face: Face, chart: FaceChart, atlas: ZoneAtlas, declaration: Declaration) -> CaptureReport:
    """Judges whether a photo can be measured, relative to what it was declared to be.

    Args:
        photo: the photo.
        face: the face found on it.
        chart: that face laid flat.
        atlas: the zones, drawn for the chart's geometry.
        declaration: view and expression as declared by the upload.

    Returns:
        The issues, worst first: those that reject, then by how far the value lies past its limit.
    """
    shot = Shot.of(photo, face, chart, atlas)
    found: dict[str, tuple[CaptureIssue, float]] = {}
    silenced: set[str] = set()
    for limit in load_limits():
        if not limit.holds_for(declaration):
            continue
        value = MEASURES[limit.measure](shot)
        judged = None if value is None else limit.judge(value)
        if judged is not None:
            silenced |= limit.silences
            found[limit.code] = max(found.get(limit.code, judged), judged, key=_rank)
    spoken = [judged for code, judged in found.items() if code not in silenced]
    return CaptureReport(declaration, tuple(issue for issue, _ in sorted(spoken, key=_rank, reverse=True)))


def _rank(judged: tuple[CaptureIssue, float]) -> tuple[bool, float]:
    issue, badness = judged
    return issue.rejects, badness
