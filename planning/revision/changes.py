"""Every field in which two versions differ."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from pydantic import JsonValue

from planning.files import Document
from planning.plan import PlanDraft

_KEYS = ("tier", "id", "what", "sku", "treatment", "item", "date", "visit", "rule")  # what tells rows of a list apart
_OF_THE_VERSION = {"version", "made_on"}


class Change(Document):
    """One field.

    Attributes:
        who: an opaque id of the person who asked.
        when: as told by the caller.
        why: in that person's words.
        path: of the field, as `options[better].supporting[facial].visits`; rows are named by what tells them apart.
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
    old, new = _rows(was), _rows(now)
    if old is None or new is None or (list(old) != list(new) and set(old) == set(new)):
        yield path, was, now
        return
    for key in dict.fromkeys([*old, *new]):
        yield from _of(f"{path}[{key}]", old.get(key), new.get(key))


def _rows(value: JsonValue) -> Mapping[str, JsonValue] | None:
    """Rows of a list by name; None where nothing tells them apart."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return None
    name = next((name for name in _KEYS if all(isinstance(row, dict) and name in row for row in value)), None)
    found = {str(row[name]): row for row in value if isinstance(row, dict)} if name else {}
    return found if len(found) == len(value) else None
