"""Which actives, in the morning and in the evening: the pair that does most for what it asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from planning.home_care.actives import Active
from planning.library import TimeOfDay
from planning.screening import Planned, screen
from planning.selection import Need, SelectRequest
from planning.selection.worth import gain

# Ours, in points: what two products ask where a rule speaks of both together, so that such a pair must add clearly.
TOGETHER = 2.0


@dataclass(frozen=True, slots=True)
class Routine:
    """Attributes:
    times: of each active, in the order of the day; an active that may and has room is used twice.
    """

    times: Mapping[str, tuple[TimeOfDay, ...]]
    actives: tuple[Active, ...]


def routine(request: SelectRequest, needs: Sequence[Need], found: Sequence[Active]) -> Routine:
    """At most one active in the morning and one in the evening; what is in use already keeps its place."""
    best: tuple[float, int, tuple[str, ...]] | None = None
    chosen: tuple[Active | None, Active | None] = (None, None)
    for pair in _pairs(found):
        taken = _once(pair)
        worth = gain(taken, needs) - sum(active.cost for active in taken)
        rank = (-round(worth, 6), len(taken), tuple(active.id for active in taken))
        if best is not None and rank >= best:
            continue  # no rule can make a pair better, so that only what leads is asked about
        if (against := together(request, taken)) is None:
            continue
        rank = (-round(worth - against, 6), *rank[1:])
        if best is None or rank < best:
            best, chosen = rank, pair
    return _day(*chosen)


def together(request: SelectRequest, taken: Sequence[Active]) -> float | None:
    """What it costs to use these together, in points; None where a rule blocks it. One's own use is settled."""
    if len(taken) < 2 or all(active.own for active in taken):
        return 0.0
    alone = sum(len(_rules(request, [active])) for active in taken)
    rules = _rules(request, taken)
    return None if "block" in rules.values() else TOGETHER * (len(rules) - alone)


def _rules(request: SelectRequest, taken: Sequence[Active]) -> dict[tuple[str, str], str]:
    verdicts = screen(
        request.profile,
        [Planned(treatment=active.id) for active in taken],
        library=request.library,
        classes=request.classes,
        today=request.today,
        findings=request.findings,
        policy=request.practice.policy,
    )
    return {(verdict.treatment, verdict.rule): verdict.level.name.lower() for verdict in verdicts}


def _pairs(found: Sequence[Active]) -> list[tuple[Active | None, Active | None]]:
    """All days that keep what is in use already, as far as a simple day has room for it."""
    own = [active for active in found if active.own]
    mornings: list[Active | None] = [None, *(a for a in found if "morning" in a.times)]
    evenings: list[Active | None] = [None, *(a for a in found if "evening" in a.times)]
    pairs = list(product(mornings, evenings))
    kept = max(sum(active in pair for active in own) for pair in pairs)
    return [pair for pair in pairs if sum(active in pair for active in own) == kept]


def _once(pair: tuple[Active | None, Active | None]) -> tuple[Active, ...]:
    return tuple({active.id: active for active in pair if active}.values())


def _day(morning: Active | None, evening: Active | None) -> Routine:
    taken = _once((morning, evening))
    times: dict[str, tuple[TimeOfDay, ...]] = {}
    if morning:
        times[morning.id] = ("morning",)
    if evening:
        times[evening.id] = (*times.get(evening.id, ()), "evening")
    if len(taken) == 1:  # alone it has the whole day
        times[taken[0].id] = taken[0].times
    return Routine(times, taken)
