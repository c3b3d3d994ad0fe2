"""analysis.json: the contract of the command line and the API. pydantic writes its JSON Schema."""

from __future__ import annotations

from math import ceil, floor
from typing import Literal

from pydantic import ConfigDict, Field

from vision.analysis.analysis import Analysis
from vision.analysis.composed import (
    CompositePart,
    DriversPart,
    DynamicPart,
    MarkPart,
    SummaryPart,
    composite_part,
    drivers_part,
    dynamic_part,
    mark_part,
    summary_part,
)
from vision.analysis.dynamic import dynamic_lines
from vision.analysis.part import Part, details_part, interval_part
from vision.apparent_age import ApparentAge
from vision.capture import Expression, Verdict, View
from vision.concerns.concern import Group
from vision.findings import SEVERITY_DIGITS, Finding, Percentile
from vision.photo import ColorSource
from vision.proportions import Proportion
from vision.zones import Third, load_zones

SCHEMA: Literal["countenance.analysis/1"] = "countenance.analysis/1"


class PhotoPart(Part):
    """The photo as uploaded; sizes after the orientation it asks for was applied.

    `color_correction` says by what its colors were corrected before anything was measured, `color_delta_e` how far
    (median CIE76) the card's patches then lay from their published colors.
    """

    sha256: str
    width: int
    height: int
    format: str
    view: View
    expression: Expression
    color_correction: ColorSource
    color_delta_e: float | None


class IssuePart(Part):
    code: str
    message: str
    value: float
    limit: float


class CapturePart(Part):
    verdict: Verdict
    issues: list[IssuePart]
    interpupillary_px: float
    mm_per_px: float


class PosePart(Part):
    """Degrees. Yaw: positive when the client turns to the client's left. Pitch: chin up. Roll: to the left shoulder."""

    yaw: float
    pitch: float
    roll: float


class FacePart(Part):
    """Biometric. Landmarks are x, y, z in photo pixels from the top left edge, refined."""

    landmarks_px: list[tuple[float, float, float]] = Field(min_length=478, max_length=478)
    pose_deg: PosePart
    blendshapes: dict[str, float]


class ZoneTonePart(Part):
    zone: str
    lab: tuple[float, float, float]
    ita_deg: float


class SkinPart(Part):
    """Of this photo; never a phototype. CIE L*a*b* under D65; the interval holds nine times in ten.

    `zones` are those of which at least half is seen as skin. They differ by how the light falls, too.
    """

    lab: tuple[float, float, float]
    ita_deg: float
    ita_interval_deg: tuple[float, float]
    ita_class: str
    zones: list[ZoneTonePart]


class ZonePart(Part):
    zone: str
    title: str
    third: Third
    polygon_px: list[tuple[float, float]]
    visible_fraction: float = Field(ge=0, le=1)


class PercentilePart(Part):
    """The share of the severities of `n` people that lie below this one, 0 to 100; ties count half.

    `population` says who they are: mostly young, so that a high percentile is not unusual for an older client.
    """

    value: int = Field(ge=0, le=100)
    population: str
    n: int


