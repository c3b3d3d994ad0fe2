"""What readings of labeled notes are worth, and the thresholds that hold."""

from __future__ import annotations

import pytest

from planning.profile import Answer
from tests.planning.notes.scoring import Note, labelled, score

F1 = 0.93
RECALL_OF_BLOCKING = 0.98
# The independent notes were first read with 0.82 and 0.70; the floors are what is reached, rounded down.
F1_INDEPENDENT = 0.99
RECALL_OF_BLOCKING_INDEPENDENT = 0.99
# The second notes of other hands were first read with 0.72 and 0.76, before 15 of them were labeled anew.
F1_SECOND = 0.95
RECALL_OF_BLOCKING_SECOND = 0.96
# The notes of the third hands were first read with 0.78 and 0.83.
F1_THIRD_HANDS = 0.97
RECALL_OF_BLOCKING_THIRD_HANDS = 0.99
# The notes of an assistant's hand were first read with 0.83 and 0.82.
F1_ASSISTANT = 0.96
RECALL_OF_BLOCKING_ASSISTANT = 0.99
BLOCKING = frozenset(
    (
        *("pregnancy", "lactation", "active_herpes", "skin_infection", "active_implant", "metal_in_face_or_neck"),
        *("keloid", "gold_therapy", "changing_lesion", "skin_cancer", "lupus", "porphyria", "scleroderma"),
        *("cow_milk_allergy", "lidocaine_allergy", "anaphylaxis", "gram_positive_protein_allergy", "metal_allergy"),
        *("platelet_disorder", "septicemia", "hemodynamic_instability", "anesthetic_allergy"),
        *("botulinum_toxin_allergy", "hyaluronic_filler_allergy", "biostimulator_allergy"),
        *("isotretinoin", "aminolevulinic acid", "porfimer", "verteporfin", "tretinoin", "adapalene", "tazarotene"),
    )
)
DEVELOPMENT, KEPT_APART = labelled("development"), labelled("kept_apart")
INDEPENDENT, SECOND, THIRD_HANDS = labelled("independent"), labelled("second"), labelled("third_hands")
REACHED, ASSISTANT = labelled("reached"), labelled("assistant")


def test_there_are_sentences_of_many_styles_to_be_held_to() -> None:
    assert len({note.text for note in DEVELOPMENT + KEPT_APART}) >= 250
    assert len(KEPT_APART) >= 0.3 * len(DEVELOPMENT + KEPT_APART)


@pytest.mark.parametrize("notes", [DEVELOPMENT, KEPT_APART, REACHED], ids=["development", "kept apart", "reached"])
def test_readings_reach_the_thresholds(notes: tuple[Note, ...]) -> None:
    scored = score(notes)
    assert scored.f1 >= F1, [(note.text, label) for note, label in (*scored.missed, *scored.invented)]
    assert scored.recall(BLOCKING) >= RECALL_OF_BLOCKING, scored.missed


def test_notes_of_another_hand_are_read_no_worse_than_before() -> None:
    scored = score(INDEPENDENT)
    assert scored.f1 >= F1_INDEPENDENT, [(note.text, label) for note, label in (*scored.missed, *scored.invented)]
    assert scored.recall(BLOCKING) >= RECALL_OF_BLOCKING_INDEPENDENT, scored.missed


def test_the_second_notes_are_read_no_worse_than_before() -> None:
    scored = score(SECOND)
    assert scored.f1 >= F1_SECOND, [(note.text, label) for note, label in (*scored.missed, *scored.invented)]
    assert scored.recall(BLOCKING) >= RECALL_OF_BLOCKING_SECOND, scored.missed


def test_the_notes_of_the_third_hands_are_read_no_worse_than_before() -> None:
    scored = score(THIRD_HANDS)
    assert scored.f1 >= F1_THIRD_HANDS, [(note.text, label) for note, label in (*scored.missed, *scored.invented)]
    assert scored.recall(BLOCKING) >= RECALL_OF_BLOCKING_THIRD_HANDS, scored.missed


def test_the_notes_of_an_assistant_are_read_no_worse_than_before() -> None:
    scored = score(ASSISTANT)
    assert scored.f1 >= F1_ASSISTANT, [(note.text, label) for note, label in (*scored.missed, *scored.invented)]
    assert scored.recall(BLOCKING) >= RECALL_OF_BLOCKING_ASSISTANT, scored.missed


def test_the_independent_notes_stand_in_no_other_file() -> None:
    others = {note.text for note in DEVELOPMENT + KEPT_APART + REACHED}
    assert len(INDEPENDENT) >= 150
    assert others.isdisjoint(note.text for note in INDEPENDENT)


@pytest.mark.parametrize(
    "notes",
    [DEVELOPMENT, KEPT_APART, REACHED, INDEPENDENT, SECOND, THIRD_HANDS, ASSISTANT],
    ids=["development", "kept apart", "reached", "independent", "second", "third hands", "assistant"],
)
def test_no_negated_fact_is_read_as_present(notes: tuple[Note, ...]) -> None:
    negated = {(note.text, " ".join(label.split()[:2])) for note in notes for label in note.labels if _says_no(label)}
    said_so = {
        (note.text, " ".join(label.split()[:2])) for note in notes for label in note.labels if not _says_no(label)
    }
    invented = {(note.text, " ".join(fact.split()[:2])) for note, fact in score(notes).invented if not _says_no(fact)}
    assert invented & (negated - said_so) == set()


def _says_no(label: str) -> bool:
    return label.split()[2:3] == [Answer.NO.value]
