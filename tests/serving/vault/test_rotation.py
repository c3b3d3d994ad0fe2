"""A new master key, and what verification finds."""

from __future__ import annotations

import os
import threading

import pytest

from serving.vault import KeyDamagedError, LocalMasterKey, MasterKeyMissingError, MasterKeyUnavailableError, Vault
from serving.vault.owner_keys import make_key
from serving.vault.rotation import needed_masters, rotate_master
from serving.vault.store import Destruction, WrappedKey
from serving.vault.verifying import verify

from .conftest import CLIENT, NOON, OTHER, PLACE, House
from .kms import FakeService


def new_master() -> LocalMasterKey:
    return LocalMasterKey(os.urandom(32))


def rotated(house: House, vault: Vault) -> int:
    house.masters = [new_master(), *house.masters]
    return rotate_master(vault.store, vault.keyring).rewrapped


def test_every_key_is_wrapped_anew_and_what_was_sealed_still_opens(house: House, vault: Vault) -> None:
    sealed = vault.seal(CLIENT, PLACE, b"forehead")
    assert rotated(house, vault) == 3  # two clients and the ledger
    house.masters = house.masters[:1]  # the old master key is gone for good
    for opened in (vault, house.open()):
        assert opened.unseal(CLIENT, PLACE, sealed) == b"forehead"
    assert needed_masters(vault.store) == {house.masters[0].name}


def test_many_keys_are_wrapped_anew_in_batches(house: House, vault: Vault) -> None:
    name = house.masters[0].name
    made = [make_key(vault.keyring, name, f"many_{number:04}", 1) for number in range(1100)]
    with vault.store.adding() as rows:
        for key in made:
            rows.add(key)
    assert rotated(house, vault) == 1103
    assert verify(vault).masters == {house.masters[0].name: 1103}


def test_done_again_it_changes_nothing(house: House, vault: Vault) -> None:
    rotated(house, vault)
    assert rotate_master(vault.store, vault.keyring).rewrapped == 0


def test_another_process_that_knows_the_old_one_alone_goes_on(house: House, vault: Vault) -> None:
    other = house.open()
    sealed = other.seal(CLIENT, PLACE, b"forehead")
    rotated(house, vault)
    house.masters = house.masters[:1]
    assert other.unseal(CLIENT, PLACE, sealed) == b"forehead"
    other.create("cli_09")
    assert needed_masters(vault.store) == {house.masters[0].name}


def test_keys_that_are_made_meanwhile_are_wrapped_by_one_that_stays(house: House, vault: Vault) -> None:
    other, stop, made = house.open(), threading.Event(), []

    def make() -> None:
        while not stop.is_set():
            made.append(f"new_{len(made)}")
            other.create(made[-1])

    thread = threading.Thread(target=make)
    thread.start()
    for _ in range(3):
        rotated(house, vault)
    stop.set()
    thread.join()
    house.masters = house.masters[:1]
    found = verify(house.open())
    assert found.whole and sum(found.masters.values()) == 3 + len(made) and len(found.masters) == 1


def test_cut_off_in_the_middle_it_is_done_again(house: House) -> None:
    service = FakeService()
    house.masters = [service]
    vault = house.open()
    vault.create(CLIENT)
    sealed = vault.seal(CLIENT, PLACE, b"forehead")
    house.masters = [new_master(), service]
    service.mood = "throttled"
    with pytest.raises(MasterKeyUnavailableError):
        rotate_master(vault.store, vault.keyring)
    vault.create(OTHER)  # wrapped by the new one already
    service.mood = "well"
    assert rotate_master(vault.store, vault.keyring).rewrapped == 2
    house.masters = house.masters[:1]
    assert house.open().unseal(CLIENT, PLACE, sealed) == b"forehead"


def test_an_owner_erased_meanwhile_does_not_come_back(vault: Vault) -> None:
    with vault.store.reading() as rows:
        before = rows.newest(CLIENT)
    vault.destroy(CLIENT, NOON, "erasure_request")
    with vault.store.adding() as rows:
        assert before and not rows.rewrap(before, before)
        assert rows.newest(CLIENT) is None


def test_copies_from_before_it_open_nothing_after_it(house: House, vault: Vault) -> None:
    """A backup of the key store, a write-ahead log, a disk's free blocks: none of them needs to be found."""
    with vault.store.reading() as rows:
        copy = rows.newest(CLIENT)
    assert copy and vault.keyring.unwrap(copy.master, copy.wrapped, copy.context)
    rotated(house, vault)
    house.masters = house.masters[:1]
    vault.keyring.reload()
    with pytest.raises(MasterKeyMissingError):
        vault.keyring.unwrap(copy.master, copy.wrapped, copy.context)
    with pytest.raises(KeyDamagedError):
        vault.keyring.unwrap(house.masters[0].name, copy.wrapped, copy.context)


def test_a_whole_key_store_is_told(vault: Vault) -> None:
    vault.destroy(OTHER, NOON, "retention")
    found = verify(vault)
    assert found.whole and found.deletions == 1 and sum(found.masters.values()) == 2


def test_a_damaged_key_is_found(vault: Vault) -> None:
    with vault.store.adding() as rows:
        key = rows.newest(CLIENT)
        assert key
        rows.rewrap(key, WrappedKey(CLIENT, 1, key.master, key.wrapped[:-1] + bytes([key.wrapped[-1] ^ 1])))
    found = verify(vault)
    assert not found.whole and found.unopened == ("cli_01:1",)


def test_a_missing_master_key_is_found(house: House, vault: Vault) -> None:
    with vault.store.adding() as rows:
        key = rows.newest(CLIENT)
        assert key
        rows.rewrap(key, WrappedKey(CLIENT, 1, "gone", key.wrapped))
    assert verify(vault).unopened == ("cli_01:1",)


def test_a_deletion_that_the_ledger_does_not_know_is_found(vault: Vault) -> None:
    with vault.store.deciding() as rows:
        rows.destroy(Destruction(OTHER, NOON, "retention"))
    assert verify(vault).untold == (OTHER,)
