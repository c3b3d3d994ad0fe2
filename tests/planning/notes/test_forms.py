"""Check boxes, questions with their answers, and lists of signs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.notes import read_notes
from tests.planning.notes.scoring import told

DAY = date(2026, 10, 22)
NAMES = {"Keloids": "keloid", "Lupus": "lupus", "Pacemaker": "active_implant", "Porphyria": "porphyria"}
ASKED = st.lists(st.sampled_from(sorted(NAMES)), min_size=1, max_size=4, unique=True)


def _read(text: str) -> list[str]:
    return [told(fact) for fact in read_notes(text, DAY).facts]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Do you have melasma? [x] Yes [ ] No   Any rosacea? [ ] Yes [x] No", ["melasma yes", "rosacea no"]),
        ("Diabetes: Yes ☐ No ☑    Epilepsy: Yes ☑ No ☐", ["diabetes no", "epilepsy yes"]),
        ("Nursing (Y) / N  Lupus Y / (N)", ["lactation yes", "lupus no"]),
        ("(x) rosacea ( ) melasma ( ) vitiligo", ["rosacea yes"]),
        ("☐ epilepsy ☑ diabetes ☐ lupus", ["diabetes yes"]),
        ("Rosacea [x] Melasma [ ] Vitiligo [x]", ["rosacea yes", "vitiligo yes"]),
        ("Porphyria? __ Yes _x_ No", ["porphyria no"]),
        ("Melasma Y/N  Rosacea Y/N: Y", ["rosacea yes"]),
        ("[ ] Yes [x] No  Have you ever had keloids?", ["keloid no"]),
        ("[x] Not pregnant [ ] nursing", ["pregnancy no"]),
        ("✓ melasma ✗ rosacea", ["melasma yes", "rosacea no"]),
        ("Melasma ✓, rosacea ✗", ["melasma yes", "rosacea no"]),
        ("Vitiligo: [N]  Psoriasis: [Y]", ["vitiligo no", "psoriasis yes"]),
    ],
)
def test_a_form_says_what_is_marked(text: str, facts: list[str]) -> None:
    assert _read(text) == [f"health {fact}" for fact in facts]


@pytest.mark.parametrize("text", ["Keloids [x] Yes [x] No", "Lupus (Y) / (N)", "Pregnant: yes / *no*"])
def test_what_is_marked_both_ways_is_left_to_a_person(text: str) -> None:
    reading = read_notes(text, DAY)
    assert reading.facts == ()
    assert [span.text for span in reading.unread] == [text]


@given(ASKED, st.sampled_from(["[ ]", "☐", "( )", "□"]))
def test_an_unmarked_box_says_nothing(names: list[str], box: str) -> None:
    assert _read("  ".join(f"{box} {name}" for name in names)) == []


@given(ASKED, st.sampled_from([":", "?", " hx:", " hx?"]), st.sampled_from(["no", "N", "neg", "NONE", "nope", "nil"]))
def test_a_no_behind_a_name_answers_it(names: list[str], mark: str, answer: str) -> None:
    text = "  ".join(f"{name}{mark} {answer}" for name in names)
    assert _read(text) == [f"health {NAMES[name]} no" for name in names]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Q: any history of melasma, rosacea or vitiligo?\nA: No.", ["melasma no", "rosacea no", "vitiligo no"]),
        ("Dr: Any chance you are pregnant right now? Pt: no, not at all", ["pregnancy no"]),
        ("Provider: Are you breastfeeding still? Patient: Yes, twice a day.", ["lactation yes"]),
        ("Vitiligo / psoriasis / any other autoimmune: none", ["vitiligo no", "psoriasis no", "autoimmune_disease no"]),
        ("Melasma, rosacea, vitiligo: no, yes, no", ["melasma no", "rosacea yes", "vitiligo no"]),
        ("Cold sores? a few times a year", ["herpes_history yes"]),
        ("Lupus since 2012, keloids: no", ["lupus yes", "keloid no"]),
        ("Has melasma, pregnant? no", ["melasma yes", "pregnancy no"]),
        ("Keloids: —", ["keloid no"]),
        ("Melasma, rosacea, vitiligo all neg", ["melasma no", "rosacea no", "vitiligo no"]),
        ("Lupus, porphyria x2 neg", ["lupus no", "porphyria no"]),
        ("Melasma Y rosacea N vitiligo N", ["melasma yes", "rosacea no", "vitiligo no"]),
        ("Psoriasis — yes; keloids — no", ["psoriasis yes", "keloid no"]),
        ("+ melasma\n- keloids\n- lupus", ["melasma yes", "keloid no", "lupus no"]),
        ("- melasma\n- psoriasis", ["melasma yes", "psoriasis yes"]),
        ("Does she have a pacemaker? She does not.", ["active_implant no"]),
        ("nursing? ...no", ["lactation no"]),
        ("Gold therapy ever? N", ["gold_therapy no"]),
    ],
)
def test_a_question_is_answered_by_the_next_words(text: str, facts: list[str]) -> None:
    assert _read(text) == [f"health {fact}" for fact in facts]
