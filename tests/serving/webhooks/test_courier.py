"""Events arrive, signed, at a real receiver; what fails is tried again, and by one at a time."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from standardwebhooks import Webhook, WebhookVerificationError

from serving.database import Database, DatabaseUnavailableError, new_id
from serving.vault.errors import SealBrokenError
from serving.webhooks import Courier, EventTypeUnknownError, Guard, Outbox, event_kinds
from serving.webhooks.retries import WAITS
from serving.webhooks.secrets import Secrets, new_secret
from serving.webhooks.tables import Delivery, WebhookEndpoint
from tests.serving.webhooks.receiver import HOST, Receiver, receiver

PRACTICE = "pra_a"


class Clock:
    """Real to begin with: the receiver's library compares with its own."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as mine:
        yield mine


@pytest.fixture
def courier(database: Database, clock: Clock) -> Courier:
    return Courier(database, Guard([HOST]), lambda owner, what, sealed: sealed, clock)


def enter(database: Database, url: str, clock: Clock, kinds: str = "*", practice: str = PRACTICE) -> str:
    endpoint = WebhookEndpoint(
        id=new_id("whk", clock.now),
        practice=practice,
        url=url,
        kinds=kinds,
        state="active",
        why="",
        secrets=Secrets(new_secret()).to_bytes(),
        created_at=clock.now,
        version=1,
    )
    with database.writing() as session:
        session.add(endpoint)
    return endpoint.id


def emit(database: Database, clock: Clock, kind: str = "plan.approved", subject: str = "pla_1") -> str:
    with database.writing() as session:
        return Outbox().emit(session, PRACTICE, clock.now, kind, subject, client="cli_1", data={"version": 2})


def states(database: Database) -> list[tuple[str, int, int, str]]:
    with database.reading() as session:
        rows = session.execute(select(Delivery).order_by(Delivery.id)).scalars()
        return [(row.state, row.tries, row.status, row.why) for row in rows]


def endpoint_of(database: Database, name: str) -> WebhookEndpoint:
    with database.reading() as session:
        return session.get_one(WebhookEndpoint, name)


def test_an_event_arrives_as_a_signed_cloud_event(
    database: Database, courier: Courier, clock: Clock, there: Receiver
) -> None:
    name = enter(database, there.url, clock)
    event = emit(database, clock)
    assert courier.run_due() == 1
    [(headers, body)] = there.got
    secret = Secrets.from_bytes(endpoint_of(database, name).secrets).current
    told = Webhook(secret).verify(body, headers)
    assert told["specversion"] == "1.0" and told["id"] == headers["webhook-id"] == event
    assert (told["type"], told["subject"], told["source"]) == (
        "countenance.plan.approved",
        "pla_1",
        f"urn:countenance:practice:{PRACTICE}",
    )
    assert told["data"] == {"client": "cli_1", "version": 2}
    assert headers["content-type"] == "application/cloudevents+json"
    assert headers["host"] == there.url.split("/")[2]
    assert states(database) == [("delivered", 1, 204, "")]


def test_another_body_does_not_carry_the_signature(
    database: Database, courier: Courier, clock: Clock, there: Receiver
) -> None:
    name = enter(database, there.url, clock)
    emit(database, clock)
    courier.run_due()
    [(headers, body)] = there.got
    with pytest.raises(WebhookVerificationError):
        Webhook(Secrets.from_bytes(endpoint_of(database, name).secrets).current).verify(body + b" ", headers)


def test_only_kinds_that_were_asked_for_and_only_of_the_practice(
    database: Database, courier: Courier, clock: Clock, there: Receiver
) -> None:
    enter(database, there.url, clock, kinds="plan.approved client.erased")
    enter(database, there.url, clock, practice="pra_b")
    emit(database, clock, "plan.drafted")
    emit(database, clock, "client.erased")
    courier.run_due()
    assert [json.loads(body)["type"] for _, body in there.got] == ["countenance.client.erased"]


def test_a_failed_delivery_comes_again_with_the_same_id_until_it_is_taken(
    database: Database, courier: Courier, clock: Clock, there: Receiver
) -> None:
    there.answers = [(500, {}), (302, {"Location": there.url}), (200, {})]
    enter(database, there.url, clock)
    emit(database, clock)
    courier.run_due()
    assert courier.run_due() == 0  # not due yet
    for _ in range(2):
        clock.now += timedelta(hours=1)
        courier.run_due()
    assert len(there.got) == 3 and len({headers["webhook-id"] for headers, _ in there.got}) == 1
    assert len({body for _, body in there.got}) == 1
    assert states(database) == [("delivered", 3, 200, "")]


def test_retry_after_is_honored(database: Database, courier: Courier, clock: Clock, there: Receiver) -> None:
    there.answers = [(429, {"Retry-After": "600"}), (200, {})]
    enter(database, there.url, clock)
    emit(database, clock)
    courier.run_due()
    clock.now += timedelta(seconds=599)
    assert courier.run_due() == 0
    clock.now += timedelta(seconds=2)
    assert courier.run_due() == 1


