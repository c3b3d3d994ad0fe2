"""Guessing gets slower, and tells nothing, on both databases."""

from __future__ import annotations

import statistics
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from serving.access.errors import (
    CredentialsInvalidError,
    TooManyAttemptsError,
)
from serving.access.ground import Ground
from serving.access.passwords import Passwords
from serving.access.sessions import Sessions
from serving.access.tables import Attempts
from serving.access.throttle import Guessed

from .grounds import (
    ADDRESS,
    HOUR,
    LOGIN,
    MINUTE,
    NOON,
    signed_in,
    taken,
    with_phone,
)

STEP = timedelta(seconds=30)


def guesses(on: Ground, login: str, tries: int) -> list[int]:
    """The seconds to wait before each further try, as told; the clock moves on by that much."""
    now, waits = NOON, []
    for _ in range(tries):
        while True:
            try:
                Sessions(on).open(login, "wrong-horse-battery", (), ADDRESS, now)
            except CredentialsInvalidError:
                break
            except TooManyAttemptsError as error:
                wait = error.details["retry_after_s"]
                assert isinstance(wait, int)
                waits.append(wait)
                now += timedelta(seconds=wait)
    return waits


def test_guessing_gets_slower_alike_for_a_name_that_nobody_has(on: Ground) -> None:
    taken(on)
    waits = guesses(on, LOGIN, 17)
    assert waits == [2, 3, 5, 9, 17, 33, 65, 129, 257, 513, 901, 901]
    assert guesses(on, "eve@linden.example", 17) == waits


def test_while_waiting_the_right_password_is_not_looked_at(on: Ground) -> None:
    taken(on)
    guesses(on, LOGIN, 5)
    with pytest.raises(TooManyAttemptsError):
        signed_in(on)
    assert signed_in(on, now=NOON + 2 * MINUTE)


def test_the_right_password_forgives_the_name_but_not_the_address(on: Ground) -> None:
    taken(on)
    for turn in range(12):
        for name in range(3):
            with pytest.raises((CredentialsInvalidError, TooManyAttemptsError)):
                Sessions(on).open(f"nobody{turn}.{name}", "wrong-horse-battery", (), ADDRESS, NOON + HOUR)
        try:
            signed_in(on, now=NOON + HOUR)
        except TooManyAttemptsError:
            return
    pytest.fail("somebody with an account guesses for others from one address without end")


def test_guesses_side_by_side_count_too(on: Ground) -> None:
    taken(on)
    told: list[str] = []
    together = threading.Barrier(12)

    def guess() -> None:
        together.wait()
        try:
            Sessions(on).open(LOGIN, "wrong-horse-battery", (), ADDRESS, NOON)
        except (CredentialsInvalidError, TooManyAttemptsError) as error:
            told.append(error.code)

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["credentials_invalid"] * 5 + ["too_many_attempts"] * 7


def test_codes_cannot_be_guessed_by_signing_in_again(on: Ground) -> None:
    """The right password forgives wrong passwords, not wrong codes."""
    taken(on)
    with_phone(on)
    codes = 0
    with pytest.raises(TooManyAttemptsError):
        for _ in range(10):
            opened = signed_in(on, now=NOON + STEP)
            with pytest.raises(CredentialsInvalidError):
                Sessions(on).give_second_factor(opened.token, "000000", ADDRESS, NOON + STEP)
            codes += 1
    assert codes == 5


def test_a_day_later_failures_are_forgotten(on: Ground) -> None:
    taken(on)
    guesses(on, LOGIN, 5)
    on.throttle.sweep(NOON + 25 * HOUR)
    assert guesses(on, LOGIN, 5) == []


def test_nobody_takes_as_long_as_somebody(on: Ground) -> None:
    """The password's hash dominates, at the costs of a real server, and it is computed for both."""
    on = replace(on, passwords=Passwords())
    taken(on)
    took: dict[str, list[float]] = {LOGIN: [], "eve@linden.example": []}
    for at in range(8):
        for login, times in took.items():
            begun = time.process_time()
            with pytest.raises(CredentialsInvalidError):
                Sessions(on).open(login, "wrong-horse-battery", (), f"203.0.113.{at}", NOON + at * 25 * HOUR)
            times.append(time.process_time() - begun)
    known, unknown = (statistics.median(times) for times in took.values())
    assert 0.5 < known / unknown < 2


def test_a_try_counts_though_the_count_is_being_cleared(on: Ground) -> None:
    guessed = Guessed.account("ada@example.test")
    on.throttle.admit([guessed], NOON)
    tries = threading.Thread(target=on.throttle.admit, args=([guessed], NOON))
    with on.database.writing() as session:
        on.throttle.succeeded(session, forgiven=[guessed], counted=())  # locked; it goes with the commit
        tries.start()
        tries.join(0.2)  # long enough to be waiting for the row that goes
        assert tries.is_alive()
    tries.join()
    with on.database.reading() as session:
        assert session.scalars(select(Attempts.failures)).all() == [1]
