"""The server with the real networks and measures, on a public-domain portrait that comes with scikit-image."""

from __future__ import annotations

import gc
import json
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO

import httpx
import numpy as np
import psutil
import pytest
from PIL import Image
from skimage.data import astronaut

from models.errors import ModelFileError
from serving.analyses.engine import FaceRequest, Shot, Taken
from serving.analyses.schemas import AnalysisForm
from serving.app import create_app, vision_engine
from serving.photos.geometry import joined, split
from serving.settings import Settings
from vision.analysis import AnalysisDocument
from vision.apparent_age import FEWEST
from vision.comparison import ComparisonDocument

from .fakes import wait_until
from .live import serve
from .portraits import large_jpeg

PARALLEL = 4
BIOMETRICS = {"include": "biometrics"}


def jpeg(image_rgb: np.ndarray) -> bytes:
    buffer = BytesIO()
    Image.fromarray(image_rgb).save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


PORTRAIT = jpeg(astronaut())
MIRRORED = jpeg(astronaut()[:, ::-1])
HEAD = astronaut()[10:230, 110:330]
TWO_FACES = jpeg(np.hstack([HEAD, HEAD[:, ::-1]]).repeat(2, axis=0).repeat(2, axis=1))
NO_FACE = jpeg(np.full((400, 300, 3), 180, np.uint8))
NOT_A_PHOTO = b"some text, and no photo"


@pytest.fixture(scope="module")
def client():
    app = create_app(Settings(max_in_flight=32, cpu_workers=2, apparent_age=True))
    with serve(app) as url, httpx.Client(base_url=url, timeout=120) as client:
        yield client


def post(client: httpx.Client, data: bytes, **fields: str) -> httpx.Response:
    return client.post("/v1/analyses", files={"photo": data}, data=fields, params=BIOMETRICS)


def test_the_canary_passes_on_the_real_networks(client):
    assert wait_until(lambda: client.get("/readyz").status_code == 200, 60.0)


def test_a_portrait_becomes_an_analysis(client):
    response = post(client, PORTRAIT, view="front", expression="smile")
    assert response.status_code == 200
    document = AnalysisDocument.model_validate_json(response.content)
    assert document.photo.sha256 == sha256(PORTRAIT).hexdigest()
    assert (document.photo.width, document.photo.height, document.photo.format) == (512, 512, "jpeg")
    assert (document.photo.view, document.photo.expression) == ("front", "smile")
    assert len(document.zones) >= 25
    assert document.findings
    assert all(finding.assessable or finding.reason_message for finding in document.findings)


def test_an_apparent_age_comes_with_its_interval_and_only_where_it_is_asked_for(client):
    assert post(client, PORTRAIT).json()["apparent_age"] is None
    told = post(client, PORTRAIT, apparent_age="true").json()["apparent_age"]
    low, high = told["interval_years"]
    assert low < told["value_years"] < high
    assert told["calibration_n"] >= FEWEST


def test_a_rejected_photo_is_an_answer_with_reasons(client):
    document = post(client, PORTRAIT, view="left_profile").json()  # it is a frontal one
    assert document["capture"]["verdict"] == "reject"
    assert document["capture"]["issues"]
    assert not any(finding["assessable"] for finding in document["findings"])


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (NO_FACE, 422, "no_face"),
        (TWO_FACES, 422, "several_faces"),
        (NOT_A_PHOTO, 415, "photo_not_an_image"),
        (PORTRAIT[:20_000], 422, "photo_truncated"),
        (b"", 415, "photo_not_an_image"),
    ],
)
def test_what_cannot_be_analyzed_is_a_typed_problem(client, data, status, code):
    response = post(client, data)
    assert (response.status_code, response.json()["code"]) == (status, code)


def test_the_largest_of_several_faces_is_taken_when_asked(client):
    assert post(client, TWO_FACES, face="largest").status_code == 200


