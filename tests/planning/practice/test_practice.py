"""A practice: what a location inherits, who may treat, and what is refused of its file."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files

import pytest

from planning.files import DocumentInvalidError
from planning.library import load_library
from planning.medicines import Dictionary
from planning.practice import (
    Hours,
    LocationUnknownError,
    PracticeFile,
    SeriesTemplate,
    instantiate,
    read_practice,
    sample_practice,
)
from planning.rules import Level
from planning.screening import screen
from tests.planning.cases import TODAY, client

LIBRARY = load_library()
SAMPLE = (files("planning") / "practice" / "sample" / "practice.yaml").read_text()
OAKLAND, RENO = sample_practice().at("oakland"), sample_practice().at("reno")
DOCTOR, NURSE, ESTHETICIAN, PRACTITIONER = "dr_amara_okafor", "rn_julia_reyes", "le_mina_park", "np_tom_hale"


def refused(old: str, new: str) -> list[str]:
    assert old in SAMPLE
    with pytest.raises(DocumentInvalidError) as caught:
        read_practice(SAMPLE.replace(old, new, 1), "practice.yaml", LIBRARY)
    return [str(problem) for problem in caught.value.problems]


def test_the_sample_is_complete() -> None:
    practice: PracticeFile = sample_practice()
    assert len(practice.locations) == 2
    for here in (OAKLAND, RENO):
        filled = (here.menu, here.packages, here.memberships, here.taxes, here.templates, here.protocols, here.brand)
        assert all(filled) and here.location.stock and here.location.devices and here.policy.changes


def test_a_location_inherits_and_sets_anew_entry_by_entry() -> None:
    oakland, reno = (here.entry("botulinum_toxin_upper_face") for here in (OAKLAND, RENO))
    assert oakland and reno
    assert (oakland.price, reno.price) == (Decimal("14.00"), Decimal("12.50"))
    assert (reno.per, reno.minutes, reno.products) == (oakland.per, oakland.minutes, oakland.products)
    assert (OAKLAND.taxes[0].percent, RENO.taxes[0].percent) == (Decimal("8.25"), Decimal("8.265"))


def test_a_location_leaves_out_what_the_group_offers() -> None:
    assert OAKLAND.entry("pigment_laser") is not None
    assert RENO.entry("pigment_laser") is None


def test_a_location_decides_on_a_rule_for_itself() -> None:
    levels = {here.location.id: {c.rule: c.to for c in here.policy.changes} for here in (OAKLAND, RENO)}
    assert levels == {
        "oakland": {"light_photosensitizer": Level.HOLD},
        "reno": {"light_photosensitizer": Level.WARN},
    }


def test_a_decision_of_the_practice_reaches_the_verdict() -> None:
    taking = client({"medicines": {"taken": [{"name": "doxycycline", "status": "taking"}]}})
    said = {}
    for here in (OAKLAND, RENO):
        (line,) = instantiate(_one("intense_pulsed_light"), LIBRARY, ["mid_cheek"], TODAY)
        classes = Dictionary.load().classes_of
        verdicts = screen(taking, [line], library=LIBRARY, classes=classes, today=TODAY, policy=here.policy)
        said[here.location.id] = {v.rule: v.level.name for v in verdicts}["light_photosensitizer"]
    assert said == {"oakland": "HOLD", "reno": "WARN"}


def _one(treatment: str) -> SeriesTemplate:
    template = OAKLAND.templates[0]
    return template.model_copy(update={"visits": (template.visits[0].model_copy(update={"treatments": (treatment,)}),)})


def test_a_location_that_is_not_there_is_a_typed_error() -> None:
    with pytest.raises(LocationUnknownError) as caught:
        sample_practice().at("paris")
    assert caught.value.code == "location_unknown"


@pytest.mark.parametrize(
    ("treatment", "on", "able"),
    [
        ("botulinum_toxin_upper_face", date(2026, 12, 1), {DOCTOR, NURSE}),
        ("hydradermabrasion", date(2026, 12, 31), {DOCTOR, NURSE, ESTHETICIAN}),
        ("hydradermabrasion", date(2027, 1, 1), {DOCTOR, NURSE}),
        ("medium_peel", date(2026, 12, 1), {DOCTOR}),
        ("ha_filler_tear_trough", date(2026, 12, 1), {DOCTOR}),
        ("botulinum_toxin_upper_face", date(2028, 1, 1), set()),
    ],
)
def test_who_may_treat_is_trained_credentialed_and_licensed_that_day(treatment: str, on: date, able: set[str]) -> None:
    assert {provider.id for provider in OAKLAND.providers_for(treatment, LIBRARY, on)} == able


def test_a_licence_counts_in_its_state_alone() -> None:
    nurse = next(provider for provider in OAKLAND.providers if provider.id == NURSE)
    toxin = LIBRARY.treatment("botulinum_toxin_upper_face")
    assert nurse.may_give(toxin, "CA", date(2026, 12, 1)) is None
    assert nurse.may_give(toxin, "NV", date(2026, 12, 1)) == "no_licence_in_state"
    assert nurse.may_give(toxin, "CA", date(2027, 4, 1)) == "licence_expired"
    assert nurse.may_give(LIBRARY.treatment("medium_peel"), "CA", date(2026, 12, 1)) == "credential"


def test_hours_of_a_day() -> None:
    hours: Hours = OAKLAND.location.hours
    assert [f"{span.opens:%H:%M}-{span.closes:%H:%M}" for span in hours.on(date(2026, 11, 23))] == ["09:00-18:00"]
    assert hours.on(date(2026, 11, 22)) == ()  # a Sunday
    assert hours.on(date(2026, 11, 26)) == ()  # closed
    assert hours.on(date(2026, 11, 25))[0].minutes == 9 * 60


def test_a_vetted_series_fits_where_a_concern_or_goal_is_there() -> None:
    assert [template.id for template in OAKLAND.fitting(["pores"], [])] == ["needling_and_plasma"]
    assert [template.id for template in OAKLAND.fitting([], ["even_tone"])] == ["gentle_brightening"]
    assert OAKLAND.fitting(["redness"], ["fuller_lips"]) == ()


def test_a_series_becomes_lines_with_days_that_break_no_rule() -> None:
    template = OAKLAND.fitting(["texture"], [])[0]
    lines = instantiate(template, LIBRARY, ["mid_cheek_left", "lips"], date(2026, 12, 1))
    assert [line.treatment for line in lines] == ["microneedling", "platelet_rich_plasma"] * 2 + ["microneedling"]
    assert [line.on for line in lines] == [date(2026, 12, 1) + timedelta(28 * n) for n in range(5)]
    assert {line.zones for line in lines} == {("mid_cheek_left",)}
    verdicts = screen(client(), lines, library=LIBRARY, classes=Dictionary.load().classes_of, today=TODAY)
    assert [verdict for verdict in verdicts if verdict.level > Level.INFORM] == []


def test_without_a_first_day_a_series_stays_unscheduled() -> None:
    lines = instantiate(OAKLAND.templates[0], LIBRARY, [], None)
    assert {line.on for line in lines} == {None}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{treatment: microneedling, price", "{treatment: micro_needling, price", "no such treatment: micro_needling"),
        ("products: [onabotulinumtoxinA], minutes", "products: [Botoxx], minutes", "names no such product: Botoxx"),
        ("credentials: [physician], revenue", "credentials: [laser_technician], revenue", "wider than the library"),
        ("tax: retail", "tax: luxury", "no such tax: luxury"),
        ("supervisor: dr_amara_okafor", "supervisor: dr_who", "no such supervisor: dr_who"),
        ("rooms: [laser]", "rooms: [attic]", "no such room: attic"),
        ("treatment: sunscreen", "treatment: hydradermabrasion", "not a home-care treatment"),
        ("rule: light_photosensitizer", "rule: rf_active_implant", "label_block_cannot_be_lowered"),
        ("rule: light_photosensitizer", "rule: no_such_rule", "rule_unknown"),
        ("signed_by: dr_amara_okafor", "signed_by: rn_julia_reyes", "was not signed by a medical director"),
        ("vetted_by: dr_amara_okafor", "vetted_by: le_mina_park", "was not vetted by a medical director"),
        ("- id: reno", "- id: oakland", "two locations share an id"),
        ("goals: [even_tone]", "goals: [even_tones]", "no such goal: even_tones"),
        ("['09:00-13:00']", "['09:00-08:00']", "it closes before it opens"),
        ("['09:00-13:00']", "['09:00-13:00', '12:00-14:00']", "spans overlap"),
        ("price: '350.00', per: visit, minutes: 60", "per: visit, minutes: 60", "is offered without a price"),
        ("percent: '8.25'", "percent: '108.25'", "percent"),
        ("type: registered_nurse, number", "type: physician, number", "no licence of a registered_nurse"),
        ("{sku: RET-03", "{sku: SPF-50", "SPF-50 stands 2 times"),
    ],
)
def test_what_does_not_fit_together_is_named(old: str, new: str, said: str) -> None:
    found = refused(old, new)
    assert any(said in problem for problem in found), found
    assert all(int(problem.split(":")[1]) >= 1 for problem in found)


@pytest.mark.parametrize("days", [0, 27])
def test_a_series_that_is_too_dense_is_blocked(days: int) -> None:
    template = OAKLAND.templates[0]
    lines = instantiate(template, LIBRARY, ["mid_cheek"], TODAY)
    third = lines[2].model_copy(update={"on": TODAY + timedelta(days)})
    moved = [*lines[:2], third, *lines[3:]]
    verdicts = screen(client(), moved, library=LIBRARY, classes=Dictionary.load().classes_of, today=TODAY)
    assert any(verdict.level is Level.BLOCK for verdict in verdicts)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("America/Los_Angeles", "Nowhere/Land", 117, "no such time zone: 'Nowhere/Land'"),
        ("America/Los_Angeles", "../../etc/passwd", 117, "no such time zone"),
        ("'09:00-18:00'", "'09:00:30-18:00'", 121, "hours and minutes of the location's own time"),
        ("'09:00-18:00'", "'09:00+05:00-18:00'", 121, "hours and minutes of the location's own time"),
        ("currency: USD", "currency: JPY", 5, "JPY has not two"),
        ("currency: USD", "currency: KWD", 5, "KWD has not two"),
        ("supervisor: dr_amara_okafor", "supervisor: rn_julia_reyes", 114, "can't supervise themselves"),
        ("expires: 2027-10-31", "expires: 2027-13-31", 109, "month must be in 1..12"),
        ("expires_days: 365", "expires_days: 99999999999", 57, "less than or equal to 36500"),
        ("typical_quantity: 40", "typical_quantity: 10001", 20, "less than or equal to 10000"),
        ("{glabella: 20,", "{glabela: 20,", 20, "botulinum_toxin_upper_face is not given there: glabela"),
        ("[en, es]", "[]", 13, "at least 1 item"),
    ],
)
def test_what_no_plan_can_be_made_with_is_refused_with_its_line(old: str, new: str, line: int, said: str) -> None:
    (problem,) = refused(old, new)
    assert said in problem
    number = int(problem.split(":")[1])
    assert abs(number - line) <= 1 and number <= SAMPLE[: SAMPLE.index(old)].count("\n") + 1
