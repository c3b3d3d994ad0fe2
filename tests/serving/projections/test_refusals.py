"""POST /v1/projections: what is refused, by which code, and without saying anything of the client."""

from __future__ import annotations

import json
import logging
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import httpx
import numpy as np
import pytest

from planning.files import parse, read_yaml
from planning.profile import Profile
from serving.app import create_app
from serving.settings import Settings
from tests.serving.live import serve
from tests.serving.portraits import large_jpeg
from vision.photo import encode_jpeg, encode_png

from .conftest import SAID, TOXIN, Ask

SAMPLE = read_yaml((files("planning") / "profile" / "sample" / "profile.yaml").read_text(), "profile.yaml")
SAMPLE_PROFILE = parse(Profile, SAMPLE).model_dump(mode="json", by_alias=True)
NO_FACE = encode_jpeg(np.full((400, 300, 3), 180, np.uint8))
CHILD = str(date.today() - timedelta(days=365 * 10))
CONSENT: dict[str, Any] = {"given_on": "2020-01-01", "scope": ["projection"]}
BEARER = {"date_of_birth": None, "blocks": None, "holds": None}


def problem(response: httpx.Response) -> dict[str, Any]:
    assert response.headers["content-type"] == "application/problem+json"
    return response.json()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"consent": None}, "no_consent"),
        ({"consent": CONSENT | {"scope": ["photography"]}}, "no_consent"),
        ({"consent": CONSENT | {"given_on": str(date.today() + timedelta(days=1))}}, "no_consent"),
        ({"date_of_birth": None}, "date_of_birth_unknown"),
        ({"date_of_birth": CHILD}, "under_age"),
        ({"blocks": ["toxin_pregnancy"]}, "blocked"),
        ({"holds": ["dysmorphia_screen"]}, "on_hold"),
    ],
)
def test_nobody_is_shown_without_leave(ask: Ask, changes: dict[str, Any], reason: str) -> None:
    refused = problem(ask(**changes))
    assert (refused["status"], refused["code"]) == (403, "projection_not_authorized")
    assert refused["details"]["reasons"] == [reason]


def test_every_reason_is_named_at_once(ask: Ask) -> None:
    refused = problem(ask(consent=None, date_of_birth=CHILD, holds=["herpes"]))
    assert refused["details"]["reasons"] == ["no_consent", "under_age", "on_hold"]


@pytest.mark.parametrize("missing", ["blocks", "holds"])
def test_what_rules_say_is_never_assumed(ask: Ask, missing: str) -> None:
    refused = problem(ask(**{missing: None}))
    assert (refused["status"], refused["code"]) == (403, "screening_missing")


def test_leave_is_asked_before_the_photo_is_looked_at(ask: Ask) -> None:
    assert problem(ask(photo=b"no photo at all", consent=None))["code"] == "projection_not_authorized"


def test_a_profile_is_held_against_the_rules(ask: Ask) -> None:
    """Whether the sample client bears salicylates is not known."""
    asked = [{"treatment": "superficial_peel"}]
    refused = problem(ask(treatments=asked, profile=SAMPLE_PROFILE, **BEARER))
    assert (refused["status"], refused["code"]) == (403, "projection_not_authorized")
    assert refused["details"]["blocks"] or refused["details"]["holds"]
    assert not {"Accutane", "Eliquis", "1984"} & set(json.dumps(refused).replace('"', " ").split())


def test_a_profile_whose_rules_are_all_answered_will_do(ask: Ask) -> None:
    profile = {"schema": "countenance.profile/1", "date_of_birth": "1980-01-01"}
    response = ask(treatments=[{"treatment": "azelaic_acid", "zones": ["nose"]}], profile=profile, **BEARER)
    known = response.json()
    assert response.status_code == 200 or set(known["details"]["reasons"]) <= {"blocked", "on_hold"}


