"""A plan's money: every visit paid once, sums that agree with each other, and sentences that say why."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from importlib import import_module

import pytest

from planning.library import load_library
from planning.plan import Investment, PlanItem, PlannedVisit, RegimenLine, VisitItem, Why
from planning.practice import Practice, sample_practice
from planning.pricing import Choice, cheapest, invest

_LIBRARY = load_library()
_PRACTICE = sample_practice().at("oakland")
_WHY = (Why(kind="goal", text="Asked for."),)
_DAY = date(2026, 12, 1)


def item(name: str, visits: int, quantity: int = 1) -> PlanItem:
    title = _LIBRARY.treatment(name).title
    return PlanItem(id=f"i_{name}", treatment=name, title=title, visits=visits, quantity=quantity, why=_WHY)


def timeline(*items: PlanItem) -> tuple[PlannedVisit, ...]:
    count = max(each.visits for each in items)
    return tuple(
        PlannedVisit(
            number=number,
            date=_DAY + timedelta(28 * (number - 1)),
            items=tuple(
                VisitItem(item=each.id, treatment=each.treatment, number=number, minutes=30)
                for each in items
                if each.visits >= number
            ),
        )
        for number in range(1, count + 1)
    )


def _invest(*items: PlanItem, regimen: tuple[RegimenLine, ...] = (), practice: Practice = _PRACTICE) -> Investment:
    return invest(items, timeline(*items), regimen, practice, _LIBRARY)


def test_three_needlings_come_as_the_package_that_the_practice_sells() -> None:
    found = _invest(item("microneedling", 3))
    assert (found.a_la_carte, found.total, found.saves) == (Decimal("1050.00"), Decimal("900.00"), Decimal("150.00"))
    (bought,) = found.purchases
    assert bought.kind == "package" and bought.covers == tuple(f"i_microneedling:{n}" for n in (1, 2, 3))
    assert found.explanation == ("Three microneedling visits: 900.00 USD, 150.00 less than singly.",)


def test_units_are_assumed_and_it_is_said_so() -> None:
    found = _invest(item("botulinum_toxin_upper_face", 1, 40))
    assert found.total == Decimal("560.00")
    assert "provider enters" in found.assumed[0]


def test_a_product_carries_its_tax_and_is_taken_home_at_the_visit_before_it_is_started() -> None:
    line = RegimenLine(
        treatment="sunscreen", title="Sunscreen", sku="SPF-50", use="Daily.", start=_DAY + timedelta(30), why=_WHY
    )
    found = _invest(item("microneedling", 2), regimen=(line,))
    (spf,) = (purchase for purchase in found.purchases if purchase.kind == "product")
    assert (spf.price, spf.tax, spf.visit) == (Decimal("42.00"), Decimal("3.47"), 2)  # 3.465, half up


def test_what_the_menu_has_no_price_for_is_named_and_costs_nothing() -> None:
    found = _invest(item("monopolar_radio_frequency", 2))
    assert found.not_priced == ("i_monopolar_radio_frequency",) and found.total == 0


def test_the_sums_agree_and_every_visit_is_paid_once() -> None:
    items = (item("microneedling", 4), item("hydradermabrasion", 3), item("led_light", 3), item("pigment_laser", 2))
    found = _invest(*items)
    assert sum(payment.amount for payment in found.payments) == found.total
    assert sum(purchase.price + purchase.tax for purchase in found.purchases) == found.total
    assert sum(found.by_tag.values()) == sum(purchase.price for purchase in found.purchases)
    assert found.a_la_carte - found.total == found.saves >= 0
    paid = [key for purchase in found.purchases if purchase.kind != "membership" for key in purchase.covers]
    assert sorted(paid) == sorted(f"{each.id}:{n}" for each in items for n in range(1, each.visits + 1))


def test_without_days_no_expiry_is_promised_and_all_is_priced() -> None:
    found = invest([item("microneedling", 3)], (), (), _PRACTICE, _LIBRARY)
    assert found.total == Decimal("900.00") and [payment.visit for payment in found.payments] == [0]


def test_an_empty_plan_costs_nothing() -> None:
    found = invest([], (), (), _PRACTICE, _LIBRARY)
    assert found.total == 0 and found.purchases == () and found.payments == ()


def test_a_price_with_fewer_places_is_told_with_two_and_one_month_is_one_month() -> None:
    circle = _PRACTICE.memberships[0].model_copy(update={"monthly": Decimal("5"), "minimum_months": 1})
    trio = _PRACTICE.packages[0].model_copy(update={"price": Decimal("900")})
    here = _PRACTICE.model_copy(update={"memberships": (circle,), "packages": (trio,)})
    found = _invest(item("microneedling", 3), item("pigment_laser", 1), practice=here)
    assert found.explanation == (
        "Three microneedling visits: 900.00 USD, 150.00 less than singly.",
        "Linden Circle: 1 month for 5.00 USD takes 40.00 USD off 1 line.",
    )
    assert [str(bought.price) for bought in found.purchases[:2]] == ["5.00", "900.00"]


def test_the_largest_price_many_times_over_is_still_a_price() -> None:
    dear = tuple(e.model_copy(update={"price": Decimal("99999999.99")}) for e in _PRACTICE.menu)
    found = _invest(item("botulinum_toxin_upper_face", 2, 10_000), practice=_PRACTICE.model_copy(update={"menu": dear}))
    assert found.a_la_carte == Decimal("99999999.99") * 20_000
    assert Investment.model_validate_json(found.model_dump_json()) == found


def test_what_is_not_proven_to_be_the_cheapest_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("planning.pricing.invest"), "cheapest", partial(cheapest, limit=0.0))
    (*_, last) = _invest(item("microneedling", 3)).explanation
    assert last == "Not proven to be the cheapest: another combination might cost less."


def test_by_how_much_it_is_not_proven_is_said_where_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    unproven = Choice((), None, 105_000, 15_001)
    monkeypatch.setattr(import_module("planning.pricing.invest"), "cheapest", lambda *_: unproven)
    assert _invest(item("microneedling", 3)).explanation == (
        "Not proven to be the cheapest: another combination might cost less, by 150.01 USD at most.",
    )


def test_a_package_is_booked_under_most_of_what_it_holds_and_by_name_among_equals() -> None:
    tags = {"hydradermabrasion": "skin", "led_light": "light", "microneedling": "needles"}
    menu = tuple(e.model_copy(update={"revenue_tag": tags.get(e.treatment, "x")}) for e in _PRACTICE.menu)
    here = _PRACTICE.model_copy(update={"menu": menu, "memberships": ()})
    assert set(_invest(item("hydradermabrasion", 3), item("led_light", 3), practice=here).by_tag) == {"light"}
    assert set(_invest(item("hydradermabrasion", 3), item("led_light", 2), practice=here).by_tag) == {"skin"}
