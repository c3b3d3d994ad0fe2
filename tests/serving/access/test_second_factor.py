"""The second factor: codes taken once, recovery codes, stepping up; on both databases."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from serving.access.errors import (
    CredentialsInvalidError,
    SecondFactorRequiredError,
    SecondFactorSetError,
)
from serving.access.ground import Ground
from serving.access.sessions import Sessions

from .grounds import (
    ADDRESS,
    MINUTE,
    NOON,
    PASSWORD,
    signed_in,
    taken,
    with_phone,
)

STEP = timedelta(seconds=30)


def test_with_a_second_factor_the_password_alone_opens_nothing(on: Ground) -> None:
    taken(on)
    phone, _, _ = with_phone(on)
    later = NOON + STEP
    opened = signed_in(on, now=later)
    assert opened.awaiting
    with pytest.raises(SecondFactorRequiredError):
        Sessions(on).caller(opened.token, later)
    whole = Sessions(on).give_second_factor(opened.token, phone.code(later), ADDRESS, later)
    assert whole.token != opened.token
    assert Sessions(on).caller(whole.token, later).strong
    with pytest.raises(CredentialsInvalidError):  # the token was exchanged
        Sessions(on).caller(opened.token, later)


def test_an_awaiting_session_neither_changes_the_password_nor_steps_up(on: Ground) -> None:
    taken(on)
    phone, _, _ = with_phone(on)
    opened = signed_in(on, now=NOON + STEP)
    with pytest.raises(SecondFactorRequiredError):
        Sessions(on).change_password(opened.token, PASSWORD, "another-horse-battery", ADDRESS, NOON + STEP)
    with pytest.raises(SecondFactorRequiredError):
        Sessions(on).step_up(opened.token, PASSWORD, phone.code(NOON + STEP), ADDRESS, NOON + STEP)
    with pytest.raises(SecondFactorSetError):
        Sessions(on).begin_totp(opened.token, PASSWORD, ADDRESS, NOON + STEP)


def test_a_code_is_taken_once(on: Ground) -> None:
    taken(on)
    phone, _, _ = with_phone(on)
    for at in (NOON, NOON + STEP):  # the one that set it up, too; and one of a step before
        first, second = signed_in(on, now=at), signed_in(on, now=at)
        if at != NOON:
            Sessions(on).give_second_factor(first.token, phone.code(at), ADDRESS, at)
        for seen in (phone.code(at), phone.code(at - STEP)):
            with pytest.raises(CredentialsInvalidError):
                Sessions(on).give_second_factor(second.token, seen, ADDRESS, at)


def test_of_two_requests_with_one_code_one_succeeds(on: Ground) -> None:
    taken(on)
    phone, _, _ = with_phone(on)
    later = NOON + STEP
    tokens = [signed_in(on, now=later).token for _ in range(4)]
    done: list[str] = []
    together = threading.Barrier(len(tokens))

    def give(token: str) -> None:
        together.wait()
        try:
            Sessions(on).give_second_factor(token, phone.code(later), ADDRESS, later)
            done.append("in")
        except CredentialsInvalidError:
            done.append("refused")

    threads = [threading.Thread(target=give, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["in", "refused", "refused", "refused"]


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_code_of_another_minute_is_refused(on: Ground, steps: int) -> None:
    taken(on)
    phone, _, _ = with_phone(on)
    later = NOON + 10 * STEP
    opened = signed_in(on, now=later)
    with pytest.raises(CredentialsInvalidError):
        Sessions(on).give_second_factor(opened.token, phone.code(later + steps * STEP), ADDRESS, later)


@pytest.mark.parametrize("code", ["", "000000", "１２３４５６", "a" * 1000])
def test_what_is_no_code_is_refused(on: Ground, code: str) -> None:
    taken(on)
    with_phone(on)
    opened = signed_in(on, now=NOON + STEP)
    with pytest.raises(CredentialsInvalidError):
        Sessions(on).give_second_factor(opened.token, code, ADDRESS, NOON + STEP)


def test_a_recovery_code_opens_once_however_it_is_typed(on: Ground) -> None:
    taken(on)
    _, _, codes = with_phone(on)
    assert len(set(codes)) == 10
    typed = codes[3].lower().replace("-", " ").replace("0", "o").replace("1", "l")
    opened = signed_in(on, now=NOON + STEP)
    assert Sessions(on).give_second_factor(opened.token, typed, ADDRESS, NOON + STEP).strong
    again = signed_in(on, now=NOON + STEP)
    with pytest.raises(CredentialsInvalidError):
        Sessions(on).give_second_factor(again.token, codes[3], ADDRESS, NOON + STEP)


def test_stepping_up_takes_both_and_renews_the_token(on: Ground) -> None:
    taken(on)
    phone, session, _ = with_phone(on)
    later = NOON + 20 * MINUTE
    with pytest.raises(CredentialsInvalidError):
        Sessions(on).step_up(session.token, "wrong-horse-battery", phone.code(later), ADDRESS, later)
    with pytest.raises(CredentialsInvalidError):
        Sessions(on).step_up(session.token, PASSWORD, "000000", ADDRESS, later)
    assert Sessions(on).caller(session.token, later).authenticated_at == NOON
    renewed = Sessions(on).step_up(session.token, PASSWORD, phone.code(later), ADDRESS, later)
    caller = Sessions(on).caller(renewed.token, later)
    assert (caller.strong, caller.authenticated_at) == (True, later)
    with pytest.raises(CredentialsInvalidError):
        Sessions(on).caller(session.token, later)


def test_setting_up_a_second_factor_ends_the_sessions_without_one(on: Ground) -> None:
    taken(on)
    before = signed_in(on)
    with_phone(on)
    with pytest.raises(CredentialsInvalidError):
        Sessions(on).caller(before.token, NOON)
