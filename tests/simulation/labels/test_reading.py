"""The label can be read by a machine at 480 pixels; of Spanish, the signs that the reader's English data know."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from simulation.labels import burn
from tests.conftest import Portraits
from tests.simulation.labels.pictures import ENGLISH, SPANISH, Mask, face_zones
from tests.simulation.labels.reading import needs_tesseract, reads
from vision.chart import ChartMaker
from vision.face import Face
from vision.photo import Photo
from vision.zones import ZoneAtlas

pytestmark = needs_tesseract

TREATED = {
    "forehead": {"forehead"},
    "crows_feet": {"crows_feet"},
    "cheeks": {"malar_cheek", "mid_cheek", "lateral_cheek"},
    "face": None,
}
PEOPLE = 20
SAID = ("Projection", "not a guaranteed")
ZoneMasker = Callable[[Photo, Face, str], Mask]


@pytest.fixture(scope="session")
def mask_of(chart_maker: ChartMaker, atlas: ZoneAtlas) -> ZoneMasker:
    """The pixels of some zones of a face."""

    def draw(photo: Photo, face: Face, treated: str) -> Mask:
        placement, kinds = chart_maker.geometry.place(face.landmarks_px), TREATED[treated]
        mask = np.zeros(photo.size_hw, np.uint8)
        for zone in atlas.zones:
            if kinds is None or zone.kind in kinds:
                cv2.fillPoly(mask, [np.rint(atlas.outline_px(zone.name, placement)).astype(np.int32)], 1)
        return mask.astype(np.bool_)

    return draw


@pytest.mark.parametrize("treated", TREATED)
def test_portraits_can_be_read(
    treated: str, portraits: Portraits, portrait_faces: dict[str, Face], mask_of: ZoneMasker
) -> None:
    """A quarter of the people for each, all twenty together."""
    start = list(TREATED).index(treated)
    for person in portraits.ids[start : PEOPLE : len(TREATED)]:
        photo = portraits.photo(person)
        mask = mask_of(photo, portrait_faces[person], treated)
        assert reads(burn(photo.image_rgb, mask, ENGLISH).image_rgb, *SAID), person
        assert reads(burn(photo.image_rgb, mask, SPANISH).image_rgb, "Proyecci", "es un resultado garantizado"), person


def test_a_public_portrait_can_be_read(astronaut: Photo, astronaut_face: Face, mask_of: ZoneMasker) -> None:
    mask = mask_of(astronaut, astronaut_face, "face")
    assert reads(burn(astronaut.image_rgb, mask, ENGLISH).image_rgb, *SAID)


@pytest.mark.parametrize("ground", [20, 128, 235])
@pytest.mark.parametrize("size_hw", [(480, 480), (1000, 1000), (4000, 3000), (900, 1600)])
def test_every_size_and_ground_can_be_read(ground: int, size_hw: tuple[int, int]) -> None:
    picture: NDArray[np.uint8] = np.full((*size_hw, 3), ground, np.uint8)
    assert reads(burn(picture, face_zones(size_hw, (0.5, 0.45), 0.18, ["cheeks"]), ENGLISH).image_rgb, *SAID)


def test_without_the_label_nothing_is_read(astronaut: Photo) -> None:
    assert not reads(astronaut.image_rgb, SAID[0])