def test_a_profile_without_a_date_of_birth_is_refused(ask: Ask) -> None:
    refused = problem(ask(profile={"schema": "countenance.profile/1"}, **BEARER))
    assert "date_of_birth_unknown" in refused["details"]["reasons"]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"treatments": [{"treatment": "no_such_thing"}]}, 422, "treatment_unknown"),
        ({"treatments": [TOXIN | {"zones": ["lips"]}]}, 422, "zone_not_served"),
        ({"treatments": [TOXIN | {"zones": ["elbow"]}]}, 422, "zone_unknown"),
        ({"treatments": [{"treatment": "sunscreen"}]}, 422, "effect_without_cap"),
        ({"treatments": [{"treatment": "led_light"}]}, 422, "nothing_to_show"),
        ({"photo": NO_FACE}, 422, "no_face"),
        ({"photo": b"text"}, 415, "photo_not_an_image"),
        ({"photo": large_jpeg()[:20_000]}, 422, "photo_truncated"),
        ({"mask": b"no png"}, 422, "mask_invalid"),
        ({"mask": encode_png(np.full((30, 40, 3), 255, np.uint8))}, 422, "mask_invalid"),
        ({"mask": encode_png(np.zeros((1260, 1260, 3), np.uint8))}, 422, "mask_invalid"),
    ],
)
def test_what_cannot_be_shown_is_a_typed_problem(ask: Ask, changes: dict[str, Any], status: int, code: str) -> None:
    refused = problem(ask(**changes))
    assert (refused["status"], refused["code"]) == (status, code), refused["detail"]


@pytest.mark.parametrize(
    "changes",
    [
        {"treatments": None},
        {"treatments": []},
        {"plan": {"schema": "countenance.plan/1", "visits": []}},
        {"views": ["over_time"]},
        {"views": []},
        {"language": "fr"},
        {"day": -1},
        {"promise": True},
        {"date_of_birth": "the day before yesterday"},
        {"profile": SAMPLE_PROFILE},
    ],
)
def test_what_is_not_a_request_says_where(ask: Ask, changes: dict[str, Any]) -> None:
    refused = problem(ask(**changes))
    assert (refused["status"], refused["code"]) == (422, "invalid_request")
    assert all(each["where"].startswith("request") for each in refused["details"]["errors"])
    assert "yesterday" not in json.dumps(refused)


def test_a_plan_that_goes_on_for_ever_is_refused(ask: Ask) -> None:
    visit = {"date": "9999-01-01", "items": [TOXIN]}
    refused = problem(ask(treatments=None, plan={"schema": "countenance.plan/1", "visits": [visit]}))
    assert (refused["status"], refused["code"]) == (422, "plan_too_long")


def test_a_plan_whose_visits_are_all_past_shows_nothing(ask: Ask) -> None:
    visit = {"date": "2020-01-01", "items": [TOXIN]}
    refused = problem(ask(treatments=None, plan={"schema": "countenance.plan/1", "visits": [visit]}))
    assert refused["code"] == "nothing_to_show"


@pytest.mark.parametrize("part", ["photo", "request"])
def test_both_parts_are_needed(client: httpx.Client, part: str) -> None:
    parts = {"photo": large_jpeg(), "request": (None, json.dumps(SAID))}
    del parts[part]
    refused = problem(client.post("/v1/projections", files=parts))
    assert (refused["status"], refused["details"]["errors"][0]["where"]) == (422, part)


def test_the_request_may_come_as_a_file(client: httpx.Client) -> None:
    said = ("request.json", json.dumps(SAID | {"consent": None}), "application/json")
    refused = problem(client.post("/v1/projections", files={"photo": large_jpeg(), "request": said}))
    assert refused["code"] == "projection_not_authorized"


def test_a_part_that_nobody_knows_is_refused(client: httpx.Client) -> None:
    parts = {"photo": large_jpeg(), "request": (None, json.dumps(SAID)), "view": (None, "front")}
    assert problem(client.post("/v1/projections", files=parts))["details"]["errors"][0]["where"] == "view"


def test_a_server_that_knows_no_practice_makes_none(tmp_path) -> None:
    app = create_app(Settings(signing_dir=tmp_path))
    with serve(app) as url, httpx.Client(base_url=url, timeout=60) as client:
        refused = problem(Ask(client)())
    assert (refused["status"], refused["code"]) == (409, "practice_not_set")
    assert not list(tmp_path.iterdir())


def test_logs_say_nothing_of_a_client(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        ask(date_of_birth=CHILD)
        ask(treatments=[{"treatment": "sunscreen"}])
        ask()
    assert CHILD not in caplog.text and "1980-01-01" not in caplog.text
