"""Which passwords may be chosen, and how they are kept."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from serving.access.errors import PasswordTooWeakError
from serving.access.passwords import Passwords, check_new_password

PASSWORDS = Passwords()


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "elevenchars",
        "ELEVENCHARS",
        "password1234",
        "Password1234!",
        "!!qwertyuiop99",
        "1q2w3e4r5t6y",
        "123412341234",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "ada@linden.example",
        "x" * 200 + "abcdefg" * 10,
        "2026-11-22 12:00",
    ],
)
def test_what_is_tried_first_is_refused(weak: str) -> None:
    with pytest.raises(PasswordTooWeakError) as caught:
        check_new_password(weak, "ada@linden.example")
    assert not weak or weak not in str(caught.value)


def test_ones_own_name_is_refused_with_signs_around_it() -> None:
    with pytest.raises(PasswordTooWeakError):
        check_new_password("lindqvist12345", "lindqvist")


@pytest.mark.parametrize(
    "strong", ["correct-horse-battery", "dodici gatti blu", "пароль которого нет", "九十九個の赤い風船が空へ"]
)
def test_what_is_not_is_taken(strong: str) -> None:
    check_new_password(strong, "ada@linden.example")


def test_only_argon2id_is_kept_and_only_the_right_one_verifies() -> None:
    kept = PASSWORDS.hash("correct-horse-battery")
    assert kept.startswith("$argon2id$")
    assert PASSWORDS.verify("correct-horse-battery", kept)
    assert not PASSWORDS.verify("correct-horse-batterz", kept)
    assert not PASSWORDS.verify("correct-horse-battery", None)
    assert not PASSWORDS.verify("correct-horse-battery", "not a hash")


def test_the_same_characters_are_the_same_password_however_they_are_composed() -> None:
    kept = PASSWORDS.hash("d\N{LATIN SMALL LETTER E WITH ACUTE}j\N{LATIN SMALL LETTER A WITH GRAVE} vu encore")
    assert PASSWORDS.verify("de\N{COMBINING ACUTE ACCENT}ja\N{COMBINING GRAVE ACCENT} vu encore", kept)


def test_weaker_settings_are_outdated() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8192).hash("correct-horse-battery")
    assert PASSWORDS.outdated(weak) and not PASSWORDS.outdated(PASSWORDS.hash("correct-horse-battery"))
