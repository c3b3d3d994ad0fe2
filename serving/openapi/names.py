"""Names of schemas as somebody outside would give them, not as our modules are called."""

from __future__ import annotations

import re
from typing import Any

REFERENCE = "#/components/schemas/"
_PAGE = re.compile(r"PageOf_(\w+?)(?:Shown|Listed)?_")
# Two of our modules may call a thing alike; outside there is one room.
_APART = {
    "planning__profile__profile__Profile": "Profile",
    "serving__access__profile__Profile": "StaffProfile",
    "serving__audit__schemas__FindingShown": "AuditFinding",
    "serving__photos__analysis_schemas__FindingShown": "FindingShown",
    "serving__projections__document__CapturePart": "ProjectionCapturePart",
    "serving__projections__document__IssuePart": "ProjectionIssuePart",
    "serving__projections__document__PhotoPart": "ProjectionPhotoPart",
    "serving__projections__document__TargetedPart": "ProjectionTargetedPart",
    "simulation__safeguards__document__TargetedPart": "SafeguardTargetedPart",
    "vision__analysis__document__CapturePart": "CapturePart",
    "vision__analysis__document__IssuePart": "IssuePart",
    "vision__analysis__document__PhotoPart": "PhotoPart",
}
_IN_FORMS = {"PlanItem": "PlanVisitItem"}  # of a plan's visits, not of a plan


def add_schemas(api: dict[str, Any], more: dict[str, Any]) -> None:
    """Names what FastAPI has found, and adds what stands in forms, which it does not look into.

    Args:
        more: by names as they are outside.

    Raises:
        ValueError: two would get one name: it needs a row above.
    """
    found = api["components"]["schemas"]
    _refer(api, names := {name: _outside(name) for name in found})
    _refer(more, _IN_FORMS)
    told = [(names[name], schema) for name, schema in found.items()]
    named: dict[str, Any] = {}
    for name, schema in [*told, *((_IN_FORMS.get(name, name), schema) for name, schema in more.items())]:
        if _said(named.setdefault(name, schema)) != _said(schema):
            raise ValueError(f"two schemas are called {name}")
    api["components"]["schemas"] = dict(sorted(named.items()))


def _said(part: Any) -> Any:
    """What a schema says, without nulls: FastAPI leaves out that a default is null."""
    if isinstance(part, dict):
        return {name: _said(value) for name, value in part.items() if value is not None}
    return [_said(each) for each in part] if isinstance(part, list) else part


def _outside(name: str) -> str:
    return _PAGE.sub(r"\1Page", _APART.get(name, name))


def _refer(part: Any, names: dict[str, str]) -> None:
    if isinstance(part, list):
        for each in part:
            _refer(each, names)
    elif isinstance(part, dict):
        told = part.get("$ref")
        if isinstance(told, str) and told.startswith(REFERENCE):
            name = told.removeprefix(REFERENCE)
            part["$ref"] = REFERENCE + names.get(name, name)
        if isinstance(mapping := part.get("mapping"), dict):  # a discriminator's
            for kind, target in mapping.items():
                name = str(target).removeprefix(REFERENCE)
                mapping[kind] = REFERENCE + names.get(name, name)
        for each in part.values():
            _refer(each, names)
