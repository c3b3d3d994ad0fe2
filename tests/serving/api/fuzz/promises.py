"""What every answer is held against: the API's description of it, and what all answers have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from serving.headers import HEADERS

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
PROBLEM = "application/problem+json"


def broken(case: schemathesis.Case, answer: Any) -> Iterator[tuple[str, str]]:
    """The promises that an answer does not keep, each with what it is."""
    responses = case.operation.definition.raw["responses"]
    told = set(responses.get(str(answer.status_code), {}).get("content", {}).get(PROBLEM, {}).get("examples", ()))
    for check in CHECKS:
        try:
            case.validate_response(answer, checks=[check])
        except FailureGroup as failures:
            what = "; ".join(str(each) for each in failures.exceptions)
            yield f"{check.__name__} {answer.status_code}", f"{what[:700]} | {answer.text[:300]}"
    for what in _unlike_others(answer, told):
        yield f"{what} {answer.status_code}", answer.text[:300]


def _unlike_others(answer: Any, told: set[str]) -> Iterator[str]:
    headers, status = answer.headers, answer.status_code
    if any(headers.get(name) != value for name, value in HEADERS.items()) or "cache-control" not in headers:
        yield "security headers"
    if status in (204, 304) and answer.content:
        yield "a body where there is none"
    if status >= 400:
        yield from _no_problem(answer, told)
    if status == 401 and "www-authenticate" not in headers:
        yield "no challenge"
    if status == 429 and "retry-after" not in headers:
        yield "nothing about when to come again"


def _no_problem(answer: Any, told: set[str]) -> Iterator[str]:
    """
    Args:
        told: codes that the operation's description has for this status.
    """
    if answer.headers.get("content-type") != PROBLEM:
        yield "no problem"
        return
    said = answer.json()
    if said["code"] not in told or said["type"] != f"urn:countenance:problem:{said['code']}":
        yield f"a code that is not described: {said['code']}"
    if said["status"] != answer.status_code or not said["instance"].startswith("urn:uuid:"):
        yield "a problem of another answer"
    if answer.headers.get("content-language") not in ("en", "es"):
        yield "no language"
