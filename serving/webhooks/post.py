"""One try: a signed POST to a judged address."""

from __future__ import annotations

import asyncio
import math
import ssl
from functools import cache

import httpx

from serving.webhooks.errors import EndpointRefusedError
from serving.webhooks.guard import Guard, Target
from serving.webhooks.retries import Answer

TIMEOUT_S = 15.0
_MOST_READ = 4096  # bytes of an answer; nothing in them is used


async def post(guard: Guard, url: str, headers: dict[str, str], body: str, timeout_s: float = TIMEOUT_S) -> Answer:
    """How it went; nothing is raised, for every failure is an answer to be noted.

    The limit is on the try as a whole: a receiver that answers a byte at a time gains nothing by it.
    """
    try:
        async with asyncio.timeout(timeout_s):
            target = await asyncio.to_thread(guard.target, url)
            return await _post(target, headers, body)
    except EndpointRefusedError as error:
        return Answer(0, str(error.details["why"]))
    except (TimeoutError, httpx.TimeoutException):
        return Answer(0, "timed_out")
    except (httpx.HTTPError, httpx.InvalidURL):
        return Answer(0, "no_connection")


async def _post(target: Target, headers: dict[str, str], body: str) -> Answer:
    """Connected to the address that was judged; TLS and the Host header go by the name."""
    original = httpx.URL(target.url)
    there = original.copy_with(host=target.address)
    sent = {**headers, "Host": original.netloc.decode("ascii")}
    extensions = {"sni_hostname": target.host}
    # trust_env: a proxy from the environment would look the name up again, and connect where it likes.
    async with (
        httpx.AsyncClient(verify=authorities(), timeout=TIMEOUT_S, follow_redirects=False, trust_env=False) as client,
        client.stream("POST", there, headers=sent, content=body.encode(), extensions=extensions) as answer,
    ):
        await _read_a_little(answer)
        why = "" if answer.is_success else "redirected" if answer.is_redirect else "refused"
        return Answer(answer.status_code, why, _seconds(answer.headers.get("retry-after")))


@cache
def authorities() -> ssl.SSLContext:
    """Whose certificates are believed; read once, for reading them holds up the event loop longer than a try does."""
    return httpx.create_ssl_context(trust_env=False)


async def _read_a_little(answer: httpx.Response) -> None:
    read = 0
    async for part in answer.aiter_raw(1024):
        read += len(part)
        if read > _MOST_READ:
            return


def _seconds(text: str | None) -> float | None:
    """Retry-After as a number of seconds; a date is not worth a clock's trust."""
    try:
        seconds = float(text or "")
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None
