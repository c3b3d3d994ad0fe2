"""`countenance serve`: what is wrong with the settings is said before anything is served."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from serving.cli import app


@pytest.mark.parametrize(
    ("name", "value"),
    [("port", "99999"), ("port", "many"), ("max_batch_size", "0"), ("device", "abacus"), ("analysis_timeout_s", "-1")],
)
def test_a_bad_setting_stops_the_start_with_its_name(
    name: str, value: str, runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"COUNTENANCE_{name.upper()}", value)
    result = runner.invoke(app, ["serve"])
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert name in line and "(setting_invalid)" in line


def test_every_bad_setting_is_named(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTENANCE_PORT", "-1")
    monkeypatch.setenv("COUNTENANCE_MAX_WAITING", "none")
    said = runner.invoke(app, ["serve"]).stderr
    assert "port" in said and "max_waiting" in said


def test_a_bad_option_is_refused(runner: CliRunner) -> None:
    assert runner.invoke(app, ["serve", "--device", "abacus"]).exit_code == 2


def test_without_arguments_the_commands_are_listed(runner: CliRunner) -> None:
    listed = runner.invoke(app, []).output
    assert all(command in listed for command in ("analyze", "models", "sample", "serve"))
