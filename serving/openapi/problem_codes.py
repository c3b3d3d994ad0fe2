"""Which problems each route tells of: by status an example of every code, so that a client knows what to branch on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any

import yaml

from models.errors import CountenanceError
from serving.openapi.operations import Operation
from serving.problems import Problem

_SAID = yaml.safe_load(files("serving.openapi").joinpath("problem_codes.yaml").read_text(encoding="utf-8"))
_INSTANCE = "urn:uuid:0197a1f0-8e1c-7c3a-b0a5-5c1f7d2e9a10"
_SCHEMA = {"$ref": "#/components/schemas/Problem"}


def describe_problems(api: dict[str, Any], operations: Sequence[Operation]) -> None:
    """
    Raises:
        KeyError: the table names a code that no error has.
    """
    kinds = _kinds()
    used = set()
    for operation in operations:
        by_status = defaultdict(list)
        for code in dict.fromkeys(_codes(operation)):
            by_status[str(kinds[code][0])].append(code)
        for status, codes in sorted(by_status.items()):
            if status in operation.responses or _always(operation, codes):
                _tell(operation.responses, status, codes)
                used |= set(codes)
        _forget(operation)
    api["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    api["components"]["examples"] = {code: _example(code, *kinds[code]) for code in sorted(used)}


def _forget(operation: Operation) -> None:
    """A status that no code is told with: the route took it over from a list, and never answers it."""
    for status, told in list(operation.responses.items()):
        if status >= "400" and "examples" not in told["content"]["application/problem+json"]:
            del operation.responses[status]


def _tell(responses: dict[str, Any], status: str, codes: Sequence[str]) -> None:
    told = responses.setdefault(status, {"description": HTTPStatus(int(status)).phrase})
    examples = {code: {"$ref": f"#/components/examples/{code}"} for code in codes}
    told["content"] = {"application/problem+json": {"schema": _SCHEMA, "examples": examples}}


def _codes(operation: Operation) -> Iterator[str]:
    """Of any status; of those that a tag brings only what the route itself has said counts."""
    if operation.told["security"]:
        yield from _SAID["everywhere"]
        yield from _SAID["sealed"]
    elif operation.tag != "health":
        yield from ("invalid_request", "rate_limited", "internal_error", "overloaded", "shutting_down")
    yield from _SAID["body" if operation.takes_body else "no_body"] if operation.method != "get" else ()
    if operation.takes_body:
        yield from _SAID["multipart"] if "multipart/form-data" in operation.told["requestBody"]["content"] else ()
    yield from _SAID["cursor"] if operation.parameter("cursor", "query") else ()
    for header in ("idempotency-key", "if-match"):
        yield from _SAID[header] if operation.parameter(header) else ()
    for row in _SAID["told"]:
        yield from row["codes"] if {operation.id, operation.tag} & set(row["by"]) else ()


def _always(operation: Operation, codes: Sequence[str]) -> bool:
    """Whether these come wherever they may, though the route did not say so."""
    always = {"rate_limited", "overloaded", *(("body_too_large", "bad_request") if operation.takes_body else ())}
    return bool(always & set(codes)) or any(
        operation.id in row["by"] and set(codes) & set(row["codes"]) for row in _SAID["told"]
    )


@cache
def _kinds() -> dict[str, tuple[int, str]]:
    """Status and title by code."""
    kinds = {code: (told["status"], told["title"]) for code, told in _SAID["framework"].items()}
    kinds[CountenanceError.code] = (CountenanceError.status, CountenanceError.title)
    return kinds | {error.code: (error.status, error.title) for error in _below(CountenanceError)}


def _below(error: type[CountenanceError]) -> Iterator[type[CountenanceError]]:
    for each in error.__subclasses__():
        yield each
        yield from _below(each)


def _example(code: str, status: int, title: str) -> dict[str, Any]:
    told = Problem(
        type=f"urn:countenance:problem:{code}",
        title=title,
        status=status,
        detail=title,
        code=code,
        instance=_INSTANCE,
        details={},
    )
    return {"summary": title, "value": told.model_dump()}
