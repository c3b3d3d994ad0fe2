"""The API's description of itself: what FastAPI finds out about the routes, and what only we know about them."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from serving.openapi.examples import show_examples
from serving.openapi.headers import describe_headers
from serving.openapi.names import add_schemas
from serving.openapi.operations import operations_of
from serving.openapi.problem_codes import describe_problems
from serving.openapi.security import describe_security
from serving.openapi.tags import TAGS
from serving.projections.request import request_schemas

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

**Names that stay.** An operation's `operationId` is the name of its method in the typed Python client,
`serving.client`, which is generated from this description.
"""


def operation_id(route: APIRoute) -> str:
    """The handler's name: short, unique in the whole house, and stable, for clients name their methods by it."""
    return route.name


def install_openapi(app: FastAPI, issuer: str | None) -> None:
    """
    Args:
        issuer: of the identity provider's tokens, where one is set.
    """
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(generate(), issuer)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # the way FastAPI documents


def _completed(api: dict[str, Any], issuer: str | None) -> dict[str, Any]:
    add_schemas(api, request_schemas())
    api["tags"] = TAGS
    found = list(operations_of(api))
    describe_security(api, found, issuer)
    show_examples(found)
    describe_problems(api, found)
    describe_headers(found)
    return api
