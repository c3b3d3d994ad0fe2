"""What comes from the shelf, what stands in where something is out, and what the client has to find elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from planning.home_care.actives import Active
from planning.home_care.lines import Chosen
from planning.home_care.routine import Routine, together
from planning.home_care.shelf import Shelf
from planning.library import TimeOfDay
from planning.plan import LeftOut
from planning.selection import Need, SelectRequest
from planning.selection.worth import gain


@dataclass(frozen=True, slots=True)
class Stocked:
    """A product with what is to be said of its stock."""

    chosen: Chosen
    left_out: tuple[LeftOut, ...] = ()

    @classmethod
    def plain(cls, chosen: Chosen, shelf: Shelf) -> Self:
        """From the shelf; another product of the same active where the practice's choice is out."""
        wanted, there = shelf.wanted(chosen.treatment.id), shelf.there(chosen.treatment.id)
        if wanted is None or chosen.own:
            return cls(chosen)
        if there is None:
            text = f"{wanted.title} is out of stock, and nothing here replaces it; it is recommended all the same."
            return cls(chosen, (LeftOut(what=chosen.treatment.id, why="out_of_stock", text=text),))
        if there is wanted:
            return cls(replace(chosen, item=there))
        text = f"{wanted.title} is out of stock; {there.title} has the same active and takes its place."
        out = LeftOut(what=chosen.treatment.id, why="out_of_stock", text=text)
        return cls(replace(chosen, item=there, instead_of=wanted.sku), (out,))


def stocked(
    request: SelectRequest, needs: Sequence[Need], day: Routine, found: Sequence[Active]
) -> tuple[Stocked, ...]:
    """The routine's actives as they can be sold today."""
    shelf = Shelf.of(request.practice)
    taken = list(day.actives)
    products = []
    for place, active in enumerate(day.actives):
        times = day.times[active.id]
        others = [other for index, other in enumerate(taken) if index != place]
        if not active.own and shelf.sells(active.id) and shelf.there(active.id) is None:
            substitute = _substitute(request, needs, active, times, others, found, shelf)
            if substitute is not None:
                taken[place] = substitute
                products.append(_instead(active, substitute, times, needs, shelf))
                continue
        products.append(Stocked.plain(_chosen(active, times, needs), shelf))
    return tuple(products)


def _substitute(
    request: SelectRequest,
    needs: Sequence[Need],
    missing: Active,
    times: Sequence[TimeOfDay],
    others: Sequence[Active],
    found: Sequence[Active],
    shelf: Shelf,
) -> Active | None:
    """Another active on the shelf for one of the same needs, at the same time of day, about which nothing is open."""
    shared = [need for need in needs if need.key in missing.points]
    able = [
        other
        for other in found
        if other.id != missing.id
        and other not in others
        and not other.on_hold
        and shelf.there(other.id) is not None
        and set(other.times) & set(times)
        and gain([other], shared) > 0
        and together(request, [*others, other]) == 0
    ]
    return max(able, key=lambda other: (gain([other], shared), other.id), default=None)


def _instead(
    missing: Active, substitute: Active, times: Sequence[TimeOfDay], needs: Sequence[Need], shelf: Shelf
) -> Stocked:
    wanted, there = shelf.wanted(missing.id), shelf.there(substitute.id)
    name, sku = (wanted.title, wanted.sku) if wanted else (missing.treatment.title, "")
    at = tuple(time for time in substitute.times if time in times)
    chosen = replace(_chosen(substitute, at, needs), item=there, instead_of=sku)
    text = f"{name} is out of stock; {there.title if there else substitute.treatment.title} is for some of the same."
    return Stocked(chosen, (LeftOut(what=missing.id, why="out_of_stock", text=text),))


def _chosen(active: Active, times: tuple[TimeOfDay, ...], needs: Sequence[Need]) -> Chosen:
    return Chosen(active.treatment, times, [n for n in needs if n.key in active.points], own=active.own)
