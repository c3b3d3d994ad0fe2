"""Zones, concerns and goals as people read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from planning.profile import goal_catalogue
from planning.rules import WHOLE_FACE, zone_kind
from planning.wording.words import Words


@cache
def _zones() -> Mapping[str, str]:
    return MappingProxyType({row["kind"]: row["title"] for row in _rows("zones", "zones")})


@cache
def _concerns() -> Mapping[str, str]:
    return MappingProxyType({row["name"]: row["title"] for row in _rows("concerns", "concerns")})


def _rows(package: str, name: str) -> list[dict[str, str]]:
    """Read as data, for the chart itself takes long to load."""
    content = json.loads((files("vision") / package / "data" / f"{name}.json").read_text())
    rows: list[dict[str, str]] = content[name]
    return rows


def zone_title(zone: str, words: Words) -> str:
    """`left temple`; a place that has no zone is shown by its name."""
    kind = zone_kind(zone)
    if kind == WHOLE_FACE:
        return "cara" if words.language == "es" else "Face"
    title = words.title("zones", kind, _zones().get(kind, _plain(kind)))
    side = zone.removeprefix(kind).removeprefix("_")
    return words.written("sided", zone=title.lower(), side=words.title("sides", side, side)) if side else title


def zone_titles(zones: Iterable[str], words: Words) -> list[str]:
    """Both sides of a kind become the kind; each begins with a capital."""
    named = tuple(zones)
    both = {zone_kind(zone) for zone in named if {f"{zone_kind(zone)}_left", f"{zone_kind(zone)}_right"} <= set(named)}
    titles = (zone_title(zone_kind(zone) if zone_kind(zone) in both else zone, words) for zone in named)
    return list(dict.fromkeys(title[:1].upper() + title[1:] for title in titles))


def concern_title(concern: str, words: Words) -> str:
    return words.title("concerns", concern, _concerns().get(concern, _plain(concern)))


def seen_title(name: str, words: Words) -> str:
    """Of a zone or a concern, within a sentence; empty for any other name."""
    if name in _concerns():
        return concern_title(name, words).lower()
    return zone_title(name, words).lower() if zone_kind(name) in _zones() else ""


def goal_title(goal: str, words: Words) -> str:
    row = goal_catalogue().get(goal)
    return words.title("goals", goal, row.title if row else _plain(goal))


def _plain(name: str) -> str:
    return name.replace("_", " ").capitalize()
