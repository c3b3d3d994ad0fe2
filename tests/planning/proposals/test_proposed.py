"""What of a model's answer may be shown: what exists and is plainly said of the client where it stands."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.json_pattern import json_pattern
from planning.documents.provider import provider_content
from planning.notes import (
    FactConflictError,
    FactKind,
    FactNotConfirmableError,
    ProposedFact,
    Reading,
    ReadingDocument,
    Source,
    confirm,
    read_notes,
)
from planning.notes.facts import Status
from planning.notes.stated_at import NotStated, stated_at
from planning.profile import Answer, Profile
from planning.proposals import Dropped, Fault, Proposals, answer_schema, asked, deidentified, proposed
from tests.planning.documents.sampled import sample
from tests.planning.notes.scoring import Note, labelled

DAY = date(2026, 11, 22)
EMPTY = Profile(schema="countenance.profile/1")
NOTE = (
    "Her earlobes grew thick lumps after piercing. Denies any hard patches on scars. "
    "Her mother has raised bumps on scars. Plans a shot for her forehead next week. "
    "Bothered by the look of her neck. Lupus: no. No seizures or fits. "
    "Takes a thinner for her heart. Possibly weak lids. Tanned now.\nAny hives?\n"
)


def one(kind: str, code: str, quote: str, *zones: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "code": code, "quote": quote, "zones": zones, **more}


KELOID = one("health", "keloid", "grew thick lumps after piercing")


def judged(*proposals: dict[str, Any], note: str = NOTE) -> Proposals:
    answer = json.dumps({"proposals": proposals})
    return proposed(note, deidentified(note), read_notes(note, DAY), answer, DAY)


def test_what_our_reader_did_not_find_is_offered_with_the_place_it_stands_at() -> None:
    (fact,) = judged(KELOID).facts
    assert (fact.kind, fact.code, fact.answer, fact.source) == (FactKind.HEALTH, "keloid", Answer.YES, Source.MODEL)
    assert NOTE[fact.quote.start : fact.quote.end] == fact.quote.text == "grew thick lumps after piercing"
    assert NOTE[fact.sentence.start : fact.sentence.end] == fact.sentence.text


def test_a_medicine_has_the_dictionarys_name_and_nothing_is_known_of_it_but_that_it_was_named() -> None:
    (fact,) = judged(one("medicine", "Eliquis", "Takes a thinner for her heart")).facts
    assert (fact.code, fact.name, fact.status, fact.started) == ("apixaban", "apixaban", Status.UNKNOWN, None)


def test_a_place_narrows_a_goal_and_never_a_rule() -> None:
    wish = one("goal", "smoother_neck", "Bothered by the look of her neck", "neck")
    assert judged(wish).facts[0].zones == ("neck",)
    (fact,) = judged(one("health", "keloid", "neck thickened", "neck"), note="Skin on her neck thickened.").facts
    assert fact.zones is None


DROPPED = {
    "denied": (one("health", "keloid", "hard patches on scars"), Dropped.DENIED),
    "denied inside": (one("health", "keloid", "Denies any hard patches"), Dropped.DENIED),
    "answered no": (one("health", "lupus", "Lupus: no"), Dropped.DENIED),
    "denied, of another code": (one("health", "rosacea", "Lupus"), Dropped.DENIED),
    "denied in a list": (one("health", "epilepsy", "fits"), Dropped.DENIED),
    "a mother's": (one("health", "keloid", "raised bumps on scars"), Dropped.SOMEONE_ELSE),
    "a mother's, with her in it": (one("health", "keloid", "Her mother has raised bumps"), Dropped.SOMEONE_ELSE),
    "planned": (one("treatment", "toxin", "shot for her forehead"), Dropped.PLANNED),
    "in doubt": (one("health", "neuromuscular_disorder", "weak lids"), Dropped.IN_DOUBT),
    "only asked": (one("health", "anaphylaxis", "hives"), Dropped.IN_DOUBT),
    "twice": (one("health", "keloid", "scars"), Dropped.QUOTE_TWICE),
    "of two sentences": (one("health", "keloid", "after piercing. Denies"), Dropped.ACROSS_SENTENCES),
    "elsewhere": (one("goal", "smoother_neck", "Bothered by the look of her neck", "lips"), Dropped.ZONE_NOT_NAMED),
    "read already": (one("health", "tan", "Tanned now"), Dropped.ALREADY_READ),
}


@pytest.mark.parametrize("bad", DROPPED)
def test_what_is_not_plainly_so_is_dropped_and_the_rest_stands(bad: str) -> None:
    proposal, why = DROPPED[bad]
    result = judged(KELOID, proposal)
    assert (result.dropped, result.fault) == (((1, why),), None)
    assert [fact.code for fact in result.facts] == ["keloid"]


BEHIND = {
    "She has raised bumps on scars. No, that is her sister.": "raised bumps on scars",
    "Denies hard patches anywhere.": "hard patches",
    "Any raised bumps on scars? No.": "raised bumps on scars",
    "Raised bumps on scars: no": "Raised bumps on scars",
    "[ ] raised bumps on scars  [x] thin hair": "raised bumps on scars",
    "Family history: raised bumps on scars": "raised bumps on scars",
    "Raised bumps on scars: denied": "Raised bumps on scars",
    "If raised bumps on scars, defer.": "raised bumps on scars",
}


@pytest.mark.parametrize("note", BEHIND)
def test_what_stands_around_a_quote_counts(note: str) -> None:
    result = judged(one("health", "keloid", BEHIND[note]), note=note)
    assert result.facts == () and len(result.dropped) == 1


FAULTS = {
    "another code": (one("health", "mole_removal", "grew thick lumps"), Fault.UNKNOWN_CODE),
    "a code of another kind": (one("goal", "keloid", "grew thick lumps"), Fault.UNKNOWN_CODE),
    "letters that look alike": (one("health", "k\u0435loid", "grew thick lumps"), Fault.UNKNOWN_CODE),
    "a medicine nobody knows": (one("medicine", "florbitrex", "Takes a thinner"), Fault.UNKNOWN_CODE),
    "a vague medicine": (one("medicine", "blood thinner", "Takes a thinner"), Fault.UNKNOWN_CODE),
    "a zone that is none": (one("health", "keloid", "grew thick lumps", "left_wing"), Fault.UNKNOWN_CODE),
    "words of its own": (one("health", "keloid", "has keloids"), Fault.QUOTE_NOT_IN_NOTE),
    "part of a word": (one("health", "keloid", "rew thick lump"), Fault.QUOTE_NOT_IN_NOTE),
    "what was removed": (one("health", "keloid", "[removed]"), Fault.QUOTE_NOT_IN_NOTE),
    "an absence": (one("health", "keloid", "grew thick lumps", answer="no"), Fault.WRONG_FORM),
    "a value": (one("laboratory", "platelets_per_ul", "grew thick lumps"), Fault.WRONG_FORM),
    "a quote of nothing": (one("health", "keloid", ""), Fault.WRONG_FORM),
    "markup": (one("health", "keloid", "<script>alert(1)</script>"), Fault.QUOTE_NOT_IN_NOTE),
}


@pytest.mark.parametrize("bad", FAULTS)
def test_whoever_invents_once_is_not_believed_at_all(bad: str) -> None:
    proposal, fault = FAULTS[bad]
    assert judged(KELOID, proposal) == Proposals(fault=fault)


def test_what_stands_beside_something_removed_is_found_in_the_note_itself() -> None:
    note = "Jane Quillon, 555-0101, grew thick lumps after piercing."
    (fact,) = judged(KELOID, note=note).facts
    assert fact.quote.text == "grew thick lumps after piercing" and note[fact.quote.start :].startswith("grew")
    across = one("health", "keloid", f"grew thick{deidentified('grew thick 5 lumps').text[10:]}")
    assert judged(across, note="She grew thick 5 lumps").fault is Fault.QUOTE_NOT_IN_NOTE


SCARCE = "gold_therapy"  # which no labeled note speaks of, so that only the place is judged


def places(stated: bool) -> list[tuple[Note, Reading, ProposedFact]]:
    """Of notes by other hands, what our reader reads of health as said of the client and so; or else as not so."""
    found = []
    for note in (note for name in ("independent", "third_hands", "bank_of_sentences") for note in labelled(name)[:100]):
        reading = read_notes(note.text, note.on)
        so = {fact.quote for fact in reading.facts if fact.confirmable and fact.answer is Answer.YES}
        of_health = (fact for fact in reading.facts if fact.kind is FactKind.HEALTH)
        found += [(note, reading, fact) for fact in of_health if (fact.quote in so) is stated]
    return found


def test_no_place_that_our_reader_reads_as_not_so_is_ever_offered() -> None:
    """Whatever code a model gives it: denied, a relative's, planned, supposed or in doubt."""
    held = places(stated=False)
    assert len(held) >= 60
    offered = []
    for note, reading, fact in held:
        sent = deidentified(note.text)
        for code in (fact.code, SCARCE):
            answer = json.dumps({"proposals": [one("health", code, fact.quote.text)]})
            result = proposed(note.text, sent, reading, answer, note.on)
            offered += [(fact.quote.text, note.text, code) for _ in result.facts]
    assert offered == []


