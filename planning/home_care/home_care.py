"""The regimen: sunscreen, a moisturizer, at most two actives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planning.home_care.actives import A_PRODUCT, Active, actives, at_home, blocked, not_let_in
from planning.home_care.lines import Chosen, line
from planning.home_care.routine import Routine, routine
from planning.home_care.shelf import Shelf
from planning.home_care.substitutes import Stocked, stocked
from planning.library import TimeOfDay, Treatment
from planning.plan import LeftOut, PlannedVisit, RegimenLine, Why
from planning.screening import Planned
from planning.selection import Need, SelectRequest
from planning.selection.strength import serving
from planning.selection.worth import gain

# Kinds of visits after which skin is dry or open for a while.
_DRYING = frozenset({"peel", "needling", "laser", "light", "tightening"})
_DAY: tuple[TimeOfDay, ...] = ("morning", "evening")


def home_care(
    request: SelectRequest, needs: Sequence[Need], timeline: Sequence[PlannedVisit] = ()
) -> tuple[tuple[RegimenLine, ...], tuple[LeftOut, ...]]:
    """What to use at home.

    Args:
        needs: of the whole selection; those that a visit meets ask for care at home as well.
        timeline: of the option; products rest around its visits, and around those the client had before.

    Returns:
        Lines in the order of the day, none of them blocked (what is on hold is told by its check); and what was left
        out, or is not on the shelf, and why.
    """
    found, left_out = actives(request, needs)
    day = routine(request, needs, found)
    shelved = stocked(request, needs, day, found)
    products = [*shelved, *_basics(request, needs, day, timeline, left_out)]
    chosen = _in_order(_unblocked(request, [each.chosen for each in products], timeline, left_out))
    left_out += [out for each in products if each.chosen in chosen for out in each.left_out]
    named = {each.what for each in left_out} | {each.treatment.id for each in chosen}
    left_out += _not_taken(needs, [active for active in found if active.id not in named])
    return tuple(line(each, request, timeline) for each in chosen), tuple(left_out)


def _basics(
    request: SelectRequest,
    needs: Sequence[Need],
    day: Routine,
    timeline: Iterable[PlannedVisit],
    left_out: list[LeftOut],
) -> Iterator[Stocked]:
    """Sunscreen always; a moisturizer beside actives, around visits that dry the skin, or where it is asked for."""
    visits = {request.library.treatment(item.treatment).kind for visit in timeline for item in visit.items}
    why = {"protect": "Light ages and stains skin, and undoes what is treated: sunscreen belongs to every plan."}
    if day.actives or visits & _DRYING or any(_serves(t, needs) for t in at_home(request, "moisturize")):
        why["moisturize"] = "Skin that is treated needs its barrier: plain care beside all else."
    for role, text in why.items():
        for treatment in at_home(request, role):
            refused = not_let_in(treatment, request)
            if out := refused or blocked(treatment, request.verdicts([Planned(treatment=treatment.id)])):
                left_out.append(out)
                continue
            yield _basic(request, treatment, [n for n in needs if serving(treatment, n)], text)
            break


def _basic(request: SelectRequest, treatment: Treatment, needs: Sequence[Need], text: str) -> Stocked:
    reason = Why(kind="upkeep", text=text, ref=treatment.id)
    times = treatment.routine.times if treatment.routine else _DAY
    shelf = Shelf.of(request.practice)
    return Stocked.plain(Chosen(treatment, times, needs, reason), shelf)


def _serves(treatment: Treatment, needs: Iterable[Need]) -> bool:
    return any(serving(treatment, need) for need in needs)


def _unblocked(
    request: SelectRequest, chosen: Sequence[Chosen], timeline: Iterable[PlannedVisit], left_out: list[LeftOut]
) -> list[Chosen]:
    """Held against rules once more, all together and with the visits."""
    visits = [
        Planned(treatment=item.treatment, zones=item.zones, on=visit.date) for visit in timeline for item in visit.items
    ]
    verdicts = request.verdicts([*(Planned(treatment=each.treatment.id) for each in chosen), *visits])
    kept = []
    for each in chosen:
        own = [verdict for verdict in verdicts if verdict.treatment == each.treatment.id]
        if out := blocked(each.treatment, own, each.own):
            left_out.append(out)
        else:
            kept.append(each)
    return kept


def _in_order(chosen: Iterable[Chosen]) -> list[Chosen]:
    """As a day goes: in the morning actives, moisturizer, sunscreen; then the evening."""
    role = {"active": 0, "moisturize": 1, "protect": 2}

    def place(each: Chosen) -> tuple[int, int]:
        return _DAY.index(each.times[0]), role[each.treatment.routine.role] if each.treatment.routine else 0

    return sorted(chosen, key=place)


def _not_taken(needs: Sequence[Need], found: Iterable[Active]) -> Iterator[LeftOut]:
    """Actives that would do something by themselves and found no place."""
    for active in found:
        if gain([active], needs) > A_PRODUCT:
            text = (
                f"{active.treatment.title} would help too; the routine stays simple, with one active in the morning"
                " and one in the evening."
            )
            yield LeftOut(what=active.id, why="covered", text=text)
