"""Edits of what is treated."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from planning.library import Library
from planning.plan import PlanItem, PlannedVisit, PlanOption, Why
from planning.revision.edits import AddItem, ChangeItem, Edit, LeaveOutCare, RemoveItem
from planning.revision.errors import DoneStaysError, NotInPlanError


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an option is to hold.

    Attributes:
        touched: ids of items that an edit put in or changed: if they cannot be, the edit is refused.
        taken_out: ids of items that are to leave.
        without_care: home care that is to leave.
    """

    items: tuple[PlanItem, ...]
    primary: frozenset[str]
    touched: frozenset[str] = frozenset()
    taken_out: frozenset[str] = frozenset()
    without_care: frozenset[str] = frozenset()


def wanted(
    option: PlanOption, edits: Iterable[Edit], timeline: Iterable[PlannedVisit], library: Library, why: str
) -> Wanted:
    """An option's items after the edits, one after the other.

    Args:
        timeline: with what was done marked so.
        why: reason of an item that the provider adds.

    Raises:
        NotInPlanError, DoneStaysError: see there.
        TreatmentUnknownError: the library does not hold it.
    """
    done = done_of(timeline)
    items = {item.id: item for item in option.items}
    primary, touched, out, care = {item.id for item in option.primary}, set[str](), set[str](), set[str]()
    for edit in edits:
        if isinstance(edit, AddItem):
            item = _added(edit, items, library, why)
            items[item.id] = item
            touched.add(item.id)
            out.discard(item.id)
            primary |= {item.id} if edit.primary else set()
        elif isinstance(edit, ChangeItem):
            items[edit.item] = _changed(edit, _there(edit.item, items), done.get(edit.item, 0))
            touched.add(edit.item)
        elif isinstance(edit, RemoveItem):
            out.add(_there(edit.item, items).id)
            touched.discard(edit.item)
            if left := stopped(items.pop(edit.item), done):
                items[edit.item] = left
        elif isinstance(edit, LeaveOutCare):
            if edit.treatment not in {line.treatment for line in option.regimen}:
                raise NotInPlanError(f"There is no home care {edit.treatment}.", treatment=edit.treatment)
            care.add(edit.treatment)
    ranked = sorted(items.values(), key=lambda item: item.id not in primary)
    return Wanted(tuple(ranked), frozenset(primary), frozenset(touched), frozenset(out), frozenset(care))


def done_of(timeline: Iterable[PlannedVisit]) -> dict[str, int]:
    """How many visits of each item took place."""
    found: dict[str, int] = {}
    for visit in timeline:
        for line in visit.items if visit.done else ():
            found[line.item] = found.get(line.item, 0) + 1
    return found


def stopped(item: PlanItem, done: dict[str, int]) -> PlanItem | None:
    """What is left of an item of which nothing more is planned."""
    given = done.get(item.id, 0)
    return item.model_copy(update={"visits": given}) if given else None


def _there(name: str, items: dict[str, PlanItem]) -> PlanItem:
    if name not in items:
        raise NotInPlanError(f"There is no item {name}.", item=name)
    return items[name]


def _added(edit: AddItem, items: Collection[str], library: Library, why: str) -> PlanItem:
    title = library.treatment(edit.treatment).title
    names = (edit.treatment, *(f"{edit.treatment}_{n}" for n in range(2, len(items) + 3)))
    return PlanItem(
        id=next(name for name in names if name not in items),
        treatment=edit.treatment,
        title=title,
        zones=edit.zones,
        product=edit.product,
        quantity=edit.quantity,
        visits=edit.visits,
        why=(Why(kind="provider", text=f"Added by the provider: {why}"),),
    )


def _changed(edit: ChangeItem, item: PlanItem, done: int) -> PlanItem:
    new = edit.model_dump(exclude={"kind", "item"}, exclude_none=True)
    if done and (set(new) & {"zones", "product", "quantity"} or new.get("visits", done) < done):
        raise DoneStaysError(
            f"{done} visits of {item.title} took place: add what is to be otherwise as an item of its own.",
            item=item.id,
            done=done,
        )
    return item.model_copy(update=new)
