"""The stored corrections of a practice's tablets, and the form fields that name a tablet or a card."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import httpx
import numpy as np
import pytest
from pydantic import ValidationError

from serving.app import create_app
from serving.color_corrections import Tablets
from serving.errors import TabletUnknownError
from serving.settings import Settings
from tests.vision.color_card.cards import Camera, Held, colorchecker, scene
from vision.color_card import ColorCorrection, ColorCorrectionDocument, ColorCorrectionInvalidError
from vision.photo import Photo, encode_jpeg

from .live import serve

WARM = ColorCorrection(np.diag([0.9, 1.0, 1.2]), "colorchecker", 23, 9.0, 1.1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tablets")
    (folder / "room-2.json").write_text(ColorCorrectionDocument.of(WARM, "room 2").model_dump_json())
    (folder / "broken.json").write_text("{}")
    return folder


class TestTablets:
    def test_a_named_one_has_its_correction(self, folder: Path) -> None:
        correction = Tablets(folder).correction("room-2")
        assert correction is not None and (correction.matrix == WARM.matrix).all()

    def test_none_named_is_none(self, folder: Path) -> None:
        assert Tablets(folder).correction(None) is None

    def test_an_unknown_one_is_an_error(self, folder: Path) -> None:
        with pytest.raises(TabletUnknownError):
            Tablets(folder).correction("room-3")

    def test_without_a_folder_every_one_is_unknown(self) -> None:
        with pytest.raises(TabletUnknownError):
            Tablets(None).correction("room-2")

    def test_a_broken_file_is_named(self, folder: Path) -> None:
        with pytest.raises(ColorCorrectionInvalidError, match=r"broken\.json"):
            Tablets(folder).correction("broken")

    def test_a_new_file_counts_at_once(self, folder: Path) -> None:
        tablets = Tablets(folder)
        (folder / "new.json").write_bytes((folder / "room-2.json").read_bytes())
        assert tablets.correction("new") is not None

    def test_a_folder_that_is_missing_stops_the_start(self, tmp_path: Path) -> None:
        with pytest.raises(ValidationError, match="color_corrections_dir"):
            Settings(color_corrections_dir=tmp_path / "missing")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    """A real server with the real engine."""
    with serve(create_app(Settings(color_corrections_dir=folder, cpu_workers=2))) as url:
        yield url


@pytest.fixture(scope="module")
def portrait(astronaut: Photo) -> bytes:
    return encode_jpeg(astronaut.image_rgb)


@pytest.fixture(scope="module")
def with_card(astronaut: Photo) -> bytes:
    large = Photo.from_array(np.asarray(cv2.resize(astronaut.image_rgb, None, fx=2, fy=2), np.uint8))
    return encode_jpeg(Camera(-0.3).take(scene(large, colorchecker(), Held((240, 800), 330, -8))).image_rgb)


def post(url: str, photo: bytes, **fields: str) -> httpx.Response:
    return httpx.post(f"{url}/v1/analyses", files={"photo": ("p.jpg", photo)}, data=fields, timeout=60)


def correction_of(response: httpx.Response) -> str:
    assert response.status_code == 200, response.text
    used: str = response.json()["photo"]["color_correction"]
    return used


def test_the_tablet_that_is_named_is_used(url: str, portrait: bytes) -> None:
    assert correction_of(post(url, portrait, tablet="room-2")) == "stored"


def test_without_a_tablet_and_a_card_nothing_is_corrected(url: str, portrait: bytes) -> None:
    assert correction_of(post(url, portrait)) == "none"


@pytest.mark.parametrize(("fields", "used"), [({}, "colorchecker"), ({"card": "none", "tablet": "room-2"}, "stored")])
def test_a_card_is_used_unless_it_is_to_be_left_alone(
    fields: dict[str, str], used: str, url: str, with_card: bytes
) -> None:
    assert correction_of(post(url, with_card, **fields)) == used


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"tablet": "room-3"}, 422, "tablet_unknown"),
        ({"tablet": "broken"}, 500, "color_correction_invalid"),
        ({"card": "colorchecker"}, 422, "color_card_not_found"),
        ({"card": "gray"}, 422, "color_card_not_found"),
    ],
)
def test_what_cannot_be_done_is_a_typed_problem(
    fields: dict[str, str], status: int, code: str, url: str, portrait: bytes
) -> None:
    problem = post(url, portrait, **fields)
    assert (problem.status_code, problem.json()["code"]) == (status, code)


@pytest.mark.parametrize("name", ["../room-2", "room-2.json", "room 2", "", "-", "a/b", "ä", "x" * 65, "room-2\n"])
def test_a_name_that_is_no_name_reaches_no_file(name: str, url: str, portrait: bytes) -> None:
    problem = post(url, portrait, tablet=name)
    assert (problem.status_code, problem.json()["code"]) == (422, "invalid_request")
    assert [error["where"] for error in problem.json()["details"]["errors"]] == ["tablet"]


def test_a_problem_with_a_stored_file_tells_nothing_of_where_it_lies(url: str, portrait: bytes, folder: Path) -> None:
    assert str(folder) not in json.dumps(post(url, portrait, tablet="broken").json())


@pytest.mark.parametrize("card", ["color", "Gray", ""])
def test_a_card_that_nobody_knows_is_refused(card: str, url: str, portrait: bytes) -> None:
    assert post(url, portrait, card=card).json()["code"] == "invalid_request"
