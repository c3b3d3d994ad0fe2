"""Which correction a photo gets."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from tests.vision.color_card.cards import Camera, Held, colorchecker, gray_card, scene
from tests.vision.color_card.conftest import BESIDE
from vision.color_card import ColorCardNotFoundError, ColorCorrection, correct_colors
from vision.photo import Photo

STORED = ColorCorrection(1.1 * np.eye(3), "stored", 24, 10.0, 2.0)


@pytest.fixture(scope="module")
def with_card(sitter: Photo) -> Photo:
    return Camera(stops=-0.4).take(scene(sitter, colorchecker(), BESIDE))


@pytest.fixture(scope="module")
def with_gray_card(sitter: Photo) -> Photo:
    return Camera(stops=-0.4).take(scene(sitter, gray_card(), Held((240, 780), 260, 12)))


def test_a_card_that_is_there_is_used_unasked(with_card: Photo) -> None:
    assert correct_colors(with_card).color_correction == "colorchecker"


def test_without_a_card_nothing_changes(sitter: Photo) -> None:
    assert correct_colors(sitter) is sitter


def test_a_gray_card_is_used_only_when_asked_for(with_gray_card: Photo) -> None:
    assert correct_colors(with_gray_card) is with_gray_card
    assert correct_colors(with_gray_card, "gray").color_correction == "gray_card"


def test_a_stored_correction_is_used_where_there_is_no_card(sitter: Photo) -> None:
    photo = correct_colors(sitter, stored=STORED)
    assert (photo.color_correction, photo.color_delta_e) == ("stored", 2.0)


def test_a_card_in_todays_light_goes_before_a_stored_correction(with_card: Photo) -> None:
    assert correct_colors(with_card, stored=STORED).color_correction == "colorchecker"


def test_nothing_is_looked_for_where_nothing_is_wanted(with_card: Photo) -> None:
    assert correct_colors(with_card, "none") is with_card
    assert correct_colors(with_card, "none", STORED).color_correction == "stored"


@pytest.mark.parametrize("card", ["colorchecker", "gray"])
def test_a_card_that_was_promised_and_is_missing_is_an_error(card: str, sitter: Photo) -> None:
    """Also where a stored correction could stand in: whoever holds up a card wants it used."""
    with pytest.raises(ColorCardNotFoundError) as refusal:
        correct_colors(sitter, card, STORED)  # type: ignore[arg-type]
    assert (refusal.value.code, refusal.value.status) == ("color_card_not_found", 422)


@pytest.mark.parametrize("quality", [None, 60])
def test_a_stored_correction_does_not_color_a_photo_without_color(quality: int | None, sitter: Photo) -> None:
    """Tinted, its grays would pass for colors, and redness would be read from them."""
    gray = cv2.cvtColor(cv2.cvtColor(sitter.image_rgb, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    if quality is not None:
        gray = cv2.imdecode(cv2.imencode(".jpg", gray, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR_RGB)
    photo = Photo.from_array(gray)
    assert correct_colors(photo, stored=STORED) is photo
