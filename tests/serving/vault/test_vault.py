"""Sealing, opening and destroying on both databases, through one process and through two."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from serving.vault import (
    KeyDestroyedError,
    KeyMissingError,
    LedgerUnavailableError,
    MasterKey,
    SealBrokenError,
    Vault,
)
from serving.vault.cache import KeyCache
from serving.vault.media import FileMedium
from serving.vault.store import WrappedKey

from .conftest import CLIENT, NOON, OTHER, PLACE, House


def test_what_is_sealed_comes_back(vault: Vault) -> None:
    assert vault.unseal(CLIENT, PLACE, vault.seal(CLIENT, PLACE, b"forehead")) == b"forehead"


def test_another_process_opens_it(house: House, vault: Vault) -> None:
    assert house.open().unseal(CLIENT, PLACE, vault.seal(CLIENT, PLACE, b"forehead")) == b"forehead"


@pytest.mark.parametrize(("owner", "what"), [(OTHER, PLACE), (CLIENT, PLACE + "0"), (CLIENT, "clients.notes:cli_01")])
def test_nothing_opens_for_another_owner_or_place(on_sqlite: Vault, owner: str, what: str) -> None:
    with pytest.raises(SealBrokenError):
        on_sqlite.unseal(owner, what, on_sqlite.seal(CLIENT, PLACE, b"forehead"))


def test_a_key_is_made_once(vault: Vault) -> None:
    sealed = vault.seal(CLIENT, PLACE, b"forehead")
    vault.create(CLIENT)
    assert vault.unseal(CLIENT, PLACE, sealed) == b"forehead"


def test_an_unknown_owner_is_told(vault: Vault) -> None:
    for use in (lambda: vault.seal("cli_99", PLACE, b""), lambda: vault.rotate("cli_99")):
        with pytest.raises(KeyMissingError):
            use()


@pytest.mark.parametrize("owner", ["", ".ledger", "cli 1", "cli_1\n", "a" * 65, "../x"])
def test_what_is_no_id_owns_nothing(on_sqlite: Vault, owner: str) -> None:
    for use in (
        on_sqlite.create,
        on_sqlite.rotate,
        on_sqlite.retire,
        lambda whose: on_sqlite.destroy(whose, NOON, "retention"),
    ):
        with pytest.raises(KeyMissingError):
            use(owner)
    assert on_sqlite.entries() == []


def test_after_destruction_nothing_opens_and_no_key_is_made_again(vault: Vault) -> None:
    sealed = vault.seal(CLIENT, PLACE, b"forehead")
    vault.destroy(CLIENT, NOON, "erasure_request")
    for use in (
        lambda: vault.unseal(CLIENT, PLACE, sealed),
        lambda: vault.seal(CLIENT, PLACE, b"more"),
        lambda: vault.create(CLIENT),
        lambda: vault.rotate(CLIENT),
    ):
        with pytest.raises(KeyDestroyedError):
            use()
    told = vault.destruction(CLIENT)
    assert told is not None and (told.at, told.why) == (NOON, "erasure_request")


def test_other_owners_are_left_alone(vault: Vault) -> None:
    sealed = vault.seal(OTHER, PLACE, b"forehead")
    vault.destroy(CLIENT, NOON, "erasure_request")
    assert vault.unseal(OTHER, PLACE, sealed) == b"forehead" and vault.destruction(OTHER) is None


def test_another_process_with_the_key_in_its_memory_refuses_at_its_next_use(house: House, vault: Vault) -> None:
    cache = KeyCache()
    other = house.open(cache=cache)
    sealed = other.seal(CLIENT, PLACE, b"forehead")
    assert len(cache) == 1
    vault.destroy(CLIENT, NOON, "erasure_request")
    with pytest.raises(KeyDestroyedError):
        other.unseal(CLIENT, PLACE, sealed)
    assert len(cache) == 0


def test_the_key_leaves_this_process_at_once(house: House, vault: Vault) -> None:
    cache = KeyCache()
    opened = house.open(cache=cache)
    opened.seal(CLIENT, PLACE, b"forehead")
    opened.destroy(CLIENT, NOON, "erasure_request")
    assert len(cache) == 0


def test_destroyed_twice_is_told_once(vault: Vault) -> None:
    vault.destroy(CLIENT, NOON, "erasure_request")
    vault.destroy(CLIENT, NOON, "retention")
    assert [entry.destruction.why for entry in vault.entries()] == ["erasure_request"]


def test_several_owners_are_destroyed_together(house: House, vault: Vault) -> None:
    vault.create("cli_03")
    sealed = [(owner, PLACE, vault.seal(owner, PLACE, b"forehead")) for owner in (CLIENT, OTHER, "cli_03")]
    vault.destroy(OTHER, NOON, "retention")
    vault.destroy_all([CLIENT, OTHER, "cli_99", CLIENT], NOON, "erasure_request")
    assert [entry.destruction.owner for entry in house.open().entries()] == [OTHER, CLIENT, "cli_99"]
    assert vault.unseal_all(sealed) == [None, None, b"forehead"]


def test_a_ledger_that_fails_between_two_of_them_leaves_what_it_was_told_for_the_next(house: House) -> None:
    class Full(FileMedium):
        def append(self, number: int, line: bytes) -> None:
            if number == 3:
                raise LedgerUnavailableError()
            super().append(number, line)

    vault = house.open(Full(house.ledger))
    for owner in (CLIENT, OTHER):
        vault.create(owner)
    with pytest.raises(LedgerUnavailableError):
        vault.destroy_all([CLIENT, OTHER], NOON, "erasure_request")
    opened = house.open()
    assert opened.destruction(CLIENT) is not None and opened.destruction(OTHER) is None


@pytest.mark.parametrize("why", ["", "Ms Doe asked for it", "erasure-request", "x" * 41])
def test_why_is_a_code(on_sqlite: Vault, why: str) -> None:
    with pytest.raises(ValueError):
        on_sqlite.destroy(CLIENT, NOON, why)
    assert on_sqlite.entries() == []


def test_a_moment_without_a_zone_is_refused_before_it_is_told(on_sqlite: Vault) -> None:
    with pytest.raises(ValueError):
        on_sqlite.destroy(CLIENT, NOON.replace(tzinfo=None), "retention")
    assert on_sqlite.entries() == []


def test_a_row_of_the_key_store_that_is_moved_to_another_owner_opens_nothing(vault: Vault) -> None:
    sealed = vault.seal(CLIENT, PLACE, b"forehead")
    vault.create("cli_03")
    with vault.store.deciding() as rows:
        stolen, own = rows.newest(CLIENT), rows.newest("cli_03")
        assert stolen and own
        rows.rewrap(own, WrappedKey("cli_03", 1, stolen.master, stolen.wrapped))
    with pytest.raises(Exception, match="damaged"):
        vault.unseal("cli_03", PLACE, sealed)


def test_a_page_of_rows_is_opened_in_order_without_the_erased(vault: Vault) -> None:
    sealed = [(owner, PLACE, vault.seal(owner, PLACE, owner.encode())) for owner in (CLIENT, OTHER, CLIENT)]
    assert vault.unseal_all(sealed) == [b"cli_01", b"cli_02", b"cli_01"]
    vault.destroy(CLIENT, NOON, "erasure_request")
    assert vault.unseal_all(sealed) == [None, b"cli_02", None]
    with pytest.raises(KeyMissingError):
        vault.unseal_all([("cli_99", PLACE, sealed[0][2])])
    with pytest.raises(SealBrokenError):
        vault.unseal_all([(OTHER, PLACE, sealed[0][2])])


def test_rotation_of_an_owners_key(vault: Vault) -> None:
    first = vault.seal(CLIENT, PLACE, b"forehead")
    vault.rotate(CLIENT)
    assert vault.unseal(CLIENT, PLACE, first) == b"forehead"
    second = vault.reseal(CLIENT, PLACE, first)
    assert second != first and vault.reseal(CLIENT, PLACE, second) == second
    assert vault.retire(CLIENT) == 1
    assert vault.unseal(CLIENT, PLACE, second) == b"forehead"
    with pytest.raises(SealBrokenError):
        vault.unseal(CLIENT, PLACE, first)


def test_an_erasure_takes_every_generation(vault: Vault) -> None:
    first = vault.seal(CLIENT, PLACE, b"forehead")
    vault.rotate(CLIENT)
    vault.destroy(CLIENT, NOON, "erasure_request")
    assert vault.unseal_all([(CLIENT, PLACE, first)]) == [None]
    with vault.store.reading() as rows:
        assert rows.newest(CLIENT) is None


def at_once(*jobs) -> list[BaseException]:
    raised: list[BaseException] = []
    barrier = threading.Barrier(len(jobs))

    def run(job) -> None:
        barrier.wait()
        try:
            job()
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_many_threads_of_two_processes_make_one_key(house: House, vault: Vault) -> None:
    vaults = [vault, house.open()] * 4
    sealed: list[bytes] = []

    def make_and_seal(mine: Vault) -> None:
        mine.create("cli_07")
        sealed.append(mine.seal("cli_07", PLACE, b"forehead"))

    assert at_once(*[lambda mine=mine: make_and_seal(mine) for mine in vaults]) == []
    assert [vault.unseal("cli_07", PLACE, each) for each in sealed] == [b"forehead"] * 8


def test_erasures_at_once_are_told_one_after_another(house: House, vault: Vault) -> None:
    owners = [f"cli_1{number}" for number in range(8)]
    for owner in owners:
        vault.create(owner)
    vaults = [vault, house.open()] * 4
    jobs = [lambda v=v, o=o: v.destroy(o, NOON, "retention") for v, o in zip(vaults, owners, strict=True)]
    assert at_once(*jobs) == []
    assert sorted(entry.destruction.owner for entry in house.open().entries()) == owners


def test_sealing_beside_an_erasure_either_works_or_says_erased(house: House, vault: Vault) -> None:
    other = house.open()

    def seal_on() -> None:
        for _ in range(60):
            other.seal(CLIENT, PLACE, b"forehead")

    raised = at_once(seal_on, seal_on, lambda: vault.destroy(CLIENT, NOON, "erasure_request"))
    assert all(isinstance(error, KeyDestroyedError) for error in raised)
    with pytest.raises(KeyDestroyedError):
        other.seal(CLIENT, PLACE, b"forehead")


class Meddling:
    """A master key that takes its time, in which something else happens."""

    def __init__(self, inside: MasterKey) -> None:
        self._inside, self.name = inside, inside.name
        self.meanwhile: Callable[[], None] = lambda: None

    def wrap(self, key: bytes, context: str) -> bytes:
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()
        return self._inside.wrap(key, context)

    def unwrap(self, wrapped: bytes, context: str) -> bytes:
        return self._inside.unwrap(wrapped, context)


@pytest.mark.parametrize("use", ["create", "rotate"])
def test_no_key_is_made_for_an_owner_who_is_erased_meanwhile(house: House, use: str) -> None:
    (inside,) = house.masters
    house.masters = [slow := Meddling(inside)]
    mine, other = house.open(), house.open()
    if use == "rotate":
        mine.create("cli_03")
    slow.meanwhile = lambda: other.destroy("cli_03", NOON, "erasure_request")
    with pytest.raises(KeyDestroyedError):
        getattr(mine, use)("cli_03")
    with mine.store.reading() as rows:
        assert rows.newest("cli_03") is None


def test_two_who_rotate_at_once_make_two_generations(house: House) -> None:
    (inside,) = house.masters
    house.masters = [slow := Meddling(inside)]
    mine, other = house.open(), house.open()
    mine.create("cli_03")
    slow.meanwhile = lambda: other.rotate("cli_03")
    mine.rotate("cli_03")
    with mine.store.reading() as rows:
        newest = rows.newest("cli_03")
    assert newest and newest.generation == 3
