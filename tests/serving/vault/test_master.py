"""Master keys: where they come from, several generations of them, and services that fail."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from models.errors import CountenanceError
from serving.vault import (
    KeyDamagedError,
    Keyring,
    LocalMasterKey,
    MasterKeyInvalidError,
    MasterKeyMissingError,
    MasterKeyRefusedError,
    MasterKeyUnavailableError,
)
from serving.vault.cache import KeyCache
from serving.vault.sources import MasterKeyFile, provided, read_keys

from .conftest import CLIENT, NOON, PLACE, House
from .kms import FakeService, Mood

ONE, TWO = bytes(range(32)), bytes(range(32, 64))


def written(*keys: bytes) -> str:
    return ",".join(base64.b64encode(key).decode() for key in keys)


def test_keys_are_read_in_their_order() -> None:
    assert read_keys(written(ONE, TWO)) == [ONE, TWO]
    assert read_keys(written(ONE, TWO).replace(",", "\n") + "\n") == [ONE, TWO]


@pytest.mark.parametrize("wrong", ["", ",", "secret!", written(ONE[:16]), written(ONE) + ",secret!"])
def test_what_is_no_key_is_refused_without_repeating_it(wrong: str) -> None:
    with pytest.raises(MasterKeyInvalidError) as caught:
        read_keys(wrong)
    assert "secret!" not in str(caught.value)


def test_a_key_is_not_shown_and_named_by_nothing_that_gives_it_away() -> None:
    shown = repr(LocalMasterKey(ONE))
    assert ONE.hex()[:8] not in shown and written(ONE)[:8] not in shown
    assert LocalMasterKey(ONE).name == LocalMasterKey(ONE).name != LocalMasterKey(TWO).name


def test_a_wrapped_key_opens_in_its_context_alone() -> None:
    master = LocalMasterKey(ONE)
    wrapped = master.wrap(TWO, "1:cli_01")
    assert master.unwrap(wrapped, "1:cli_01") == TWO and TWO not in wrapped
    for other, context in ((master, "2:cli_01"), (master, "1:cli_02"), (LocalMasterKey(TWO), "1:cli_01")):
        with pytest.raises(KeyDamagedError):
            other.unwrap(wrapped, context)


@pytest.mark.parametrize("masters", [[], [LocalMasterKey(ONE)] * 2])
def test_a_ring_without_keys_or_with_one_twice_is_refused(masters: list[LocalMasterKey]) -> None:
    with pytest.raises(MasterKeyInvalidError):
        Keyring(lambda: masters)


@pytest.fixture
def key_file(tmp_path: Path) -> MasterKeyFile:
    file = MasterKeyFile(tmp_path / "secrets" / "master.key")
    assert file.make()
    return file


def test_a_file_is_made_once_for_one_user_alone(key_file: MasterKeyFile) -> None:
    keys = key_file.read()
    assert not key_file.make() and key_file.read() == keys and len(keys) == 1
    assert key_file.path.stat().st_mode & 0o777 == 0o600
    assert list(key_file.path.parent.iterdir()) == [key_file.path]


@pytest.mark.parametrize("bits", [0o640, 0o604, 0o620, 0o644])
def test_a_file_that_others_may_read_is_refused(key_file: MasterKeyFile, bits: int) -> None:
    key_file.path.chmod(bits)
    with pytest.raises(MasterKeyInvalidError, match="0600"):
        key_file.read()


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"secret!"])
def test_a_file_that_holds_no_key_is_refused(key_file: MasterKeyFile, content: bytes | None) -> None:
    if content is None:
        key_file.path.unlink()
    else:
        key_file.path.write_bytes(content)
    with pytest.raises(MasterKeyInvalidError):
        key_file.read()


def test_a_file_takes_a_new_key_and_lets_old_ones_go(key_file: MasterKeyFile) -> None:
    (first,) = key_file.read()
    name = LocalMasterKey(first).name
    key_file.add()
    second, again = key_file.read()
    assert again == first != second
    assert key_file.keep({name}) == [] and key_file.keep(set()) == [name]
    assert key_file.read() == [second] and key_file.path.stat().st_mode & 0o777 == 0o600


def test_what_the_file_was_is_overwritten(key_file: MasterKeyFile) -> None:
    with key_file.path.open("rb") as before:
        key_file.add()
        assert set(before.read()) == {0}


def test_a_module_gives_keys_of_its_own() -> None:
    assert provided("tests.serving.vault.test_master:given")()[0].name == LocalMasterKey(ONE).name
    for wrong in ("no.such.module:given", "tests.serving.vault.test_master:nothing"):
        with pytest.raises(MasterKeyInvalidError):
            provided(wrong)


def given() -> list[LocalMasterKey]:
    return [LocalMasterKey(ONE)]


def test_a_key_store_does_not_open_with_another_master_key(house: House) -> None:
    house.open().create(CLIENT)
    house.masters = [LocalMasterKey(TWO)]
    with pytest.raises(MasterKeyMissingError):
        house.open()


EXPECTED: dict[Mood, type[CountenanceError]] = {
    "throttled": MasterKeyUnavailableError,
    "no_route": MasterKeyUnavailableError,
    "own_error": MasterKeyUnavailableError,
    "disabled": MasterKeyRefusedError,
    "short": KeyDamagedError,
    "another": KeyDamagedError,
}


@pytest.mark.parametrize("mood", EXPECTED)
def test_a_failing_service_is_told_as_what_it_is(sqlite_house: House, mood: Mood) -> None:
    service = FakeService()
    sqlite_house.masters = [service]
    sealed = sqlite_house.open()
    sealed.create(CLIENT)
    data = sealed.seal(CLIENT, PLACE, b"forehead")
    fresh = sqlite_house.open()
    service.mood = mood
    for use in (lambda: fresh.unseal(CLIENT, PLACE, data), lambda: fresh.create("cli_09")):
        with pytest.raises(EXPECTED[mood]) as caught:
            use()
        assert "kms.example" not in str(caught.value)
    service.mood = "well"
    assert fresh.unseal(CLIENT, PLACE, data) == b"forehead"  # nothing of the failure was kept
    fresh.create("cli_09")


@pytest.mark.parametrize("mood", ["garbage", "another"])
def test_no_key_is_used_before_it_was_seen_to_come_back(sqlite_house: House, mood: Mood) -> None:
    """What it sealed would be lost."""
    service = FakeService()
    sqlite_house.masters = [service]
    vault = sqlite_house.open()
    service.mood = mood
    with pytest.raises(KeyDamagedError):
        vault.create(CLIENT)
    service.mood = "well"
    vault.create(CLIENT)
    assert vault.unseal(CLIENT, PLACE, vault.seal(CLIENT, PLACE, b"forehead")) == b"forehead"


def test_a_service_is_asked_once_for_a_key_in_use(sqlite_house: House) -> None:
    service = FakeService()
    sqlite_house.masters = [service]
    now = [0.0]
    vault = sqlite_house.open(cache=KeyCache(max_keys=2, max_age_s=60.0, clock=lambda: now[0]))
    for owner in (CLIENT, "cli_02", "cli_03"):
        vault.create(owner)

    def asked(owner: str) -> int:
        before = service.calls
        vault.seal(owner, PLACE, b"")
        return service.calls - before

    assert [asked(CLIENT), asked(CLIENT), asked("cli_02"), asked(CLIENT)] == [1, 0, 1, 0]
    assert [asked("cli_03"), asked(CLIENT)] == [1, 1]  # the cache holds two
    now[0] = 60.0
    assert asked("cli_03") == 1  # and those for a minute


def test_a_service_that_is_down_stops_no_erasure(sqlite_house: House) -> None:
    service = FakeService()
    sqlite_house.masters = [service]
    vault = sqlite_house.open()
    vault.create(CLIENT)
    service.mood = "no_route"
    vault.destroy(CLIENT, NOON, "erasure_request")
    assert vault.destruction(CLIENT) is not None
