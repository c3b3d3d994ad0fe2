"""Sheets for the client: what is on them, and that the label holds on the whole sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from simulation.labels import LabelFacts, Labelled, TimePoint
from simulation.views import Stage, ViewError, captions, change_map, levels, over_time, side_by_side, single
from simulation.views.composing import lay_out
from tests.conftest import Portraits
from tests.simulation.labels.evading import evaded, regions
from tests.simulation.labels.pictures import ENGLISH, SPANISH, Mask, ellipses, face_zones
from tests.simulation.labels.reading import needs_tesseract, reads

SIZE = (640, 600)
Image = NDArray[np.uint8]


@pytest.fixture(scope="module")
def today() -> Image:
    """A face of a kind: skin on a light ground."""
    picture = np.full((*SIZE, 3), 205, np.uint8)
    picture[face_zones(SIZE, (0.5, 0.45), 0.24, ["face"])] = (188, 140, 118)
    return picture


@pytest.fixture(scope="module")
def treated() -> Mask:
    return face_zones(SIZE, (0.5, 0.45), 0.22, ["cheeks", "forehead"])


@pytest.fixture(scope="module")
def later(today: Image, treated: Mask) -> Image:
    picture = today.copy()
    picture[treated] += np.uint8(9)
    return picture


View = Callable[[LabelFacts], Labelled]


@pytest.fixture(scope="module")
def views(today: Image, later: Image, treated: Mask) -> dict[str, tuple[View, int, int]]:
    return sheets(today, later, treated)


def sheets(today: Image, later: Image, treated: Mask) -> dict[str, tuple[View, int, int]]:
    """How each is made; its pictures, its columns."""
    stages = [Stage(later, treated, TimePoint.after_visit(n)) for n in (1, 2, 3, 4)]
    return {
        "single": (lambda facts: single(later, treated, facts), 1, 1),
        "side_by_side": (lambda facts: side_by_side(today, later, treated, facts), 2, 2),
        "over_time": (lambda facts: over_time(today, stages, facts), 5, 3),
        "levels": (lambda facts: levels(later, later, later, treated, facts), 3, 3),
        "change_map": (lambda facts: change_map(today, later, treated, facts), 1, 1),
    }


KINDS = ["single", "side_by_side", "over_time", "levels", "change_map"]


def sheet_mask(treated: Mask, shape: tuple[int, ...], columns: int, numbers: list[int]) -> Mask:
    """Treated pixels of the sheet, for pictures that are not made smaller."""
    layout, sheet = lay_out(SIZE, max(numbers) + 1, columns), np.zeros(shape[:2], np.bool_)
    for number in numbers:
        top, left = layout.corner(number)
        sheet[top : top + SIZE[0], left : left + SIZE[1]] = treated
    return sheet


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("facts", [ENGLISH, SPANISH], ids=["en", "es"])
def test_no_crop_of_a_sheet_goes_without_the_word(
    kind: str, facts: LabelFacts, views: dict[str, tuple[View, int, int]], treated: Mask
) -> None:
    make, count, columns = views[kind]
    labelled = make(facts)
    first = 1 if kind in ("side_by_side", "over_time") else 0
    on_sheet = sheet_mask(treated, labelled.image_rgb.shape, columns, list(range(first, count)))
    assert len(regions(on_sheet)) == 3 * (count - first)
    assert labelled.covered_px == 0 and not (labelled.label_mask & on_sheet).any()
    assert evaded(on_sheet, list(labelled.words), 1, tries=40) is None


@needs_tesseract
@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_can_be_read_at_480_pixels(kind: str, portraits: Portraits) -> None:
    """Of a portrait before a plain ground; before a restless one, the reader loses the headline of some sheets."""
    photo = portraits.photo(portraits.ids[8])
    forehead = ellipses(photo.size_hw, (0.45, 0.3, 0.1, 0.05))
    sheet = sheets(photo.image_rgb, photo.image_rgb, forehead)[kind][0](ENGLISH)
    assert reads(sheet.image_rgb, "Projection", "not a guaranteed")


def test_pictures_are_shown_as_they_are(today: Image, later: Image, treated: Mask) -> None:
    labelled, layout = side_by_side(today, later, treated, ENGLISH), lay_out(SIZE, 2, 2)
    for number, given in enumerate((today, later)):
        top, left = layout.corner(number)
        place = slice(top, top + SIZE[0]), slice(left, left + SIZE[1])
        outside = ~labelled.label_mask[place]
        assert (labelled.image_rgb[place][outside] == given[outside]).all()


def test_no_word_lies_on_the_photo_of_today(today: Image, later: Image, treated: Mask) -> None:
    labelled, layout = side_by_side(today, later, treated, ENGLISH), lay_out(SIZE, 2, 2)
    top, left = layout.corner(0)
    assert not labelled.label_mask[top : top + SIZE[0], left : left + SIZE[1]].any()


def test_the_band_takes_nothing_of_the_pictures(views: dict[str, tuple[View, int, int]]) -> None:
    for make, count, columns in views.values():
        labelled, layout = make(ENGLISH), lay_out(SIZE, count, columns)
        whole_rows = np.flatnonzero(labelled.label_mask.all(1))
        assert whole_rows[0] >= layout.corner(count - 1)[0] + SIZE[0]


def test_large_pictures_in_a_row_are_made_smaller() -> None:
    assert lay_out((1350, 1350), 1, 1).tile_hw == (1350, 1350)
    assert lay_out((1350, 1350), 3, 3).tile_hw == (1000, 1000)
    assert lay_out((4000, 3000), 2, 2).width < 3300


def test_four_moments_stand_two_by_two(today: Image, later: Image, treated: Mask) -> None:
    stages = [Stage(later, treated, TimePoint.after_days(days)) for days in (7, 28, 90)]
    assert over_time(today, stages, ENGLISH).image_rgb.shape[1] == lay_out(SIZE, 4, 2).width


def test_captions_in_both_languages() -> None:
    assert (captions.of_today("en"), captions.of_today("es")) == ("Today", "Hoy")
    assert captions.at_level("expected", "en") == "Projection · expected"
    assert captions.at_level("high", "es") == "Proyección · alto"
    assert captions.at_time(TimePoint.after_days(28), "en") == "Projection · 4 weeks after treatment"
    assert captions.at_time(TimePoint.after_days(28), "es") == "Proyección · 4 semanas después del tratamiento"
    assert captions.change("es") == "Proyección · lo que cambia"


def test_the_caption_is_on_the_sheet(later: Image, treated: Mask) -> None:
    expected, high = (single(later, treated, ENGLISH, level) for level in ("expected", "high"))
    rows = np.flatnonzero((expected.image_rgb != high.image_rgb).any((1, 2)))
    assert len(rows) and rows.max() < lay_out(SIZE, 1, 1).corner(0)[0]


def test_pictures_of_different_sizes_are_refused(today: Image, later: Image, treated: Mask) -> None:
    with pytest.raises(ViewError):
        side_by_side(today[:-2], later, treated, ENGLISH)
    with pytest.raises(ViewError):
        single(later, treated[:-2], ENGLISH)
    with pytest.raises(ViewError):
        change_map(today[:-2], later, treated, ENGLISH)


def test_a_sheet_cannot_be_had_without_its_facts(later: Image, treated: Mask) -> None:
    with pytest.raises(TypeError):
        single(later, treated)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        replace(single(later, treated, ENGLISH), image_rgb=later)
