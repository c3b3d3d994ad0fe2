"""Bare keys stay in memory for a bounded time and number, and answer for what stands in the key store alone."""

from __future__ import annotations

import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from serving.vault.cache import KeyCache

ONE, TWO = AESGCM(os.urandom(32)), AESGCM(os.urandom(32))


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def cache(now: list[float]) -> KeyCache:
    return KeyCache(max_keys=3, max_age_s=60.0, clock=lambda: now[0])


def test_a_key_answers_for_its_own_wrapped_bytes_alone(cache: KeyCache) -> None:
    cache.put("cli_01", 1, b"wrapped", ONE)
    assert cache.get("cli_01", 1, b"wrapped") is ONE
    assert cache.get("cli_01", 1, b"another") is None
    assert cache.get("cli_01", 2, b"wrapped") is None and cache.get("cli_02", 1, b"wrapped") is None


def test_every_generation_of_an_owner_is_forgotten(cache: KeyCache) -> None:
    cache.put("cli_01", 1, b"a", ONE)
    cache.put("cli_01", 2, b"b", TWO)
    cache.put("cli_02", 1, b"c", ONE)
    cache.forget("cli_01")
    assert len(cache) == 1 and cache.get("cli_02", 1, b"c") is ONE


def test_the_oldest_goes_when_there_are_too_many(cache: KeyCache) -> None:
    for number in range(4):
        cache.put(f"cli_{number}", 1, b"a", ONE)
    assert len(cache) == 3 and cache.get("cli_0", 1, b"a") is None


def test_any_use_drops_what_is_too_old(cache: KeyCache, now: list[float]) -> None:
    cache.put("cli_01", 1, b"a", ONE)
    now[0] = 59.0
    cache.put("cli_02", 1, b"b", TWO)
    now[0] = 60.0
    assert cache.get("cli_99", 1, b"") is None
    assert len(cache) == 1 and cache.get("cli_02", 1, b"b") is TWO


def test_use_does_not_prolong_a_keys_stay(cache: KeyCache, now: list[float]) -> None:
    cache.put("cli_01", 1, b"a", ONE)
    now[0] = 59.0
    assert cache.get("cli_01", 1, b"a") is ONE
    now[0] = 60.0
    assert cache.get("cli_01", 1, b"a") is None
