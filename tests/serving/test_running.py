"""What a running server does beside answering, and how it ends."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from serving.access import Caller, Grant
from serving.app import create_app
from serving.audit import CheckpointFile
from serving.container import Services
from serving.data_folder import data_folder
from serving.database import Database, open_database
from serving.health.checks import Checks, configured_checks
from serving.settings import Settings
from serving.vault import KeyStore, Vault
from serving.vault.cache import KeyCache
from tests.serving.desk.issuer import authenticate, client_of
from tests.serving.desk.standing import Standing, founded, key
from tests.serving.fakes import FakeEngine, wait_until
from tests.serving.live import serve
from tests.serving.webhooks.receiver import HOST, Receiver, receiver


@pytest.fixture
def settings(database: Database, database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        database_url=SecretStr(database_url),
        data_dir=tmp_path / "data",
        webhook_trusted_hosts=f"pms.example.com, {HOST}",
        webhooks_every_s=0.05,
    )


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as mine:
        yield mine


def now() -> datetime:
    return datetime.now(UTC)


def test_events_are_delivered_by_the_server_itself(settings: Settings, there: Receiver) -> None:
    before = set(threading.enumerate())  # servers of other tests may stand beside this one
    app = create_app(settings, lambda _: FakeEngine(), now, authenticate)
    with TestClient(app):
        practice, _ = founded(app.state.services.office, "linden_aesthetics")
        admin = client_of(app, Caller("acc_1", "user", practice, (Grant("admin"),), strong=True))
        made = admin.post("/v1/webhooks", json={"url": there.url}, headers=key()).json()
        admin.post(f"/v1/webhooks/{made['id']}/tests", headers=key())
        assert wait_until(lambda: bool(there.got))
        waiting = "countenance_webhook_deliveries_waiting 0.0"
        assert wait_until(lambda: waiting in admin.get("/metrics").text)
    assert not [thread for thread in set(threading.enumerate()) - before if thread.name == "courier"]


def test_the_last_thing_is_a_checkpoint(settings: Settings) -> None:
    app = create_app(settings, lambda _: FakeEngine(), now, authenticate)
    with TestClient(app) as client:
        founded(app.state.services.office, "linden_aesthetics")
        kept = CheckpointFile(settings.data_dir / "audit-checkpoints.jsonl")
        begun = kept.read()
        assert "countenance_audit_checkpoint_age_seconds" in client.get("/metrics").text
    assert len(kept.read()) == len(begun) + 1
    assert (settings.data_dir / "audit-checkpoints.jsonl").stat().st_mode & 0o077 == 0


def test_a_chain_that_has_not_grown_gets_no_second_checkpoint(standing: Standing) -> None:
    witness = standing.app.state.services.keeping.witness
    witness.write()
    assert witness.write() == 0
    standing.enter()
    assert witness.write() == 1


def test_what_is_being_answered_is_answered_to_the_end(settings: Settings) -> None:
    engine = FakeEngine(held=True)
    answers: list[int] = []

    def ask(url: str) -> None:
        answers.append(httpx.post(f"{url}/v1/analyses", files={"photo": b"portrait"}, timeout=60).status_code)

    with serve(create_app(settings, lambda _: engine, now)) as url:
        asking = threading.Thread(target=ask, args=(url,))
        asking.start()
        engine.faces.entered_now()  # the canary
        assert wait_until(lambda: "countenance_analyses_in_flight 1.0" in httpx.get(f"{url}/metrics").text)
        threading.Timer(0.5, engine.faces.release).start()  # by then the server has been told to stop
    asking.join()
    assert answers == [200]


@pytest.mark.parametrize("broken", ["database", "keys", "objects", "disk"])
def test_ready_is_asked_of_the_real_things(standing: Standing, broken: str, tmp_path: Path) -> None:
    client, services = standing.client(), standing.app.state.services
    assert client.get("/readyz").json() == {"status": "ready"}
    checks = broken_checks(services, broken, f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}")
    standing.app.state.services = replace(services, keeping=replace(services.keeping, checks=checks))
    refused = client.get("/readyz")
    assert (refused.status_code, refused.json()["details"]) == (503, {"failing": [broken]})
    assert client.get("/healthz").status_code == 200


def broken_checks(services: Services, broken: str, gone: str) -> Checks:
    """Of the same server, with one of the things that it stands on gone."""
    settings, office = services.settings, services.office
    if broken == "database":
        office = replace(office, database=open_database(gone))
    if broken == "keys":
        vault = office.sealing
        assert isinstance(vault, Vault)
        office = replace(
            office, sealing=Vault(KeyStore(open_database(gone)), vault.keyring, vault._deletions._ledger, KeyCache())
        )
    if broken == "disk":
        settings = settings.model_copy(update={"min_free_bytes": 2**60})
    checks = configured_checks(settings, office)
    if broken == "objects":
        (data_folder(settings) / "objects").rename(data_folder(settings) / "moved")
        (data_folder(settings) / "objects").write_text("no folder any more")
    return checks


def test_requests_are_counted_by_route(standing: Standing) -> None:
    name = standing.enter()
    standing.client().get(f"/v1/clients/{name}")
    standing.client().get("/v1/clients/cli_none")
    standing.client().get("/v1/nothing/of/ours")
    told = standing.client().get("/metrics").text
    for status in ("2xx", "4xx"):
        labels = f'method="GET",route="/v1/clients/{{client}}",status="{status}"'
        assert f"countenance_request_seconds_count{{{labels}}} 1.0" in told
    assert 'route="none",status="4xx"' in told and name not in told


def test_a_problem_an_answer_and_a_log_line_name_the_same_request(
    standing: Standing, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "serving.requests")
    answer = standing.client().get("/v1/clients/cli_none")
    assert answer.json()["instance"] == f"urn:uuid:{answer.headers['x-request-id']}"
    (line,) = [record for record in caplog.records if record.name == "serving.requests"]
    facts = line.facts  # type: ignore[attr-defined]
    assert {name: facts[name] for name in ("method", "route", "status", "caller")} == {
        "method": "GET",
        "route": "/v1/clients/{client}",
        "status": 404,
        "caller": "acc_1",
    }
    assert json.dumps(facts)
