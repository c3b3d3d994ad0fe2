"""What is used at home: little, from the shelf, never what is blocked, and resting around visits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from planning.findings import Finding
from planning.home_care import home_care
from planning.library import load_library
from planning.medicines import Dictionary
from planning.plan import LeftOut, PlannedVisit, RegimenLine, VisitItem
from planning.practice import Practice, StockItem, sample_practice
from planning.rules import Level
from planning.screening import Planned, screen
from planning.selection import SelectRequest, select
from tests.planning.cases import TODAY, client
from tests.planning.generated import generated

LIBRARY = load_library()
CLASSES = cache(Dictionary.load().classes_of)
OAKLAND = sample_practice().at("oakland")

Result = tuple[dict[str, RegimenLine], dict[str, LeftOut]]


def seen(concern: str, zone: str, severity: float = 50) -> Finding:
    return Finding(zone=zone, concern=concern, assessable=True, severity=severity, grade=2)


TEXTURE, REDNESS, BLEMISHES = seen("texture", "mid_cheek_left"), seen("redness", "nose"), seen("blemishes", "chin")
LINES = seen("cheek_lines", "lateral_cheek_left", 60)


def visit(treatment: str, days: int, number: int = 1) -> PlannedVisit:
    item = VisitItem(item="i", treatment=treatment, number=number, minutes=30)
    return PlannedVisit(number=number, date=TODAY + timedelta(days), items=(item,))


def shelf(*stock: tuple[str, str, int]) -> Practice:
    """A practice with these on the shelf: sku, treatment, quantity."""
    items = tuple(StockItem(sku=s, title=f"{s} (sample)", treatment=t, price="10.00", quantity=n) for s, t, n in stock)
    return OAKLAND.model_copy(update={"location": OAKLAND.location.model_copy(update={"stock": items})})


def request(changes: Mapping[str, Any] | None, *findings: Finding, practice: Practice = OAKLAND) -> SelectRequest:
    return SelectRequest(client(changes), practice, LIBRARY, CLASSES, TODAY, findings)


def care(asked: SelectRequest, *timeline: PlannedVisit) -> Result:
    lines, left_out = home_care(asked, select(asked).needs, timeline)
    assert len({line.treatment for line in lines}) == len(lines)
    return {line.treatment: line for line in lines}, {each.what: each for each in left_out}


def test_sunscreen_is_always_there_with_a_reason() -> None:
    lines, _ = care(request(None))
    assert list(lines) == ["sunscreen"]
    assert (lines["sunscreen"].sku, lines["sunscreen"].start) == ("SPF-50", TODAY)
    assert "two fingers long" in lines["sunscreen"].use


def test_an_active_comes_by_need_from_the_shelf_with_a_moisturizer_beside_it() -> None:
    lines, _ = care(request(None, TEXTURE, LINES))
    assert lines["topical_retinoid"].sku == "RET-03"
    assert {why.concern for why in lines["topical_retinoid"].why} == {"texture", "cheek_lines"}
    assert lines["topical_retinoid"].citations
    assert lines["topical_retinoid"].use.startswith("In the evening. Begin with a pea-sized amount")
    assert "moisturizer" in lines


@pytest.mark.parametrize("kind", ["superficial_peel", "microneedling", "intense_pulsed_light"])
def test_a_visit_that_dries_the_skin_brings_a_moisturizer(kind: str) -> None:
    assert "moisturizer" in care(request(None), visit(kind, 10))[0]
    assert "moisturizer" not in care(request(None), visit("botulinum_toxin_upper_face", 10))[0]


def test_a_retinoid_stops_five_days_before_the_peel_and_is_back_a_week_after() -> None:
    lines, _ = care(request(None, TEXTURE, LINES), visit("superficial_peel", 40))
    (pause,) = lines["topical_retinoid"].pauses
    assert (pause.first, pause.last) == (TODAY + timedelta(35), TODAY + timedelta(46))
    assert pause.why.startswith(f"Superficial chemical peel on {TODAY + timedelta(40)}. A topical retinoid")
    assert any(cited.place == "peel_retinoid_pause" for cited in lines["topical_retinoid"].citations)


@pytest.mark.parametrize(("phototype", "days"), [("III", 5), ("IV", 14), ("unknown", 14)])
def test_darker_skin_and_skin_not_asked_for_rests_two_weeks(phototype: str, days: int) -> None:
    asked = request({"phototype": phototype}, TEXTURE, LINES)
    (pause,) = care(asked, visit("superficial_peel", 60))[0]["topical_retinoid"].pauses
    assert pause.first == TODAY + timedelta(60 - days)


def test_what_does_not_irritate_does_not_rest() -> None:
    lines, _ = care(request(None, REDNESS), visit("superficial_peel", 40))
    assert lines["sunscreen"].pauses == lines["azelaic_acid"].pauses == ()


def test_a_new_active_is_not_begun_just_before_it_has_to_rest() -> None:
    findings = (TEXTURE, LINES)
    line = care(request(None, *findings), visit("superficial_peel", 18))[0]["topical_retinoid"]
    assert (line.start, line.pauses) == (TODAY + timedelta(25), ())
    assert care(request(None, *findings), visit("superficial_peel", 19))[0]["topical_retinoid"].start == TODAY


def test_rests_that_nearly_meet_are_one() -> None:
    findings = (TEXTURE, LINES)
    timeline = (visit("superficial_peel", 40), visit("superficial_peel", 58, 2), visit("superficial_peel", 90, 3))
    pauses = care(request(None, *findings), *timeline)[0]["topical_retinoid"].pauses
    assert [(p.first - TODAY).days for p in pauses] == [35, 85]
    assert [(p.last - TODAY).days for p in pauses] == [64, 96]
    assert str(TODAY + timedelta(40)) in pauses[0].why and str(TODAY + timedelta(58)) in pauses[0].why


def test_skin_that_was_needled_before_the_plan_is_left_alone_too() -> None:
    past = {"history": {"treatments": [{"treatment": "microneedling", "on": TODAY - timedelta(2)}]}}
    line = care(request(past, TEXTURE, LINES))[0]["topical_retinoid"]
    assert line.start == TODAY + timedelta(3)


def test_no_retinoid_in_pregnancy_and_it_says_why() -> None:
    lines, left_out = care(request({"health": {"pregnancy": "yes"}}, TEXTURE))
    assert "topical_retinoid" not in lines
    assert left_out["topical_retinoid"].why == "blocked"
    assert "pregnancy" in left_out["topical_retinoid"].text


def test_what_is_on_hold_is_flagged_by_its_check() -> None:
    asked = request({"health": {"pregnancy": "unknown"}}, LINES, TEXTURE, seen("crows_feet", "crows_feet_left", 80))
    lines, _ = care(asked)
    assert "topical_retinoid" in lines
    assert {v.level for v in asked.verdicts([Planned(treatment="topical_retinoid")])} == {Level.HOLD}


def test_what_the_client_uses_already_rests_around_visits_and_is_not_sold_again() -> None:
    own = {"medicines": {"taken": [{"name": "tretinoin cream 0.05 %", "status": "taking"}]}}
    lines, _ = care(request(own, TEXTURE), visit("superficial_peel", 3))
    line = lines["topical_retinoid"]
    assert (line.title, line.sku, line.start) == ("tretinoin cream 0.05 %", "", TODAY)
    assert line.pauses[0].first == TODAY - timedelta(2)
    assert "already" in line.use


def test_what_the_client_uses_and_must_not_is_said() -> None:
    own = {"medicines": {"taken": [{"name": "Retin-A", "status": "taking"}]}, "health": {"pregnancy": "yes"}}
    lines, left_out = care(request(own, TEXTURE))
    assert "topical_retinoid" not in lines
    assert "Retin-A: ask the client to stop" in left_out["topical_retinoid"].text


def test_what_was_stopped_is_not_in_use() -> None:
    own = {"medicines": {"taken": [{"name": "Retin-A", "status": "stopped", "stopped_on": TODAY - timedelta(60)}]}}
    lines, _ = care(request(own, LINES))
    assert lines["topical_retinoid"].sku == "RET-03"


def test_another_product_of_the_same_active_stands_in() -> None:
    practice = shelf(("A-15", "azelaic_acid", 0), ("A-10", "azelaic_acid", 3))
    lines, left_out = care(request(None, REDNESS, practice=practice))
    assert (lines["azelaic_acid"].sku, lines["azelaic_acid"].substitute_for) == ("A-10", "A-15")
    assert left_out["azelaic_acid"].why == "out_of_stock"


def test_another_active_for_the_same_need_stands_in() -> None:
    practice = shelf(("A-15", "azelaic_acid", 0), ("S-2", "salicylic_acid", 1))
    lines, left_out = care(request(None, seen("redness", "nose", 90), BLEMISHES, practice=practice))
    assert "azelaic_acid" not in lines
    assert (lines["salicylic_acid"].sku, lines["salicylic_acid"].substitute_for) == ("S-2", "A-15")
    assert {why.concern for why in lines["salicylic_acid"].why} == {"blemishes"}
    assert left_out["azelaic_acid"].text == "A-15 (sample) is out of stock; S-2 (sample) is for some of the same."


def test_what_is_on_hold_or_out_itself_stands_in_for_nothing() -> None:
    out = shelf(("A-15", "azelaic_acid", 0), ("S-2", "salicylic_acid", 0))
    held = shelf(("A-15", "azelaic_acid", 0), ("S-2", "salicylic_acid", 1))
    unknown = {"health": {"salicylate_allergy": "unknown"}}
    for asked in (request(None, REDNESS, BLEMISHES, practice=out), request(unknown, REDNESS, BLEMISHES, practice=held)):
        assert not any(line.substitute_for for line in care(asked)[0].values())


def test_what_nothing_replaces_is_recommended_without_a_product() -> None:
    lines, left_out = care(request(None, REDNESS))
    assert (lines["azelaic_acid"].sku, lines["azelaic_acid"].title) == ("", "Azelaic acid")
    assert left_out["azelaic_acid"].why == "out_of_stock"


def test_what_the_practice_sells_goes_before_what_it_does_not() -> None:
    sold = care(request(None, TEXTURE, practice=shelf(("G-8", "alpha_hydroxy_acid", 3))))[0]
    assert sold["alpha_hydroxy_acid"].sku == "G-8"
    assert "topical_retinoid" not in sold


def test_a_prescription_is_not_drafted() -> None:
    lines, left_out = care(request(None, seen("diffuse_pigmentation", "forehead", 70)))
    assert "hydroquinone" not in lines
    assert left_out["hydroquinone"].why == "not_offered"


@pytest.mark.parametrize("number", range(40))
def test_a_routine_is_simple_and_nothing_blocked_gets_in(number: int) -> None:
    profile, findings = generated(number)
    asked = SelectRequest(profile, OAKLAND, LIBRARY, CLASSES, TODAY, findings)
    needs = select(asked).needs
    timeline = (visit("superficial_peel", 20), visit("microneedling", 60, 2))
    lines, left_out = home_care(asked, needs, timeline)
    assert (lines, left_out) == home_care(asked, needs, timeline)
    actives = [line for line in lines if line.treatment not in ("sunscreen", "moisturizer")]
    assert len(actives) <= 2
    planned = [Planned(treatment=line.treatment) for line in lines]
    verdicts = screen(profile, planned, library=LIBRARY, classes=CLASSES, today=TODAY, findings=findings)
    assert max((v.level for v in verdicts), default=Level.INFORM) < Level.BLOCK
    for line in lines:
        assert line.why and line.use and line.start >= TODAY
        assert not any(pause.first <= day(line) <= pause.last for pause in line.pauses if not own(line))
        assert all(rested(line, each) for each in timeline)
    assert all(each.text.endswith(".") for each in left_out)


def day(line: RegimenLine) -> date:
    return line.start


def own(line: RegimenLine) -> bool:
    return "already" in line.use


def rested(line: RegimenLine, at: PlannedVisit) -> bool:
    """Whether it is not used on the day of a visit that asks for a rest, nor on the days before."""
    called = LIBRARY.treatment(at.items[0].treatment).called
    for sourced in LIBRARY.pauses(called):
        if sourced.part.home_care in LIBRARY.treatment(line.treatment).called:
            days = [at.date - timedelta(n) for n in range(sourced.part.before_days + 1)]
            used = [d for d in days if d >= line.start and not any(p.first <= d <= p.last for p in line.pauses)]
            if used:
                return False
    return True


def test_every_home_care_file_says_when_it_is_used() -> None:
    at_home = [treatment for treatment in LIBRARY.treatments.values() if treatment.home_care]
    assert [treatment.id for treatment in at_home if treatment.routine is None] == []
    assert len(at_home) >= 9


def test_what_is_not_let_in_is_not_suggested_and_said_to_be_left_out() -> None:
    every = frozenset(treatment.id for treatment in LIBRARY.treatments.values() if treatment.home_care)
    asked = request(None, TEXTURE, REDNESS, BLEMISHES)
    before, _ = care(asked)
    assert "sunscreen" in before and len(before) > 1
    lines, left_out = care(replace(asked, not_let_in=every))
    assert lines == {}
    asked_for = before.keys() - {"moisturizer"}  # which is beside actives alone
    assert {left_out[name].why for name in asked_for} == {"not_let_in"}


def test_what_the_client_uses_already_rests_though_it_is_not_let_in() -> None:
    own = {"medicines": {"taken": [{"name": "tretinoin cream 0.05 %", "status": "taking"}]}}
    asked = replace(request(own, TEXTURE), not_let_in=frozenset({"topical_retinoid"}))
    lines, _ = care(asked, visit("superficial_peel", 3))
    assert lines["topical_retinoid"].pauses


def test_of_what_is_let_in_the_rest_is_suggested_still() -> None:
    lines, left_out = care(replace(request(None, TEXTURE), not_let_in=frozenset({"sunscreen"})))
    assert "sunscreen" not in lines and lines
    assert left_out["sunscreen"].why == "not_let_in"
