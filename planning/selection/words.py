"""Concerns, zones and goals as sentences name them. Read as data, for the networks behind them take long to load."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from planning.profile import goal_catalogue
from planning.rules import WHOLE_FACE, zone_kind

_SIDES = {"left": "left ", "right": "right "}


def concern_words(concern: str) -> str:
    """`Brown spots` of `brown_spots`."""
    row = _rows("concerns").get(concern)
    return str(row["title"]) if row else concern.replace("_", " ")


def zone_words(zone: str) -> str:
    """`left mid cheek` of `mid_cheek_left`."""
    if zone == WHOLE_FACE:
        return "face"
    kind = zone_kind(zone)
    side = _SIDES.get(zone.removeprefix(f"{kind}_"), "")
    row = _rows("zones").get(kind)
    return side + (str(row["title"]).lower() if row else kind.replace("_", " "))


def finding_words(concern: str, zone: str) -> str:
    """`brown spots of the left malar cheek`, `crow's feet, left`: a concern of one place needs no place named."""
    title = concern_words(concern)
    named = title[:1].lower() + title[1:]
    if measured_zones(concern) != {zone_kind(zone)}:
        return f"{named} of the {zone_words(zone)}"
    side = _SIDES.get(zone.removeprefix(f"{zone_kind(zone)}_"), "").strip()
    return f"{named}, {side}" if side else named


def zones_words(zones: Iterable[str]) -> str:
    """All of them, or the face where none is named."""
    return ", ".join(map(zone_words, zones)) or "face"


def goal_words(goal: str) -> str:
    """`fewer brown spots` of `fewer_spots`."""
    row = goal_catalogue().get(goal)
    title = row.title if row else goal.replace("_", " ")
    return title[:1].lower() + title[1:]


@cache
def measured_zones(concern: str) -> frozenset[str]:
    """Kinds of zones in which a photo shows it."""
    row = _rows("concerns").get(concern)
    return frozenset(row["zones"]) if row else frozenset()


@cache
def _rows(package: str) -> Mapping[str, dict[str, Any]]:
    content = json.loads((files("vision") / package / "data" / f"{package}.json").read_text())
    return MappingProxyType({row.get("name") or row["kind"]: row for row in content[package]})
