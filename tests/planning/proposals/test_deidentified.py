"""Nothing that could name somebody is left of a note, whether the practice knew the name or not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.proposals import REMOVED, deidentified
from tests.planning.notes.scoring import labelled

from .identified import PLAIN, Identified, identified, left

NOTES = list(identified())
# A name of everyday words in small letters (`hope young`) is known only to who knows the name.
TELLING = [note for note in NOTES if note.name in PLAIN or note.spelling != "low"]


def test_there_are_enough_of_them() -> None:
    assert len(NOTES) >= 140 and len({note.text for note in NOTES}) == len(NOTES)


@pytest.mark.parametrize("note", NOTES, ids=lambda note: f"{note.name}, {note.spelling}")
def test_of_a_known_client_nothing_is_left(note: Identified) -> None:
    sent = deidentified(note.text, [note.name])
    assert left(sent.text, note) == set()


@pytest.mark.parametrize("note", TELLING, ids=lambda note: f"{note.name}, {note.spelling}")
def test_of_an_unknown_person_nothing_is_left(note: Identified) -> None:
    assert left(deidentified(note.text).text, note) == set()


@pytest.mark.parametrize("note", NOTES[::5], ids=lambda note: f"{note.name}, {note.spelling}")
def test_what_is_asked_about_is_left(note: Identified) -> None:
    text = deidentified(note.text, [note.name]).text.lower()
    assert "lupus" in text and "eliquis" in text and "denies" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Brown did her Botox in May.", "Dr.[removed] did her Botox in[removed] ."),
        ("Has HSV-1 and low B12.", "Has HSV-1 and low B12."),
        ("She may have filler. Hx of lupus, s/p facelift.", "She may have filler. Hx of lupus, s/p facelift."),
        ("Patience Okafor takes Eliquis.", "[removed] takes Eliquis."),
        ("Lovely Quillon takes Eliquis.", "[removed] takes Eliquis."),
        ("came with A n n i today", "came with[removed] today"),
        ("name: painful", "name:[removed]"),
        ("her friend called hope came", "her friend called[removed] came"),
        ("saw hope quillon today", "saw[removed] today"),
        ("write to painful at light dot com", "write to[removed]"),
        ("Takes Florbitrex daily.", "Takes[removed] daily."),
        ("pregn\u0430nt, no\u200bkeloids \U0001f600", "[removed] , no[removed] keloids[removed]"),
    ],
)
def test_how_it_reads(text: str, expected: str) -> None:
    assert " ".join(deidentified(text).text.split()) == expected


@given(st.text(max_size=300) | st.sampled_from([note.text for note in labelled("development")]))
@settings(max_examples=150, deadline=None)
def test_what_is_left_stands_in_the_note_where_it_says(text: str) -> None:
    sent = deidentified(text)
    assert all(sent.text[here : here + n] == text[there : there + n] for here, there, n in sent.pieces)
    kept = "".join(text[there : there + n] for _, there, n in sent.pieces)
    assert "".join(sent.text.replace(REMOVED, "").split()) == "".join(kept.split())
    for start in range(0, len(sent.text), 7):
        place = sent.place(start, start + 3)
        assert place is None or text[slice(*place)] == sent.text[start : start + 3]
