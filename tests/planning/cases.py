"""Clients to hold plans against: one about whom everything is known and nothing speaks against anything."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from planning.profile import Profile, health_catalogue

TODAY = date(2026, 11, 2)


def clear() -> dict[str, Any]:
    """A healthy client of 40, phototype II, asked for everything, lesions examined; as a file would hold it."""
    return {
        "schema": "countenance.profile/1",
        "date_of_birth": date(1986, 5, 17),
        "phototype": "II",
        "health": dict.fromkeys(health_catalogue(), "no"),
        "medicines": {"complete": True, "taken": []},
        "history": {"complete": True, "treatments": []},
        "records": [{"kind": "lesion_examined", "by": "Dr. A", "on": date(2026, 10, 30), "outcome": "cleared"}],
    }


def client(changes: Mapping[str, Any] | None = None) -> Profile:
    """The clear client with changes: mappings are merged, all else is replaced; None takes a field away."""
    return Profile.model_validate(merged(clear(), changes or {}))


def merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    result = deepcopy(dict(base))
    for key, value in changes.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(result.get(key), Mapping):
            result[key] = merged(result[key], value)
        else:
            result[key] = deepcopy(value)
    return result
