"""analysis.json: the contract of the command line and the API. pydantic writes its JSON Schema."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from vision.analysis.analysis import Analysis
from vision.capture import Expression, Verdict, View
from vision.findings import Finding
from vision.photo import ColorSource
from vision.zones import load_zones

SCHEMA: Literal["countenance.analysis/1"] = "countenance.analysis/1"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PhotoPart(_Part):
    """The photo as uploaded; sizes after the orientation it asks for was applied.

    `color_correction` says by what its colors were corrected before anything was measured, `color_delta_e` how far
    (median CIEDE2000) the card's patches then lay from their published colors.
    """

    sha256: str
    width: int
    height: int
    format: str
    view: View
    expression: Expression
    color_correction: ColorSource
    color_delta_e: float | None


class IssuePart(_Part):
    code: str
    message: str
    value: float
    limit: float


class CapturePart(_Part):
    verdict: Verdict
    issues: list[IssuePart]
    interpupillary_px: float
    mm_per_px: float


class PosePart(_Part):
    """Degrees. Yaw: positive when the client turns to the client's left. Pitch: chin up. Roll: to the left shoulder."""

    yaw: float
    pitch: float
    roll: float


class FacePart(_Part):
    """Biometric. Landmarks are x, y, z in photo pixels from the top left edge, refined."""

    landmarks_px: list[tuple[float, float, float]] = Field(min_length=478, max_length=478)
    pose_deg: PosePart
    blendshapes: dict[str, float]


class SkinPart(_Part):
    """Of this photo; never a phototype."""

    ita_deg: float
    ita_class: str


class ZonePart(_Part):
    zone: str
    title: str
    third: Literal["upper", "middle", "lower"]
    polygon_px: list[tuple[float, float]]
    visible_fraction: float = Field(ge=0, le=1)


class FindingPart(_Part):
    """One concern in one zone. When not assessable, `reason` says why and every number is null.

    `interval` alone is null where the concern's repeatability was not measured.
    """

    zone: str
    concern: str
    severity: float | None = Field(ge=0, le=100)
    grade: int | None = Field(ge=0, le=4)
    interval: tuple[float, float] | None
    assessable: bool
    reason: str | None
    reason_message: str | None
    quantity: float | None
    unit: str | None


class AnalysisDocument(_Part):
    """Findings of one photo. Decision support for a licensed provider; not a diagnosis."""

    schema_: Literal["countenance.analysis/1"] = Field(alias="schema")
    photo: PhotoPart
    capture: CapturePart
    face: FacePart
    skin: SkinPart | None
    zones: list[ZonePart]
    findings: list[FindingPart]
    versions: dict[str, str]

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @classmethod
    def of(cls, analysis: Analysis) -> AnalysisDocument:
        """The document of an analysis. Positions are rounded to 0.01 px, scores to 0.1."""
        return cls(
            schema=SCHEMA,
            photo=_photo(analysis),
            capture=_capture(analysis),
            face=_face(analysis),
            skin=_skin(analysis),
            zones=_zones(analysis),
            findings=[_finding(finding) for finding in analysis.findings],
            versions=analysis.versions,
        )


def _photo(analysis: Analysis) -> PhotoPart:
    photo, declared = analysis.photo, analysis.capture.declaration
    return PhotoPart(
        sha256=photo.sha256,
        width=photo.width,
        height=photo.height,
        format=photo.format,
        view=declared.view,
        expression=declared.expression,
        color_correction=photo.color_correction,
        color_delta_e=_rounded(photo.color_delta_e, 2),
    )


def _capture(analysis: Analysis) -> CapturePart:
    issues = analysis.capture.issues
    return CapturePart(
        verdict=analysis.capture.verdict,
        issues=[IssuePart(code=i.code, message=i.message, value=round(i.value, 3), limit=i.limit) for i in issues],
        interpupillary_px=round(analysis.face.interpupillary_px, 2),
        mm_per_px=round(analysis.face.mm_per_px, 4),
    )


def _face(analysis: Analysis) -> FacePart:
    pose = analysis.face.pose
    return FacePart(
        landmarks_px=analysis.face.landmarks_px.astype(float).round(2).tolist(),
        pose_deg=PosePart(yaw=round(pose.yaw_deg, 2), pitch=round(pose.pitch_deg, 2), roll=round(pose.roll_deg, 2)),
        blendshapes={name: round(value, 4) for name, value in analysis.face.blendshapes.items()},
    )


def _skin(analysis: Analysis) -> SkinPart | None:
    tone = analysis.skin
    return None if tone is None else SkinPart(ita_deg=round(tone.ita_deg, 1), ita_class=tone.ita_class)


def _zones(analysis: Analysis) -> list[ZonePart]:
    rows = {zone.name: zone for zone in load_zones()}
    return [
        ZonePart(
            zone=view.zone,
            title=rows[view.zone].title,
            third=rows[view.zone].third,
            polygon_px=view.polygon_px.astype(float).round(2).tolist(),
            visible_fraction=round(view.visible_fraction, 3),
        )
        for view in analysis.zones
    ]


def _finding(finding: Finding) -> FindingPart:
    return FindingPart(
        zone=finding.zone,
        concern=finding.concern,
        severity=_rounded(finding.severity, 1),
        grade=finding.grade,
        interval=finding.interval and (round(finding.interval[0], 1), round(finding.interval[1], 1)),
        assessable=finding.assessable,
        reason=finding.reason,
        reason_message=finding.reason_message,
        quantity=_rounded(finding.quantity, 4),
        unit=finding.unit,
    )


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
