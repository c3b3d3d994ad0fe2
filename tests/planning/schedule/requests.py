"""Requests to schedule: a location with everything in it, and clients without anything against them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from planning.library import load_library
from planning.medicines import Dictionary
from planning.plan import PlanItem, Why
from planning.practice import Practice, sample_practice
from planning.schedule import ScheduleRequest
from tests.planning.cases import TODAY, client

LIBRARY, DICTIONARY = load_library(), Dictionary.load()
START = TODAY + timedelta(1)
DEVICES = sorted({found.device.kind for found in LIBRARY.treatments.values() if found.device})


@cache
def practice(location: str = "oakland") -> Practice:
    """The sample location, with a device of every kind that its menu needs."""
    group = sample_practice().model_dump(mode="json", by_alias=True)
    here = next(place for place in group["locations"] if place["id"] == location)
    here["devices"] = [{"id": kind, "title": kind, "kind": kind} for kind in DEVICES]
    return type(sample_practice()).model_validate(group).at(location)


def item(treatment: str, visits: int = 1, zones: Iterable[str] = (), name: str = "") -> PlanItem:
    why = Why(kind="provider", text="Asked for.")
    return PlanItem(
        id=name or treatment,
        treatment=treatment,
        title=LIBRARY.treatments[treatment].title if treatment in LIBRARY.treatments else treatment,
        zones=tuple(zones),
        visits=visits,
        why=(why,),
    )


def request(*items: PlanItem, changes: dict[str, Any] | None = None, **more: Any) -> ScheduleRequest:
    made = ScheduleRequest(
        items=items,
        practice=practice(),
        library=LIBRARY,
        profile=client(changes),
        classes=DICTIONARY.classes_of,
        today=TODAY,
        start=START,
    )
    return replace(made, **more)


def day(number: int) -> date:
    """So many days after the start."""
    return START + timedelta(number)
