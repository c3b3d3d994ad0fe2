"""Thousands of requests made up from the API's own description, by somebody of every role, with ids that exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import hypothesis
import schemathesis
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.serving.api.town import Town

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
WHO = ("coordinator", "provider", "medical_director", "auditor", "admin", "integration", "tablet", "nobody")
# These could sign somebody out whom later cases need; what they can do is tried by somebody else.
OWN_SESSION = "/v1/sessions/current"
STANDS_IN = ("/v1/analyses",)  # the tests' engine tells of two landmarks


@dataclass
class Told:
    """Attributes:
    cases: how many were asked.
    statuses: how often each was answered.
    broken: by operation and promise, the first case each.
    """

    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    broken: dict[tuple[str, str], str] = field(default_factory=dict)


def fuzzed(town: Town, cases: int) -> Told:
    """So many cases of each operation, half of them as described and half not; the same ones every time."""
    told = Told()
    api = schemathesis.openapi.from_dict(town.server.get("/openapi.json").json())
    for found in api.get_all_operations():
        operation = found.ok()
        for mode in schemathesis.GenerationMode:
            _fuzz(town, operation, mode, cases // 2, told)
    return told


def _fuzz(town: Town, operation: Any, mode: schemathesis.GenerationMode, cases: int, told: Told) -> None:
    @hypothesis.seed(8)
    @hypothesis.settings(
        max_examples=cases,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(operation.as_strategy(mode), st.sampled_from(WHO), st.integers(0, 15))
    def asks(case: schemathesis.Case, who: str, dice: int) -> None:
        _ask(town, case, who, dice, told)

    try:
        asks()
    except hypothesis.errors.Unsatisfiable:
        return  # nothing about it can be said wrongly


def _ask(town: Town, case: schemathesis.Case, who: str, dice: int, told: Told) -> None:
    _made_likely(town, case, dice)
    token = town.ours.tokens["spare" if case.path.startswith(OWN_SESSION) else who]
    request = case.as_transport_kwargs(base_url="https://testserver")
    headers = dict(request.pop("headers", None) or {})
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    request.pop("cookies", None)
    if request.get("files"):
        request["files"] = [(name, _file(value)) for name, value in _pairs(request["files"])]
    answer = town.server.request(**request, headers=headers)
    if not hasattr(answer.request, "_content"):
        answer.request._content = b""  # a form that was streamed
    told.cases += 1
    told.statuses[answer.status_code] += 1
    for name, what in _broken(case, answer):
        told.broken.setdefault((f"{case.method} {case.path}", name), f"{who}: {what}")


def _pairs(files: Any) -> list[tuple[str, Any]]:
    return list(files.items()) if isinstance(files, dict) else list(files)


def _file(value: Any) -> Any:
    """What the client sends: the name of the file, or none, and bytes."""
    if not isinstance(value, tuple):
        return (None, value if isinstance(value, bytes) else str(value).encode())
    content = value[1]
    return (value[0], content if isinstance(content, bytes) else str(content).encode(), *value[2:])


def _made_likely(town: Town, case: schemathesis.Case, dice: int) -> None:
    """Most cases get past what would stop them all: ids that exist, a key, a version."""
    if dice == 0:
        return
    for name in case.path_parameters or {}:
        if name in town.ours.ids and dice < 13:
            case.path_parameters[name] = town.ours.ids[name]
    if case.path.endswith("/erasure") and dice < 13:
        case.path_parameters["client"] = town.ours.ids["other client"]
    if case.method.upper() == "POST":
        case.headers["Idempotency-Key"] = str(uuid4())
    if case.method.upper() in ("PUT", "PATCH"):
        case.headers["If-Match"] = f'"{1 + dice % 3}"'


def _broken(case: schemathesis.Case, answer: Any) -> Iterator[tuple[str, str]]:
    for check in CHECKS:
        if check is response_schema_conformance and case.path in STANDS_IN:
            continue
        try:
            case.validate_response(answer, checks=[check])
        except FailureGroup as failures:
            what = "; ".join(str(each) for each in failures.exceptions)
            yield f"{check.__name__} {answer.status_code}", f"{what[:600]} | {answer.text[:300]}"
