"""`countenance accounts create-admin`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from serving.access.configured import configured_access
from serving.cli.app import app
from serving.clock import local_now
from serving.opening import open_office
from serving.settings import Settings
from tests.serving.access.grounds import PASSWORD

SAMPLE = Path("planning/practice/sample/practice.yaml")
SAID = ["--practice", "linden_aesthetics", "--login", "ada@linden.example", "--name", "Ada Lindqvist"]


@pytest.fixture(autouse=True)
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COUNTENANCE_DATA_DIR", str(tmp_path / "data"))
    sample = Path(__file__).resolve().parents[3] / SAMPLE
    made = CliRunner().invoke(app, ["practice", "create", str(sample)])
    assert made.exit_code == 0, made.output


def created(password: str, *said: str) -> Result:
    return CliRunner().invoke(app, ["accounts", "create-admin", *(said or SAID)], input=password + "\n")


def piped(password: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, with a real pipe."""
    command = [sys.executable, "-c", "from serving.cli.app import app; app()", "accounts", "create-admin", *SAID]
    return subprocess.run(command, input=password + "\n", capture_output=True, text=True, timeout=120)


def test_the_first_admin_signs_in_with_the_password_that_was_piped() -> None:
    made = piped(PASSWORD)
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("acc_") and PASSWORD not in made.stdout + made.stderr
    with open_office(Settings(), local_now) as office:
        access = configured_access(Settings(), office.database, office.sealing, office.recorder, office.now)
        opened = access.sessions.open("ada@linden.example", PASSWORD, (), "127.0.0.1", office.now())
        caller = access.sessions.caller(opened.token, office.now())
    assert [grant.role for grant in caller.grants] == ["admin"]
    again = created(PASSWORD)
    assert again.exit_code == 1 and "(login_taken)" in again.stderr


def test_a_weak_password_makes_no_account() -> None:
    refused = created("password1234")
    assert refused.exit_code == 1 and "(password_too_weak)" in refused.stderr
    assert "password1234" not in refused.stderr


def test_a_practice_that_is_not_there() -> None:
    refused = created(PASSWORD, "--practice", "none", *SAID[2:])
    assert refused.exit_code == 1 and "(practice_unknown)" in refused.stderr


def test_the_password_is_no_argument() -> None:
    shown = CliRunner().invoke(app, ["accounts", "create-admin", "--help"])
    assert "--password" not in shown.output
    assert created(PASSWORD, *SAID, "--password", PASSWORD).exit_code == 2
