"""Signing in over HTTP."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from serving.access import Grant
from serving.access.house import COOKIE
from serving.access.jwks import Jwks
from serving.access.oidc import Oidc
from serving.database import Database
from tests.serving.access.grounds import PASSWORD, Phone
from tests.serving.access.provider import key_server, token
from tests.serving.access.test_oidc import PROVIDER

from .conftest import PRACTICE, Door, door_on, key

STEP = timedelta(seconds=30)
WHO = "/v1/sessions/current"


def test_from_the_password_to_a_proven_session_and_out(door: Door) -> None:
    account = door.account("ada", Grant("provider", frozenset({"loc_1"})))
    weak = door.signed_in("ada")
    secret = weak.post("/v1/sessions/current/totp", json={"password": PASSWORD}).json()
    assert secret["uri"].startswith("otpauth://totp/Countenance:ada?secret=" + secret["secret"])
    phone = Phone(secret["secret"])
    done = weak.post("/v1/sessions/current/totp/confirmation", json={"code": phone.code(door.clock())}).json()
    assert len(done["recovery_codes"]) == 10
    assert weak.get(WHO).status_code == 401

    door.clock.at += STEP
    opened = door.client().post("/v1/sessions", json={"login": "ada", "password": PASSWORD})
    assert (opened.status_code, opened.json()["second_factor_due"]) == (201, True)
    awaiting = door.client(opened.json()["token"])
    refused = awaiting.get(WHO)
    assert (refused.status_code, refused.json()["code"]) == (401, "second_factor_required")
    whole = awaiting.post("/v1/sessions/current/second-factor", json={"code": phone.code(door.clock())}).json()
    strong = door.client(whole["token"])
    assert strong.get(WHO).json() == {
        "id": account,
        "kind": "user",
        "practice": PRACTICE,
        "roles": ["provider"],
        "scopes": [],
        "client": None,
        "strong": True,
        "authenticated_at": "2026-11-22T09:00:30Z",
    }
    door.clock.at += timedelta(minutes=20)
    renewed = strong.post(
        "/v1/sessions/current/step-up", json={"password": PASSWORD, "code": phone.code(door.clock())}
    ).json()
    fresh = door.client(renewed["token"])
    assert fresh.get(WHO).json()["authenticated_at"] == "2026-11-22T09:20:30Z"
    assert fresh.delete(WHO).status_code == 204
    assert fresh.get(WHO).status_code == 401
    assert fresh.delete(WHO).status_code == 204


@pytest.mark.parametrize(
    ("header", "code", "challenge"),
    [
        (None, "credentials_missing", 'Bearer realm="countenance"'),
        ("Bearer cnt_ses_" + "x" * 43, "credentials_invalid", 'Bearer realm="countenance", error="invalid_token"'),
        ("Bearer cnt_tab_" + "x" * 43, "credentials_invalid", 'Bearer realm="countenance", error="invalid_token"'),
        ("Bearer cnt_live_x", "credentials_invalid", 'Bearer realm="countenance", error="invalid_token"'),
        ("Bearer cnt_", "credentials_invalid", 'Bearer realm="countenance", error="invalid_token"'),
        ("Bearer a.b.c", "credentials_invalid", 'Bearer realm="countenance", error="invalid_token"'),
        ("Bearer", "credentials_invalid", 'Bearer realm="countenance", error="invalid_token"'),
        ("Bearer  ", "credentials_invalid", 'Bearer realm="countenance", error="invalid_token"'),
        ("Basic YTpi", "credentials_invalid", 'Bearer realm="countenance", error="invalid_token"'),
        ("Bearer \xff\xfe", "credentials_invalid", 'Bearer realm="countenance", error="invalid_token"'),
    ],
)
def test_without_good_credentials_401_says_what_is_wanted(
    door: Door, header: str | None, code: str, challenge: str
) -> None:
    headers = {} if header is None else {"Authorization": header.encode("latin-1")}
    for method, path in (("GET", WHO), ("GET", "/v1/keys"), ("GET", "/v1/accounts"), ("GET", "/v1/tablets")):
        refused = door.client().request(method, path, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (401, code)
        assert refused.headers["www-authenticate"] == challenge


def test_two_credentials_at_once_are_none(door: Door) -> None:
    door.account("ada", Grant("provider"))
    token = door.signed_in("ada").headers["Authorization"]
    refused = door.client().get(WHO, headers=[("Authorization", token), ("Authorization", token)])
    assert refused.json()["code"] == "credentials_invalid"


def test_an_old_session_says_so(door: Door) -> None:
    door.account("ada", Grant("provider"))
    client = door.signed_in("ada")
    door.clock.at += timedelta(minutes=30)
    assert client.get(WHO).json()["code"] == "token_expired"


def test_wrong_credentials_are_alike_word_for_word(door: Door) -> None:
    door.account("ada", Grant("provider"))
    answers = [
        door.client().post("/v1/sessions", json={"login": login, "password": "wrong-horse-battery"})
        for login in ("ada", "eve")
    ]
    told = [{name: value for name, value in each.json().items() if name != "instance"} for each in answers]
    assert told[0] == told[1] and told[0]["code"] == "credentials_invalid"
    assert {each.status_code for each in answers} == {401}


def test_too_many_attempts_are_429_with_the_time_to_wait(door: Door) -> None:
    for _ in range(5):
        door.client().post("/v1/sessions", json={"login": "eve", "password": "wrong-horse-battery"})
    refused = door.client().post("/v1/sessions", json={"login": "eve", "password": "wrong-horse-battery"})
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_attempts")
    assert refused.headers["retry-after"] == "2"


def test_a_new_password(door: Door) -> None:
    door.account("ada", Grant("provider"))
    client = door.signed_in("ada")
    weak = client.put(WHO + "/password", json={"password": PASSWORD, "new_password": "password1234"})
    assert (weak.status_code, weak.json()["code"]) == (422, "password_too_weak")
    changed = client.put(WHO + "/password", json={"password": PASSWORD, "new_password": "staple-orchard-lantern"})
    assert door.client(changed.json()["token"]).get(WHO).status_code == 200
    assert client.get(WHO).status_code == 401


# ---- the cookie of the pages


@pytest.fixture
def page(door: Door) -> TestClient:
    """A browser that signed in on a page of this server."""
    door.account("ada", Grant("provider"))
    client = door.client()
    said = {"login": "ada", "password": PASSWORD, "deliver": "cookie"}
    opened = client.post("/v1/sessions", json=said, headers={"Sec-Fetch-Site": "same-origin"})
    assert opened.json()["token"] is None
    set_cookie = opened.headers["set-cookie"]
    assert set_cookie.startswith(f"{COOKIE}=cnt_ses_")
    assert {"HttpOnly", "Path=/", "SameSite=strict", "Secure"} <= {each.strip() for each in set_cookie.split(";")}
    assert "Domain" not in set_cookie
    return client


def test_a_page_is_known_by_its_cookie(page: TestClient) -> None:
    assert page.get(WHO).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://testserver.evil.example"},
        {"Origin": "https://testserver", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_another_site_changes_nothing_with_it(page: TestClient, headers: dict[str, str]) -> None:
    for method, path in (("DELETE", WHO), ("POST", "/v1/keys"), ("PUT", WHO + "/password")):
        refused = page.request(method, path, headers=headers | key(), json={"password": "x", "new_password": "y"})
        assert (refused.status_code, refused.json()["code"]) == (403, "cross_site_refused")
    assert page.get(WHO).status_code == 200


def test_nobody_is_signed_in_by_another_site(door: Door) -> None:
    door.account("ada", Grant("provider"))
    said = {"login": "ada", "password": PASSWORD, "deliver": "cookie"}
    refused = door.client().post("/v1/sessions", json=said, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.json()["code"] == "cross_site_refused" and "set-cookie" not in refused.headers


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "https://testserver"}])
def test_its_own_pages_may(page: TestClient, headers: dict[str, str]) -> None:
    ended = page.delete(WHO, headers=headers)
    assert ended.status_code == 204 and "Max-Age=0" in ended.headers["set-cookie"]
    assert page.get(WHO).status_code == 401


def test_a_renewed_session_renews_the_cookie(page: TestClient, door: Door) -> None:
    same = {"Sec-Fetch-Site": "same-origin"}
    before = page.cookies[COOKIE]
    secret = page.post(WHO + "/totp", json={"password": PASSWORD}, headers=same).json()["secret"]
    said = {"code": Phone(secret).code(door.clock())}
    done = page.post(WHO + "/totp/confirmation", json=said, headers=same)
    assert done.json()["session"]["token"] is None and page.cookies[COOKIE] != before
    assert page.get(WHO).json()["strong"] is True


def test_an_api_key_in_the_cookie_is_nothing(page: TestClient) -> None:
    page.cookies.set(COOKIE, "cnt_live_x", domain="testserver.local")
    page.cookies.delete(COOKIE, domain="testserver.local")
    page.cookies.clear()
    refused = page.get(WHO, headers={"Cookie": f"{COOKIE}=cnt_live_x"})
    assert refused.json()["code"] == "credentials_invalid"


# ---- an identity provider


def test_a_token_of_the_identity_provider_opens_and_an_outage_is_503(database: Database) -> None:
    with key_server() as house:
        door = door_on(database, oidc=Oidc(PROVIDER, Jwks(house.url), database))
        client = door.client(token(door.clock()))
        assert client.get(WHO).json()["roles"] == ["provider"]
    with key_server() as house:
        house.status = 500
        away = Oidc(PROVIDER, Jwks(house.url), database)
        object.__setattr__(door.access, "oidc", away)
        refused = client.get(WHO)
    assert (refused.status_code, refused.json()["code"]) == (503, "identity_provider_unavailable")


def test_no_secret_is_logged(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    admin = door.admin()
    secrets = [PASSWORD, admin.headers["Authorization"].removeprefix("Bearer cnt_ses_")]
    made = admin.post(
        "/v1/keys",
        json={"title": "Link", "scopes": ["plans.read"], "expires_at": "2027-01-01T00:00:00Z"},
        headers=key(),
    )
    secrets.append(made.json()["key"][-43:])
    refused = door.client().post("/v1/sessions", json={"login": ["admin"], "password": PASSWORD})
    assert refused.status_code == 422 and PASSWORD not in refused.text
    assert "key.created" in caplog.text
    assert [each for each in secrets if each in caplog.text] == []


def test_the_api_describes_itself(door: Door) -> None:
    app: FastAPI = door.app
    paths = app.openapi()["paths"]
    assert {"/v1/sessions", "/v1/accounts", "/v1/keys", "/v1/tablets"} <= set(paths)
    assert not {"idempotency-key"} & {each["name"] for each in paths["/v1/sessions"]["post"].get("parameters", [])}
