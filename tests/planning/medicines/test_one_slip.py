"""One slip in a long name: the right classes, or a question; never other classes."""

from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from planning.medicines import Dictionary, Medicine
from planning.medicines.wording import key

DICTIONARY = Dictionary.load()
KEYS = {key(name) for name in DICTIONARY.names}
LONG = sorted(name for name in DICTIONARY.names if len(key(name)) >= 7)
SIGNS = string.ascii_lowercase + string.digits + " -/'+()&."


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A long name, and the same with one sign left out, put in, changed or swapped with the next."""
    name = draw(st.sampled_from(LONG))
    at = draw(st.integers(0, len(name) - 2))
    sign = draw(st.sampled_from(SIGNS))
    before, here, after = name[:at], name[at], name[at + 1 :]
    slipped = [
        before + after,
        before + sign + here + after,
        before + sign + after,
        before + after[0] + here + after[1:],
    ]
    return name, draw(st.sampled_from(slipped))


@settings(max_examples=1500, deadline=None)
@given(slips())
def test_one_slip_never_changes_the_classes(slip: tuple[str, str]) -> None:
    name, slipped = slip
    found, meant = DICTIONARY.find(slipped), DICTIONARY.find(name)
    another_name = key(slipped) in KEYS and key(slipped) != key(name)  # written as another medicine: nothing tells
    if isinstance(found, Medicine) and not another_name:
        expected = [meant] if isinstance(meant, Medicine) else map(DICTIONARY.find, meant.suggestions)
        assert found.classes in [one.classes for one in expected if isinstance(one, Medicine)]


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_answered_and_the_answer_is_stable(text: str) -> None:
    found = DICTIONARY.find(text)
    assert found.name_given == text
    if isinstance(found, Medicine):
        again = DICTIONARY.find(found.matched)
        assert isinstance(again, Medicine) and again.exact
        assert (again.matched, again.classes) == (found.matched, found.classes)
