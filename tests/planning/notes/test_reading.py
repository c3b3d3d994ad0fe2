"""What must be true of any note."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.notes import Certainty, Experiencer, NoteTooLongError, ProposedFact, Reading, read_notes
from planning.profile import Answer, goal_catalogue, health_catalogue
from tests.planning.notes.scoring import labelled, told

DAY = date(2026, 9, 15)
SENTENCES = [note.text for note in labelled("development")]
UNRELATED = ["She arrived ten minutes early.", "Parking was easy to find.", "Discussed the fee."]
CONDITIONS = ["keloids", "HSV", "lupus", "porphyria", "melasma", "rosacea", "scleroderma", "epilepsy", "a pacemaker"]
NEGATIONS = [
    "Denies {}.",
    "No {}.",
    "No history of {}.",
    "Never had {}.",
    "{}: no",
    "Negative for {}.",
    "Does not have {}.",
]
some_sentences = st.lists(st.sampled_from(SENTENCES), max_size=4)
any_text = st.one_of(
    st.text(max_size=200), some_sentences.flatmap(lambda told: st.permutations(list(" ".join(told)))).map("".join)
)


def _quotes_exactly(text: str, reading: Reading) -> bool:
    spans = [span for fact in reading.facts for span in (fact.quote, fact.sentence)] + list(reading.unread)
    return all(span.text and text[span.start : span.end] == span.text for span in spans)


@given(any_text, st.dates())
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_quoted_exactly(text: str, on: date) -> None:
    assert _quotes_exactly(text, read_notes(text, on))


@given(
    st.lists(st.sampled_from([*SENTENCES, "💉", "\u2028", "Ⅳ", "ß", "İ", "\x00", "?!", "no no no"]), max_size=6),
    st.dates(),
)
@settings(max_examples=60, deadline=None)
def test_notes_between_marks_of_any_script_are_quoted_exactly(parts: list[str], on: date) -> None:
    text = "\t".join(parts)
    assert _quotes_exactly(text, read_notes(text, on))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "🙂" * 500, "no " * 4000, "?" * 3000, "a" * 20_000, "1/2/" * 3000])
def test_what_is_no_note_has_no_facts(text: str) -> None:
    assert read_notes(text, DAY).facts == ()


def test_a_note_that_is_too_long_is_refused() -> None:
    with pytest.raises(NoteTooLongError) as refused:
        read_notes("keloids. " * 10_000, DAY)
    assert refused.value.details == {"characters": 90_000, "limit": 50_000}


@given(st.sampled_from(SENTENCES), st.sampled_from(UNRELATED))
@settings(max_examples=100, deadline=None)
def test_an_unrelated_sentence_before_changes_nothing(sentence: str, unrelated: str) -> None:
    alone, behind = (read_notes(text, DAY).facts for text in (sentence, f"{unrelated} {sentence}"))
    assert [told(fact) for fact in alone] == [told(fact) for fact in behind]
    assert [f.quote.start + len(unrelated) + 1 for f in alone] == [f.quote.start for f in behind]


@given(st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=4, unique=True), st.sampled_from(NEGATIONS))
@settings(max_examples=100, deadline=None)
def test_what_is_negated_is_never_a_yes(conditions: list[str], negation: str) -> None:
    listed = " or ".join([", ".join(conditions[:-1]), conditions[-1]]) if len(conditions) > 1 else conditions[0]
    facts = read_notes(negation.format(listed), DAY).facts
    assert len(facts) == len(conditions)
    assert {fact.answer for fact in facts} == {Answer.NO}


@given(some_sentences)
@settings(max_examples=60, deadline=None)
def test_every_code_is_one_that_a_profile_knows(parts: list[str]) -> None:
    known = {"health": health_catalogue().keys(), "goal": goal_catalogue().keys()}
    assert all(fact.code in known[fact.kind.value] for fact in _facts(parts) if fact.kind.value in known)


@given(some_sentences)
@settings(max_examples=60, deadline=None)
def test_only_what_was_stated_is_a_yes_or_a_no(parts: list[str]) -> None:
    assert all(fact.answer is Answer.UNKNOWN for fact in _facts(parts) if fact.certainty is not Certainty.STATED)


def test_the_day_of_the_note_is_what_ago_counts_from() -> None:
    stopped = [read_notes("Stopped Accutane 3 months ago.", on).facts[0].stopped for on in (DAY, date(2025, 1, 31))]
    assert [when.last for when in stopped if when] == [date(2026, 6, 15), date(2024, 10, 31)]


def test_a_heading_holds_for_the_lines_below_it() -> None:
    text = "FHx:\n- melasma\n- lupus\n\nMeds:\n- doxycycline 100 mg BID\n- spironolactone\n\nKeloids."
    facts = {fact.code: fact for fact in read_notes(text, DAY).facts}
    assert [facts[code].experiencer for code in ("melasma", "lupus")] == [Experiencer.FAMILY] * 2
    assert [facts[code].status for code in ("doxycycline", "spironolactone")] == ["taking", "taking"]
    assert facts["keloid"].experiencer is Experiencer.CLIENT


def test_the_dose_is_kept_as_told() -> None:
    (fact,) = read_notes("Takes doxycycline 100 mg BID for acne.", DAY).facts
    assert fact.dose == "100 mg BID"


def test_places_are_kept() -> None:
    (fact,) = read_notes("Melasma on both cheeks and upper lip.", DAY).facts
    assert fact.zones == ("mid_cheek", "upper_lip")


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Takes xyzolamide 5 mg daily.", "xyzolamide"),
        ("Prescribed fremabrutinib.", "fremabrutinib"),
        ("Had gastroparesis and pancreatitis.", "Had gastroparesis and pancreatitis."),
        ("Diagnosed with Erdheim-Chester.", "Diagnosed with Erdheim-Chester."),
        ("Allergic to penicillin.", "Allergic to penicillin."),
    ],
)
def test_what_is_not_understood_is_listed_for_a_person(text: str, unread: str) -> None:
    assert unread in [span.text for span in read_notes(text, DAY).unread]


@pytest.mark.parametrize(
    "text", ["Denies keloids.", "Parking was easy.", "Takes doxycycline 100 mg on Mondays.", "HTN."]
)
def test_what_was_understood_is_not(text: str) -> None:
    assert read_notes(text, DAY).unread == ()


def _facts(parts: list[str]) -> tuple[ProposedFact, ...]:
    return read_notes("\n".join(parts), DAY).facts
