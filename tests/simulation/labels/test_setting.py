"""Accents and dashes that the face lacks."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.labels.setting import ASCENT, length_of, set_text

SIZE = 60
BASELINE = round(ASCENT * SIZE)


@pytest.mark.parametrize(
    ("accented", "plain"), [("ó", "o"), ("á", "a"), ("é", "e"), ("ú", "u"), ("ñ", "n"), ("ü", "u")]
)
def test_an_accent_is_ink_above_its_letter_only(accented: str, plain: str) -> None:
    with_accent, without = (set_text(text, SIZE).astype(int) for text in (accented, plain))
    changed = np.flatnonzero((with_accent != without).any(1))
    letter_top = int(np.flatnonzero(without.any(1))[0])
    assert len(changed) and changed.max() < letter_top
    assert (with_accent >= without).all()


def test_an_accent_takes_the_place_of_the_dot() -> None:
    accented, plain = (set_text(text, SIZE) for text in ("í", "i"))
    assert (accented[: round(0.45 * SIZE)] != plain[: round(0.45 * SIZE)]).any()
    assert (accented[round(0.6 * SIZE) :] == plain[round(0.6 * SIZE) :]).all()


def test_capitals_keep_their_accents_in_the_line() -> None:
    for text in ("Á", "Ñ", "É"):
        assert not set_text(text, SIZE)[0].any(), "cut off at the top"


def test_accents_stand_over_their_own_letter() -> None:
    difference = set_text("aaó", SIZE).astype(int) - set_text("aao", SIZE)
    columns = np.flatnonzero(difference.any(0))
    assert columns.min() > length_of("aa", SIZE) and columns.max() < length_of("aao", SIZE)


def test_a_long_dash_is_longer_than_a_hyphen() -> None:
    dash, hyphen = (np.count_nonzero(set_text(text, SIZE).any(0)) for text in ("—", "-"))
    assert dash > 1.8 * hyphen


def test_no_sign_becomes_an_empty_box() -> None:
    assert (set_text("Ω", SIZE) == set_text("?", SIZE)).all()


def test_composed_and_decomposed_are_the_same() -> None:
    assert (set_text("ci\u00f3n", SIZE) == set_text("cio\u0301n", SIZE)).all()


@pytest.mark.parametrize("size", [9, 13, 40])
def test_a_line_is_as_long_as_said(size: int) -> None:
    ink = np.flatnonzero(set_text("Proyección — no es", size).any(0))
    assert abs(ink.max() - length_of("Proyección — no es", size)) <= 0.15 * size + 1
