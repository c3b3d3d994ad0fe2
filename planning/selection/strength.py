"""How much a treatment does for a need: points of severity at the expected level of its published effects."""

from __future__ import annotations

from planning.library import Serves, Treatment
from planning.plan_visits import series_visits
from planning.rules import WHOLE_FACE, zone_kind
from planning.selection.needs import Need
from planning.selection.words import measured_zones
from simulation.outcome import combined
from simulation.scales import target_points

# Ours, and small, where nothing is published that could be projected: shares of the severity. A goal is never measured,
# so that only the label says how well a treatment is established for it.
UNPROJECTED_SHARE = 0.05
LABELED_GOAL_SHARE = 0.5
OTHER_GOAL_SHARE = 0.35


def serving(treatment: Treatment, need: Need) -> tuple[Serves, ...]:
    """Lines of a treatment's file that are for a need, in a zone of it."""
    return tuple(line for line in treatment.serves if served_zones(line, need))


def served_zones(line: Serves, need: Need) -> tuple[str, ...]:
    """Zones in which a line serves a need: names where the need has names, else kinds."""
    if need.concern:
        return _for_finding(line, need) if need.concern in line.concerns else ()
    if need.goals[0] not in line.goals:
        return ()
    if not need.zones or WHOLE_FACE in need.zones:
        return line.zones
    return tuple(zone for zone in need.zones if zone_kind(zone) in line.zones)


def _for_finding(line: Serves, need: Need) -> tuple[str, ...]:
    """The zone itself. What is seen in one zone and treated from another, as a low brow, is treated there."""
    if zone_kind(need.zones[0]) in line.zones:
        return need.zones
    return () if measured_zones(need.concern) & set(line.zones) else line.zones


def points(treatment: Treatment, need: Need, visits: int) -> float:
    """Points of severity that so many visits take off.

    Fewer visits than give the whole effect count in proportion, as a projection shows them; of a goal, which nothing
    measures, a series counts as one.
    """
    whole = series_visits(treatment, visits) if need.concern else 1
    return _whole(treatment, need) * min(1.0, visits / whole)


def _whole(treatment: Treatment, need: Need) -> float:
    lines = serving(treatment, need)
    if not need.concern:
        labeled = any(line.status == "on_label" for line in lines)
        return need.severity * (LABELED_GOAL_SHARE if labeled else OTHER_GOAL_SHARE)
    kind = zone_kind(need.zones[0])
    reaching = [e for e in treatment.effects if need.concern in e.concerns and (not e.zones or kind in e.zones)]
    projected = [fall for e in reaching if (fall := target_points(e, "expected", need.severity)) is not None]
    return combined(need.severity, projected) if projected else need.severity * UNPROJECTED_SHARE
