"""The routes that store nothing: open on a machine of one's own where nobody has an account yet, else like the rest."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Annotated, Literal

from fastapi import Depends, Query, Request

from serving.access import Resource
from serving.container import Services, services
from serving.desk import NotAllowedError

Include = Literal["biometrics"]
Included = Annotated[
    Include | None,
    Query(description="`biometrics`: landmarks, blendshapes and pose, for those to whom the scope was lent"),
]


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _may_once(action: str, request: Request, house: Services) -> None:
    if is_loopback(house.settings.host) and not house.access.accounts.any():
        return
    caller = house.office.authenticate(request)
    if not house.office.policy.allows(caller, action, Resource(action.partition(".")[0], caller.practice)):
        raise NotAllowedError(action)


def may_analyze_once(request: Request, house: Annotated[Services, Depends(services)], include: Included = None) -> None:
    """Asked in a thread, before the body is read. Where everybody may, asking for biometrics is all that it takes.

    Raises:
        CountenanceError: as `Access.authenticate`, or NotAllowedError.
    """
    _may_once("analysis.once", request, house)
    if include is not None:
        _may_once("analysis.once_biometrics", request, house)


def may_project_once(request: Request, house: Annotated[Services, Depends(services)]) -> None:
    """The same for projections."""
    _may_once("projection.once", request, house)
