"""Waits grow, end, and are the receiver's to lengthen within a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.webhooks.retries import WAITS, Answer, after

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CHANCES = st.floats(0, 1)


@given(st.integers(1, len(WAITS) - 1), CHANCES, CHANCES)
def test_each_wait_is_longer_than_the_one_before(tries: int, one: float, other: float) -> None:
    first, second = after(Answer(500), tries, NOW, one).due_at, after(Answer(500), tries + 1, NOW, other).due_at
    assert first and second and first > NOW
    assert second - first > timedelta() or WAITS[tries] / WAITS[tries - 1] < 1.25


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_what_is_taken_is_delivered(status: int) -> None:
    assert after(Answer(status), 1, NOW, 0).state == "delivered"


@pytest.mark.parametrize("status", [0, 301, 400, 404, 429, 500, 503])
def test_all_else_is_tried_again_until_the_waits_are_used_up(status: int) -> None:
    states = [after(Answer(status), tries, NOW, 0).state for tries in range(1, len(WAITS) + 2)]
    assert states == ["waiting"] * len(WAITS) + ["given_up"]


def test_gone_is_gone() -> None:
    assert after(Answer(410), 1, NOW, 0).state == "given_up"


@pytest.mark.parametrize(("asked", "waited"), [(3600, 3600), (1, 5), (10**9, 24 * 3600)])
def test_a_receiver_may_ask_for_a_longer_wait_within_a_day(asked: float, waited: float) -> None:
    assert after(Answer(429, retry_after_s=asked), 1, NOW, 0).due_at == NOW + timedelta(seconds=waited)
