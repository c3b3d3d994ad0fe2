"""Summaries: what several groups of concerns add up to, skin quality and firmness; 0 is best, as everywhere.

**Severity:** the mean of the groups' composites in the region, weighted as `data/summaries.json` says. A concern takes
part through its group: adding one takes its row and nothing here. A group that has no concern in a region has no part
in it, and where the core group has none there is no summary: the surface makes skin quality, laxity makes firmness.

**Interval:** the same mean of the groups' interval ends, as for composites: the widest that it can be. Unknown as soon
as one is unknown.

**Coverage:** the weighted mean of the groups' coverage, where a group without a number counts 0. Below half there is a
reason and no number: the reason of the group that is missed most.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from vision.concerns import Reason
from vision.concerns.concern import Group
from vision.findings.composite import MIN_COVERAGE, REGIONS, Composite, Region
from vision.findings.finding import SEVERITY_DIGITS, grade_of


@dataclass(frozen=True, slots=True)
class SummaryKind:
    """A row of the data file: `weights` by group; `core` is the group without which it says nothing."""

    name: str
    title: str
    core: Group
    weights: Mapping[Group, float]


@dataclass(frozen=True, slots=True)
class Summary:
    """Several groups over a region.

    Attributes:
        name: such as "firmness".
        title: for people; says that more is worse.
        region: a facial third, T zone, U zone, or the whole face.
        weights: by group, of those that have concerns here; they sum to 1.
        coverage: 0 to 1.
        assessable: False below half of that; then `reason` says why and the numbers are None.
        reason: stable code; `reason_message` is a sentence for people.
        severity: 0 to 100 in steps of 0.1, higher is worse.
        grade: 0 to 4, as for a finding.
        interval: 90 %; None where a part has none.
    """

    name: str
    title: str
    region: Region
    weights: Mapping[Group, float]
    coverage: float
    assessable: bool
    reason: Reason | None = None
    reason_message: str | None = None
    severity: float | None = None
    grade: int | None = None
    interval: tuple[float, float] | None = None


def load_kinds() -> tuple[SummaryKind, ...]:
    """The rows of the data file."""
    table = json.loads((files("vision.findings") / "data" / "summaries.json").read_text())
    return tuple(SummaryKind(**row) for row in table["summaries"])


KINDS: tuple[SummaryKind, ...] = load_kinds()


def summarize(composites: Sequence[Composite], kinds: Sequence[SummaryKind] = KINDS) -> tuple[Summary, ...]:
    """All summaries: by name, in each by region from upper to face."""
    groups = {(each.region, each.group): each for each in composites if each.concern is None}
    return tuple(
        _over(kind, region, {group: groups[region, group] for group in kind.weights if (region, group) in groups})
        for kind in kinds
        for region in REGIONS
        if (region, kind.core) in groups
    )


def _over(kind: SummaryKind, region: Region, parts: Mapping[Group, Composite]) -> Summary:
    total = sum(kind.weights[group] for group in parts)
    weights = {group: kind.weights[group] / total for group in parts}
    coverage = sum(weights[group] * part.coverage for group, part in parts.items() if part.assessable)
    if coverage < MIN_COVERAGE:
        missed = max(parts, key=lambda group: weights[group] * (not parts[group].assessable))
        reason, message = parts[missed].reason, parts[missed].reason_message
        return Summary(kind.name, kind.title, region, weights, coverage, False, reason, message)
    severity, interval = _mean([(weights[group], part) for group, part in parts.items() if part.assessable])
    numbers = severity, grade_of(severity), interval
    return Summary(kind.name, kind.title, region, weights, coverage, True, None, None, *numbers)


def _mean(parts: Sequence[tuple[float, Composite]]) -> tuple[float, tuple[float, float] | None]:
    """Weighted severity and interval of groups that have numbers."""
    total = sum(weight for weight, _ in parts)
    severity = sum(weight * (part.severity or 0.0) for weight, part in parts) / total
    known = [(weight, part.interval) for weight, part in parts if part.interval is not None]
    low, high = (sum(weight * interval[end] for weight, interval in known) / total for end in (0, 1))
    return round(severity, SEVERITY_DIGITS), (low, high) if len(known) == len(parts) else None
