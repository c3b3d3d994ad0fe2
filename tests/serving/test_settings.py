"""Every setting is documented, and no secret is ever shown."""

from __future__ import annotations

import logging

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from serving.cli import app
from serving.described_settings import table
from serving.settings import Settings
from tests.serving.describe import written

SECRET = "c2VjcmV0IHRoYXQgbm9ib2R5IG1heSBzZWUuLi4uLi4="
SECRETS = {name: SECRET for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)} | {
    "database_url": f"postgresql://keeper:{SECRET}@db/countenance",
    "keys_url": f"postgresql://k:{SECRET}@db/keys",
}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_says_what_it_is(name: str) -> None:
    described = Settings.model_fields[name].description
    assert described and len(described) >= 10


def test_the_documentation_has_every_setting_as_it_is() -> None:
    assert written() == table(), "run: python -m tests.serving.describe"


def test_secrets_are_kept_as_secrets() -> None:
    """Whatever is named like one."""
    named = {name for name in Settings.model_fields if name.endswith(("_key", "_secret", "_password", "_url"))}
    shown = {"signing_key", "language_model_url", "oidc_keys_url"}  # a path, and addresses without credentials
    assert named - shown <= set(SECRETS)


def test_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(f"COUNTENANCE_{name.upper()}", value)
    monkeypatch.delenv("COUNTENANCE_MASTER_KEY_FILE", raising=False)
    settings = Settings()
    caplog.set_level(logging.DEBUG)
    logging.getLogger("test").info("%s %r", settings, settings)
    printed = CliRunner().invoke(app, ["settings", "show"]).output
    assert printed.count("(set)") == len(SECRETS)
    assert all(isinstance(getattr(settings, name), SecretStr) for name in SECRETS)
    for text in (repr(settings), str(settings), settings.model_dump_json(), caplog.text, printed):
        assert SECRET not in text


def test_what_is_set_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTENANCE_MAX_REQUESTS", "17")
    printed = CliRunner().invoke(app, ["settings", "show"]).output.splitlines()
    assert "COUNTENANCE_MAX_REQUESTS=17" in printed and len(printed) == len(Settings.model_fields)
