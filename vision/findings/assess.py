"""From what a zone shows to what may be said of it: findings, or the reason why not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from vision.chart import MIN_DENSITY, MIN_FACING, FaceChart
from vision.concerns import Concern, Reading, Reason, Sight
from vision.findings.finding import SEVERITY_DIGITS, Finding, grade_of
from vision.skin import Skin
from vision.zones import Zone, ZoneAtlas, ZoneMask

_MIN_VISIBLE = 0.5
_NINETY_PERCENT = 1.645  # standard deviations either side
_REPEATABILITY: dict[str, float] = json.loads((files("vision.findings") / "data" / "repeatability.json").read_text())[
    "severity_sd"
]
_MESSAGES = {
    Reason.RESOLUTION: "The photo is too coarse for this: it has {has:.2f} mm per pixel and needs {needs:.2f}.",
    Reason.OBLIQUE: "The skin here is seen too obliquely.",
    Reason.OUT_OF_FRAME: "The photo ends before this zone does.",
    Reason.COVERED: "Too little bare skin is seen here: hair, a beard, glasses or a highlight covers it.",
    Reason.REFERENCE: "The skin that this is compared with, on forehead and temples, is hidden.",
    Reason.LIGHT: "Too much or too little light has taken the color that this is seen by.",
    Reason.COLOR: "The photo has no color, which this is seen by.",
    Reason.VIEW: "A front view does not show this: it takes a photo from the side.",
    Reason.EXPRESSION: "The face is not at rest here: eyes, brows or mouth are moved.",
    Reason.CAPTURE: "The photo was rejected by the capture check.",
}


@dataclass(frozen=True, slots=True)
class Visibility:
    """How much of a zone the photo shows.

    Attributes:
        fraction: 0 to 1, share of the zone seen as skin.
        reason: what hides it, when that is less than half; else None.
    """

    fraction: float
    reason: Reason | None


def visibility(mask: ZoneMask, chart: FaceChart, skin: Skin) -> Visibility:
    """Judges one zone: turned away, outside the frame, or covered, in that order."""
    turned = (mask.take(chart.facing) >= MIN_FACING) & (mask.take(chart.density) >= MIN_DENSITY)
    fraction = float(np.mean(mask.take(skin.mask)))
    if fraction >= _MIN_VISIBLE:
        return Visibility(fraction, None)
    if turned.mean() < _MIN_VISIBLE:
        return Visibility(fraction, Reason.OBLIQUE)
    if mask.take(chart.seen).mean() < _MIN_VISIBLE:
        return Visibility(fraction, Reason.OUT_OF_FRAME)
    return Visibility(fraction, Reason.COVERED)


def measure_concern(
    concern: Concern,
    sight: Sight,
    atlas: ZoneAtlas,
    visible: dict[str, Visibility],
    issues: frozenset[str] = frozenset(),
) -> tuple[list[Finding], dict[str, Reading]]:
    """One concern in all its zones.

    Args:
        sight: the face on the chart that the concern asks for.
        atlas: of that chart.
        visible: how much of each zone the photo shows.
        issues: codes of what the capture check found.

    Returns:
        A finding for each zone, and the readings of those that could be measured.
    """
    zones = atlas.by_kind(concern.zone_kinds)
    unfit = _unfit(concern, sight.skin, issues)
    chart = sight.chart
    coarse = {zone.name for zone, _ in zones if chart.photo_mm_per_px > concern.zones[zone.kind]}
    hidden = {
        zone.name: Reason.RESOLUTION if zone.name in coarse else unfit or _hidden(concern, visible[zone.name])
        for zone, _ in zones
    }
    answers = concern.read(sight, [pair for pair in zones if hidden[pair[0].name] is None])
    answers |= {name: reason for name, reason in hidden.items() if reason}
    settled = not issues & set(concern.unsettled_by)
    findings = [_finding(zone, concern, answers[zone.name], chart, settled) for zone, _ in zones]
    return findings, {name: answer for name, answer in answers.items() if isinstance(answer, Reading)}


def _hidden(concern: Concern, visible: Visibility) -> Reason | None:
    """What keeps the measure from the zone. Whether something covers it is for a measure of the face to judge."""
    return None if concern.reads == "face" and visible.reason == Reason.COVERED else visible.reason


def _unfit(concern: Concern, skin: Skin, issues: frozenset[str]) -> Reason | None:
    """Why no zone of the photo can be measured, however fine it is."""
    if issues & set(concern.spoiled_by):
        return Reason.LIGHT
    return Reason.COLOR if concern.needs_color and not skin.colored else None


def not_assessable(zone: Zone, concern: Concern, reason: Reason, **values: float) -> Finding:
    """A finding that says only why there is none."""
    return Finding(
        zone=zone.name,
        concern=concern.name,
        assessable=False,
        reason=reason,
        reason_message=reason_words(reason, **values),
    )


def reason_words(reason: Reason, **values: float) -> str:
    """A reason as a sentence for people; for `RESOLUTION` with what the photo `has` and what it `needs`."""
    return _MESSAGES[reason].format(**values)


def reject_all(concerns: Sequence[Concern], atlas: ZoneAtlas) -> list[Finding]:
    """What is said when the capture check rejects the photo."""
    return [
        not_assessable(zone, concern, Reason.CAPTURE)
        for concern in concerns
        for zone, _ in atlas.by_kind(concern.zone_kinds)
    ]


def _finding(zone: Zone, concern: Concern, answer: Reading | Reason, chart: FaceChart, settled: bool) -> Finding:
    if isinstance(answer, Reason):
        sizes = {"has": chart.photo_mm_per_px, "needs": concern.zones[zone.kind]}
        return not_assessable(zone, concern, answer, **sizes)
    severity = round(concern.severity(answer.quantity), SEVERITY_DIGITS)
    return Finding(
        zone=zone.name,
        concern=concern.name,
        assessable=True,
        severity=severity,
        grade=grade_of(severity),
        interval=_interval(concern, severity) if settled else None,
        quantity=answer.quantity,
        unit=concern.unit,
        details=answer.details,
    )


def _interval(concern: Concern, severity: float) -> tuple[float, float] | None:
    reach = interval_reach(concern.name)
    return None if reach is None else (max(severity - reach, 0.0), min(severity + reach, 100.0))


def interval_reach(concern: str) -> float | None:
    """How far a severity's 90 % interval reaches either side.

    None for a concern whose repeatability was not measured: it must not look certain.
    """
    sd = _REPEATABILITY.get(concern)
    return None if sd is None else _NINETY_PERCENT * sd
