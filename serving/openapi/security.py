"""By which credentials each route is asked."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import yaml

from serving.openapi.operations import Operation

_SAID = yaml.safe_load(files("serving.openapi").joinpath("security.yaml").read_text(encoding="utf-8"))


def describe_security(api: dict[str, Any], operations: Sequence[Operation], issuer: str | None) -> None:
    """
    Args:
        issuer: of the identity provider; named, its own description is pointed to.
    """
    schemes = {name: dict(scheme) for name, scheme in _SAID["schemes"].items()}
    if issuer is not None:
        about = schemes["identity_provider"]["description"]
        address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
        schemes["identity_provider"] = {"type": "openIdConnect", "openIdConnectUrl": address, "description": about}
    api["components"]["securitySchemes"] = schemes
    for operation in operations:
        operation.told["security"] = [{} if name == "none" else {name: []} for name in _ways(operation)]


def _ways(operation: Operation) -> Sequence[str]:
    """Names of schemes; any one of them will do."""
    named = {operation.id, operation.tag, "everything"}
    row: dict[str, Sequence[str]] = next(row for row in _SAID["routes"] if named & set(row["for"]))
    return row["by"]
