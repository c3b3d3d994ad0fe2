"""A request's whole work under one deadline, and how it ended counted once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from models.errors import CountenanceError
from serving.errors import DeadlineExceededError

T = TypeVar("T")


async def within(seconds: float, work: Awaitable[T], ended: Callable[[str], None]) -> T:
    """The work's answer, or a typed error; never later than the deadline.

    Args:
        ended: told `ok`, an error's code, or `cancelled`.
    """
    try:
        async with asyncio.timeout(seconds):
            answer = await work
    except TimeoutError:
        ended(DeadlineExceededError.code)
        raise DeadlineExceededError() from None
    except (CountenanceError, asyncio.CancelledError) as error:
        ended(getattr(error, "code", "cancelled"))
        raise
    ended("ok")
    return answer
