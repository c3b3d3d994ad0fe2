"""Parts of analysis.json that are put together from findings: composites, summaries, drivers, marks, dynamic lines."""

from __future__ import annotations

from pydantic import Field

from vision.analysis.dynamic import DynamicFinding
from vision.analysis.part import Part, details_part, interval_part
from vision.capture import Expression
from vision.concerns.concern import Group
from vision.findings import Composite, Drivers, Outcome, Region, Summary
from vision.marks import Mark, Shape
from vision.zones import Third


class CompositePart(Part):
    """One concern over a facial third, T or U zone, or the face; where `concern` is null, its whole group.

    Of a concern: the mean of its assessable zones, weighted by their area on an average face. Of a group: the mean of
    its concerns. `coverage` is the share of that area that was assessable; below half there is a reason and no number.
    `interval` takes the errors of all parts to be fully correlated, and is null where one of them is unknown.
    """

    region: Region
    group: Group
    concern: str | None
    severity: float | None = Field(ge=0, le=100)
    grade: int | None = Field(ge=0, le=4)
    interval: tuple[float, float] | None
    coverage: float = Field(ge=0, le=1)
    assessable: bool
    reason: str | None
    reason_message: str | None


class SummaryPart(Part):
    """Several groups over a region, `skin_quality` or `firmness`; 0 is best, and higher is worse.

    The mean of the groups' composites by `weights`, which sum to 1 over the groups that have concerns there. Coverage,
    interval and reason as for a composite.
    """

    summary: str
    title: str
    region: Region
    weights: dict[Group, float]
    severity: float | None = Field(ge=0, le=100)
    grade: int | None = Field(ge=0, le=4)
    interval: tuple[float, float] | None
    coverage: float = Field(ge=0, le=1)
    assessable: bool
    reason: str | None
    reason_message: str | None


class RankedPart(Part):
    group: Group
    severity: float
    grade: int
    interval: tuple[float, float] | None


class DriversPart(Part):
    """What leads in one facial third. `dominant` is null unless one group's interval lies clear of all others'.

    `ranking` holds the groups that could be assessed, the highest first; `not_assessed` the others.
    """

    third: Third
    outcome: Outcome
    dominant: Group | None
    statement: str
    ranking: list[RankedPart]
    not_assessed: list[Group]


class MarkPart(Part):
    """Evidence to point at, in photo pixels. A `line` is open; a `spot` or an `area` is closed.

    `strength` is 0 to 1: how strong the evidence is there, on the scale of its concern.
    """

    concern: str
    zone: str
    shape: Shape
    strength: float = Field(ge=0, le=1)
    points_px: list[tuple[float, float]]


class DynamicPart(Part):
    """The part of a concern's lines that the expression adds to those at rest; `rest` and `animated` are severities.

    `increase` is animated minus rest, never below 0; `interval` is that of the difference and may reach below.
    `details` are differences, too. When not assessable, `reason` says why and `increase` is null.
    """

    zone: str
    concern: str
    expression: Expression
    rest: float | None = Field(ge=0, le=100)
    animated: float | None = Field(ge=0, le=100)
    increase: float | None = Field(ge=0, le=100)
    interval: tuple[float, float] | None
    assessable: bool
    reason: str | None
    reason_message: str | None
    details: dict[str, float]


def composite_part(composite: Composite) -> CompositePart:
    return CompositePart(
        region=composite.region,
        group=composite.group,
        concern=composite.concern,
        severity=composite.severity,
        grade=composite.grade,
        interval=interval_part(composite.interval),
        coverage=round(composite.coverage, 3),
        assessable=composite.assessable,
        reason=composite.reason,
        reason_message=composite.reason_message,
    )


def summary_part(summary: Summary) -> SummaryPart:
    return SummaryPart(
        summary=summary.name,
        title=summary.title,
        region=summary.region,
        weights={group: round(weight, 3) for group, weight in summary.weights.items()},
        severity=summary.severity,
        grade=summary.grade,
        interval=interval_part(summary.interval),
        coverage=round(summary.coverage, 3),
        assessable=summary.assessable,
        reason=summary.reason,
        reason_message=summary.reason_message,
    )


def drivers_part(drivers: Drivers) -> DriversPart:
    ranking = [
        RankedPart(group=each.group, severity=each.severity, grade=each.grade, interval=interval_part(each.interval))
        for each in drivers.ranking
        if each.severity is not None and each.grade is not None
    ]
    return DriversPart(
        third=drivers.third,
        outcome=drivers.outcome,
        dominant=drivers.dominant,
        statement=drivers.statement,
        ranking=ranking,
        not_assessed=list(drivers.not_assessed),
    )


def mark_part(mark: Mark) -> MarkPart:
    return MarkPart(
        concern=mark.concern,
        zone=mark.zone,
        shape=mark.shape,
        strength=round(mark.strength, 2),
        points_px=mark.points_px.astype(float).round(1).tolist(),
    )


def dynamic_part(finding: DynamicFinding) -> DynamicPart:
    return DynamicPart(
        zone=finding.zone,
        concern=finding.concern,
        expression=finding.expression,
        rest=finding.rest,
        animated=finding.animated,
        increase=finding.increase,
        interval=interval_part(finding.interval),
        assessable=finding.assessable,
        reason=finding.reason,
        reason_message=finding.reason_message,
        details=details_part(finding.details),
    )
