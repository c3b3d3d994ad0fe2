"""`countenance keys`, `backup` and `restore`, as an operator meets them: by the environment alone."""

from __future__ import annotations

import base64
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from serving.cli import app
from serving.clock import local_now
from serving.objects import configured_objects
from serving.opening import open_office
from serving.settings import Settings
from serving.stores import database_url
from serving.vault import Vault, configured_vault
from tests.serving.desk.standing import founded

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with two clients, one erased, whose ledger and master key are kept apart."""
    key = base64.b64encode(os.urandom(32)).decode()
    monkeypatch.setenv("COUNTENANCE_MASTER_KEY", key)
    move_to(tmp_path / "house", tmp_path / "deletions.jsonl", monkeypatch)
    vault = opened()
    for client in ("cli_01", "cli_02"):
        vault.create(client)
        configured_objects(Settings()).put("prc_01", client, vault.seal(client, "photos.object:1", b"photo"))
    vault.close()
    sqlite3.connect(database_url(Settings()).removeprefix("sqlite:///")).close()
    return tmp_path


def move_to(data: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTENANCE_DATA_DIR", str(data))
    monkeypatch.setenv("COUNTENANCE_DELETION_LEDGER", str(ledger))


def opened() -> Vault:
    return configured_vault(Settings(), lambda _: None)


def erase(client: str) -> None:
    vault = opened()
    vault.destroy(client, NOW, "erasure_request")
    vault.close()


def test_verify_counts_what_is_there(house: Path, runner: CliRunner) -> None:
    erase("cli_01")
    result = runner.invoke(app, ["keys", "verify"])
    assert result.exit_code == 0
    assert "2 keys wrapped by" in result.stdout and "1 deletions in the ledger" in result.stdout


def test_verify_names_a_key_that_does_not_open(house: Path, runner: CliRunner) -> None:
    with sqlite3.connect(house / "house" / "keys.db") as keys:
        keys.execute("UPDATE keys SET wrapped = zeroblob(68) WHERE owner = 'cli_02'")
    result = runner.invoke(app, ["keys", "verify"])
    assert result.exit_code == 1 and "cli_02:1" in result.stderr and "key_damaged" in result.stderr


def test_without_its_ledger_no_command_opens_the_keys(house: Path, runner: CliRunner) -> None:
    (house / "deletions.jsonl").unlink()
    for command in (["keys", "verify"], ["keys", "rotate"]):
        result = runner.invoke(app, command)
        assert result.exit_code == 1 and "deletion_ledger_behind" in result.stderr


def test_rotate_takes_the_master_key_that_stands_first(
    house: Path, runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = os.environ["COUNTENANCE_MASTER_KEY"], base64.b64encode(os.urandom(32)).decode()
    monkeypatch.setenv("COUNTENANCE_MASTER_KEY", f"{new},{old}")
    result = runner.invoke(app, ["keys", "rotate"])
    assert result.exit_code == 0 and "3 keys are now wrapped by" in result.stdout
    assert "is not needed any more" in result.stdout and new not in result.output and old not in result.output
    monkeypatch.setenv("COUNTENANCE_MASTER_KEY", new)
    assert runner.invoke(app, ["keys", "verify"]).exit_code == 0


def test_rotate_makes_a_new_master_key_in_its_file_and_deletes_the_old(
    tmp_path: Path, runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    move_to(tmp_path / "house", tmp_path / "deletions.jsonl", monkeypatch)
    first = runner.invoke(app, ["keys", "rotate"])
    file = tmp_path / "house" / "master.key"
    before = file.read_text()
    second = runner.invoke(app, ["keys", "rotate"])
    assert "Made a master key" in first.stderr and "Made a master key" not in second.stderr
    assert second.exit_code == 0 and "was deleted" in second.stdout
    assert file.read_text() != before and len(file.read_text().splitlines()) == 1
    assert runner.invoke(app, ["keys", "verify"]).exit_code == 0


def test_rotate_gives_one_client_a_new_key(house: Path, runner: CliRunner) -> None:
    vault = opened()
    sealed = vault.seal("cli_01", "notes.text:1", b"note")
    vault.close()
    assert runner.invoke(app, ["keys", "rotate", "--owner", "cli_01"]).exit_code == 0
    vault = opened()
    assert vault.unseal("cli_01", "notes.text:1", sealed) == b"note"
    assert vault.reseal("cli_01", "notes.text:1", sealed) != sealed
    vault.close()


@pytest.mark.parametrize("owner", ["cli_99", ".ledger", "no id"])
def test_nobody_without_a_key_gets_a_new_one(house: Path, runner: CliRunner, owner: str) -> None:
    result = runner.invoke(app, ["keys", "rotate", "--owner", owner])
    assert result.exit_code == 1 and "key_missing" in result.stderr


def test_a_backup_and_the_way_back(house: Path, runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert runner.invoke(app, ["backup", str(house / "a"), "--keys", str(house / "b")]).exit_code == 0
    erase("cli_01")
    assert runner.invoke(app, ["restore", str(house / "a"), "--keys", str(house / "b")]).exit_code == 1  # data is there
    move_to(house / "new", house / "deletions.jsonl", monkeypatch)
    result = runner.invoke(app, ["restore", str(house / "a"), "--keys", str(house / "b")])
    assert result.exit_code == 0 and "cli_01 stays erased" in result.stdout
    assert "1 objects of erased owners were left out" in result.stdout
    vault = opened()
    (kept,) = configured_objects(Settings()).kept()
    assert vault.unseal("cli_02", "photos.object:1", configured_objects(Settings()).get(kept.name)) == b"photo"
    vault.close()


def test_a_restore_says_whether_the_audit_is_still_to_be_verified(
    tmp_path: Path, runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    then, another = (base64.b64encode(os.urandom(32)).decode() for _ in range(2))
    monkeypatch.setenv("COUNTENANCE_MASTER_KEY", base64.b64encode(os.urandom(32)).decode())
    monkeypatch.setenv("COUNTENANCE_AUDIT_KEY", then)
    move_to(tmp_path / "house", tmp_path / "deletions.jsonl", monkeypatch)
    with open_office(Settings(), local_now) as office:
        practice, _ = founded(office, "linden_aesthetics")
    assert runner.invoke(app, ["backup", str(tmp_path / "a")]).exit_code == 0
    for secret, place, told in ((then, "one", "audit whole"), (another, "two", "audit NOT WHOLE")):
        monkeypatch.setenv("COUNTENANCE_AUDIT_KEY", secret)
        move_to(tmp_path / place, tmp_path / "deletions.jsonl", monkeypatch)
        result = runner.invoke(app, ["restore", str(tmp_path / "a")])
        assert f"{practice}: {told}" in result.stdout
        assert (result.exit_code == 0) is (secret == then) is ("audit_not_whole" not in result.stderr)
        assert secret not in result.output
        with open_office(Settings(), local_now):
            pass  # all else is back


def test_nothing_comes_back_without_the_ledger(house: Path, runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert runner.invoke(app, ["backup", str(house / "a")]).exit_code == 0
    move_to(house / "new", house / "elsewhere.jsonl", monkeypatch)
    result = runner.invoke(app, ["restore", str(house / "a")])
    assert result.exit_code == 1 and "deletion_ledger_behind" in result.stderr
    assert not (house / "new" / "keys.db").exists() and not (house / "new" / "countenance.db").exists()