class FindingPart(Part):
    """One concern in one zone. When not assessable, `reason` says why and every number is null.

    `interval` alone is null where the concern's repeatability was not measured. `details` are counts, lengths, depths
    and areas; each name ends in its unit (`length_mm`) or is a plain `count`; empty when not assessable.
    `percentile` is null unless enough people were measured alike: in front view, at rest, with nothing unsettled.
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
    details: dict[str, float]
    percentile: PercentilePart | None


class ProportionPart(Part):
    """A measurement that has no worse direction, and no ideal. Unit `mm` or `percent`; left is the client's.

    `interval` holds what a person would mark on the photo nine times in ten; null where nobody marked the points.
    When not assessable, `reason` says why and value, unit and interval are null.
    """

    name: str
    title: str
    value: float | None
    unit: str | None
    interval: tuple[float, float] | None
    assessable: bool
    reason: str | None
    reason_message: str | None


class ConcernPart(Part):
    """What was looked for, in the order in which it is told. `group` is what drivers are ranked by."""

    concern: str
    title: str
    group: Group
    unit: str


class ApparentAgePart(Part):
    """How old the face looks to a network: an estimate for providers, with its 90 % interval; present when asked for.

    Not an age. It decides nothing, and does not say whether somebody is of age: for that the date of birth is asked.
    `calibration_n` is how many adult faces the interval was measured on. Where `reason` stands, every number is null.
    """

    value_years: float | None
    interval_years: tuple[float, float] | None
    calibration_n: int | None
    assessable: bool
    reason: str | None
    reason_message: str | None


class AnimatedPart(Part):
    """The second photo, by which dynamic lines were found. That it shows the same person is not checked."""

    photo: PhotoPart
    capture: CapturePart
    zones: list[ZonePart]
    marks: list[MarkPart]


class AnalysisDocument(Part):
    """Findings of one photo. Decision support for a licensed provider; not a diagnosis.

    `animated` and `dynamic` are null where no second photo was given; `apparent_age` where no provider asked for it;
    `face` where it leaves for somebody who was not lent biometrics.
    """

    schema_: Literal["countenance.analysis/1"] = Field(alias="schema")
    photo: PhotoPart
    capture: CapturePart
    face: FacePart | None
    skin: SkinPart | None
    zones: list[ZonePart]
    concerns: list[ConcernPart]
    findings: list[FindingPart]
    marks: list[MarkPart]
    composites: list[CompositePart]
    summaries: list[SummaryPart]
    drivers: list[DriversPart]
    proportions: list[ProportionPart]
    animated: AnimatedPart | None
    dynamic: list[DynamicPart] | None
    apparent_age: ApparentAgePart | None
    versions: dict[str, str]

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @classmethod
    def of(cls, analysis: Analysis, animated: Analysis | None = None) -> AnalysisDocument:
        """The document of an analysis. Positions are rounded to 0.01 px, scores to 0.1.

        Args:
            animated: of a second photo of the client with an expression, if there is one.
        """
        return cls(
            schema=SCHEMA,
            photo=photo_part(analysis),
            capture=capture_part(analysis),
            face=_face(analysis),
            skin=_skin(analysis),
            zones=_zones(analysis),
            concerns=[
                ConcernPart(concern=c.name, title=c.title, group=c.group, unit=c.unit) for c in analysis.concerns
            ],
            findings=[_finding(finding) for finding in analysis.findings],
            marks=[mark_part(mark) for mark in analysis.marks],
            composites=[composite_part(composite) for composite in analysis.composites],
            summaries=[summary_part(summary) for summary in analysis.summaries],
            drivers=[drivers_part(drivers) for drivers in analysis.drivers],
            proportions=[_proportion(proportion) for proportion in analysis.proportions],
            animated=None if animated is None else _animated(animated),
            dynamic=None if animated is None else [dynamic_part(f) for f in dynamic_lines(analysis, animated)],
            apparent_age=None if analysis.apparent_age is None else _apparent_age(analysis.apparent_age),
            versions=analysis.versions,
        )


def photo_part(analysis: Analysis) -> PhotoPart:
    """The photo of an analysis, as it was uploaded."""
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


def _animated(analysis: Analysis) -> AnimatedPart:
    return AnimatedPart(
        photo=photo_part(analysis),
        capture=capture_part(analysis),
        zones=_zones(analysis),
        marks=[mark_part(mark) for mark in analysis.marks],
    )


def capture_part(analysis: Analysis) -> CapturePart:
    """What the capture check made of it."""
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
    if tone is None:
        return None
    low, high = tone.ita_interval_deg
    return SkinPart(
        lab=_rounded_color(tone.lab),
        ita_deg=round(tone.ita_deg, 1),
        ita_interval_deg=(round(low, 1), round(high, 1)),
        ita_class=tone.ita_class,
        zones=[
            ZoneTonePart(zone=each.zone, lab=_rounded_color(each.lab), ita_deg=round(each.ita_deg, 1))
            for each in tone.zones
        ],
    )


def _rounded_color(lab: tuple[float, float, float]) -> tuple[float, float, float]:
    return round(lab[0], 1), round(lab[1], 1), round(lab[2], 1)


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
        severity=_rounded(finding.severity, SEVERITY_DIGITS),
        grade=finding.grade,
        interval=interval_part(finding.interval),
        assessable=finding.assessable,
        reason=finding.reason,
        reason_message=finding.reason_message,
        quantity=_rounded(finding.quantity, 4),
        unit=finding.unit,
        details=details_part(finding.details),
        percentile=_percentile(finding.percentile),
    )


def _percentile(percentile: Percentile | None) -> PercentilePart | None:
    if percentile is None:
        return None
    return PercentilePart(value=percentile.value, population=percentile.population, n=percentile.n)


def _proportion(proportion: Proportion) -> ProportionPart:
    return ProportionPart(
        name=proportion.name,
        title=proportion.title,
        value=_rounded(proportion.value, 1),
        unit=proportion.unit,
        interval=interval_part(proportion.interval),
        assessable=proportion.assessable,
        reason=proportion.reason,
        reason_message=proportion.reason_message,
    )


def _apparent_age(age: ApparentAge) -> ApparentAgePart:
    """Whole years: more is not known."""
    interval = age.interval_years
    return ApparentAgePart(
        value_years=_rounded(age.value_years, 0),
        interval_years=interval and (float(floor(interval[0])), float(ceil(interval[1]))),
        calibration_n=age.calibration_n,
        assessable=age.assessable,
        reason=age.reason,
        reason_message=age.reason_message,
    )


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
