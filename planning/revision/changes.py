"""Every field in which two versions differ."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pydantic import JsonValue

from planning.files import Document
from planning.plan import PlanDraft

# What tells rows of a list apart: the first that does.
_KEYS = (
    ("tier",),
    ("id",),
    ("what",),
    ("sku",),
    ("treatment",),
    ("item",),
    ("date", "start"),
    ("visit",),
    ("id", "visit"),
)
_OF_THE_VERSION = {"version", "made_on"}


class Change(Document):
    """One field.

    Attributes:
        who: an opaque id of the person who asked.
        when: as told by the caller.
        why: in that person's words.
        path: of the field, as `options[better].supporting[facial].visits`; rows are named by what tells them apart,
            visits by day and time.
        was, now: as in the plan's JSON; None where there was, or is, nothing.
    """

    who: str
    when: datetime.datetime
    why: str
    path: str
    was: JsonValue = None
    now: JsonValue = None


def differences(before: PlanDraft, after: PlanDraft) -> tuple[tuple[str, JsonValue, JsonValue], ...]:
    """Paths with what was and what is there, in the order of the fields."""
    old, new = (each.model_dump(mode="json", by_alias=True, exclude=_OF_THE_VERSION) for each in (before, after))
    return tuple(_of("", old, new))


def _of(path: str, was: JsonValue, now: JsonValue) -> Iterator[tuple[str, JsonValue, JsonValue]]:
    if was == now:
        return
    if isinstance(was, dict) and isinstance(now, dict):
        for name in dict.fromkeys([*was, *now]):
            yield from _of(f"{path}.{name}".lstrip("."), was.get(name), now.get(name))
        return
    if not isinstance(was, list) or not isinstance(now, list) or (key := _key(was, now)) is None:
        yield path, was, now
        return
    old, new = _rows(was, key), _rows(now, key)
    if [name for name in old if name in new] != [name for name in new if name in old]:
        yield path, was, now
        return
    for name in dict.fromkeys([*old, *new]):
        yield from _of(f"{path}[{name}]", old.get(name), new.get(name))


def _key(*lists: list[JsonValue]) -> tuple[str, ...] | None:
    """None where nothing tells rows apart in both."""
    return next((key for key in _KEYS if all(len(_rows(rows, key)) == len(rows) for rows in lists)), None)


def _rows(rows: list[JsonValue], key: tuple[str, ...]) -> dict[str, JsonValue]:
    """By name; those that have none are left out."""
    named = (row for row in rows if isinstance(row, dict) and set(key) <= set(row))
    return {" ".join(str(row[name]) for name in key): row for row in named}
