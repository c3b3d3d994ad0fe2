"""Thousands of requests made up from the API's own description, by somebody of every role, with ids that exist."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import hypothesis
import schemathesis
from hypothesis import strategies as st

from tests.serving.api.fuzz.lanes import Request, dressed, lane, repeated
from tests.serving.api.fuzz.likely import Likely, table
from tests.serving.api.fuzz.pantry import Pantry
from tests.serving.api.fuzz.promises import broken
from tests.serving.api.fuzz.told import Told
from tests.serving.api.town import Town

KEYLESS = (  # what stores nothing, or opens a door
    "/v1/sessions",
    "/v1/tablets/enrollment",
    "/v1/tablets/current",
    "/v1/invitations",
    "/v1/analyses",
    "/v1/projections",
)
SHARES = {schemathesis.GenerationMode.POSITIVE: 0.8, schemathesis.GenerationMode.NEGATIVE: 0.2}


def fuzzed(town: Town, cases: int) -> Told:
    """So many cases of each operation; the same ones every time."""
    told, pantry = Told(), Pantry(town)
    api = schemathesis.openapi.from_dict(town.server.get("/openapi.json").json())
    for found in api.get_all_operations():
        operation = found.ok()
        for mode, share in SHARES.items():
            _fuzz(pantry, operation, mode, cases * share, told)
    return told


def _fuzz(pantry: Pantry, operation: Any, mode: schemathesis.GenerationMode, cases: float, told: Told) -> None:
    name = f"{operation.method.upper()} {operation.path}"
    likely = table()[name]

    @hypothesis.seed(8)
    @hypothesis.settings(
        max_examples=max(1, round(cases)),
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(operation.as_strategy(mode), st.integers(0, 2**32))
    def asks(case: schemathesis.Case, dice: int) -> None:
        luck = Random(f"{dice} {told.cases}")
        way = "likely" if name not in told.answers else lane(luck, mode)
        try:
            _ask(pantry, name, case, likely, luck, way, told)
        except AssertionError as error:  # of the pantry: what was asked before has spoiled it
            told.breaks(name, "spoiled", str(error)[:500])

    try:
        asks()
    except hypothesis.errors.Unsatisfiable:
        return  # nothing about it can be said wrongly


def _ask(
    pantry: Pantry, name: str, case: schemathesis.Case, likely: Likely, luck: Random, way: str, told: Told
) -> None:
    request = dressed(case, likely, pantry, luck, way)
    answer = _answered(pantry, request, told.cases)
    told.note(name, way, answer.status_code)
    found = dict(broken(case, answer))
    if request.method == "POST" and answer.status_code < 300 and luck.random() < 0.2:
        again = repeated(request, likely, luck)
        second = _answered(pantry, again, told.cases)
        told.note(name, "repeated", second.status_code)
        found |= dict(broken(case, second))
        if not _rightly_repeated(request, answer, again, second):
            found[f"repeated {second.status_code}"] = f"{answer.text[:200]} | {second.text[:200]}"
    for what, how in found.items():
        told.breaks(name, what, f"{way}: {how} | {str(request)[:600]}")


def _rightly_repeated(request: Request, answer: Any, again: Request, second: Any) -> bool:
    """The same is answered the same, anything else under the key is refused."""
    if not request.path.startswith("/v1/") or "idempotency-replayed" not in second.headers:
        return again.more != request.more or second.status_code >= 400 or request.path.startswith(KEYLESS)
    return second.status_code == answer.status_code


def _answered(pantry: Pantry, request: Request, number: int) -> Any:
    """Each from an address of its own: whoever guesses often waits, and that is tried elsewhere."""
    headers = dict(request.headers)
    if request.token is not None:
        headers.setdefault("Authorization", f"Bearer {request.token}")
    if "content" in request.more:
        headers.setdefault("Content-Type", "application/json")
    server = pantry.town.server
    server._transport.client = (f"198.51.{number // 250 % 250}.{number % 250}", 50_000)  # type: ignore[attr-defined]
    pantry.town.clock.at += timedelta(milliseconds=1)
    server.cookies.clear()
    sent = [(name, _bytes(value)) for name, value in headers.items()]
    answer = server.request(request.method, request.path, params=request.params, headers=sent, **request.more)
    answer.request = type(answer.request)(request.method, answer.request.url)  # the checks can't read every header
    return answer


def _bytes(value: str | bytes) -> bytes:
    """Any of them, as on a wire."""
    return value if isinstance(value, bytes) else value.encode("latin-1", "replace")
