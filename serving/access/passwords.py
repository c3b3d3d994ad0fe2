"""Passwords: argon2id as its library sets it, at least twelve characters, none that is tried first."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

import yaml
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from serving.access.errors import PasswordTooWeakError

SHORTEST, LONGEST = 12, 256  # characters; the upper bound is for the hash's sake
_FEWEST_DIFFERENT = 5
_AROUND = "0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ "


class Passwords:
    """Hashes and verifies. An account that does not exist takes as long as one that does.

    Args:
        hasher: with other costs than the library's own.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobodys = _nobodys()

    def hash(self, password: str) -> str:
        return self._hasher.hash(_normal(password))

    def verify(self, password: str, stored: str | None) -> bool:
        """Whether it is the stored one. None, of an account that is not there, is never right."""
        try:
            right = self._hasher.verify(stored or self._nobodys, _normal(password))
        except (VerificationError, InvalidHashError):
            return False
        return right and stored is not None

    def outdated(self, stored: str) -> bool:
        """Hashed with settings that the library has left behind."""
        return self._hasher.check_needs_rehash(stored)


def check_new_password(password: str, login: str) -> None:
    """Whether somebody may choose it.

    Raises:
        PasswordTooWeakError: with the reason, for the person who chooses.
    """
    typed = _normal(password)
    if len(typed) < SHORTEST:
        raise PasswordTooWeakError(f"it needs at least {SHORTEST} characters", at_least=SHORTEST)
    if len(typed) > LONGEST:
        raise PasswordTooWeakError(f"it has more than {LONGEST} characters", at_most=LONGEST)
    small = typed.casefold()
    if small in _common() or small.strip(_AROUND) in _common() or not small.strip(_AROUND):
        raise PasswordTooWeakError("it is one of those that are tried first")
    if len(set(small)) < _FEWEST_DIFFERENT:
        raise PasswordTooWeakError("it repeats a few characters")
    name = login.casefold().partition("@")[0]
    if len(name) >= 3 and small.strip(_AROUND) in (name, login.casefold()):
        raise PasswordTooWeakError("it is your name")


def _normal(password: str) -> str:
    """Alike on every keyboard: the same characters, however they were composed."""
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    """Made once, before anybody asks: it takes a while, and that is what it is for."""
    return PasswordHasher().hash("of nobody, so that asking for them takes as long")


@cache
def _common() -> frozenset[str]:
    listed = files("serving.access").joinpath("common_passwords.yaml").read_text(encoding="utf-8")
    return frozenset(yaml.safe_load(listed)["passwords"].split())
