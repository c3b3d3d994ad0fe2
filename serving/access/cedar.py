"""The policy file, asked. Parsed once; a decision takes about 0.2 ms for each grant of the caller."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from typing import Any

from cedarpy import PolicySet, Schema, is_authorized_batch

from serving.access.caller import Caller, Grant, Resource

_ACTION = re.compile(r'"([a-z_]+\.[a-z_]+)"')
_THING = {"type": "Thing", "id": "asked for"}
_CLOCK_SLACK_S = 30  # between this machine and whoever says when credentials were given


def policy_text() -> str:
    return files("serving.access").joinpath("policy.cedar").read_text(encoding="utf-8")


def schema_text() -> str:
    return files("serving.access").joinpath("policy.cedarschema").read_text(encoding="utf-8")


def known_actions() -> frozenset[str]:
    """Every action that the schema names: `client.read`, `plan.approve` …"""
    return frozenset(_ACTION.findall(schema_text()))


class CedarPolicy:
    """Decides by `policy.cedar`: allowed where one grant of the caller is permitted and nothing forbids it.

    Args:
        now: the server's clock, for how long ago credentials were given.
        strong_minutes: how long after giving credentials something may be signed.
    """

    def __init__(self, now: Callable[[], datetime], strong_minutes: int) -> None:
        self._now = now
        self._seconds_allowed = strong_minutes * 60
        self._policies = PolicySet.from_str(policy_text())
        self._schema = Schema.from_str(schema_text())
        self._actions = known_actions()

    def allows(self, caller: Caller, action: str, resource: Resource) -> bool:
        """Whether one of the caller's grants permits it.

        Raises:
            ValueError: an action that the schema does not name, which is an error of ours.
        """
        return any(self.grants_allow(caller, action, resource))

    def grants_allow(self, caller: Caller, action: str, resource: Resource) -> list[bool]:
        """The same, for each of the caller's grants."""
        if action not in self._actions:
            raise ValueError(f"The policy knows no action {action!r}")
        situation = self._situation(caller)
        requests = [
            {"principal": _principal(n), "action": {"type": "Action", "id": action}, "resource": _THING} | situation
            for n in range(len(caller.grants))
        ]
        entities = [_caller(n, caller, grant) for n, grant in enumerate(caller.grants)] + [_thing(resource)]
        decided = is_authorized_batch(requests, self._policies, entities, self._schema)
        return [each.allowed and not each.diagnostics.errors for each in decided]

    def _situation(self, caller: Caller) -> dict[str, Any]:
        context: dict[str, Any] = {"strong": caller.strong, "seconds_allowed": self._seconds_allowed}
        if caller.authenticated_at is not None:
            since = int((self._now() - caller.authenticated_at).total_seconds())
            if since >= -_CLOCK_SLACK_S:
                context["seconds_since"] = since
        return {"context": context}


def _principal(number: int) -> dict[str, str]:
    return {"type": "Caller", "id": str(number)}


def _caller(number: int, caller: Caller, grant: Grant) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "practice": caller.practice,
        "kind": caller.kind,
        "everywhere": grant.locations is None,
        "locations": sorted(grant.locations or ()),
        "assigned_only": grant.assigned_only,
        "scopes": sorted(caller.scopes),
    }
    if caller.client is not None:
        attributes["client"] = caller.client
    return {"uid": _principal(number), "attrs": attributes, "parents": [{"type": "Role", "id": grant.role}]}


def _thing(resource: Resource) -> dict[str, Any]:
    attributes: dict[str, Any] = {"practice": resource.practice, "assigned": resource.assigned}
    if resource.location is not None:
        attributes["location"] = resource.location
    if resource.client is not None:
        attributes["client"] = resource.client
    return {"uid": _THING, "attrs": attributes, "parents": []}
