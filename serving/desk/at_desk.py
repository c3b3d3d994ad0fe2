"""The dependencies that bring a route its desk. Which one it takes says which headers it reads, in the OpenAPI, too."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import Annotated, cast

from fastapi import Depends, Header, Request

from serving.desk.desk import Desk
from serving.desk.idempotency import checked_key
from serving.desk.office import Office
from serving.wording import language_of


def at_desk(
    request: Request,
    accept_language: Annotated[
        str | None, Header(description="`en` or `es`: the language of a problem's title", examples=["es"])
    ] = None,
) -> Desk:
    """The caller's credentials are checked here, before anything of the request is looked at."""
    office = cast(Office, request.app.state.services.office)
    caller = office.authenticate(request)
    route = f"{request.method} {request.url.path}"
    return Desk(office, caller, office.now().astimezone(UTC), route, language_of(accept_language))


AtDesk = Annotated[Desk, Depends(at_desk)]


def creating(
    desk: AtDesk,
    idempotency_key: Annotated[
        str | None,
        Header(
            description="Required. The caller's own name of this request, such as a UUID: sent again within 24 hours "
            "it has no second effect and gives the same answer",
            examples=["6f1d0d0e-9e0f-4a53-9a39-0f6c36b2a3a5"],
        ),
    ] = None,
) -> Desk:
    return replace(desk, idempotency_key=checked_key(idempotency_key))


def editing(
    desk: AtDesk,
    if_match: Annotated[
        str | None, Header(description="Required. The ETag of the version that was edited", examples=['"3"'])
    ] = None,
) -> Desk:
    return replace(desk, if_match=if_match)


def looking(
    desk: AtDesk,
    if_none_match: Annotated[
        str | None,
        Header(description="The ETag of what the caller has: 304 where it still is", examples=['"3"']),
    ] = None,
) -> Desk:
    return replace(desk, if_none_match=if_none_match)


Creating = Annotated[Desk, Depends(creating)]
Editing = Annotated[Desk, Depends(editing)]
Looking = Annotated[Desk, Depends(looking)]
