"""What readings of labeled notes are worth, and the thresholds that hold."""

from __future__ import annotations

import pytest

from planning.profile import Answer
from tests.planning.notes.scoring import Note, labelled, score

F1 = 0.93
RECALL_OF_BLOCKING = 0.98
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
REACHED, ASSISTANT, LAST = labelled("reached"), labelled("assistant"), labelled("last")
BANK, FIFTH, SIXTH = labelled("bank"), labelled("fifth"), labelled("sixth")
SEVENTH, SENTENCES = labelled("seventh"), labelled("bank_of_sentences")
# Notes of other hands: F1 and recall of blocking facts that are reached, rounded down. First read, before anything was
# mended on them: 0.82 and 0.70, 0.72 and 0.76, 0.78 and 0.83, 0.83 and 0.82; the last, when all others were mended,
# 0.90 and 0.85; the fifth, when the bank was mended too, 0.98 and 0.97; the sixth, then, 0.91 and 0.92; the
# seventh, when a bank of sentences was mended too, 0.94 and 0.95.
OTHER_HANDS = {
    "independent": (INDEPENDENT, 0.99, 0.99),
    "second": (SECOND, 0.97, 0.98),
    "third hands": (THIRD_HANDS, 0.98, 0.99),
    "assistant": (ASSISTANT, 0.98, 0.99),
    "last": (LAST, 0.99, 0.99),
    "fifth": (FIFTH, 0.99, 0.99),
    "sixth": (SIXTH, 0.99, 0.99),
    "seventh": (SEVENTH, 0.97, 0.98),
    "sentences": (SENTENCES, 0.97, 0.98),
}


def test_there_are_sentences_of_many_styles_to_be_held_to() -> None:
    assert len({note.text for note in DEVELOPMENT + KEPT_APART}) >= 250
    assert len(KEPT_APART) >= 0.3 * len(DEVELOPMENT + KEPT_APART)


@pytest.mark.parametrize("notes", [DEVELOPMENT, KEPT_APART, REACHED], ids=["development", "kept apart", "reached"])
def test_readings_reach_the_thresholds(notes: tuple[Note, ...]) -> None:
    scored = score(notes)
    assert scored.f1 >= F1, [(note.text, label) for note, label in (*scored.missed, *scored.invented)]
    assert scored.recall(BLOCKING) >= RECALL_OF_BLOCKING, scored.missed


def test_the_bank_of_what_blocks_is_read() -> None:
    scored = score(BANK)
    assert scored.f1 >= 0.98, [(note.text, label) for note, label in (*scored.missed, *scored.invented)]
    assert scored.recall(BLOCKING) >= 0.99, scored.missed


@pytest.mark.parametrize("hand", OTHER_HANDS)
def test_notes_of_other_hands_are_read_no_worse_than_before(hand: str) -> None:
    notes, f1, blocking = OTHER_HANDS[hand]
    scored = score(notes)
    assert scored.f1 >= f1, [(note.text, label) for note, label in (*scored.missed, *scored.invented)]
    assert scored.recall(BLOCKING) >= blocking, scored.missed


def test_the_independent_notes_stand_in_no_other_file() -> None:
    others = {note.text for note in DEVELOPMENT + KEPT_APART + REACHED}
    assert len(INDEPENDENT) >= 150
    assert others.isdisjoint(note.text for note in INDEPENDENT)


@pytest.mark.parametrize(
    "notes",
    [
        DEVELOPMENT,
        KEPT_APART,
        REACHED,
        INDEPENDENT,
        SECOND,
        THIRD_HANDS,
        ASSISTANT,
        LAST,
        FIFTH,
        SIXTH,
        SEVENTH,
        SENTENCES,
        BANK,
    ],
    ids=["development", "kept apart", "reached", *OTHER_HANDS, "bank"],
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
