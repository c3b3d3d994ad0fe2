"""The private signer on disk: made once, for one user, whoever comes first."""

from __future__ import annotations

import multiprocessing
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from serving.signing import SigningFolderError, SigningStore, default_signing_dir
from serving.signing.store import CERTIFICATES_FILE, KEY_FILE
from simulation.provenance import (
    Signer,
    SignerMismatchError,
    SignerNotInForceError,
    SignerUnreadableError,
    parse_signer,
)

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def silent(_: str) -> None:
    """Says nothing."""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_first_use_makes_a_signer_and_says_what_it_is_worth(tmp_path: Path) -> None:
    said: list[str] = []
    SigningStore(tmp_path / "signing", said.append).signer("Acme Dermatology", NOW)
    (sentence,) = said
    for word in ("Acme Dermatology", "private", "untrusted", "2051", "COUNTENANCE_SIGNING_KEY", str(tmp_path)):
        assert word in sentence


def test_later_uses_read_it_and_say_nothing(tmp_path: Path) -> None:
    said: list[str] = []
    made = SigningStore(tmp_path, said.append).signer("Acme", NOW)
    assert SigningStore(tmp_path, said.append).signer("Another name", NOW + timedelta(days=300)) == made
    assert len(said) == 1


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    SigningStore(tmp_path / "deep" / "signing", silent).signer("Acme", NOW)
    place = tmp_path / "deep" / "signing" / "private"
    assert mode(place.parent) == mode(place) == 0o700
    assert {path.name: mode(path) for path in place.iterdir()} == {KEY_FILE: 0o600, CERTIFICATES_FILE: 0o600}


def test_a_folder_that_others_can_read_keeps_it_from_them(tmp_path: Path) -> None:
    """A mounted volume, say, whose mode is not ours to change."""
    tmp_path.chmod(0o755)
    SigningStore(tmp_path, silent).signer("Acme", NOW)
    assert mode(tmp_path) == 0o755 and mode(tmp_path / "private") == 0o700


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    SigningStore(tmp_path, silent).signer("Acme", NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["private"]


def _first_use(
    folder: Path, start: multiprocessing.synchronize.Barrier, results: multiprocessing.Queue[object]
) -> None:
    said: list[str] = []
    start.wait()
    results.put((SigningStore(folder, said.append).signer("Acme", NOW).certificates_pem, len(said)))


def test_processes_that_start_at_once_share_one_signer(tmp_path: Path) -> None:
    """And one of them says that it was made."""
    context = multiprocessing.get_context("spawn")
    start, results = context.Barrier(4), context.Queue()
    workers = [context.Process(target=_first_use, args=(tmp_path, start, results)) for _ in range(4)]
    for worker in workers:
        worker.start()
    found = [results.get(timeout=60) for _ in workers]
    for worker in workers:
        worker.join(60)
    assert len({certificates for certificates, _ in found}) == 1
    assert sum(said for _, said in found) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["private"]


def test_who_comes_second_takes_what_is_there(tmp_path: Path) -> None:
    """Both have looked and found nothing; the other one was quicker."""
    winner = SigningStore(tmp_path, silent).signer("Acme", NOW)
    said: list[str] = []
    late = SigningStore(tmp_path, said.append)
    late._make(tmp_path / "private", "Acme", NOW)
    assert late.signer("Acme", NOW) == winner
    assert said == []
    assert [path.name for path in tmp_path.iterdir()] == ["private"]


def test_where_no_folder_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SigningFolderError, match="file"):
        SigningStore(tmp_path / "file" / "signing", silent).signer("Acme", NOW)


def test_it_runs_for_decades_and_then_says_so(tmp_path: Path) -> None:
    store = SigningStore(tmp_path, silent)
    store.signer("Acme", NOW)
    store.signer("Acme", NOW + timedelta(days=24 * 365))
    with pytest.raises(SignerNotInForceError, match="2051"):
        store.signer("Acme", NOW + timedelta(days=26 * 365))


def test_a_clock_that_is_behind_by_hours_may_use_it(tmp_path: Path) -> None:
    store = SigningStore(tmp_path, silent)
    store.signer("Acme", NOW)
    store.signer("Acme", NOW - timedelta(hours=23))


def test_a_lost_file_is_named_and_nothing_is_made_anew(tmp_path: Path) -> None:
    store = SigningStore(tmp_path, silent)
    store.signer("Acme", NOW)
    (tmp_path / "private" / KEY_FILE).unlink()
    with pytest.raises(SignerUnreadableError, match=KEY_FILE):
        store.signer("Acme", NOW)


def test_files_of_two_signers_do_not_mix(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        SigningStore(folder, silent).signer("Acme", NOW)
    (other / "private" / KEY_FILE).replace(one / "private" / KEY_FILE)
    with pytest.raises(SignerMismatchError):
        SigningStore(one, silent).signer("Acme", NOW)


def test_what_is_kept_is_what_is_used(tmp_path: Path) -> None:
    signer: Signer = SigningStore(tmp_path, silent).signer("Acme", NOW)
    key, certificates = (tmp_path / "private" / name for name in (KEY_FILE, CERTIFICATES_FILE))
    assert parse_signer(key.read_bytes(), certificates.read_bytes(), NOW) == signer


def test_its_place_follows_the_desktop_s_rules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_signing_dir() == tmp_path / "countenance" / "signing"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_signing_dir() == tmp_path / ".local" / "share" / "countenance" / "signing"