def test_gone_disables_the_endpoint(database: Database, courier: Courier, clock: Clock, there: Receiver) -> None:
    there.answers = [(410, {})]
    name = enter(database, there.url, clock)
    emit(database, clock)
    courier.run_due()
    assert states(database) == [("given_up", 1, 410, "refused")]
    assert (endpoint_of(database, name).state, endpoint_of(database, name).why) == ("disabled", "gone")
    emit(database, clock)
    assert len(states(database)) == 1


def test_what_never_arrives_is_given_up_after_all_waits(
    database: Database, courier: Courier, clock: Clock, there: Receiver
) -> None:
    there.answers = [(503, {})]
    name = enter(database, there.url, clock)
    emit(database, clock)
    for _ in range(len(WAITS) + 3):
        courier.run_due()
        clock.now += timedelta(days=2)
    assert states(database) == [("given_up", len(WAITS) + 1, 503, "refused")]
    assert endpoint_of(database, name).why == "failing"


def test_nobody_there_is_noted_and_tried_again(database: Database, courier: Courier, clock: Clock) -> None:
    enter(database, f"http://{HOST}:9/", clock)
    emit(database, clock)
    courier.run_due()
    assert states(database) == [("waiting", 1, 0, "no_connection")]


def test_an_address_inside_is_never_called(database: Database, clock: Clock, there: Receiver) -> None:
    enter(database, there.url, clock)
    emit(database, clock)
    Courier(database, Guard(), lambda owner, what, sealed: sealed, clock).run_due()
    assert there.got == [] and states(database)[0][3] == "not_encrypted"


def test_both_secrets_sign_for_a_day_after_a_rotation(
    database: Database, courier: Courier, clock: Clock, there: Receiver
) -> None:
    name = enter(database, there.url, clock)
    with database.writing() as session:
        endpoint = session.get_one(WebhookEndpoint, name)
        before = Secrets.from_bytes(endpoint.secrets)
        after = before.rotated(clock.now)
        endpoint.secrets = after.to_bytes()
    emit(database, clock)
    courier.run_due()
    headers, body = there.got[0]
    for secret in (before.current, after.current):
        Webhook(secret).verify(body, headers)
    assert list(after.valid(clock.now + timedelta(hours=25))) == [after.current]


def test_an_event_goes_with_what_it_tells(database: Database, clock: Clock, there: Receiver) -> None:
    enter(database, there.url, clock)
    with pytest.raises(KeyError), database.writing() as session:
        Outbox().emit(session, PRACTICE, clock.now, "plan.approved", "pla_1")
        raise KeyError
    assert states(database) == []


def test_an_unknown_kind_is_refused(database: Database, clock: Clock) -> None:
    with pytest.raises(EventTypeUnknownError), database.writing() as session:
        Outbox().emit(session, PRACTICE, clock.now, "plan.booked", "pla_1")


def test_two_couriers_bring_each_event_once(database: Database, clock: Clock, there: Receiver) -> None:
    enter(database, there.url, clock)
    for number in range(12):
        emit(database, clock, subject=f"pla_{number}")

    def work() -> None:
        mine = Courier(database, Guard([HOST]), lambda owner, what, sealed: sealed, clock)
        while mine.run_due():
            pass

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(json.loads(body)["subject"] for _, body in there.got) == sorted(f"pla_{n}" for n in range(12))


def test_what_a_dead_courier_had_taken_is_brought_by_another(
    database: Database, courier: Courier, clock: Clock, there: Receiver
) -> None:
    enter(database, there.url, clock)
    emit(database, clock)
    with database.writing() as session:
        courier._take(session)  # and then it dies
    assert courier.run_due() == 0
    clock.now += timedelta(minutes=2)
    assert courier.run_due() == 1 and len(there.got) == 1


def test_one_whose_secret_does_not_open_keeps_no_other_waiting(
    database: Database, clock: Clock, there: Receiver
) -> None:
    broken, _ = enter(database, there.url, clock), enter(database, there.url, clock)
    emit(database, clock)

    def unseal(owner: str, what: str, sealed: bytes) -> bytes:
        if what.endswith(broken):
            raise SealBrokenError()
        return sealed

    courier = Courier(database, Guard([HOST]), unseal, clock)
    assert courier.run_due() == 1 and len(there.got) == 1
    assert (endpoint_of(database, broken).state, endpoint_of(database, broken).why) == ("disabled", "unreadable")


def test_while_the_key_store_is_gone_nothing_is_given_up(database: Database, clock: Clock, there: Receiver) -> None:
    name = enter(database, there.url, clock)
    emit(database, clock)

    def unseal(owner: str, what: str, sealed: bytes) -> bytes:
        raise DatabaseUnavailableError()

    with pytest.raises(DatabaseUnavailableError):
        Courier(database, Guard([HOST]), unseal, clock).run_due()
    assert endpoint_of(database, name).state == "active" and states(database) == [("waiting", 0, 0, "")]


def test_every_kind_says_what_it_means() -> None:
    assert all(meaning.endswith(".") for meaning in event_kinds().values())
