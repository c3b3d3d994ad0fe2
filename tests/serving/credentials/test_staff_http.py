"""Accounts, keys and tablets over HTTP: who may, what is told once, and what another practice sees of it."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from serving.access import Grant
from tests.serving.access.grounds import PASSWORD

from .conftest import OTHER, Door, key

PROFILE = {
    "name": "Ada Lindqvist",
    "login": "ada",
    "licences": [{"type": "nurse_practitioner", "number": "NP-1", "state": "CA", "expires": "2027-06-30"}],
}
ACCOUNT = {"profile": PROFILE, "grants": [{"role": "provider", "locations": ["loc_1"]}]}
KEY = {"title": "Practice system", "scopes": ["clients.read"], "expires_at": "2027-01-01T00:00:00Z"}
TABLET = {"title": "Room 2", "location": "loc_1"}


def post(client: TestClient, path: str, said: Any = None, headers: dict[str, str] | None = None) -> Any:
    return client.post(path, json=said, headers=headers or key())


# ---- accounts


def test_somebody_is_invited_chooses_a_password_and_is_changed(door: Door) -> None:
    admin = door.admin()
    made = post(admin, "/v1/accounts", ACCOUNT)
    assert made.status_code == 201, made.text
    account = made.json()
    assert account["invited"] and account["licences"][0]["number"] == "NP-1"
    accepted = {"invitation": account["invitation"], "password": PASSWORD}
    assert door.client().post("/v1/invitations/acceptance", json=accepted).status_code == 204
    client = door.signed_in("ada")
    assert client.get("/v1/sessions/current").json()["roles"] == ["provider"]

    path = made.headers["location"]
    shown = admin.get(path)
    assert not shown.json()["invited"] and "invitation" not in shown.json()
    edit = {"grants": [{"role": "auditor"}]}
    assert admin.patch(path, json=edit).json()["code"] == "precondition_required"
    changed = admin.patch(path, json=edit, headers={"If-Match": shown.headers["etag"]})
    assert changed.json()["grants"] == [{"role": "auditor", "locations": None, "assigned_only": False}]
    assert admin.patch(path, json=edit, headers={"If-Match": shown.headers["etag"]}).json()["code"] == "stale"
    assert client.get("/v1/sessions/current").json()["roles"] == ["auditor"]

    disabled = admin.patch(path, json={"active": False}, headers={"If-Match": changed.headers["etag"]})
    assert disabled.json()["active"] is False
    assert client.get("/v1/sessions/current").status_code == 401


def test_an_answer_asked_for_again_has_no_secret(door: Door) -> None:
    admin, same = door.admin(), key()
    for path, said, secret in (
        ("/v1/accounts", ACCOUNT, "invitation"),
        ("/v1/keys", KEY, "key"),
    ):
        first, again = post(admin, path, said, same), post(admin, path, said, same)
        assert first.json()[secret] and again.json()[secret] is None
        assert first.json() | {secret: None} == again.json()
        assert again.headers["idempotency-replayed"] == "true"
        assert len(admin.get(path).json()["items"]) == (2 if path == "/v1/accounts" else 1)
        same = key()


def test_a_name_is_taken_once(door: Door) -> None:
    admin = door.admin()
    assert post(admin, "/v1/accounts", ACCOUNT).status_code == 201
    taken = post(admin, "/v1/accounts", ACCOUNT | {"profile": PROFILE | {"login": "ADA"}})
    assert (taken.status_code, taken.json()["code"]) == (409, "login_taken")


def test_nobody_changes_their_own_power(door: Door) -> None:
    admin = door.admin()
    me = admin.get("/v1/sessions/current").json()["id"]
    etag = admin.get(f"/v1/accounts/{me}").headers["etag"]
    for edit in ({"active": False}, {"grants": [{"role": "provider"}]}, {"scopes": ["biometrics"]}):
        refused = admin.patch(f"/v1/accounts/{me}", json=edit, headers={"If-Match": etag})
        assert (refused.status_code, refused.json()["code"]) == (409, "own_account")
    assert post(admin, f"/v1/accounts/{me}/invitations").json()["code"] == "own_account"


def test_a_new_invitation_ends_what_was(door: Door) -> None:
    admin = door.admin()
    account = door.account("ada", Grant("provider"))
    client = door.signed_in("ada")
    invited = post(admin, f"/v1/accounts/{account}/invitations").json()
    assert client.get("/v1/sessions/current").status_code == 401
    accepted = {"invitation": invited["invitation"], "password": "staple-orchard-lantern"}
    assert door.client().post("/v1/invitations/acceptance", json=accepted).status_code == 204
    used = door.client().post("/v1/invitations/acceptance", json=accepted)
    assert (used.status_code, used.json()["code"]) == (401, "credentials_invalid")


def test_who_lends_power_has_given_a_second_factor(door: Door) -> None:
    door.account("weak", Grant("admin"))
    weak = door.signed_in("weak")
    for path, said in (("/v1/accounts", ACCOUNT), ("/v1/keys", KEY)):
        refused = post(weak, path, said)
        assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
        assert weak.get(path).status_code == 200


@pytest.mark.parametrize("role", ["coordinator", "provider", "auditor"])
def test_others_see_neither_accounts_nor_keys(door: Door, role: Any) -> None:
    door.account("ada", Grant(role))
    client = door.strong("ada")
    for path, said in (("/v1/accounts", ACCOUNT), ("/v1/keys", KEY)):
        assert client.get(path).json()["items"] == []
        assert post(client, path, said).status_code in (403, 404)


# ---- keys


def test_a_key_is_issued_rotated_and_revoked(door: Door) -> None:
    admin = door.admin()
    issued = post(admin, "/v1/keys", KEY | {"locations": ["loc_1"]}).json()
    integration = door.client(issued["key"])
    assert integration.get("/v1/sessions/current").json()["scopes"] == ["clients.read"]
    shown = admin.get(f"/v1/keys/{issued['id']}").json()
    assert "key" not in shown and shown["used_at"] == "2026-11-22T09:00:00Z"
    rotated = post(admin, f"/v1/keys/{issued['id']}/rotations", {"overlap_hours": 1}).json()
    assert rotated["key"] != issued["key"]
    assert integration.get("/v1/sessions/current").status_code == 200
    assert door.client(rotated["key"]).get("/v1/sessions/current").status_code == 200
    assert admin.delete(f"/v1/keys/{issued['id']}").json()["revoked_at"]
    for secret in (issued["key"], rotated["key"]):
        assert door.client(secret).get("/v1/sessions/current").status_code == 401


def test_a_key_makes_no_keys(door: Door) -> None:
    admin = door.admin()
    integration = door.client(post(admin, "/v1/keys", KEY).json()["key"])
    assert post(integration, "/v1/keys", KEY).status_code in (403, 404)
    assert integration.get("/v1/keys").json()["items"] == []


@pytest.mark.parametrize(
    "changed",
    [
        {"scopes": ["plan.approve"]},
        {"scopes": []},
        {"title": "a\x00b"},
        {"expires_at": "2027-01-01T00:00:00"},
        {"locations": []},
        {"more": 1},
    ],
)
def test_a_key_of_what_is_not_is_refused(door: Door, changed: dict[str, Any]) -> None:
    assert post(door.admin(), "/v1/keys", KEY | changed).status_code == 422


# ---- strangers


def test_another_practice_finds_nothing(door: Door) -> None:
    admin = door.admin()
    account = door.account("ada", Grant("provider"))
    issued = post(admin, "/v1/keys", KEY).json()["id"]
    door.account("desk", Grant("coordinator"))
    tablet = post(door.signed_in("desk"), "/v1/tablets", TABLET).json()["id"]
    door.account("stranger", Grant("admin"), Grant("coordinator"), practice=OTHER)
    stranger = door.strong("stranger")
    for method, path in (
        ("GET", f"/v1/accounts/{account}"),
        ("PATCH", f"/v1/accounts/{account}"),
        ("POST", f"/v1/accounts/{account}/invitations"),
        ("GET", f"/v1/keys/{issued}"),
        ("POST", f"/v1/keys/{issued}/rotations"),
        ("DELETE", f"/v1/keys/{issued}"),
        ("GET", f"/v1/tablets/{tablet}"),
        ("DELETE", f"/v1/tablets/{tablet}"),
        ("DELETE", f"/v1/tablets/{tablet}/sessions/current"),
    ):
        headers = key() | {"If-Match": '"1"'}
        answer = stranger.request(method, path, json=None if method in ("GET", "DELETE") else {}, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), (method, path)
    for path in ("/v1/keys/%00", "/v1/accounts/' OR 1=1"):  # no id looks like this
        answer = stranger.get(path)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request"), path
    for path in ("/v1/accounts", "/v1/keys", "/v1/tablets"):
        assert not {account, issued, tablet} & {row["id"] for row in stranger.get(path).json()["items"]}


# ---- tablets


def test_a_tablet_is_added_enrolled_and_revoked(door: Door) -> None:
    door.account("desk", Grant("coordinator", frozenset({"loc_1"})))
    desk = door.signed_in("desk")
    added = post(desk, "/v1/tablets", TABLET).json()
    enrolled = door.client().post("/v1/tablets/enrollment", json={"code": added["code"]})
    assert enrolled.status_code == 201
    device = door.client(enrolled.json()["secret"])
    waiting = device.post("/v1/tablets/current/token")
    assert (waiting.status_code, waiting.json()["code"]) == (404, "not_found")
    assert desk.get(f"/v1/tablets/{added['id']}").json()["enrolled_at"]
    assert desk.delete(f"/v1/tablets/{added['id']}").status_code == 200
    assert device.post("/v1/tablets/current/token").status_code == 401


def test_a_tablet_is_added_where_the_role_holds(door: Door) -> None:
    door.account("desk", Grant("coordinator", frozenset({"loc_1"})))
    door.account("nurse", Grant("provider"))
    elsewhere = post(door.signed_in("desk"), "/v1/tablets", TABLET | {"location": "loc_2"})
    assert elsewhere.status_code in (403, 404)
    assert post(door.signed_in("nurse"), "/v1/tablets", TABLET).status_code == 403


def test_codes_of_strangers_open_nothing(door: Door) -> None:
    refused = door.client().post("/v1/tablets/enrollment", json={"code": "AAAA-BBBB-CCCC"})
    assert (refused.status_code, refused.json()["code"]) == (401, "credentials_invalid")


def test_nothing_holds_at_a_location_that_is_not_the_practices(door: Door) -> None:
    admin = door.admin()
    for path, said in (
        ("/v1/tablets", TABLET | {"location": "loc_9"}),
        ("/v1/keys", KEY | {"locations": ["loc_9"]}),
        ("/v1/accounts", ACCOUNT | {"grants": [{"role": "provider", "locations": ["loc_1", "loc_9"]}]}),
    ):
        refused = post(admin, path, said)
        assert (refused.status_code, refused.json()["code"]) == (422, "location_unknown"), path
