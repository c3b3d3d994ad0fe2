"""What requests and answers say in headers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from serving.openapi.operations import Operation


def _header(description: str, example: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}, "example": example}


FIRST_OF_ALL = {"write_profile"}  # what these write may not be there yet
# Of answers that succeed: described wherever an example shows one.
SUCCESS = {
    "ETag": "Names this version; an edit of it says so in `If-Match`",
    "Location": "Where what was made is found",
    "Content-Disposition": "The file's name",
}
REPLAYED = _header("`true` where this is the answer that an earlier request with the same key was given", "true")
LANGUAGE = _header("Of the title", "en")
RETRY_AFTER = _header("Seconds until another try may do better", "2")
CHALLENGE = _header("RFC 6750: how to show who asks", 'Bearer realm="countenance"')


def describe_headers(operations: Sequence[Operation]) -> None:
    for operation in operations:
        _described_request(operation)
        for status, answer in operation.responses.items():
            told = _of_success(operation, answer) if status < "400" else _of_problem(status)
            if told:
                answer["headers"] = answer.get("headers", {}) | told


def _described_request(operation: Operation) -> None:
    """FastAPI is told that the key is optional, so that it is we who answer where it is missing."""
    if (key := operation.parameter("idempotency-key")) is not None:
        key["required"] = True
        key["name"] = "Idempotency-Key"
        key["schema"] = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"}
    if (tag := operation.parameter("if-match")) is not None:
        tag["required"] = operation.id not in FIRST_OF_ALL
        tag["schema"] = {"type": "string"}
    for name in ("If-Match", "If-None-Match", "Accept-Language"):
        if (header := operation.parameter(name.lower())) is not None:
            header["name"] = name


def _of_success(operation: Operation, answer: dict[str, Any]) -> dict[str, Any]:
    shown = answer.get("headers", {})
    told = {name: _header(what, shown[name]["example"]) for name, what in SUCCESS.items() if name in shown}
    if operation.parameter("idempotency-key"):
        told["Idempotency-Replayed"] = REPLAYED
    return told


def _of_problem(status: str) -> dict[str, Any]:
    told = {"Content-Language": LANGUAGE}
    if status == "401":
        told["WWW-Authenticate"] = CHALLENGE
    if status in ("429", "503"):
        told["Retry-After"] = RETRY_AFTER
    return told
