"""Every two treatments that injure the same skin, and every injectable beside a device, have days between them."""

from __future__ import annotations

from itertools import product

from planning.library import Treatment, load_library
from planning.rules import Gap

LIBRARY = load_library()
ROOM = [treatment for treatment in LIBRARY.treatments.values() if not treatment.home_care]
INSULTS = [t for t in ROOM if t.called & {"peel", "resurfacing", "photothermal", "tightening", "facial"}]
INJECTED = [t for t in ROOM if "injectable" in t.called]
# Ours: a facial leaves the surface whole, so that heat below it may follow once its own days of healing are over.
HARMLESS = {("facial", "tightening")}


def pairs() -> list[tuple[Treatment, Treatment]]:
    both = [*product(INSULTS, INSULTS), *product(INJECTED, INSULTS), *product(INSULTS, INJECTED)]
    return [(a, b) for a, b in both if a.id != b.id and (a.kind, b.kind) not in HARMLESS]


def test_two_insults_keep_apart() -> None:
    assert [(a.id, b.id) for a, b in pairs() if not any(gap.where == "treated" for gap in between(a, b))] == []


def between(earlier: Treatment, later: Treatment) -> list[Gap]:
    gaps = [sourced.part for sourced in LIBRARY.gaps]
    return [gap for gap in gaps if gap.earlier in earlier.called and gap.later in later.called]


def test_light_that_does_not_wound_keeps_from_nothing() -> None:
    led = LIBRARY.treatment("led_light").called
    assert not [gap for gap in LIBRARY.gaps if gap.part.earlier in led or gap.part.later in led]


def first_on_one_day(one: Treatment, other: Treatment) -> set[str]:
    """Which of the two goes first, by every gap that says so, whichever way round it is written."""
    found: set[str] = set()
    for a, b in ((one, other), (other, one)):
        for gap in between(a, b):
            found |= {"earlier_first": {a.id}, "later_first": {b.id}}.get(gap.same_day, set())
    return found


def test_on_one_day_the_device_goes_first_whichever_way_it_is_asked() -> None:
    for injected, insult in product(INJECTED, INSULTS):
        assert first_on_one_day(injected, insult) <= {insult.id}, (injected.id, insult.id)
