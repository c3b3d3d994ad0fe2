"""The label on the picture: whole, readable in size, beside what was treated, and nothing else changed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from simulation.labels import LabelFacts, Labelled, LabelMaskError, LabelRoomError, band_height, burn
from simulation.labels.band import lay_out
from simulation.labels.boxes import Box
from tests.simulation.labels.pictures import ENGLISH, SPANISH, boxes, face_zones, flat, sizes, treated_zones
from vision.pictures.palette import PAPER

NOTHING = (0.0, 0.0, 0.0, 0.0)


def noise(size_hw: tuple[int, int]) -> NDArray[np.uint8]:
    return np.random.default_rng(1).integers(0, 256, (*size_hw, 3), np.uint8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), sizes)
def test_outside_the_mask_nothing_changes(data: st.DataObject, size_hw: tuple[int, int]) -> None:
    picture, treated = noise(size_hw), data.draw(treated_zones(size_hw))
    labelled = burn(picture, treated, ENGLISH)
    changed = (labelled.image_rgb != picture).any(-1)
    assert not (changed & ~labelled.label_mask).any()
    assert changed.sum() > 0.6 * labelled.label_mask.sum()
    assert labelled.covered_px == (labelled.label_mask & treated).sum()


@pytest.mark.parametrize("names", [["forehead"], ["crows_feet"], ["cheeks"], ["lips"], ["face"]])
@pytest.mark.parametrize("size_hw", [(480, 640), (700, 700), (1350, 1350), (1500, 1000)])
def test_treated_zones_of_a_portrait_stay_free(names: list[str], size_hw: tuple[int, int]) -> None:
    treated = face_zones(size_hw, (0.5, 0.45), 0.18, names)
    assert burn(flat(size_hw), treated, ENGLISH).covered_px == 0


@pytest.mark.parametrize("names", [["forehead"], ["crows_feet"], ["cheeks"], ["lips"]])
def test_small_pictures_keep_single_zones_free(names: list[str]) -> None:
    """At 256 pixels the least readable word is too wide to stand beside a whole treated face in every crop."""
    assert burn(flat((256, 256)), face_zones((256, 256), (0.5, 0.45), 0.18, names), ENGLISH).covered_px == 0


def test_the_band_lies_over_the_foot() -> None:
    labelled = burn(flat((1000, 1000)), boxes((1000, 1000), NOTHING), ENGLISH)
    rows = np.flatnonzero(labelled.label_mask.all(1))
    assert (rows[0], rows[-1]) == (1000 - band_height(ENGLISH, (1000, 1000)), 999)


def test_a_treated_foot_sends_the_band_to_the_head() -> None:
    labelled = burn(flat((1000, 1000)), boxes((1000, 1000), (0.4, 0.9, 0.6, 1.0)), ENGLISH)
    assert labelled.label_mask[0].all() and labelled.covered_px == 0


def test_treated_head_and_foot_make_it_a_block_beside() -> None:
    treated = boxes((1000, 1000), (0.6, 0.0, 1.0, 0.1), (0.6, 0.9, 1.0, 1.0))
    labelled = burn(flat((1000, 1000)), treated, ENGLISH)
    assert labelled.covered_px == 0 and labelled.words[0].right < 600


def test_a_block_finds_the_one_free_place() -> None:
    treated = np.ones((1000, 1000), np.bool_)
    block = lay_out(ENGLISH, (1000, 1000), 500).size_hw
    treated[400 : 400 + block[0], 300 : 300 + block[1]] = False
    word = burn(flat((1000, 1000)), treated, ENGLISH).words[0]
    assert 300 <= word.left < 800 and 400 <= word.top < 400 + block[0]


def test_where_all_is_treated_the_label_covers_little_and_faintly() -> None:
    treated = np.ones((1000, 1000), np.bool_)
    labelled = burn(flat((1000, 1000), 60), treated, ENGLISH)
    assert 0 < labelled.covered_px < 0.16 * treated.size
    foot = labelled.image_rgb[labelled.label_mask]
    assert np.median(foot.astype(float)) < 60 + 0.5 * (PAPER[0] - 60)


def test_words_on_treated_skin_are_where_nothing_else_is_left() -> None:
    """A treated box of more than a quarter of the frame is a crop of its own; it needs one word, and gets one."""
    treated = boxes((1000, 1000), (0.2, 0.1, 0.8, 0.6))
    labelled = burn(flat((1000, 1000)), treated, ENGLISH)
    (inside,) = (word for word in labelled.words if treated[word.pixels].all())
    assert labelled.covered_px <= inside.area


def test_a_hole_in_the_treated_skin_is_used() -> None:
    treated = boxes((1000, 1000), (0.2, 0.1, 0.8, 0.6))
    treated[300:330, 400:520] = False
    assert burn(flat((1000, 1000)), treated, ENGLISH).covered_px == 0


@pytest.mark.parametrize("facts", [ENGLISH, SPANISH])
@pytest.mark.parametrize("width", [256, 300, 480, 1350, 2700, 4000])
@pytest.mark.parametrize("aspect", [0.6, 1.0, 2.0])
def test_the_whole_text_stands_in_the_band(facts: LabelFacts, width: int, aspect: float) -> None:
    band = lay_out(facts, (round(width / aspect), width), width)
    said = " ".join(line.text for line in sorted(band.lines, key=lambda line: (line.baseline, line.x)))
    for part in (
        *facts.treatments,
        facts.practice,
        facts.version,
        str(facts.date.year),
        "2" if facts is SPANISH else "4",
    ):
        assert all(word in said for word in part.split())
    assert band.fits and all(0 < line.baseline < band.size_hw[0] for line in band.lines)
    assert min(line.size for line in band.lines) >= max(9, round(0.0185 * width))


def test_long_lists_of_treatments_are_counted_in_the_end() -> None:
    many = replace(ENGLISH, treatments=tuple(f"A rather long name of a treatment, number {n}" for n in range(12)))
    said = " ".join(line.text for line in lay_out(many, (600, 600), 600).lines)
    assert "number 0" in said and " more" in said and "Harley Skin Clinic" in said
    assert len(lay_out(many, (600, 600), 600).lines) <= 5


@pytest.mark.parametrize("size_hw", [(90, 90), (40, 600), (600, 60)])
def test_pictures_that_cannot_carry_it_are_refused(size_hw: tuple[int, int]) -> None:
    with pytest.raises(LabelRoomError):
        burn(flat(size_hw), boxes(size_hw, NOTHING), ENGLISH)


def test_masks_must_lie_on_the_picture() -> None:
    right = boxes((300, 300), NOTHING)
    with pytest.raises(LabelMaskError):
        burn(flat((300, 300)), right[:-1], ENGLISH)
    with pytest.raises(LabelMaskError):
        burn(flat((300, 300)), right.astype(np.uint8), ENGLISH)  # type: ignore[arg-type]
    with pytest.raises(LabelMaskError):
        burn(flat((300, 300)), right, ENGLISH, spared=right[1:])


def test_there_is_no_way_around_the_label() -> None:
    plain, treated = flat((300, 300)), boxes((300, 300), NOTHING)
    labelled = Labelled(plain, treated, ENGLISH)
    assert labelled.label_mask.any() and (labelled.image_rgb != plain).any()
    with pytest.raises(TypeError):
        replace(labelled, image_rgb=plain)
    with pytest.raises(ValueError, match="read-only"):
        labelled.image_rgb[:] = plain


def test_the_picture_that_was_given_stays_as_it_was() -> None:
    plain = flat((300, 300))
    burn(plain, boxes((300, 300), (0.4, 0.3, 0.6, 0.5)), ENGLISH)
    assert (plain == 128).all()


def test_boxes_meet_in_pixels_only() -> None:
    assert not Box(0, 0, 5, 5).meets(Box(5, 0, 9, 5)) and Box(0, 0, 5, 5).meets(Box(4, 4, 9, 9))
