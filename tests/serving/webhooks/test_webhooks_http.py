"""Webhooks over HTTP, on both databases: entered, signed, delivered, disabled and switched on, replayed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from standardwebhooks import Webhook

from serving.database import Database
from serving.keeping import configured_courier
from serving.webhooks import Guard
from tests.serving.desk.standing import Standing, key
from tests.serving.webhooks.receiver import HOST, Receiver, receiver

ROLES = ("tablet", "coordinator", "provider", "medical_director", "auditor", "integration", "admin")
URL = "https://pms.example.com/hook"


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as mine:
        yield mine


@pytest.fixture
def trusting(standing: Standing, monkeypatch: pytest.MonkeyPatch) -> Standing:
    """With this machine among the practice's own hosts, and a clock that runs near the receiver's."""
    object.__setattr__(standing.app.state.services.keeping, "guard", Guard([HOST]))
    standing.clock.at = datetime.now(UTC)
    return standing


def admin(standing: Standing):
    return standing.client(standing.caller("admin", id="acc_admin", strong=True))


def enter(standing: Standing, url: str = URL, **more: object) -> dict[str, str]:
    made = admin(standing).post("/v1/webhooks", json={"url": url} | more, headers=key())
    assert made.status_code == 201, made.text
    return made.json()


def deliver(standing: Standing) -> int:
    services = standing.app.state.services
    return configured_courier(services.settings, services.office, Guard([HOST])).run_due()


def test_a_webhook_is_entered_and_its_secret_shown_once(standing: Standing, database: Database) -> None:
    made = enter(standing, kinds=["plan.approved", "client.created", "plan.approved"])
    assert made["secret"].startswith("whsec_") and made["kinds"] == ["client.created", "plan.approved"]
    read = admin(standing).get(f"/v1/webhooks/{made['id']}")
    assert read.headers["etag"] == '"1"' and read.json() == {k: v for k, v in made.items() if k != "secret"}
    assert admin(standing).get("/v1/webhooks").json()["items"] == [read.json()]
    with database.reading() as session:
        kept = bytes(session.scalar(text("SELECT secrets FROM webhook_endpoints")))
    assert made["secret"].encode() not in kept


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://pms.example.com/", "not_encrypted"),
        ("https://pms.example.com:22/", "port_not_allowed"),
        ("https://user:word@pms.example.com/", "not_an_address"),
        ("file:///etc/passwd", "not_an_address"),
    ],
)
def test_an_address_that_events_are_not_sent_to_is_refused(standing: Standing, url: str, why: str) -> None:
    refused = admin(standing).post("/v1/webhooks", json={"url": url}, headers=key())
    assert (refused.status_code, refused.json()["details"]["why"]) == (422, why)
    made = enter(standing)
    edited = admin(standing).patch(f"/v1/webhooks/{made['id']}", json={"url": url}, headers={"If-Match": '"1"'})
    assert edited.json()["code"] == "webhook_endpoint_refused"


@pytest.mark.parametrize("wrong", [{"kinds": ["plan.booked"]}, {"kinds": []}, {"url": "x" * 3000}, {"state": "on"}])
def test_what_is_no_webhook_is_refused(standing: Standing, wrong: dict[str, object]) -> None:
    assert admin(standing).post("/v1/webhooks", json={"url": URL} | wrong, headers=key()).status_code == 422


@pytest.mark.parametrize("role", ROLES)
def test_who_may(standing: Standing, role) -> None:
    name = enter(standing)["id"]
    client, path = standing.client(standing.caller(role, strong=True)), f"/v1/webhooks/{name}"
    since = {"since": "2026-11-22T00:00:00Z"}
    answers = [
        client.post("/v1/webhooks", json={"url": URL}, headers=key()),
        client.get("/v1/webhooks"),
        client.get(path),
        client.get(f"{path}/deliveries"),
        client.patch(path, json={}, headers={"If-Match": '"1"'}),
        client.post(f"{path}/tests", headers=key()),
        client.post(f"{path}/replays", json=since, headers=key()),
        client.post(f"{path}/rotations", headers=key()),
        client.delete(path),
    ]
    may = [201, 200, 200, 200, 200, 202, 202, 201, 204]
    assert [each.status_code for each in answers] == (may if role == "admin" else [403, 403, *[404] * 7])


def test_another_practices_webhook_is_not_there(standing: Standing) -> None:
    path = f"/v1/webhooks/{enter(standing)['id']}"
    client = standing.client(standing.caller("admin", practice=standing.other, strong=True))
    answers = [
        client.get(path),
        client.patch(path, json={"state": "disabled"}, headers={"If-Match": '"1"'}),
        client.delete(path),
        client.get(f"{path}/deliveries"),
        *(client.post(f"{path}/{verb}", headers=key()) for verb in ("tests", "rotations")),
        client.post(f"{path}/replays", json={"since": "2026-11-22T00:00:00Z"}, headers=key()),
    ]
    assert {each.status_code for each in answers} == {404}
    assert client.get("/v1/webhooks").json()["items"] == []


def test_what_happens_arrives_signed(trusting: Standing, there: Receiver) -> None:
    made = enter(trusting, there.url, kinds=["client.created"])
    name = trusting.enter()
    assert deliver(trusting) == 1
    headers, body = there.got[0]
    event = Webhook(made["secret"]).verify(body, headers)
    assert (event["type"], event["subject"]) == ("countenance.client.created", name)
    (sent,) = admin(trusting).get(f"/v1/webhooks/{made['id']}/deliveries").json()["items"]
    assert (sent["event"], sent["state"], sent["tries"], sent["status"]) == (headers["webhook-id"], "delivered", 1, 204)


def test_a_test_goes_to_this_one_alone(trusting: Standing, there: Receiver) -> None:
    made, _ = enter(trusting, there.url, kinds=["plan.approved"]), enter(trusting, there.url)
    tried = admin(trusting).post(f"/v1/webhooks/{made['id']}/tests", headers=key())
    assert tried.status_code == 202 and deliver(trusting) == 1
    headers, body = there.got[0]
    assert Webhook(made["secret"]).verify(body, headers)["type"] == "countenance.webhook.tested"
    assert headers["webhook-id"] == tried.json()["event"]


def test_a_rotated_secret_signs_beside_the_one_before(trusting: Standing, there: Receiver) -> None:
    made = enter(trusting, there.url)
    after = admin(trusting).post(f"/v1/webhooks/{made['id']}/rotations", headers=key()).json()
    assert after["secret"] != made["secret"]
    admin(trusting).post(f"/v1/webhooks/{made['id']}/tests", headers=key())
    deliver(trusting)
    headers, body = there.got[0]
    for secret in (made["secret"], after["secret"]):
        Webhook(secret).verify(body, headers)


def test_one_that_wants_no_more_is_disabled_and_switched_on_again(trusting: Standing, there: Receiver) -> None:
    made = enter(trusting, there.url, kinds=["client.created"])
    path, client = f"/v1/webhooks/{made['id']}", admin(trusting)
    there.answers = [(410, {}), (204, {})]
    trusting.enter()
    deliver(trusting)
    shown = client.get(path)
    assert (shown.json()["state"], shown.json()["why"]) == ("disabled", "gone")
    assert client.post(f"{path}/tests", headers=key()).json()["code"] == "webhook_disabled"
    on = client.patch(path, json={"state": "active"}, headers={"If-Match": shown.headers["etag"]})
    assert (on.json()["state"], on.json()["why"]) == ("active", "")
    trusting.clock.at += timedelta(seconds=1)
    replayed = client.post(f"{path}/replays", json={"since": made["created_at"]}, headers=key())
    assert replayed.json() == {"events": 1} and deliver(trusting) == 1
    assert there.got[0][0]["webhook-id"] == there.got[1][0]["webhook-id"] and there.got[0][1] == there.got[1][1]


def test_a_replay_is_of_a_time_and_of_the_kinds_asked_for(trusting: Standing, there: Receiver) -> None:
    first = trusting.enter()
    trusting.clock.at += timedelta(minutes=1)
    between = trusting.clock()
    trusting.enter()
    made = enter(trusting, there.url, kinds=["client.created"])
    asked = {"since": (between - timedelta(hours=1)).isoformat(), "until": between.isoformat()}
    path = f"/v1/webhooks/{made['id']}/replays"
    assert admin(trusting).post(path, json=asked, headers=key()).json() == {"events": 1}
    deliver(trusting)
    assert [Webhook(made["secret"]).verify(body, headers)["subject"] for headers, body in there.got] == [first]


def test_edits_name_the_version_they_edit(standing: Standing) -> None:
    path, client = f"/v1/webhooks/{enter(standing)['id']}", admin(standing)
    assert client.patch(path, json={"state": "disabled"}).status_code == 428
    assert client.patch(path, json={"state": "disabled"}, headers={"If-Match": '"7"'}).status_code == 412
    off = client.patch(path, json={"state": "disabled"}, headers={"If-Match": '"1"'})
    assert (off.json()["why"], off.headers["etag"]) == ("by_practice", '"2"')


def test_the_same_request_twice_enters_one(standing: Standing) -> None:
    same, client = key(), admin(standing)
    first, second = (client.post("/v1/webhooks", json={"url": URL}, headers=same) for _ in range(2))
    assert second.json() == first.json() | {"secret": None} and len(client.get("/v1/webhooks").json()["items"]) == 1


def test_a_secret_is_not_told_again(standing: Standing) -> None:
    path, same = f"/v1/webhooks/{enter(standing)['id']}/rotations", key()
    first, second = (admin(standing).post(path, headers=same).json() for _ in range(2))
    assert first["secret"].startswith("whsec_") and second == first | {"secret": None}


@pytest.mark.parametrize(
    "path", ["webhooks/a%00b", "events?subject=%00", "events?kind=%00.x", "webhooks/a%00b/deliveries"]
)
def test_what_is_no_name_is_not_looked_for(standing: Standing, path: str) -> None:
    assert admin(standing).get(f"/v1/{path}").status_code in (404, 422)


def test_a_deleted_one_gets_nothing_and_its_events_stay(trusting: Standing, there: Receiver) -> None:
    made, name = enter(trusting, there.url), trusting.enter()
    assert admin(trusting).delete(f"/v1/webhooks/{made['id']}").status_code == 204
    assert deliver(trusting) == 0 and there.got == []
    assert admin(trusting).get(f"/v1/webhooks/{made['id']}").status_code == 404
    assert [each["subject"] for each in events(trusting, kind="client.created")] == [name]


def events(standing: Standing, **wanted: str) -> list[dict[str, str]]:
    return admin(standing).get("/v1/events", params=wanted).json()["items"]


def test_events_are_listed_whether_or_not_anybody_listened(standing: Standing) -> None:
    first = standing.enter()
    standing.clock.at += timedelta(minutes=1)
    later, second = standing.clock(), standing.enter()
    assert [each["subject"] for each in events(standing)] == [first, second]
    assert [each["subject"] for each in events(standing, since=later.isoformat())] == [second]
    assert [each["subject"] for each in events(standing, subject=first)] == [first]
    assert events(standing, kind="plan.approved") == []
    assert admin(standing).get("/v1/events", params={"kind": "plan.booked"}).json()["code"] == "event_type_unknown"


def test_who_may_read_events(standing: Standing) -> None:
    standing.enter()
    for role, scopes, status in (
        ("integration", {"events.read"}, 200),
        ("integration", set(), 403),
        ("provider", set(), 403),
    ):
        caller = standing.caller(role, scopes=frozenset(scopes))
        assert standing.client(caller).get("/v1/events").status_code == status
    other = standing.caller("integration", practice=standing.other, scopes=frozenset({"events.read"}))
    assert standing.client(other).get("/v1/events").json()["items"] == []


def test_what_is_done_with_webhooks_is_on_record(standing: Standing) -> None:
    name, client = enter(standing)["id"], admin(standing)
    client.patch(f"/v1/webhooks/{name}", json={"kinds": ["plan.shared"]}, headers={"If-Match": '"1"'})
    client.post(f"/v1/webhooks/{name}/rotations", headers=key())
    client.post(f"/v1/webhooks/{name}/tests", headers=key())
    client.post(f"/v1/webhooks/{name}/replays", json={"since": "2026-11-22T00:00:00Z"}, headers=key())
    client.delete(f"/v1/webhooks/{name}")
    auditor = standing.client(standing.caller("auditor", id="acc_auditor"))
    told = auditor.get("/v1/audit", params={"actor": "acc_admin"}).json()["items"]
    verbs = [each["event"] for each in reversed(told)]
    assert verbs == [f"webhook.{verb}" for verb in ("created", "updated", "rotated", "tested", "replayed", "deleted")]
