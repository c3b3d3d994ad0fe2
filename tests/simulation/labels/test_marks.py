"""Every crop of at least a quarter of the frame that holds a whole treated region holds the whole word.

What a crop is, what a region is and where words stand is found here anew, by other means than the label's own.
"""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from simulation.labels import Labelled, burn
from simulation.labels.boxes import Box
from simulation.labels.setting import set_text
from tests.simulation.labels.evading import evaded
from tests.simulation.labels.pictures import (
    ENGLISH,
    SPANISH,
    boxes,
    ellipses,
    face_zones,
    flat,
    sizes,
    treated_zones,
)

RELAXED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@RELAXED
@given(st.data(), sizes, st.integers(0, 2**32))
def test_no_crop_that_shows_a_treated_region_goes_without_the_word(
    data: st.DataObject, size_hw: tuple[int, int], seed: int
) -> None:
    treated = data.draw(treated_zones(size_hw))
    labelled = burn(flat(size_hw), treated, ENGLISH)
    assert evaded(treated, list(labelled.words), seed) is None


@pytest.mark.parametrize("names", [["forehead"], ["crows_feet"], ["cheeks"], ["face"], ["lips", "forehead"]])
@pytest.mark.parametrize("size_hw", [(1350, 1350), (1600, 1200), (900, 1600), (256, 256)])
def test_a_face_has_no_crop_without_the_word(names: list[str], size_hw: tuple[int, int]) -> None:
    treated = face_zones(size_hw, (0.5, 0.45), 0.2, names)
    labelled = burn(flat(size_hw), treated, ENGLISH)
    assert evaded(treated, list(labelled.words), 1, tries=200) is None


def test_a_word_less_would_be_found_out() -> None:
    """The search for crops finds one when a word is taken away: the promise above is not an empty one."""
    treated = face_zones((900, 900), (0.5, 0.45), 0.2, ["cheeks"])
    labelled = burn(flat((900, 900)), treated, ENGLISH)
    found = [
        evaded(treated, [word for word in labelled.words if word is not left_out], 1, tries=400)
        for left_out in labelled.words[1:]
    ]
    assert len(found) >= 4 and sum(crop is not None for crop in found) >= len(found) - 1


@RELAXED
@given(st.data(), sizes)
def test_every_word_is_really_there(data: st.DataObject, size_hw: tuple[int, int]) -> None:
    labelled = burn(flat(size_hw), data.draw(treated_zones(size_hw)), ENGLISH)
    assert min(likeness(labelled, word) for word in labelled.words) > 0.75


def likeness(labelled: Labelled, word: Box) -> float:
    """Correlation of the pixels with the word, set apart, at the best size and shift."""
    seen = np.abs(labelled.image_rgb[word.pixels].astype(np.float32).mean(-1) - ground_level(labelled, word))
    scores = []
    for size in range(7, 26):
        text = np.asarray(set_text("Projection", size))
        x, y, w, h = cv2.boundingRect(text)
        if h <= seen.shape[0] and w <= seen.shape[1]:
            ink = text[y : y + h, x : x + w].astype(np.float32)
            scores.append(float(cv2.matchTemplate(seen, ink, cv2.TM_CCOEFF_NORMED).max()))
    return max(scores)


def ground_level(labelled: Labelled, word: Box) -> float:
    """Of paper under the band's word; dark casing, under a repeated one."""
    return 244.0 if word == labelled.words[0] else 60.0


@RELAXED
@given(st.data(), sizes)
def test_words_stand_apart(data: st.DataObject, size_hw: tuple[int, int]) -> None:
    words = burn(flat(size_hw), data.draw(treated_zones(size_hw)), ENGLISH).words
    assert not any(a.meets(b) for i, a in enumerate(words) for b in words[:i])


def test_words_leave_a_spared_place_free_where_they_can() -> None:
    size_hw = (1200, 1200)
    treated = face_zones(size_hw, (0.5, 0.45), 0.2, ["crows_feet"])
    face = face_zones(size_hw, (0.5, 0.45), 0.21, ["face"])
    on_it, beside = (
        int((burn(flat(size_hw), treated, ENGLISH, spared=spared).label_mask & face).sum()) for spared in (None, face)
    )
    assert beside < 0.5 * on_it


def test_without_treated_skin_only_the_band_speaks() -> None:
    labelled = burn(flat((600, 600)), np.zeros((600, 600), np.bool_), ENGLISH)
    assert len(labelled.words) == 1


def test_spots_all_over_are_labelled_too() -> None:
    random = np.random.default_rng(3)
    spots = [(float(x), float(y), 0.006, 0.006) for x, y in random.uniform(0.3, 0.7, (150, 2))]
    treated = ellipses((1000, 1000), *spots)
    labelled = burn(flat((1000, 1000)), treated, ENGLISH)
    assert labelled.covered_px == 0
    assert evaded(treated, list(labelled.words), 1, tries=5) is None


def test_spanish_words_are_repeated_too() -> None:
    treated = boxes((700, 700), (0.4, 0.4, 0.6, 0.6))
    labelled = burn(flat((700, 700)), treated, SPANISH)
    assert len(labelled.words) > 1 and evaded(treated, list(labelled.words), 1) is None


def pixels_of(array: NDArray[np.uint8]) -> bytes:
    return array.tobytes()


def test_the_same_picture_gets_the_same_label() -> None:
    treated = face_zones((700, 700), (0.5, 0.45), 0.2, ["cheeks"])
    first, second = (burn(flat((700, 700)), treated, ENGLISH) for _ in range(2))
    assert pixels_of(first.image_rgb) == pixels_of(second.image_rgb)
