"""Drafts by example: what an option holds, what is left out, and that there is always an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from planning.drafting import DraftRequest, draft
from planning.findings import Finding
from planning.library import load_library
from planning.medicines import Dictionary
from planning.plan import PlanDraft, PlanOption
from planning.practice import sample_practice
from planning.rules import Pause
from tests.planning.cases import TODAY, client

LIBRARY, CLASSES = load_library(), Dictionary.load().classes_of
OAKLAND = sample_practice().at("oakland")
SEVERE = (("glabellar_lines", "glabella"), ("brown_spots", "malar_cheek_left"), ("tear_trough", "tear_trough_left"))


def asked(changes: Mapping[str, Any] | None = None, photo: bool = True) -> DraftRequest:
    found = tuple(
        Finding(zone=zone, concern=concern, assessable=True, severity=60, grade=3) for concern, zone in SEVERE
    )
    return DraftRequest(client(changes), OAKLAND, LIBRARY, CLASSES, TODAY, found if photo else None)


def options(made: PlanDraft) -> dict[str, PlanOption]:
    return {str(option.tier): option for option in made.options}


def treatments(option: PlanOption) -> set[str]:
    return {item.treatment for item in option.items}


def test_a_draft_is_whole() -> None:
    made = draft(asked())
    good = made.options[0]
    assert (made.status, made.practice, made.location, made.made_on) == ("draft", OAKLAND.group, "oakland", TODAY)
    assert good.primary and good.timeline and good.investment.total > 0 and good.schedule == "optimal"
    assert {each.item for visit in good.timeline for each in visit.items} == {item.id for item in good.items}
    assert len(made.versions["library"]) == 64
    assert good.summary.startswith("2 treatments in ")


def test_larger_options_hold_what_smaller_ones_do_and_the_fuller_one_is_put_forward() -> None:
    made = options(draft(asked()))
    assert treatments(made["good"]) < treatments(made["better"])
    assert draft(asked()).recommended == "better"
    assert len(made["good"].primary) == 2 and not made["good"].supporting and made["better"].supporting


def test_what_a_larger_option_holds_is_said_of_the_smaller() -> None:
    made = options(draft(asked()))
    more = treatments(made["better"]) - treatments(made["good"])
    assert {each.what for each in made["good"].left_out if each.why == "tier"} >= more


def test_visits_begin_on_the_next_day_and_keep_off_busy_people() -> None:
    made = draft(asked({"away": [{"first": TODAY, "last": TODAY + timedelta(30)}]}))
    assert all(visit.date > TODAY + timedelta(30) for option in made.options for visit in option.timeline)


def test_every_plan_has_care_at_home_within_the_budget() -> None:
    made = draft(asked())
    assert all("sunscreen" in {line.treatment for line in option.regimen} for option in made.options)
    good = options(made)["good"]
    services = sum(p.price for p in good.investment.purchases if p.kind == "service")
    tight = draft(asked({"budget": {"amount": str(services + 10), "currency": "USD"}}))
    kept = next(option for option in tight.options if treatments(option) == treatments(good))
    unsold = [line for line in kept.regimen if not line.sku]
    assert unsold and kept.investment.total <= services + 10
    assert {line.treatment for line in unsold} <= {each.what for each in kept.left_out}


def test_what_is_on_hold_stays_in_and_cannot_be_approved() -> None:
    unasked = {"health": {"botulinum_toxin_allergy": "unknown"}}
    option = draft(asked(unasked)).options[0]
    held = [check for check in option.checks if check.item == "botulinum_toxin_upper_face"]
    assert [(check.level, check.approvable) for check in held] == [("hold", False)]
    assert not option.approvable and "1 line is on hold" in option.summary


def test_nothing_due_is_an_option_that_says_so() -> None:
    made = draft(DraftRequest(client(), OAKLAND, LIBRARY, CLASSES, TODAY, ()))
    (only,) = made.options
    assert (only.tier, made.recommended, only.items, only.timeline) == ("nothing_now", "nothing_now", (), ())
    assert only.summary == "No treatment is put forward now. Care at home costs $45.47."


def test_without_a_photo_it_drafts_from_goals_and_says_what_it_could_not_see() -> None:
    made = draft(asked({"goals": [{"codes": ["softer_lines"]}]}, photo=False))
    assert treatments(made.options[0]) == {"botulinum_toxin_upper_face"}
    assert made.not_seen[0].startswith("No photo") and made.photo_sha256 == ""


@pytest.mark.parametrize("amount", ["0.01", "60", "700", "1300", "2000"])
def test_no_option_costs_more_than_the_budget(amount: str) -> None:
    made = draft(asked({"budget": {"amount": amount, "currency": "USD"}}))
    assert all(option.investment.total <= Decimal(amount) for option in made.options)
    assert "budget" in {each.why for each in (*made.left_out, *(x for o in made.options for x in o.left_out))}


def test_a_budget_that_taxes_exceed_drops_the_least_valuable_and_says_it() -> None:
    """Single prices fit and the taxed total does not: only pricing can find that."""
    plain = draft(asked())
    total = options(plain)["better"].investment.total
    taxed = OAKLAND.model_copy(
        update={"menu": tuple(entry.model_copy(update={"tax": "retail"}) for entry in OAKLAND.menu)}
    )
    request = replace(asked({"budget": {"amount": str(total), "currency": "USD"}}), practice=taxed)
    made = draft(request)
    best = made.options[-1]
    last = options(plain)["better"].items[-1].treatment
    assert last not in treatments(best) and best.items
    said = {each.what: each.why for each in best.left_out}
    assert said[last] == "budget"
    assert any(":" in what and why == "budget" for what, why in said.items())  # the need that it was for


def test_an_event_tomorrow_leaves_what_shows_nothing_or_says_why_not() -> None:
    event = [{"name": "a wedding", "on": TODAY + timedelta(2)}]
    made = draft(replace(asked({"events": event}), horizon_days=1))
    for option in made.options:
        for visit in option.timeline:
            assert visit.downtime_until is None or visit.downtime_until <= TODAY + timedelta(2)
    assert "no_slot" in {each.why for each in made.left_out}


def test_a_treatment_without_any_day_gives_way_to_another() -> None:
    """Only the doctor does pigment laser, and she is away: light takes its place."""
    menu = tuple(entry for entry in OAKLAND.menu if entry.treatment in ("pigment_laser", "intense_pulsed_light"))
    practice = OAKLAND.model_copy(update={"menu": menu})
    spots = Finding(zone="nose", concern="brown_spots", assessable=True, severity=80, grade=4)
    request = replace(asked(), practice=practice, findings=(spots,))
    first = draft(request).options[0].items[0].treatment
    assert first == "pigment_laser"
    no_doctor = practice.model_copy(
        update={
            "providers": tuple(
                p if p.credential != "physician" else p.model_copy(update={"hours": _never()})
                for p in practice.providers
            )
        }
    )
    made = draft(replace(request, practice=no_doctor))
    assert treatments(made.options[0]) == {"intense_pulsed_light"}
    assert {each.what: each.why for each in made.left_out}["pigment_laser"] == "no_slot"


def _never() -> Any:
    return OAKLAND.location.hours.model_copy(update={"week": {}})


def test_where_nothing_may_be_given_it_is_an_empty_draft_that_explains_itself() -> None:
    everything = client().model_copy(update={"date_of_birth": TODAY.replace(year=TODAY.year - 15)})
    made = draft(replace(asked(), profile=everything))
    assert [option.tier for option in made.options] == ["nothing_now"]
    said = {each.what: each for each in made.left_out}
    assert {f"{concern}:{zone}" for concern, zone in SEVERE} <= set(said)
    assert "Under 18" in said["botulinum_toxin_upper_face"].text


def test_it_is_written_and_read_back_the_same() -> None:
    made = draft(asked())
    assert PlanDraft.model_validate_json(made.model_dump_json(by_alias=True)) == made
    assert made == draft(asked())


STOPPED = {"name": "tretinoin cream 0.05 %", "status": "stopped"}


@pytest.mark.parametrize(
    ("taken", "phototype", "days"),
    [
        ({"name": "tretinoin cream 0.05 %", "status": "taking"}, "II", 5),
        ({"name": "tretinoin cream 0.05 %", "status": "unknown"}, "IV", 14),
        ({"name": "tretinoin cream 0.05 %", "status": "taking"}, "unknown", 14),
        ({**STOPPED, "stopped_on": TODAY - timedelta(10)}, "IV", 4),
        ({**STOPPED, "stopped_on": TODAY - timedelta(14)}, "IV", 1),
        (STOPPED, "IV", 14),
        ({"name": "glycolic acid toner", "status": "taking"}, "II", 2),
    ],
)
def test_the_first_peel_leaves_time_for_the_rest_that_this_skin_needs(
    taken: dict[str, Any], phototype: str, days: int
) -> None:
    """Neither a past day to stop on, nor a day longer than the rest asks."""
    made = draft(_peel_only({"phototype": phototype, "medicines": {"complete": True, "taken": [taken]}}))
    option = made.options[0]
    assert option.timeline[0].date == TODAY + timedelta(days)
    assert all(pause.first >= TODAY for line in option.regimen for pause in line.pauses)
    assert any(f"{taken['name']} is left out for" in note for note in option.schedule_notes) is (days > 1)


def test_a_longer_rest_of_the_practice_s_own_protocol_is_kept() -> None:
    request = _peel_only({"medicines": {"complete": True, "taken": [{"name": "Retin-A", "status": "taking"}]}})
    peel = LIBRARY.treatment("superficial_peel")
    own = Pause(id="own", home_care="retinoid", before_days=9, after_days=0, message="Nine days.", source="protocol")
    held = peel.model_copy(update={"pauses": (own,), "sources": {**peel.sources, "protocol": peel.sources["house"]}})
    stricter = replace(LIBRARY, treatments={**LIBRARY.treatments, peel.id: held})
    assert draft(replace(request, library=stricter)).options[0].timeline[0].date == TODAY + timedelta(9)


def _peel_only(changes: Mapping[str, Any]) -> DraftRequest:
    peel = tuple(entry for entry in OAKLAND.menu if entry.treatment == "superficial_peel")
    practice = OAKLAND.model_copy(update={"menu": peel, "templates": ()})
    tone = Finding(zone="chin", concern="uneven_tone", assessable=True, severity=80, grade=4)
    return replace(asked({"goals": [{"codes": ["even_tone"]}], **changes}), practice=practice, findings=(tone,))


def test_after_a_positive_screen_the_draft_says_nothing_now_and_what_it_waits_for() -> None:
    screened = {"concerned": True, "preoccupied": True, "distress": 4}
    made = draft(asked({"dysmorphia_screen": screened}))
    assert (made.recommended, [option.items for option in made.options]) == ("nothing_now", [()])
    assert any("recorded an assessment" in each.text for each in made.left_out)
