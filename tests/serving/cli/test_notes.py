"""`countenance notes`: a note on the screen, as proposals with their quotes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from serving.cli import app

NOTE = "Stopped Accutane 3/2026. Denies keloids. Mother had melasma. On Florbitrex daily.\n"
runner = CliRunner()


@pytest.fixture
def note(tmp_path: Path) -> str:
    path = tmp_path / "note.txt"
    path.write_text(NOTE)
    return str(path)


def test_proposals_are_shown_with_their_quotes(note: str) -> None:
    result = runner.invoke(app, ["notes", note, "--on", "2026-11-22"])
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["medicine", "isotretinoin", "stopped", "until", "2026-03-01", "to", "2026-03-31", "Accutane"] in rows
    assert ["health", "keloid", "no", "keloids"] in rows
    assert ["health", "melasma", "yes", "family", "melasma"] in rows
    assert "Florbitrex" in result.stderr
    assert "a person confirms or drops each" in result.stderr


def test_as_json_every_quote_stands_where_it_says(note: str) -> None:
    result = runner.invoke(app, ["notes", note, "--on", "2026-11-22", "--json"])
    read = json.loads(result.stdout)
    assert {fact["code"]: fact["confirmable"] for fact in read["facts"]} == {
        "isotretinoin": True,
        "keloid": True,
        "melasma": False,
    }
    quotes = [*(fact["quote"] for fact in read["facts"]), *read["unread"]]
    assert all(NOTE[quote["start"] : quote["end"]] == quote["text"] for quote in quotes)


def test_a_file_that_is_not_there_is_said_with_its_code(tmp_path: Path) -> None:
    result = runner.invoke(app, ["notes", str(tmp_path / "none.txt")])
    assert (result.exit_code, "(document_invalid)" in result.stderr) == (1, True)