def test_parallel_uploads_get_their_own_answers(client):
    photos = [PORTRAIT, NO_FACE, MIRRORED, NOT_A_PHOTO, TWO_FACES] * 4
    alone = {data: answer(post(client, data)) for data in photos}
    with ThreadPoolExecutor(PARALLEL) as callers:
        together = list(callers.map(lambda data: answer(post(client, data)), photos))
    for data, seen in zip(photos, together, strict=True):
        assert seen[:2] == alone[data][:2]
        np.testing.assert_allclose(seen[2], alone[data][2], atol=0.02)  # px: two roundings to 0.01


def answer(response: httpx.Response) -> tuple[int, str, np.ndarray]:
    """Status, which photo or problem it is about, and where its landmarks lie."""
    body = response.json()
    if response.status_code != 200:
        return response.status_code, body["code"], np.zeros(1)
    return response.status_code, body["photo"]["sha256"], np.array(body["face"]["landmarks_px"])


def test_fifty_requests_leave_nothing_behind(client):
    process = psutil.Process()

    def footprint() -> np.ndarray:
        gc.collect()
        return np.array([process.num_fds(), process.num_threads(), process.memory_info().rss])

    def work(rounds: int) -> None:
        for _ in range(rounds):
            for data in (PORTRAIT, NO_FACE, NOT_A_PHOTO, MIRRORED, TWO_FACES):
                post(client, data)

    work(4)  # pools, caches and the allocator reach their size
    footprints = [footprint()]
    for _ in range(4):
        work(3)
        footprints.append(footprint())
    # What leaks grows at every step; a pool that starts its last worker late, or an allocator that takes
    # another arena, grows once. One thread or file per request would be 15 a step, per refusal 6; photos
    # of 0.8 MB kept with their charts, 90 MB a step.
    files, threads, memory = np.diff(footprints, axis=0).min(axis=0)
    assert files < 3
    assert threads < 3
    assert memory < 25e6


def test_a_model_file_that_is_not_the_pinned_one_stops_the_start(tmp_path):
    altered = tmp_path / "face_landmarker.task"
    altered.write_bytes(b"another network")
    with pytest.raises(ModelFileError):
        vision_engine(Settings(face_landmarker=altered, cache_dir=tmp_path))


def test_the_example_of_the_api_is_a_valid_document(client):
    api = client.get("/openapi.json").json()
    answer = api["paths"]["/v1/analyses"]["post"]["responses"]["200"]["content"]["application/json"]
    assert answer["schema"]["$ref"].endswith("/AnalysisDocument")
    AnalysisDocument.model_validate(answer["example"])


def test_an_analysis_without_its_geometry_and_with_it_again_is_the_same(client):
    response = client.post(
        "/v1/analyses",
        params=BIOMETRICS,
        files={"photo": large_jpeg(), "animated": large_jpeg()},
        data={"animated_expression": "smile"},
    )
    document = response.json()
    kept, geometry = split(document)
    assert joined(kept, geometry, face=True) == document
    zones = document["zones"] + document["animated"]["zones"]
    places = {at for zone in zones for point in zone["polygon_px"] for at in point}
    places |= {at for point in document["face"]["landmarks_px"] for at in point}
    left = json.dumps(kept)
    assert not {at for at in places if at > 100 and len(str(at)) == len("123.45") and f" {at}," in left}
    assert document["findings"] == kept["findings"] and document["marks"] and document["proportions"]


def test_two_photos_are_compared_as_the_command_does():
    engine = vision_engine(Settings())
    form = AnalysisForm.model_validate({"card": "none"})
    find = engine.open_faces()
    photos = [engine.decode(data, form) for data in (large_jpeg(), large_jpeg())]
    shots = [
        Shot(Taken(photo, face), form)
        for photo, face in zip(photos, find([FaceRequest(each) for each in photos]), strict=True)
    ]
    document = ComparisonDocument.model_validate_json(engine.compare(*shots, ("2026-05-01", "2026-11-22")))
    assert (document.before.taken, document.after.taken) == ("2026-05-01", "2026-11-22")
    outcomes = {change.outcome for change in document.changes if change.label == "comparable"}
    assert outcomes == {"no_measurable_change"}
