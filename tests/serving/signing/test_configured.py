"""The settings choose who signs, and a signer they name is used or refused, never replaced."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from serving.settings import Settings
from serving.signing import configured_signer
from simulation.provenance import Signer, SignerNotInForceError, SignerUnreadableError, private_signer

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def own() -> Signer:
    """As a practice would bring it."""
    return private_signer("Bought", datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC), (7, 8))


@pytest.fixture
def with_own(own: Signer, tmp_path: Path) -> Settings:
    key, certificates = tmp_path / "own.key", tmp_path / "own.crt"
    key.write_text(own.private_key_pem)
    certificates.write_text(own.certificates_pem)
    return Settings(signing_key=key, signing_certificates=certificates, signing_dir=tmp_path / "signing")


def test_a_practice_s_own_signer_signs(with_own: Settings, own: Signer) -> None:
    said: list[str] = []
    assert configured_signer(with_own, "Acme", NOW, said.append) == own
    assert said == []
    assert with_own.signing_dir is not None and not with_own.signing_dir.exists()


def test_without_one_a_private_signer_is_made(tmp_path: Path) -> None:
    said: list[str] = []
    configured_signer(Settings(signing_dir=tmp_path / "signing"), "Acme", NOW, said.append)
    assert (tmp_path / "signing" / "private").is_dir()
    assert len(said) == 1


def test_one_that_has_expired_is_refused_and_not_replaced(with_own: Settings) -> None:
    with pytest.raises(SignerNotInForceError):
        configured_signer(with_own, "Acme", datetime(2028, 1, 2, tzinfo=UTC), print)
    assert with_own.signing_dir is not None and not with_own.signing_dir.exists()


def test_one_that_is_not_there_is_named(with_own: Settings) -> None:
    assert with_own.signing_key is not None
    with_own.signing_key.unlink()
    with pytest.raises(SignerUnreadableError, match=r"own\.key"):
        configured_signer(with_own, "Acme", NOW, print)


@pytest.mark.parametrize("alone", ["signing_key", "signing_certificates"])
def test_a_key_without_certificates_stops_the_start(alone: str, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="together"):
        Settings(**{alone: tmp_path / "file"})  # type: ignore[arg-type]


def test_they_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("KEY", "CERTIFICATES", "DIR"):
        monkeypatch.setenv(f"COUNTENANCE_SIGNING_{name}", str(tmp_path / name))
    settings = Settings()
    assert (settings.signing_key, settings.signing_certificates, settings.signing_dir) == (
        tmp_path / "KEY",
        tmp_path / "CERTIFICATES",
        tmp_path / "DIR",
    )
