"""The export that does not say whose it is: no pixel of an eye leaves, and no name, id or date."""

from __future__ import annotations

import io
import json
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from serving.access import Role
from serving.exports.masking import EYES, EyesNotMaskedError, band, masked_photo
from tests.serving.photos.conftest import House
from vision.photo import decode_photo, encode_jpeg

WIDTH, HEIGHT = 400, 300


def face(x: float, y: float, apart: float) -> np.ndarray:
    """Landmarks with eyes around two pupils; every other one in the middle between them."""
    rng = np.random.default_rng(0)
    points = np.tile([x + apart / 2, y], (478, 1)) + rng.uniform(-apart / 6, apart / 6, (478, 2))
    for start, end in ((0, 16), (16, 32)):
        side = 0.0 if start == 0 else apart
        points[list(EYES[start:end])] = np.array([x + side, y]) + rng.uniform(-apart / 4, apart / 4, (16, 2))
    points[468], points[473] = (x, y), (x + apart, y)
    return points


@given(st.floats(60, 180), st.floats(60, 240), st.floats(20, 120))
@settings(max_examples=25, deadline=None)
def test_no_pixel_of_an_eye_survives(x: float, y: float, apart: float) -> None:
    """In the file that leaves, wherever the face is: what it holds there is the same for any photo."""
    points, files = face(x, y, apart), []
    for seed in (1, 2):
        photo = np.random.default_rng(seed).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
        files.append(decode_photo(masked_photo(encode_jpeg(photo), points, (WIDTH, HEIGHT))).image_rgb)
    eyes = [(round(py), round(px)) for px, py in points[list(EYES)] if 0 <= px < WIDTH - 1 and 0 <= py < HEIGHT - 1]
    for row, column in eyes:
        assert files[0][row, column].max() <= 24 and files[1][row, column].max() <= 24
    outside = ~band(points, (HEIGHT, WIDTH))
    assert np.abs(files[0][outside].astype(int) - files[1][outside]).mean() > 20  # the rest is the photo


@pytest.mark.parametrize("points", [face(-80, 100, 60), face(380, 100, 60), np.zeros((478, 2))])
def test_landmarks_of_another_photo_let_nothing_leave(points: np.ndarray) -> None:
    photo = encode_jpeg(np.full((HEIGHT, WIDTH, 3), 200, np.uint8))
    with pytest.raises(EyesNotMaskedError):
        masked_photo(photo, points, (WIDTH, HEIGHT))
    with pytest.raises(EyesNotMaskedError):
        masked_photo(photo, face(100, 100, 60), (WIDTH + 1, HEIGHT))


def export(house: House, client: str, role: Role = "medical_director", **more: object) -> object:
    return house.http(role, **more).get(f"/v1/clients/{client}/export/masked")


def test_it_takes_an_agreement_to_sharing(house: House, client: str) -> None:
    refused = export(house, client)
    assert (refused.status_code, refused.json()["code"]) == (403, "consent_missing")


@pytest.mark.parametrize("role", ["coordinator", "provider", "auditor", "admin", "integration"])
def test_who_may_not(house: House, client: str, role: Role) -> None:
    assert export(house, client, role).status_code in (403, 404)


def test_strangers_are_not_found(house: House, client: str) -> None:
    assert export(house, client, practice=house.standing.other).status_code == 404


def test_nothing_in_it_says_whose_it_is(house: House, client: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in's landmarks are two points: real ones are put in their place where they are read."""
    house.sign(client, "sharing")
    photo = house.kept(client)
    analysis = house.analyzed(photo)
    points = face(90, 120, 60).tolist()
    monkeypatch.setattr("serving.exports.masked.geometry_of", lambda *_: {"face": {"landmarks_px": points}})
    sent = export(house, client)
    assert sent.status_code == 200, sent.text
    archive = zipfile.ZipFile(io.BytesIO(sent.content))
    assert archive.namelist() == ["subject.json", "photos/001.jpg"]
    said = archive.read("subject.json").decode()
    for told in (client, photo, analysis, "Ann", "1985", "2026", house.standing.practice):
        assert told not in said and told not in sent.headers["content-disposition"]
    assert json.loads(said)["age_years"] == 41 and json.loads(said)["photos"][0]["findings"]
    with Image.open(io.BytesIO(archive.read("photos/001.jpg"))) as picture:
        assert picture.size == (260, 300) and not picture.getexif()
        assert max(picture.getpixel((90, 120))) <= 24
    assert house.events(client)[-1] == "client.exported_masked"


def test_a_photo_whose_eyes_cannot_be_masked_stays(house: House, client: str) -> None:
    """The stand-in finds two landmarks only: that is no face to mask."""
    house.sign(client, "sharing")
    house.analyzed(house.kept(client))
    archive = zipfile.ZipFile(io.BytesIO(export(house, client).content))
    assert [name for name in archive.namelist() if name.endswith(".jpg")] == []
