"""Why an item stands where it stands, from a timeline written by hand."""

from __future__ import annotations

from datetime import date

import pytest

from planning.drafting.order import in_order
from planning.library import load_library
from planning.plan import PlanItem, PlannedVisit, VisitItem, Why
from planning.practice import sample_practice

LIBRARY = load_library()
PEEL, LIGHT = "superficial_peel", "intense_pulsed_light"
AFTER_THE_PEEL = "After Superficial chemical peel: The barrier is given two weeks after a peel before light."


def item(treatment: str, *zones: str) -> PlanItem:
    title = LIBRARY.treatment(treatment).title
    why = Why(kind="provider", text="Asked for.")
    return PlanItem(id=treatment, treatment=treatment, title=title, zones=zones, visits=1, why=(why,))


def visit(number: int, *treatments: str) -> PlannedVisit:
    done = tuple(VisitItem(item=name, treatment=name, number=1, minutes=30) for name in treatments)
    return PlannedVisit(number=number, date=date(2026, 12, number), items=done)


def after(items: list[PlanItem], *visits: PlannedVisit) -> dict[str, str]:
    return {each.id: each.after for each in in_order(items, visits, sample_practice().at("oakland").templates, LIBRARY)}


def test_what_waits_for_another_says_for_which_and_why() -> None:
    found = after(
        [item(LIGHT, "nose"), item("led_light", "nose"), item(PEEL, "nose")], visit(1, PEEL), visit(20, LIGHT)
    )
    assert found[LIGHT] == AFTER_THE_PEEL
    assert found["led_light"] == ""  # without a day nothing comes before it


@pytest.mark.parametrize("zone", ["forehead", "nose"])
def test_only_where_both_treat_the_same_skin(zone: str) -> None:
    found = after([item(LIGHT, zone), item(PEEL, "nose")], visit(1, PEEL), visit(20, LIGHT))
    assert bool(found[LIGHT]) is (zone == "nose")


def test_the_first_of_two_waits_for_nothing_but_its_series() -> None:
    found = after([item(LIGHT, "nose"), item(PEEL, "nose")], visit(1, LIGHT), visit(20, PEEL))
    assert (found[LIGHT], found[PEEL].startswith("In the order of Four gentle peels.")) == ("", True)


def test_on_one_day_it_says_which_goes_first() -> None:
    toxin = item("botulinum_toxin_upper_face", "forehead")
    found = after([toxin, item(LIGHT, "forehead")], visit(1, toxin.id, LIGHT))
    assert (
        found[toxin.id].startswith("After Intense pulsed light:") and "on one day light goes first" in found[toxin.id]
    )
    assert found[LIGHT] == ""
