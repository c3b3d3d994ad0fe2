"""What a route at the desk may answer beside what it is for, in the OpenAPI."""

from __future__ import annotations

from typing import Any

from serving.problems import problem_responses

_ALWAYS = (401, 403, 404, 422, 429, 500, 503)
Responses = dict[int | str, dict[str, Any]]


def reading_responses(*more: int) -> Responses:
    """Of a GET of one thing, with its entity tag."""
    return {**problem_responses(*_ALWAYS, *more), 304: {"description": "The caller has it already"}}


def listing_responses(*more: int) -> Responses:
    return problem_responses(400, *_ALWAYS, *more)


def creating_responses(*more: int) -> Responses:
    """Of a POST with an Idempotency-Key."""
    return problem_responses(400, 413, *_ALWAYS, *more)


def editing_responses(*more: int) -> Responses:
    """Of a PATCH or PUT with If-Match."""
    return problem_responses(400, 412, 413, 428, *_ALWAYS, *more)
