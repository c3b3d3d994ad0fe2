"""Dynamic lines: the part of an animated face's lines that is not there at rest.

Two photos of a client, one at rest and one with an expression. Where the expression folds the skin (`moved_by` of the
zone), for lines that move with it: animated minus rest, never below 0. Both are measured alike and at one sharpness,
so a fine photo and a coarser one can be compared as long as each carries the concern.

**Interval:** of the difference itself, 90 %; it may reach below 0. The two photos' errors are taken to be independent,
so its reach is the root of two of one severity's. None where either severity has none.

**What is not checked:** that both photos show the same person. Nothing here identifies anybody; whoever takes the
photos answers for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import sqrt

from vision.analysis.analysis import Analysis
from vision.capture import CaptureReport, Expression
from vision.concerns import Reason
from vision.findings import SEVERITY_DIGITS, Finding, interval_reach
from vision.zones import Zone, load_zones

_MISMATCH = "expression_mismatch"  # the capture check's code
_WORDS: dict[str, str] = {"smile": "a smile", "frown": "a frown", "brows_up": "raised brows"}


class PairReason(StrEnum):
    """Why two photos do not make a comparison. The codes are part of the API, beside those of `Reason`.

    EXPRESSION one of them does not show what it should, or what it shows does not fold the skin here; VIEW they show
    different sides of the face.
    """

    EXPRESSION = "expression"
    VIEW = "views_differ"


@dataclass(frozen=True, slots=True)
class DynamicFinding:
    """One concern in one zone, on two photos.

    Attributes:
        zone: zone name.
        concern: concern name.
        expression: of the animated photo.
        assessable: False when the photos do not carry the answer; then `reason` says why and `increase` is None.
        reason: stable code; `reason_message` is a sentence for people.
        rest, animated: severity on either photo, as far as that photo alone carries it.
        increase: points of severity by which the expression raises it, at least 0.
        interval: 90 % interval of the difference, -100 to 100.
        details: by how much each of the findings' details differs, animated minus rest; names end in the unit.
    """

    zone: str
    concern: str
    expression: Expression
    assessable: bool
    reason: Reason | PairReason | None = None
    reason_message: str | None = None
    rest: float | None = None
    animated: float | None = None
    increase: float | None = None
    interval: tuple[float, float] | None = None
    details: Mapping[str, float] = field(default_factory=dict)


def dynamic_lines(rest: Analysis, animated: Analysis) -> tuple[DynamicFinding, ...]:
    """Compares two photos of one client, for every concern that is lines which move, in every zone of it.

    Args:
        rest: declared and taken at rest.
        animated: declared with an expression; measured for the same concerns.
    """
    moving = {concern.name for concern in rest.concerns if concern.is_dynamic}
    later = {(finding.zone, finding.concern): finding for finding in animated.findings}
    unfit = _unfit(rest.capture, animated.capture)
    zones = {zone.name: zone for zone in load_zones()}
    expression = animated.capture.declaration.expression
    return tuple(
        _compared(
            finding, later[finding.zone, finding.concern], expression, unfit or _still(zones, finding, expression)
        )
        for finding in rest.findings
        if finding.concern in moving
    )


_Why = tuple[Reason | PairReason, str]


def _unfit(rest: CaptureReport, animated: CaptureReport) -> _Why | None:
    """Why the two photos cannot be compared at all."""
    if rest.declaration.view != animated.declaration.view:
        return PairReason.VIEW, "The two photos show different sides of the face."
    if rest.declaration.expression != "rest" or _mismatched(rest):
        return PairReason.EXPRESSION, "The first photo was not taken at rest."
    if animated.declaration.expression == "rest" or _mismatched(animated):
        return PairReason.EXPRESSION, "The second photo does not show the expression that was asked for."
    return None


def _mismatched(report: CaptureReport) -> bool:
    return any(issue.code == _MISMATCH for issue in report.issues)


def _still(zones: Mapping[str, Zone], finding: Finding, expression: Expression) -> _Why | None:
    """Why the expression says nothing of this zone."""
    moved_by = zones[finding.zone].moved_by
    if expression in moved_by:
        return None
    needed = " or ".join(_WORDS[each] for each in moved_by)
    instead = f"that takes {needed}" if needed else "nor does any other that can be asked for"
    return PairReason.EXPRESSION, f"The skin here is not folded by {_WORDS.get(expression, expression)}; {instead}."


def _compared(rest: Finding, animated: Finding, expression: Expression, why_not: _Why | None) -> DynamicFinding:
    why_not = why_not or _hidden(rest, "At rest") or _hidden(animated, "Animated")
    of = rest.zone, rest.concern, expression
    if why_not is not None:
        return DynamicFinding(*of, False, *why_not, rest.severity, animated.severity)
    difference = (animated.severity or 0.0) - (rest.severity or 0.0)  # both have one, or there would be a reason
    return DynamicFinding(
        *of,
        assessable=True,
        rest=rest.severity,
        animated=animated.severity,
        increase=round(max(difference, 0.0), SEVERITY_DIGITS),
        interval=_interval(rest, animated, difference),
        details={
            name: animated.details[name] - rest.details[name] for name in rest.details if name in animated.details
        },
    )


def _hidden(finding: Finding, where: str) -> _Why | None:
    return None if finding.reason is None else (finding.reason, f"{where}: {finding.reason_message}")


def _interval(rest: Finding, animated: Finding, difference: float) -> tuple[float, float] | None:
    reach = interval_reach(rest.concern)
    if reach is None or rest.interval is None or animated.interval is None:
        return None
    low, high = difference - sqrt(2) * reach, difference + sqrt(2) * reach
    return max(low, -100.0), min(max(high, 0.0), 100.0)  # it always holds the increase itself
