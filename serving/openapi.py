"""The API's description of itself."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from fastapi import FastAPI

from serving.problems import problem_responses
from serving.projections.request import example, request_schemas

INTENDED_USE = (
    "Decision support for a licensed provider. It is not a diagnosis, and it does not replace one: whether "
    "a treatment is suitable depends on an in-person consultation."
)
DESCRIPTION = f"""**Intended use.** {INTENDED_USE}

A client's photo becomes findings per facial zone, each with a severity and its 90 % interval, or with the
reason why this photo does not carry one. With consent, a likely result is shown on it: labelled, signed, never a
promise. `POST /v1/analyses` and `POST /v1/projections` store nothing.

**What is stored** belongs to a practice and is asked for with credentials. A thing that the caller may not know of is
404, as one that does not exist. A POST carries an `Idempotency-Key`: sent again within 24 hours it has no second effect
and gives the same answer. An edit carries `If-Match` with the ETag of the version that was edited. Listings come in
pages: `next_cursor` opens the one after. Problems are RFC 9457 with a stable `code`; `Accept-Language: es` has their
titles in Spanish.
"""


def install_openapi(app: FastAPI) -> None:
    """FastAPI leaves nulls out of examples, and a null with its reason is half of what there is to show."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        api = generate()
        answer = api["paths"]["/v1/analyses"]["post"]["responses"]["200"]
        answer["content"]["application/json"]["example"] = _analysis_example()
        _describe_projections(api)
        _describe_limits(api)
        return api

    app.openapi = openapi  # type: ignore[method-assign]  # the way FastAPI documents


def _describe_projections(api: dict[str, Any]) -> None:
    described = api["paths"]["/v1/projections"]["post"]
    described["responses"]["200"]["content"]["application/json"]["example"] = example("answer")
    form = described["requestBody"]["content"]["multipart/form-data"]
    form["example"] = {"photo": "portrait.jpg", "request": example("request")}
    api["components"]["schemas"] = request_schemas() | api["components"]["schemas"]


def _describe_limits(api: dict[str, Any]) -> None:
    """What any route may answer whose caller is looked at: too many requests, or too large a one, or not now."""
    everywhere = problem_responses(413, 429, 503)
    for path, operations in api["paths"].items():
        for described in operations.values():
            if path.startswith("/v1/") and "401" in described["responses"]:
                for status, response in everywhere.items():
                    if status != 413 or "requestBody" in described:
                        described["responses"].setdefault(str(status), response)


def _analysis_example() -> Any:
    return json.loads(files("serving.analyses").joinpath("example.json").read_text(encoding="utf-8"))
