"""Examples of bodies and of answers: what a server was sent and answered, kept in `examples/`, one file a tag.

They are written anew by `python -m tests.serving.client.recorded`, which goes through a day at a practice and keeps the
first good answer of every operation. The two routes that store nothing have examples of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from serving.openapi.operations import Operation
from serving.projections.request import example

JSON = "application/json"


def show_examples(operations: Sequence[Operation]) -> None:
    """An operation without one is left without: a test asks for it."""
    for operation in operations:
        _show(operation, _recorded().get(operation.id, {}) | _own().get(operation.id, {}))


def _show(operation: Operation, said: dict[str, Any]) -> None:
    for content in operation.told.get("requestBody", {}).get("content", {}).values():
        if "request" in said:
            content.pop("examples", None)
            content["example"] = said["request"]
    for answer in operation.successes.values():
        for kind, content in answer.get("content", {}).items():
            if kind in said.get("answer", {}):
                content["example"] = said["answer"][kind]
        names = said.get("headers", {})
        if names:
            answer["headers"] = {name: {"example": value} for name, value in names.items()}


@cache
def _recorded() -> dict[str, Any]:
    """By operation: `request`, `answer` by content type, `headers`."""
    return {name: told for said in _files() for name, told in said.items()}


def _files() -> Iterator[dict[str, Any]]:
    for file in sorted(files("serving.openapi").joinpath("examples").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".json"):
            yield json.loads(file.read_text(encoding="utf-8"))


@cache
def _own() -> dict[str, Any]:
    analysis = json.loads(files("serving.analyses").joinpath("example.json").read_text(encoding="utf-8"))
    form = {"photo": "portrait.jpg", "view": "front", "expression": "rest"}
    return {
        "analyze_once": {"request": form, "answer": {JSON: analysis | {"face": None}}},
        "project_once": {
            "request": {"photo": "portrait.jpg", "request": example("request")},
            "answer": {JSON: example("answer")},
        },
    }
