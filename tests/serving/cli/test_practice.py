"""`countenance practice`: a practice file becomes a practice on this server."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from serving.cli import app
from serving.database import is_id

SAMPLE = Path(__file__).parents[3] / "planning" / "practice" / "sample" / "practice.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COUNTENANCE_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def test_a_practice_is_created_with_its_locations(runner: CliRunner, folder: Path) -> None:
    done = runner.invoke(app, ["practice", "create", str(SAMPLE)])
    assert done.exit_code == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines()]
    assert [handle for _, handle in rows] == ["linden_aesthetics", "oakland", "reno"]
    assert is_id(rows[0][0], "prc") and all(is_id(name, "loc") for name, _ in rows[1:])
    kept = create_engine(f"sqlite:///{folder / 'countenance.db'}")
    with kept.connect() as connection:
        assert connection.scalar(text("SELECT id FROM practices")) == rows[0][0]
    kept.dispose()


def test_what_is_kept_is_this_users_alone(runner: CliRunner, folder: Path) -> None:
    runner.invoke(app, ["practice", "create", str(SAMPLE)])
    assert {path.name for path in folder.iterdir()} >= {"countenance.db", "keys.db", "master.key", "audit.key"}
    assert [path.name for path in folder.rglob("*") if path.stat().st_mode & 0o077] == []


def test_the_same_practice_is_not_created_twice(runner: CliRunner, folder: Path) -> None:
    runner.invoke(app, ["practice", "create", str(SAMPLE)])
    again = runner.invoke(app, ["practice", "create", str(SAMPLE)])
    assert again.exit_code == 1 and "(practice_exists)" in again.stderr


@pytest.mark.parametrize(
    ("written", "code"), [("schema: countenance.practice/1", "document_invalid"), ("\xff", "document_invalid")]
)
def test_what_is_no_practice_file_is_told(runner: CliRunner, folder: Path, tmp_path: Path, written, code) -> None:
    file = tmp_path / "practice.yaml"
    file.write_bytes(written.encode("latin-1"))
    done = runner.invoke(app, ["practice", "create", str(file)])
    assert done.exit_code == 1 and f"({code})" in done.stderr
    assert not (folder / "countenance.db").exists()


def test_an_unknown_time_zone_keeps_nothing(runner: CliRunner, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "practice.yaml"
    file.write_text(SAMPLE.read_text().replace("America/Los_Angeles", "America/Atlantis"))
    done = runner.invoke(app, ["practice", "create", str(file)])
    assert done.exit_code == 1 and "no such time zone" in done.stderr
    assert runner.invoke(app, ["practice", "create", str(SAMPLE)]).exit_code == 0
