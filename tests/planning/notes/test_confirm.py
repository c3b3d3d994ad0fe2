"""Nothing that was read comes into a profile unless a person named it, and no answer is turned around in silence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.notes import FactConflictError, FactNotConfirmableError, ProposedFact, confirm, read_notes
from planning.profile import Answer, HealthFact, Profile
from tests.planning.notes.scoring import labelled

DAY = date(2026, 9, 15)
EMPTY = Profile(schema="countenance.profile/1")
SENTENCES = [note.text for note in labelled("development")]


def _facts(text: str) -> tuple[ProposedFact, ...]:
    return read_notes(text, DAY).facts


def _confirmed(text: str, profile: Profile = EMPTY, **options: tuple[str, ...]) -> Profile:
    return confirm(profile, _facts(text), "Dr. Rivera", DAY, **options)


def test_a_confirmed_fact_is_the_profiles_with_its_words_and_who_confirmed_it() -> None:
    fact = _confirmed("Has keloids on her chest.").health["keloid"]
    assert (fact.answer, fact.zones) == (Answer.YES, ("decolletage",))
    assert "Has keloids on her chest." in fact.note and "Dr. Rivera on 2026-09-15" in fact.note


def test_only_what_is_named_is_merged() -> None:
    keloid, herpes = _facts("Keloids: yes. HSV: no.")
    profile = confirm(EMPTY, [keloid], "Dr. Rivera", DAY)
    assert set(profile.health) == {keloid.code} and profile.fact(herpes.code).answer is Answer.UNKNOWN


@pytest.mark.parametrize(
    "text",
    ["Mother had melasma.", "If pregnant, defer.", "Plans to start tretinoin.", "Would like filler.", "No Accutane."],
)
def test_what_is_not_the_clients_own_fact_is_never_merged(text: str) -> None:
    with pytest.raises(FactNotConfirmableError):
        _confirmed(text)


def test_somebody_confirms() -> None:
    with pytest.raises(FactNotConfirmableError):
        confirm(EMPTY, _facts("Has keloids."), " ", DAY)


@pytest.mark.parametrize(("first", "second"), [("Has keloids.", "No keloids."), ("No keloids.", "Has keloids.")])
def test_a_contradiction_stops_the_merge_and_says_both(first: str, second: str) -> None:
    with pytest.raises(FactConflictError) as conflict:
        _confirmed(second, _confirmed(first))
    assert conflict.value.details["code"] == "keloid"
    assert {conflict.value.details["recorded"], conflict.value.details["told"]} == {"yes", "no"}


def test_two_facts_of_one_note_may_contradict_each_other() -> None:
    with pytest.raises(FactConflictError):
        _confirmed("Has keloids. Denies keloids.")


def test_a_person_may_say_which_one_holds() -> None:
    profile = _confirmed("No keloids.", _confirmed("Has keloids."), replacing=("keloid",))
    assert profile.fact("keloid").answer is Answer.NO and "Has keloids." in profile.fact("keloid").note


def test_an_uncertain_fact_leaves_the_question_open_and_never_closes_one() -> None:
    assert _confirmed("?pregnant").fact("pregnancy").answer is Answer.UNKNOWN
    with pytest.raises(FactConflictError):
        _confirmed("?pregnant", _confirmed("Not pregnant."))


def test_a_stopped_medicine_counts_from_the_last_day_it_may_have_been_taken() -> None:
    medicines = _confirmed("Stopped accutane in March.").medicines
    assert medicines and medicines.taken[0].stopped_on == date(2026, 3, 31) and medicines.taken[0].status == "stopped"


def test_taking_is_not_turned_into_stopped_in_silence() -> None:
    taking = _confirmed("Takes doxycycline.")
    with pytest.raises(FactConflictError):
        _confirmed("Stopped doxycycline in May.", taking)
    replaced = _confirmed("Stopped doxycycline in May.", taking, replacing=("doxycycline",)).medicines
    assert replaced and [taken.status for taken in replaced.taken] == ["stopped"]


def test_treatments_goals_figures_and_phototype_have_their_places() -> None:
    profile = _confirmed("2 syringes Juvederm to lips 6/2026, bruised. Wants softer 11s. Plt 80k on 9/1/26. FST IV.")
    assert profile.history and profile.history.treatments[0].treatment == "ha_filler"
    assert profile.history.treatments[0].zones == ("lips",) and "bruised" in profile.history.treatments[0].response
    assert profile.goals[0].codes == ("softer_lines",) and profile.phototype.type == 4
    assert profile.laboratory["platelets_per_ul"].value == 80_000
    with pytest.raises(FactConflictError):
        _confirmed("FST II.", profile)


@given(st.sampled_from(SENTENCES), st.sampled_from(list(Answer)), st.data())
@settings(max_examples=100, deadline=None)
def test_no_answer_on_record_is_ever_turned_around(text: str, recorded: Answer, data: st.DataObject) -> None:
    facts = [fact for fact in _facts(text) if fact.confirmable]
    codes = {fact.code for fact in facts if fact.kind.value == "health"}
    if not codes:
        return
    code = data.draw(st.sampled_from(sorted(codes)))
    before = EMPTY.model_copy(update={"health": {code: HealthFact(answer=recorded)}})
    try:
        after = confirm(before, facts, "Dr. Rivera", DAY)
    except FactConflictError:
        return
    assert after.fact(code).answer is recorded
