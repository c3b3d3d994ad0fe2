"""Sealed bytes: nothing of the plain ones shows, and nothing that was changed or moved opens."""

from __future__ import annotations

import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from serving.vault.errors import SealBrokenError
from serving.vault.sealed import NONCE_BYTES, OVERHEAD_BYTES, generation_of, seal, unseal

KEY, OTHER_KEY = AESGCM(os.urandom(32)), AESGCM(os.urandom(32))
names = st.text(max_size=40)
data = st.binary(max_size=300)


@given(data, names, names, st.integers(0, 2**32 - 1))
def test_it_comes_back_and_names_its_generation(plain: bytes, owner: str, what: str, generation: int) -> None:
    sealed = seal(KEY, generation, owner, what, plain)
    assert unseal(KEY, owner, what, sealed) == plain
    assert generation_of(sealed) == generation and len(sealed) == len(plain) + OVERHEAD_BYTES


@given(st.binary(min_size=16, max_size=300))
def test_the_plain_bytes_do_not_show(plain: bytes) -> None:
    assert plain not in seal(KEY, 1, "cli_01", "what", plain)


@given(data, st.data())
def test_no_flipped_bit_goes_unnoticed(plain: bytes, choice: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, 1, "cli_01", "what", plain))
    bit = choice.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBrokenError):
        generation_of(bytes(sealed))
        unseal(KEY, "cli_01", "what", bytes(sealed))


@given(data, st.data())
def test_no_cut_or_added_byte_goes_unnoticed(plain: bytes, choice: st.DataObject) -> None:
    sealed = seal(KEY, 1, "cli_01", "what", plain)
    cut = choice.draw(st.integers(0, len(sealed) - 1))
    for changed in (sealed[:cut], sealed[cut + 1 :] if cut else sealed[1:], sealed + b"\0"):
        with pytest.raises(SealBrokenError):
            unseal(KEY, "cli_01", "what", changed)


@given(data, names, names, names, names)
def test_nothing_opens_in_another_place(plain: bytes, owner: str, what: str, owner_2: str, what_2: str) -> None:
    if (owner, what) != (owner_2, what_2):
        with pytest.raises(SealBrokenError):
            unseal(KEY, owner_2, what_2, seal(KEY, 1, owner, what, plain))


@given(names, names, st.integers(1, 39))
def test_owner_and_place_do_not_run_into_each_other(owner: str, what: str, shift: int) -> None:
    both = owner + what
    if 0 < shift < len(both) and shift != len(owner):
        with pytest.raises(SealBrokenError):
            unseal(KEY, both[:shift], both[shift:], seal(KEY, 1, owner, what, b"plain"))


@given(st.binary(max_size=100))
def test_bytes_that_never_were_sealed_are_refused(made_up: bytes) -> None:
    with pytest.raises(SealBrokenError):
        generation_of(made_up)
        unseal(KEY, "cli_01", "what", made_up)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealBrokenError):
        unseal(OTHER_KEY, "cli_01", "what", seal(KEY, 1, "cli_01", "what", b"plain"))


def test_no_nonce_comes_twice() -> None:
    nonces = {seal(KEY, 1, "o", "w", b"")[5 : 5 + NONCE_BYTES] for _ in range(100_000)}
    assert len(nonces) == 100_000


def test_a_photo_of_the_largest_size_fits() -> None:
    plain = os.urandom(40 * 2**20)
    assert unseal(KEY, "cli_01", "what", seal(KEY, 1, "cli_01", "what", plain)) == plain
