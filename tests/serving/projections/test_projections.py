"""POST /v1/projections with real networks on a public-domain portrait: what comes back."""

from __future__ import annotations

import base64
import io
import json
import re
import subprocess
from datetime import date, timedelta
from hashlib import sha256

import cv2
import httpx
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from serving.projections.document import ProjectionDocument
from serving.projections.request import ProjectionAnswer, ProjectionRequest
from serving.projections.versions import library_version
from serving.settings import Settings
from simulation.provenance import SOURCE_TYPE_URIS, read_manifest
from tests.serving.portraits import large_jpeg, large_rgb
from vision.photo import decode_photo, encode_png

from .conftest import REDNESS, TOXIN, Ask

ALL_BUT_PLAN = ["projection", "side_by_side", "levels", "changes"]


def files_of(response: httpx.Response) -> dict[str, bytes]:
    assert response.status_code == 200, response.text[:500]
    return {each["name"]: base64.b64decode(each["data"]) for each in response.json()["files"]}


def document_of(response: httpx.Response) -> ProjectionDocument:
    assert response.status_code == 200, response.text[:500]
    return ProjectionDocument.model_validate(response.json()["document"])


def pixels(data: bytes) -> NDArray[np.uint8]:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def read_letters(data: bytes, language: str = "eng") -> str:
    """By tesseract, at a width of 960."""
    image = pixels(data)
    small = cv2.resize(image, (960, round(960 * image.shape[0] / image.shape[1])), interpolation=cv2.INTER_AREA)
    command = ["tesseract", "stdin", "stdout", "-l", language, "--psm", "11"]
    done = subprocess.run(command, input=encode_png(small), capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture(scope="module")
def answer(ask: Ask) -> httpx.Response:
    return ask(treatments=[TOXIN, REDNESS], views=ALL_BUT_PLAN)


def test_every_view_comes_as_a_file_of_its_own(answer: httpx.Response) -> None:
    assert list(files_of(answer)) == ["projection.jpg", "side_by_side.jpg", "levels.jpg", "changes.jpg"]


def test_the_document_names_each_file_by_its_hash_and_size(answer: httpx.Response) -> None:
    files = files_of(answer)
    for part in document_of(answer).files:
        height, width = pixels(files[part.name]).shape[:2]
        assert (part.sha256, part.bytes) == (sha256(files[part.name]).hexdigest(), len(files[part.name]))
        assert (part.width, part.height, part.media_type) == (width, height, "image/jpeg")


def test_every_file_reads_projection_and_that_nothing_is_guaranteed(answer: httpx.Response) -> None:
    for name, data in files_of(answer).items():
        said = re.sub(r"\s+", " ", read_letters(data))
        assert ("Projection" in said, "not a guaranteed" in said) == (True, True), name


def test_every_file_is_signed_and_names_the_photo_and_the_treatments(answer: httpx.Response) -> None:
    for data in files_of(answer).values():
        manifest = read_manifest(data)
        assert manifest.state == "Valid"
        assert manifest.original_sha256 == sha256(large_jpeg()).hexdigest()
        assert manifest.signed_by[0] == "Linden Aesthetics (sample)"
        assert manifest.projection is not None
        assert set(manifest.source_types) <= set(SOURCE_TYPE_URIS.values())
        assert b"Iptc4xmpExt:DigitalSourceType" in data


def test_the_projection_is_as_large_as_the_photo_and_like_it(answer: httpx.Response) -> None:
    shown, photo = pixels(files_of(answer)["projection.jpg"]), large_rgb()
    assert shown.shape == photo.shape
    assert np.abs(shown[:600].astype(int) - photo[:600]).mean() < 4


def test_what_is_treated_falls_by_no_more_than_its_cap(answer: httpx.Response) -> None:
    targeted = document_of(answer).targeted
    assert {part.concern for part in targeted} >= {"redness", "glabellar_lines"}
    for part in targeted:
        assert part.after is not None
        assert part.before - part.after <= part.cap + 0.02, part
    assert any(part.before - part.after > 2 for part in targeted if part.after is not None)


def test_a_face_at_rest_says_that_moved_lines_need_the_animated_photo(answer: httpx.Response) -> None:
    left_out = [part for part in document_of(answer).not_shown if part.layer == "dynamic_lines"]
    assert {part.code for part in left_out} == {"needs_animated_photo"}
    assert "moved face" in left_out[0].message


def test_safeguards_travel_with_it(answer: httpx.Response) -> None:
    found = document_of(answer).safeguards
    assert found.untreated_difference == 0
    assert found.landmarks_elsewhere.largest_mm <= found.landmarks_elsewhere.limit_mm
    assert found.color.largest_delta_e <= found.color.cap_delta_e


def test_levels_are_checked_one_by_one(answer: httpx.Response) -> None:
    stages = document_of(answer).stages
    assert [stage.level for stage in stages] == ["low", "expected", "high"]
    assert len({stage.pixels_sha256 for stage in stages}) == 3


def test_the_document_says_in_whose_name_on_which_day_and_that_scales_are_unvalidated(answer: httpx.Response) -> None:
    document = document_of(answer)
    assert (document.practice, document.given_on) == ("Linden Aesthetics (sample)", date.today())
    assert document.statement == "Projection — not a guaranteed result"
    assert "not been validated" in document.notice
    assert document.versions.library == library_version()


def test_a_warning_of_the_capture_check_is_passed_on(answer: httpx.Response) -> None:
    document = document_of(answer)
    assert document.capture.verdict == "warn"
    assert "capture_warned" in {warning.code for warning in document.warnings}


def test_nothing_says_when_the_client_was_born(answer: httpx.Response) -> None:
    assert not re.search(
        r"\b1980-", answer.text.partition('"files":[{"name":"projection.jpg","media_type"')[0]
    )  # digests say everything
    assert all(b"1980-01-01" not in data for data in files_of(answer).values())


def test_the_same_input_gives_the_same_pixels(ask: Ask) -> None:
    first, second = (ask() for _ in range(2))
    assert document_of(first).safeguards.pixels_sha256 == document_of(second).safeguards.pixels_sha256
    assert np.array_equal(*(pixels(files_of(each)["projection.jpg"]) for each in (first, second)))


def test_a_png_has_the_photos_own_code_values_wherever_nothing_is_treated_or_labelled(ask: Ask) -> None:
    shown = pixels(files_of(ask(format="png"))["projection.png"])
    same = (shown == decode_photo(large_jpeg()).image_rgb).all(-1)
    assert same.mean() > 0.7


def test_a_mask_is_respected(ask: Ask) -> None:
    """Painted on the left half of the picture only."""
    painted = np.zeros(large_rgb().shape, np.uint8)
    painted[:, :630] = 255
    whole, half = ask(format="png"), ask(mask=encode_png(painted), format="png")
    assert document_of(half).masked and not document_of(whole).masked
    photo = decode_photo(large_jpeg()).image_rgb
    left, right = (slice(400, 480), slice(500, 600)), (slice(400, 480), slice(690, 790))  # cheeks; no label lies there
    shown = [pixels(files_of(each)["projection.png"]) for each in (whole, half)]
    changed = [[bool((image[place] != photo[place]).any()) for place in (left, right)] for image in shown]
    assert changed == [[True, True], [True, False]]


def test_spanish(ask: Ask) -> None:
    response = ask(language="es", views=["side_by_side"])
    said = read_letters(files_of(response)["side_by_side.jpg"])
    assert "Proyec" in said
    assert "resultado garantizado" in re.sub(r"\s+", " ", said)
    assert document_of(response).language == "es"


def test_a_day_is_shown_as_it_is_then(ask: Ask) -> None:
    """A day after, next to nothing is there yet; at the peak there is."""
    early, peak = (document_of(ask(treatments=[TOXIN | {"zones": ["glabella"]}], day=day)) for day in (7, None))
    assert (early.moment, early.day, peak.moment) == ("days", 7, "peak")
    assert 0 < early.targeted[0].aimed < peak.targeted[0].aimed


def test_a_plan_over_time(ask: Ask) -> None:
    today = date.today()
    visits = [
        {"date": str(today + timedelta(days)), "items": [{"treatment": "vascular_laser", "zones": ["nose", "face"]}]}
        for days in (-20, 7, 35)
    ]
    plan = {"schema": "countenance.plan/1", "visits": visits, "written_by": "whatever else a plan holds"}
    response = ask(treatments=None, plan=plan, views=["projection", "over_time"])
    document = document_of(response)
    assert list(files_of(response)) == ["projection.jpg", "over_time.jpg"]
    assert document.treatments[0].visits == [7, 35]  # what is past is in the picture already
    visits_shown = [stage.count for stage in document.stages if stage.moment == "visit"]
    assert visits_shown == [1, 2]
    assert read_manifest(files_of(response)["over_time.jpg"]).state == "Valid"


def test_an_animated_photo_shows_lines_of_a_moved_face(ask: Ask) -> None:
    document = document_of(ask(treatments=[TOXIN], expression="smile"))
    assert document.photo.expression == "smile"
    assert {part.code for part in document.not_shown if part.layer == "static_lines"} == {"shown_on_animated_photo"}
    assert any(part.concern == "crows_feet" for part in document.targeted)


def test_the_description_of_the_api_is_whole(client: httpx.Client) -> None:
    """Every schema that is referred to is there, and both examples are what they should be."""
    api = client.get("/openapi.json").json()
    referred = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(api)))
    assert referred <= set(api["components"]["schemas"])
    described = api["paths"]["/v1/projections"]["post"]
    example = described["requestBody"]["content"]["multipart/form-data"]["example"]
    ProjectionRequest.model_validate(example["request"])
    answered = described["responses"]["200"]["content"]["application/json"]["example"]
    assert ProjectionAnswer.model_validate(answered).document.files


def test_a_signer_is_made_once_and_said_once(client: httpx.Client, settings: Settings, ask: Ask) -> None:
    ask()
    assert settings.signing_dir is not None
    kept = [path.read_bytes() for path in sorted(settings.signing_dir.rglob("*.pem"))]
    ask()
    assert kept == [path.read_bytes() for path in sorted(settings.signing_dir.rglob("*.pem"))]


def test_how_projections_end_is_counted(client: httpx.Client, ask: Ask) -> None:
    ask()
    counted = client.get("/metrics").text
    assert re.search(r'countenance_projections_total\{outcome="ok"\} [1-9]', counted)
