"""Writes the examples of the API's description: `python -m tests.serving.client.recorded`.

A day at a practice is gone through with the typed client; the first good answer to every operation is kept, with what
was sent. Long lists are cut after two, and what opens something is no secret of anybody any more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

import serving.openapi
from serving.app import create_app
from serving.openapi.operations import Operation, operations_of
from serving.settings import Settings
from tests.serving.client.place import place_on
from tests.serving.client.story import whole_day

FOLDER = Path(serving.openapi.__file__).parent / "examples"
HEADERS = ("ETag", "Location", "Content-Disposition")
TEXTS = ("application/json", "text/csv", "text/plain", "text/html", "text/calendar")
LONGEST, ROWS = 600, 2  # of a text that is not JSON, in characters; of a list
_SECRET = re.compile(r"(cnt_[a-z_]+?_|whsec_)[A-Za-z0-9+/=_.-]{12,}")


def examples() -> dict[str, dict[str, Any]]:
    """By tag and operationId."""
    with TemporaryDirectory() as folder, place_on(f"sqlite:///{folder}/countenance.db", Path(folder)) as place:
        whole_day(place)
        answers = [each for each in place.seen if isinstance(each, httpx.Response)]
    found: dict[str, dict[str, Any]] = {}
    for operation in operations_of(create_app(Settings()).openapi()):
        if told := _told(operation, answers):
            found.setdefault(operation.tag, {})[operation.id] = told
    return found


def asked(operation: Operation, answers: Iterable[httpx.Response]) -> Iterator[httpx.Response]:
    """Good answers to an operation."""
    form = re.compile(re.sub(r"{\w+}", "[^/]+", operation.path))
    for answer in answers:
        request = answer.request
        if request.method.lower() == operation.method and form.fullmatch(request.url.path) and answer.is_success:
            yield answer


def _told(operation: Operation, answers: Iterable[httpx.Response]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for answer in asked(operation, answers):
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if answer.request.headers.get("content-type") == "application/json":
            told.setdefault("request", json.loads(answer.request.content))
        if kind in TEXTS:
            told.setdefault("answer", {}).setdefault(kind, _shown(answer, kind))
        elif kind == "application/fhir+json" and operation.id == "export_audit_events":
            told.setdefault("answer", {}).setdefault(kind, _cut(answer.json()))
        for name in HEADERS:
            if name in answer.headers:
                told.setdefault("headers", {}).setdefault(name, answer.headers[name])
    return told


def _shown(answer: httpx.Response, kind: str) -> Any:
    return _cut(answer.json()) if kind == "application/json" else answer.text[:LONGEST]


def _cut(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _cut(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_cut(each) for each in value[:ROWS]]
    return _SECRET.sub(r"\1example", value) if isinstance(value, str) else value


if __name__ == "__main__":
    for tag, told in examples().items():
        text = json.dumps(told, indent=1, ensure_ascii=False)
        (FOLDER / f"{tag}.json").write_text(text + "\n", encoding="utf-8")
