"""`countenance audit` and `countenance webhooks`, beside a server's data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient
from typer.testing import CliRunner

from serving.access import Caller, Grant
from serving.app import create_app
from serving.cli import app
from serving.database import Database
from serving.settings import Settings
from tests.serving.desk.issuer import authenticate, client_of
from tests.serving.desk.standing import founded, key
from tests.serving.fakes import FakeEngine
from tests.serving.webhooks.receiver import HOST, Receiver, receiver


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as mine:
        yield mine


@pytest.fixture
def practice(
    database: Database, database_url: str, tmp_path: Path, there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Of a server that was used and has stopped, with one event that is due."""
    for name, value in {
        "DATABASE_URL": database_url,
        "DATA_DIR": str(tmp_path / "data"),
        "WEBHOOKS_IN_SERVER": "false",
        "WEBHOOK_TRUSTED_HOSTS": HOST,
    }.items():
        monkeypatch.setenv(f"COUNTENANCE_{name}", value)
    served = create_app(Settings(), lambda _: FakeEngine(), authenticate=authenticate)
    with TestClient(served):
        name, _ = founded(served.state.services.office, "linden_aesthetics")
        admin = client_of(served, Caller("acc_1", "user", name, (Grant("admin"),), strong=True))
        made = admin.post("/v1/webhooks", json={"url": there.url}, headers=key()).json()
        assert admin.post(f"/v1/webhooks/{made['id']}/tests", headers=key()).status_code == 202
    return name


def test_a_whole_audit(practice: str, runner: CliRunner) -> None:
    told = runner.invoke(app, ["audit", "verify"])
    assert told.exit_code == 0, told.output
    assert told.stdout.startswith(f"{practice}: whole, ") and "never told to the audit" in told.stderr


def test_what_was_altered_is_found(practice: str, runner: CliRunner, database: Database) -> None:
    if database.engine.dialect.name == "sqlite":
        off = "DROP TRIGGER audit_events_no_update"
    else:
        off = "ALTER TABLE audit_events DISABLE TRIGGER ALL"
    with database.writing() as session:
        session.execute(text(off))
        session.execute(text("UPDATE audit_events SET body = replace(body, 'operator', 'somebody') WHERE number = 2"))
    told = runner.invoke(app, ["audit", "verify"])
    assert told.exit_code == 1 and "NOT WHOLE" in told.stdout and "event 2 (altered)" in told.stderr


def test_a_chain_that_is_gone_as_a_whole_is_missed_by_its_checkpoint(
    practice: str, runner: CliRunner, database: Database, tmp_path: Path
) -> None:
    copy = tmp_path / "kept-by-somebody-else.jsonl"
    copy.write_bytes((tmp_path / "data" / "audit-checkpoints.jsonl").read_bytes())
    off = ["DROP TABLE audit_events", "DROP TABLE audit_heads"]
    with database.writing() as session:
        for statement in off:
            session.execute(text(statement))
    from serving.database import Base

    Base.metadata.create_all(database.engine) if database.engine.dialect.name == "sqlite" else _again(database)
    told = runner.invoke(app, ["audit", "verify", "--checkpoints", str(copy)])
    assert told.exit_code == 1 and "truncated" in told.stderr


def _again(database: Database) -> None:
    from serving.database import Base

    with database.writing() as session:
        session.execute(text("DROP FUNCTION audit_events_only_added"))
    Base.metadata.create_all(database.engine)


def test_checkpoints_hold_against_the_key_that_somebody_noted(practice: str, runner: CliRunner) -> None:
    public = runner.invoke(app, ["audit", "checkpoint"]).stdout.strip()
    assert runner.invoke(app, ["audit", "verify", "--public-key", public]).exit_code == 0
    forged = runner.invoke(app, ["audit", "verify", "--public-key", "A" * 43 + "="])
    assert forged.exit_code == 1 and "checkpoint_forged" in forged.stderr
    nonsense = runner.invoke(app, ["audit", "verify", "--public-key", "no key"])
    assert nonsense.exit_code == 1 and "audit_key_unusable" in nonsense.stderr


def test_a_copy_for_others(practice: str, runner: CliRunner) -> None:
    lines = runner.invoke(app, ["audit", "export", practice]).stdout.splitlines()
    assert lines[0].startswith("number,at,event") and "practice.created" in lines[1]
    bundle = json.loads(runner.invoke(app, ["audit", "export", practice, "--format", "fhir"]).stdout)
    assert len(bundle["entry"]) == len(lines) - 1


def test_events_are_delivered_from_a_process_of_its_own(practice: str, runner: CliRunner, there: Receiver) -> None:
    assert there.got == []
    told = runner.invoke(app, ["webhooks", "run", "--once"])
    assert (told.exit_code, told.stdout) == (0, "1\n") and len(there.got) == 1
    assert runner.invoke(app, ["webhooks", "run", "--once"]).stdout == "0\n"
