"""What is chosen, what is not, and why; over clients and findings made by number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from planning.findings import Finding
from planning.library import load_library
from planning.medicines import Dictionary
from planning.practice import sample_practice
from planning.rules import Level, Rule
from planning.screening import Planned, screen
from planning.selection import Need, Selection, SelectRequest, select
from planning.selection.candidates import Candidate, candidates
from planning.selection.needs import needs_of
from planning.selection.worth import gain, worth
from tests.planning.cases import TODAY, clear, client
from tests.planning.generated import generated

LIBRARY = load_library()
CLASSES = cache(Dictionary.load().classes_of)
OAKLAND, RENO = sample_practice().at("oakland"), sample_practice().at("reno")


def asked(changes: Mapping[str, Any] | None = None, *findings: Finding, photo: bool = True) -> SelectRequest:
    seen = findings if findings or photo else None
    return SelectRequest(client(changes), OAKLAND, LIBRARY, CLASSES, TODAY, seen)


def seen(concern: str, zone: str, severity: float) -> Finding:
    return Finding(zone=zone, concern=concern, assessable=True, severity=severity, grade=2)


def options(selection: Selection) -> dict[str, list[str]]:
    return {option.tier: [item.treatment for item in option.items] for option in selection.options}


def whys(selection: Selection) -> dict[str, str]:
    return {each.what: each.why for each in selection.left_out}


SPOTS = seen("brown_spots", "malar_cheek_left", 45)
FROWN = seen("glabellar_lines", "glabella", 60)
GOAL = {"goals": [{"codes": ["fewer_spots"]}]}


def test_the_gravest_comes_first_with_its_reason() -> None:
    chosen = select(asked(None, SPOTS, FROWN)).options[0].items[0]
    assert (chosen.treatment, chosen.zones) == ("botulinum_toxin_upper_face", ("glabella",))
    assert chosen.why[0].text == "Glabellar lines: severity 60 of 100, grade 2 of 4."
    assert chosen.citations


def test_what_the_client_asks_for_counts_double() -> None:
    needs = {need.concern: need for need in select(asked(GOAL, SPOTS, FROWN)).needs}
    assert (needs["brown_spots"].factor, needs["glabellar_lines"].factor) == (2.0, 1.0)
    assert needs["brown_spots"].goals == ("fewer_spots",)


def test_a_goal_for_another_place_does_not_count_here() -> None:
    elsewhere = {"goals": [{"codes": ["fewer_spots"], "zones": ["forehead"]}]}
    assert select(asked(elsewhere, SPOTS)).needs[0].factor == 1.0


@pytest.mark.parametrize(("severity", "due"), [(19.9, False), (20.0, True)])
def test_findings_ask_for_treatment_from_a_fifth_of_the_scale(severity: float, due: bool) -> None:
    assert bool(select(asked(None, seen("glabellar_lines", "glabella", severity))).needs) is due


def test_nothing_is_chosen_where_nothing_is_due() -> None:
    selection = select(asked(None, seen("glabellar_lines", "glabella", 5)))
    assert (selection.options, selection.needs) == ((), ())


def test_without_a_photo_goals_are_treated_and_the_draft_says_that_it_saw_nothing() -> None:
    selection = select(asked(GOAL, photo=False))
    item = selection.options[0].items[0]
    assert "fewer_spots" in {goal for line in LIBRARY.treatment(item.treatment).serves for goal in line.goals}
    assert selection.not_seen[0].startswith("No photo")


def test_a_goal_of_which_the_photo_shows_nothing_is_left_out_and_said() -> None:
    kinds = ("forehead", "nose", "mid_cheek_left", "mid_cheek_right")
    selection = select(asked(GOAL, *(seen("brown_spots", kind, 3) for kind in kinds)))
    assert (selection.needs, whys(selection)) == ((), {"goal:fewer_spots": "nothing_due"})


def test_a_goal_that_no_photo_shows_is_a_need_beside_a_clear_photo() -> None:
    selection = select(asked({"goals": [{"codes": ["fuller_lips"]}]}, seen("lip_volume", "lips", 3)))
    assert options(selection)["good"] == ["ha_filler_lips"]


def test_what_could_not_be_assessed_is_said() -> None:
    hidden = Finding(zone="upper_lip", concern="perioral_lines", assessable=False, reason="resolution")
    selection = select(asked(None, hidden))
    assert whys(selection)["perioral_lines:upper_lip"] == "not_assessable"
    assert "1 of 1 findings could not be assessed on the photo." in selection.not_seen


def test_what_is_blocked_is_out_with_the_message_of_the_rule() -> None:
    selection = select(asked({"health": {"botulinum_toxin_allergy": "yes"}}, FROWN))
    assert (selection.options, whys(selection)["botulinum_toxin_upper_face"]) == ((), "blocked")
    assert whys(selection)["glabellar_lines:glabella"] == "blocked"


def test_what_is_blocked_in_one_zone_is_kept_to_the_others() -> None:
    infected = {"health": {"skin_infection": {"answer": "yes", "zones": ["glabella"]}}}
    selection = select(asked(infected, FROWN, seen("forehead_lines", "forehead", 60)))
    item = next(item for option in selection.options for item in option.items)
    assert item.zones == ("forehead",)
    assert whys(selection)["glabellar_lines:glabella"] == "blocked"


def test_what_nobody_here_may_give_or_has_no_device_is_not_offered() -> None:
    request = replace(asked(None, seen("brow_position", "upper_eyelid_left", 60), SPOTS), practice=RENO)
    found = whys(select(request))
    assert found["focused_ultrasound"] == "not_offered"  # not on the menu
    vessels = replace(request, findings=(seen("visible_vessels", "nose", 60),))
    assert whys(select(vessels))["vascular_laser"] == "not_offered"  # no device
    later = replace(request, today=TODAY.replace(year=2028))
    assert whys(select(later))["intense_pulsed_light"] == "not_offered"  # every licence has expired


def test_downtime_that_is_certainly_too_long_is_never_planned() -> None:
    rough = [
        seen("texture", f"{zone}_{side}", 90) for zone in ("malar_cheek", "mid_cheek") for side in ("left", "right")
    ]
    at_once = select(asked({"downtime_days": 0}, *rough))
    for option in at_once.options:
        days = [LIBRARY.treatment(item.treatment).times.downtime_days for item in option.items]
        assert all(range_ is None or range_.low == 0 for range_ in days)
    assert whys(at_once)["microneedling"] == "downtime"


def test_a_vetted_series_comes_whole_and_says_who_vetted_it() -> None:
    pores = [seen(c, z, 80) for c in ("pores", "texture") for z in ("malar_cheek_left", "malar_cheek_right")]
    pores += [seen("pores", "nose", 80), seen("texture", "mid_cheek_left", 80), seen("texture", "mid_cheek_right", 80)]
    only = tuple(e for e in OAKLAND.menu if e.treatment in ("microneedling", "platelet_rich_plasma"))
    request = replace(asked(None, *pores), practice=OAKLAND.model_copy(update={"menu": only}))
    option = select(request).options[0]
    assert [template.id for template in option.series] == ["needling_and_plasma"]
    assert {item.treatment: item.visits for item in option.items} == {"microneedling": 3, "platelet_rich_plasma": 2}
    assert any(why.kind == "template" and "dr_amara_okafor" in why.text for why in option.items[0].why)


def test_a_series_with_one_blocked_treatment_is_blocked_as_a_whole() -> None:
    needs = needs_of(client(), [seen("texture", "mid_cheek_left", 80)], LIBRARY).needs
    thin = {"laboratory": {"platelets_per_ul": {"value": 40000, "on": TODAY}}}
    _, dropped = candidates(asked(thin, seen("texture", "mid_cheek_left", 80)), needs)
    assert {each.id: each.why for each in dropped}["needling_and_plasma"] == "blocked"


def test_the_typical_quantity_is_booked_and_priced() -> None:
    item = select(asked(None, FROWN)).options[0].items[0]
    assert item.quantity == 20  # the glabella alone
    tight = {"budget": {"amount": "270", "currency": "USD"}}  # 20 units cost 280
    assert whys(select(asked(tight, FROWN)))["botulinum_toxin_upper_face"] == "budget"


def test_a_budget_in_another_currency_is_said_and_not_compared() -> None:
    selection = select(asked({"budget": {"amount": "1", "currency": "EUR"}}, FROWN))
    assert options(selection)["good"] == ["botulinum_toxin_upper_face"]
    assert any("EUR" in sentence for sentence in selection.not_seen)


def test_a_second_treatment_for_the_same_is_not_added() -> None:
    selection = select(asked(None, SPOTS))
    assert [len(treatments) for treatments in options(selection).values()] == [1]
    assert "covered" in whys(selection).values()


def test_every_need_and_candidate_more_never_lowers_the_gain() -> None:
    request = asked(None, SPOTS, FROWN, seen("redness", "nose", 50))
    needs = select(request).needs
    parts = [part for candidate in candidates(request, needs)[0] for part in candidate.parts]
    gains = [gain(parts[:n], needs) for n in range(len(parts) + 1)]
    assert gains == sorted(gains) and gains[-1] <= sum(need.severity * need.factor for need in needs)


@pytest.mark.parametrize(
    "against_it", [{"off_label": True}, {"on_hold": ("a_rule",)}, {"visits": 9}, {"price": Decimal(9000)}]
)
def test_what_speaks_against_a_treatment_lowers_its_worth(against_it: dict[str, Any]) -> None:
    request = asked(None, FROWN)
    needs = select(request).needs
    plain = next(c for c in candidates(request, needs)[0] if c.id == "botulinum_toxin_upper_face")
    part = replace(plain.parts[0], off_label=False, on_hold=())
    worse = worth(Candidate((replace(part, **against_it),)), (), needs, request)
    assert worse < worth(Candidate((part,)), (), needs, request)


def test_what_would_block_beside_the_others_is_left_out() -> None:
    """The shipped library knows no such pair, so that one is made: a laser beside toxin."""
    rule = {
        "id": "laser_beside_toxin",
        "when": {"together": {"tag": "toxin"}},
        "verdict": "block",
        "message": "Made for a test.",
        "source": next(iter(LIBRARY.treatment("pigment_laser").sources)),
    }
    laser = LIBRARY.treatment("pigment_laser")
    laser = laser.model_copy(update={"rules": (*laser.rules, Rule.model_validate(rule))})
    library = replace(LIBRARY, treatments={**LIBRARY.treatments, laser.id: laser})
    menu = tuple(e for e in OAKLAND.menu if e.treatment in ("botulinum_toxin_upper_face", laser.id))
    request = replace(
        asked(GOAL, FROWN, seen("brown_spots", "nose", 80)), practice=OAKLAND.model_copy(update={"menu": menu})
    )
    assert {t for treatments in options(select(request)).values() for t in treatments} == {e.treatment for e in menu}
    paired = select(replace(request, library=library))
    assert [len(treatments) for treatments in options(paired).values()] == [1]
    assert "blocked" in whys(paired).values()


def keys(needs: tuple[Need, ...]) -> set[str]:
    return {need.key for need in needs}


@pytest.mark.parametrize("part", range(4))
def test_of_many_clients_nothing_blocked_is_chosen_and_every_need_is_met_or_left_out(part: int) -> None:
    for number in range(part, 240, 4):
        profile, found = generated(number)
        practice = (OAKLAND, RENO)[number % 2]
        selection = select(SelectRequest(profile, practice, LIBRARY, CLASSES, TODAY, found))
        for option in selection.options:
            lines = [Planned(treatment=item.treatment, zones=item.zones) for item in option.items]
            for several in (lines, *([line] for line in lines)):
                verdicts = screen(
                    profile,
                    several,
                    library=LIBRARY,
                    classes=CLASSES,
                    today=TODAY,
                    findings=found,
                    policy=practice.policy,
                )
                assert all(verdict.level < Level.BLOCK for verdict in verdicts), number
            assert all(item.why and item.quantity and item.level == "expected" for item in option.items)
            met = {f"{w.concern}:{w.zone}" if w.concern else f"goal:{w.goal}" for i in option.items for w in i.why}
            left = {each.what for each in (*option.left_out, *selection.left_out)}
            assert keys(selection.needs) <= met | left, number
            price = sum(_price(practice, item) for item in option.items)
            assert profile.budget is None or price <= profile.budget.amount, number


def _price(practice: Any, item: Any) -> Decimal:
    price: Decimal = practice.entry(item.treatment).price
    return price * item.quantity * item.visits


def test_the_same_question_has_the_same_answer() -> None:
    profile, found = generated(7)
    request = SelectRequest(profile, OAKLAND, LIBRARY, CLASSES, TODAY, found)
    assert select(request) == select(request)


@pytest.mark.parametrize(
    ("zones", "units"),
    [(["glabella"], 20), (["glabella", "forehead"], 40), (["crows_feet_left", "crows_feet_right"], 24), ([], 40)],
)
def test_toxin_is_priced_by_the_zones_that_are_chosen(zones: list[str], units: int) -> None:
    entry = OAKLAND.entry("botulinum_toxin_upper_face")
    assert entry is not None and entry.quantity(zones) == units
    assert entry.quantity([*zones, "chin"]) == entry.typical_quantity  # of the chin the practice says nothing


POSITIVE = {"concerned": True, "preoccupied": True, "distress": 4}
ASSESSED = {"kind": "body_dysmorphia_assessed", "by": "Dr. A", "on": TODAY, "outcome": "cleared"}


def test_after_a_positive_screen_nothing_is_put_forward_before_an_assessment() -> None:
    told = {**GOAL, "dysmorphia_screen": POSITIVE}
    waiting = select(asked(told, SPOTS, FROWN))
    assert waiting.options == ()
    said = {each.text for each in waiting.left_out if "body dysmorphic" in each.text}
    assert any("until a provider has recorded an assessment" in text for text in said)
    records = [*clear()["records"], ASSESSED]
    assert select(asked({**told, "records": records}, SPOTS, FROWN)).options
    unfinished = {**told, "dysmorphia_screen": {**POSITIVE, "distress": None}}
    assert select(asked(unfinished, SPOTS, FROWN)).options  # a question, which holds
    assert select(asked({**told, "dysmorphia_screen": {"concerned": False}}, SPOTS, FROWN)).options
