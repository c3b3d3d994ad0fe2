"""The cheapest combination is the cheapest: to the cent, against every other way to pay."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.practice import Membership, Package, PackageLine
from planning.pricing import Due, cheapest, from_cents
from planning.pricing.choice import a_la_carte
from planning.pricing.greedy import greedy
from tests.planning.pricing.brute_force import brute_force

_DAY = date(2026, 12, 1)
_TREATMENTS = ("microneedling", "led_light", "toxin")


def due(
    treatment: str, visit: int, price: int, *, day: int | None = None, tax: str = "0", by_visit: bool = True
) -> Due:
    on = _DAY + timedelta(30 * (visit - 1) if day is None else day)
    called = frozenset({treatment, "light" if treatment == "led_light" else "skin"})
    key = f"i:{visit}"
    return Due(
        "service", treatment, treatment, treatment, key, 1, visit, on, price, Decimal(tax), called, by_visit, "x"
    )


def package(price: str, expires: int = 365, **visits: int) -> Package:
    lines = tuple(PackageLine(treatment=name, visits=count) for name, count in visits.items())
    return Package(id="p", title="P", lines=lines, price=Decimal(price), expires_days=expires)


def member(monthly: str, months: int = 1, **percent: str) -> Membership:
    discounts = {name: Decimal(value) for name, value in percent.items()}
    return Membership(id="m", title="M", monthly=Decimal(monthly), minimum_months=months, discount_percent=discounts)


def test_a_package_that_costs_less_is_bought_once_for_all_that_it_holds() -> None:
    lines = [due("microneedling", visit, 35000) for visit in (1, 2, 3, 4)]
    choice = cheapest(lines, [package("900.00", microneedling=3)], [])
    assert choice.cents == 90000 + 35000
    assert len(choice.packages) == 1 and len(choice.packages[0].lines) == 3


def test_what_is_past_its_expiry_is_not_held() -> None:
    lines = [due("microneedling", 1, 35000), due("microneedling", 2, 35000, day=101)]
    assert cheapest(lines, [package("400.00", 100, microneedling=2)], []).cents == 70000
    assert cheapest(lines, [package("400.00", 101, microneedling=2)], []).cents == 40000


def test_a_package_holds_nothing_from_before_it_was_bought() -> None:
    lines = [due("microneedling", 1, 10000), due("led_light", 2, 50000), due("led_light", 3, 50000)]
    both = package("300.00", 31, led_light=2, microneedling=1)
    choice = cheapest(lines, [both], [])
    assert choice.cents == 10000 + 30000
    assert [bought.visit for bought in choice.packages] == [2]


def test_what_is_sold_by_the_unit_is_in_no_package() -> None:
    lines = [due("toxin", visit, 30000, by_visit=False) for visit in (1, 2)]
    assert cheapest(lines, [package("100.00", toxin=2)], []).cents == 60000


def test_a_membership_must_pay_for_itself_with_all_its_months() -> None:
    lines = [due("led_light", 1, 100000)]
    assert cheapest(lines, [], [member("100.00", 2, light="20")]).membership is None
    joined = cheapest(lines, [], [member("100.00", 2, light="20.01")]).membership
    assert joined and joined.months == 2 and joined.lines == (0,)


def test_a_membership_is_owed_for_every_month_that_it_is_used() -> None:
    lines = [due("led_light", 1, 50000, day=0), due("led_light", 2, 50000, day=92)]
    choice = cheapest(lines, [], [member("10.00", 1, light="50")])
    assert choice.membership and choice.membership.months == 4
    assert choice.cents == 50000 + 4000


def test_the_largest_discount_that_fits_counts() -> None:
    choice = cheapest([due("led_light", 1, 10000)], [], [member("1.00", 1, led_light="10", light="30")])
    assert choice.cents == 7000 + 100


def test_a_tax_is_rounded_once_a_line_half_up() -> None:
    assert cheapest([due("led_light", 1, 999, tax="8.25")], [], []).cents == 999 + 82
    assert cheapest([due("led_light", 1, 1000, tax="8.25")], [], []).cents == 1000 + 83


def test_among_equals_the_simplest_is_taken() -> None:
    lines = [due("microneedling", visit, 30000) for visit in (1, 2, 3)]
    assert len(cheapest(lines, [package("900.00", microneedling=3)], []).packages) == 1


def test_nothing_costs_nothing() -> None:
    assert cheapest([], [package("1.00", led_light=1)], [member("1.00", 1, light="10")]).cents == 0


_LINE = st.builds(
    due,
    st.sampled_from(_TREATMENTS),
    st.integers(1, 3),
    st.integers(1, 90000),
    tax=st.sampled_from(["0", "8.25", "8.265"]),
    by_visit=st.booleans(),
)
_PACKAGE = st.builds(
    package,
    st.decimals(1, 1500, places=2).map(str),
    st.sampled_from([10, 30, 45, 365]),
    microneedling=st.integers(1, 2),
    led_light=st.integers(1, 2),
)
_MEMBER = st.builds(
    member,
    st.decimals(1, 200, places=2).map(str),
    st.integers(1, 4),
    skin=st.sampled_from(["5", "12.5", "33.3333"]),
    led_light=st.sampled_from(["10", "50"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_LINE, min_size=1, max_size=4), st.lists(_PACKAGE, max_size=1), st.lists(_MEMBER, max_size=1))
def test_no_other_way_to_pay_costs_less(
    lines: list[Due], packages: list[Package], memberships: list[Membership]
) -> None:
    choice = cheapest(lines, packages, memberships)
    assert from_cents(choice.cents) == brute_force(lines, packages, memberships)
    assert choice.cents <= a_la_carte(lines)


@pytest.mark.parametrize("places", [1, 2])
@settings(max_examples=30, deadline=None)
@given(lines=st.lists(_LINE, min_size=1, max_size=3), packages=st.lists(_PACKAGE, min_size=2, max_size=2))
def test_nor_with_two_packages(places: int, lines: list[Due], packages: list[Package]) -> None:
    assert from_cents(cheapest(lines, packages[:places], []).cents) == brute_force(lines, packages[:places], [])


def test_where_the_effort_ends_before_the_proof_a_fair_choice_says_how_much_less_it_could_be() -> None:
    lines = [due("microneedling", visit, 35000) for visit in (1, 2, 3, 4)]
    packages, club = [package("900.00", microneedling=3)], [member("1.00", 4, skin="30")]
    best, fair = cheapest(lines, packages, club), cheapest(lines, packages, club, limit=0.0)
    assert best.unproven_cents == 0
    assert (fair.cents, fair.membership) == (90000 + 35000, None)
    assert fair.cents - fair.unproven_cents <= best.cents < fair.cents
    assert sum(len(bought.lines) for bought in fair.packages) == 3


def test_a_fair_choice_buys_a_package_as_often_as_it_saves() -> None:
    lines = [due("microneedling", visit, 40000) for visit in range(1, 8)]
    fair = greedy(lines, [package("900.00", microneedling=3), package("100.00", 29, led_light=2)])
    assert (fair.cents, [bought.visit for bought in fair.packages]) == (2 * 90000 + 40000, [1, 4])


def test_many_visits_with_many_packages_are_priced_in_time() -> None:
    lines = [due(name, visit, 35000 + visit, day=14 * visit) for visit in range(1, 51) for name in _TREATMENTS[:2]]
    packages = [package(f"{700 + 50 * n}.00", 90 + n, microneedling=n % 3 + 1, led_light=2) for n in range(4)]
    choice = cheapest(lines, packages, [member("20.00", 3, skin="15"), member("30.00", 2, light="20")], limit=0.5)
    assert choice.cents <= greedy(lines, packages).cents < a_la_carte(lines)
    assert 0 < choice.unproven_cents <= choice.cents
