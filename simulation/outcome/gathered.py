"""Every effect in every zone, held against the findings of this photo, and put together by layer and zone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from simulation.effects import Effect, Layer
from simulation.intended import Intended
from simulation.outcome.not_shown import NotShown, Why
from simulation.outcome.targeted import Targeted, combined
from simulation.rendering import Dose, unclipped
from simulation.scales import cap_points, fixed_share, target_points
from vision.analysis import Analysis
from vision.concerns import CONCERNS, Concern
from vision.findings import Finding
from vision.zones import load_zones

_CONCERNS = {concern.name: concern for concern in CONCERNS}
_KINDS = {zone.name: zone.kind for zone in load_zones()}
_SIDES = {zone.name: zone.side for zone in load_zones()}


@dataclass(frozen=True, slots=True)
class Moved:
    """A shape that is to change.

    Attributes:
        treatment: id.
        zones: names.
        concern: that measures it; empty where none does.
        mm: signed, on the day.
        cap_mm: the most that may be shown.
    """

    treatment: str
    zones: tuple[str, ...]
    concern: str
    mm: float
    cap_mm: float


@dataclass(frozen=True, slots=True)
class Gathered:
    """Attributes:
    doses: light to be changed.
    given_by: ids of the treatments of each dose.
    moves: shapes to be changed.
    targeted: findings that are to fall, for each concern and zone of the doses.
    not_shown: the rest.
    """

    doses: tuple[Dose, ...]
    given_by: tuple[tuple[str, ...], ...]
    moves: tuple[Moved, ...]
    targeted: tuple[Targeted, ...]
    not_shown: tuple[NotShown, ...]


def gather(intended: Sequence[Intended], analysis: Analysis, at_rest: bool = True) -> Gathered:
    """What of all that is intended this photo can show.

    Args:
        analysis: of the photo. Only what it could assess is changed.
        at_rest: False for a photo with an expression, which shows what treatments do to dynamic lines.
    """
    gathering = _Gathering(analysis, at_rest)
    for each in intended:
        for effect in each.effects:
            gathering.add(each, effect)
    return gathering.result()


@dataclass(slots=True)
class _Part:
    """What one treatment adds to one dose."""

    treatment: str
    falls: dict[str, tuple[float, float]]  # by concern: points and cap
    share: float


class _Gathering:
    def __init__(self, analysis: Analysis, at_rest: bool) -> None:
        self._findings = {(finding.concern, finding.zone): finding for finding in analysis.findings}
        self._at_rest = at_rest
        self._parts: dict[tuple[Layer, str, tuple[str, ...]], list[_Part]] = {}
        self._moves: list[Moved] = []
        self._moved: list[Targeted] = []
        self._not_shown: list[NotShown] = []

    def add(self, each: Intended, effect: Effect) -> None:
        share, zones = each.share(effect), each.zones_of(effect)
        unfit = self._unfit(effect, share)
        if unfit:
            self._not_shown += [NotShown(each.treatment, zone, effect.layer, unfit) for zone in zones]
        elif effect.layer == "shape":
            move = Moved(
                each.treatment,
                zones,
                next(iter(effect.concerns), ""),
                effect.magnitude(each.level) * share,
                effect.cap,
            )
            self._moves.append(move)
            self._moved_findings(move)
        elif effect.concerns:
            for zone in zones:
                self._measured(each, effect, zone, share)
        else:
            taken = (fixed_share(effect, each.level) or 0.0) * share
            for zone in zones:
                self._parts.setdefault((effect.layer, zone, ()), []).append(_Part(each.treatment, {}, taken))

    def _unfit(self, effect: Effect, share: float) -> Why | None:
        if share <= 0:
            return "not_yet_or_no_longer"
        if effect.layer == "dynamic_lines" and self._at_rest:
            return "needs_animated_photo"
        if effect.layer == "static_lines" and not self._at_rest:
            return "shown_on_animated_photo"
        return None

    def _measured(self, each: Intended, effect: Effect, zone: str, share: float) -> None:
        falls: dict[str, tuple[float, float]] = {}
        there = [_CONCERNS[name] for name in effect.concerns if _KINDS[zone] in _CONCERNS[name].zones]
        if not there:
            self._not_shown.append(NotShown(each.treatment, zone, effect.layer, "not_measured_there"))
        for concern in there:
            finding = self._findings[concern.name, zone]
            severity = _severity(concern, finding)
            points = 0.0 if severity is None else (target_points(effect, each.level, _clipped(severity)) or 0.0) * share
            if severity is None or points <= 0:
                why: Why = "not_assessable" if severity is None else "nothing_to_lessen"
                detail = finding.reason_message or ""
                self._not_shown.append(NotShown(each.treatment, zone, effect.layer, why, concern.name, detail))
            else:
                falls[concern.name] = points, cap_points(effect, _clipped(severity)) or 0.0
        if falls:
            key = effect.layer, zone, tuple(sorted(falls))
            self._parts.setdefault(key, []).append(_Part(each.treatment, falls, 0.0))

    def _moved_findings(self, move: Moved) -> None:
        """Findings in millimeters that a change of shape lessens, on the sides that it moves."""
        if not move.concern:
            return
        concern = _CONCERNS[move.concern]
        sides = {_SIDES[zone] for zone in move.zones}
        for (name, zone), finding in self._findings.items():
            severity = _severity(concern, finding) if name == concern.name else None
            if severity is not None and (_SIDES[zone] in sides or "midline" in sides):
                low, high = concern.anchors
                points, cap = (100 * abs(mm) / (high - low) for mm in (move.mm, move.cap_mm))
                self._moved.append(Targeted(name, zone, severity, points, cap, (move.treatment,), by_shape=True))

    def result(self) -> Gathered:
        doses: list[Dose] = []
        targeted = list(self._moved)
        for (layer, zone, concerns), parts in self._parts.items():
            if not concerns:
                doses.append(Dose(layer, zone, share=1 - float(np.prod([1 - part.share for part in parts]))))
                continue
            fallen = [self._targeted(name, zone, parts) for name in concerns]
            doses.append(Dose(layer, zone, {each.concern: each.points for each in fallen}))
            targeted += fallen
        given_by = tuple(tuple(part.treatment for part in parts) for parts in self._parts.values())
        return Gathered(tuple(doses), given_by, tuple(self._moves), _joined(targeted), tuple(self._not_shown))

    def _targeted(self, concern: str, zone: str, parts: Iterable[_Part]) -> Targeted:
        severity = _severity(_CONCERNS[concern], self._findings[concern, zone]) or 0.0
        points, caps = ([part.falls[concern][i] for part in parts] for i in (0, 1))
        fall, cap = (combined(_clipped(severity), values) for values in (points, caps))
        return Targeted(concern, zone, severity, fall, cap, tuple(part.treatment for part in parts))


def _joined(targeted: Iterable[Targeted]) -> tuple[Targeted, ...]:
    """One for each finding, also where several layers lessen it."""
    by_finding: dict[tuple[str, str], Targeted] = {}
    for each in targeted:
        other = by_finding.get((each.concern, each.zone))
        if other:
            severity = _clipped(each.severity)
            points = combined(severity, (other.points, each.points))
            caps = combined(severity, (other.cap_points, each.cap_points))
            treatments = tuple(dict.fromkeys(other.treatments + each.treatments))
            shape = other.by_shape or each.by_shape
            each = Targeted(each.concern, each.zone, each.severity, points, caps, treatments, shape)
        by_finding[each.concern, each.zone] = each
    return tuple(by_finding.values())


def _severity(concern: Concern, finding: Finding) -> float | None:
    """In points that may lie beyond the ends of the scale; None where it is not assessable."""
    if not finding.assessable or finding.quantity is None:
        return None
    return unclipped(concern, finding.quantity)


def _clipped(severity: float) -> float:
    return min(max(severity, 0.0), 100.0)