def test_the_gate_lets_through_what_is_so() -> None:
    held = places(stated=True)
    through = [
        not isinstance(
            stated_at(note.text, (fact.quote.start, fact.quote.end), FactKind.HEALTH, SCARCE, note.on), NotStated
        )
        for note, _, fact in held
    ]
    assert len(held) >= 60 and sum(through) >= 0.9 * len(through)


def test_nothing_is_merged_before_a_person_confirms_and_then_its_source_is_told() -> None:
    (fact,) = judged(KELOID).facts
    assert EMPTY.fact("keloid").answer is Answer.UNKNOWN
    after = confirm(EMPTY, [fact], "Dr. Rivera", DAY).fact("keloid")
    assert after.answer is Answer.YES and "proposed by a language model, confirmed by Dr. Rivera" in after.note
    with pytest.raises(FactConflictError):
        confirm(confirm(EMPTY, read_notes("No keloids.", DAY).facts, "Dr. Rivera", DAY), [fact], "Dr. Rivera", DAY)


def test_the_providers_document_says_what_a_model_proposed() -> None:
    note = f"{NOTE}Once had tiny needles on the forehead."
    treated = one("treatment", "microneedling", "had tiny needles on the forehead")
    wish = one("goal", "smoother_neck", "Bothered by the look of her neck")
    facts = judged(KELOID, one("medicine", "Eliquis", "Takes a thinner for her heart"), treated, wish, note=note).facts
    assert len(facts) == 4
    request = replace(sample(), profile=confirm(EMPTY, facts, "Dr. Rivera", DAY))
    told = dict(provider_content(request)["client"])
    for row in ("Told yes", "Medicines", "Treated before", "Goals"):
        assert "proposed by a language model" in told[row]


@pytest.mark.parametrize("answer", [Answer.NO, Answer.UNKNOWN])
def test_a_models_no_could_not_even_be_confirmed(answer: Answer) -> None:
    (fact,) = judged(KELOID).facts
    with pytest.raises(FactNotConfirmableError):
        confirm(EMPTY, [replace(fact, answer=answer)], "Dr. Rivera", DAY)


def test_the_document_says_whose_proposal_it_is() -> None:
    reading = read_notes(NOTE, DAY)
    whole = ReadingDocument.of(replace(reading, facts=(*reading.facts, *judged(KELOID).facts)))
    assert {fact.source for fact in whole.facts if fact.code != "keloid"} == {"reader"}
    assert [fact.source for fact in whole.facts if fact.code == "keloid"] == ["model"]


def test_the_form_of_an_answer_names_only_what_exists_and_can_be_held_to() -> None:
    text = json.dumps(answer_schema())
    assert '"answer"' not in text and '"keloid"' in text and '"smoother_neck"' in text
    assert json_pattern(answer_schema())
    (system, user) = asked("She grew thick lumps.")
    assert user["content"] == "She grew thick lumps." and "thick lumps" not in system["content"]
