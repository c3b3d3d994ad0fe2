"""What a language model may speak of: slots that stand for a plan's facts and that only we fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from planning.plan import PlanItem, PlanOption, RegimenLine, Why
from planning.wording.summary import span
from planning.wording.titles import concern_title, goal_title, zone_title, zone_titles
from planning.wording.words import Words, money

Kind = Literal["item", "care", "zones", "series", "finding", "goal", "plan", "money"]
_BAND = 20


@dataclass(frozen=True, slots=True)
class Slot:
    """One fact.

    Attributes:
        text: what is shown in its place.
        told: what a model learns of it: catalogue codes, bands and counts; never a name, a day or an amount.
        holders: slots of the items and home-care lines that it is true of.
    """

    kind: Kind
    text: str
    told: Mapping[str, object]
    holders: frozenset[str] = frozenset()


def slots(option: PlanOption, words: Words) -> dict[str, Slot]:
    """Slots by a number of ours, so that not even ids of the plan are passed on."""
    holders: dict[str, PlanItem | RegimenLine] = {f"item{n}": item for n, item in enumerate(option.items, 1)}
    holders |= {f"care{n}": line for n, line in enumerate(option.regimen, 1)}
    return {
        **dict(_held(holders, words)),
        **dict(_reasons(holders, words)),
        **dict(_whole(option, words)),
    }


def _held(holders: Mapping[str, PlanItem | RegimenLine], words: Words) -> Iterator[tuple[str, Slot]]:
    for name, line in holders.items():
        told = {"treatment": line.treatment}
        if isinstance(line, RegimenLine):
            yield name, Slot("care", line.title, told)
            continue
        yield name, Slot("item", line.title, told)
        mine, number = frozenset([name]), name.removeprefix("item")
        yield f"series{number}", Slot("series", words.counted("visits_count", line.visits), {"of": name}, mine)
        if line.zones:
            places = words.listed([title.lower() for title in zone_titles(line.zones, words)])
            yield f"zones{number}", Slot("zones", places, {"of": name}, mine)


def _reasons(holders: Mapping[str, PlanItem | RegimenLine], words: Words) -> Iterator[tuple[str, Slot]]:
    """Findings and goals, each once, with everything that is there for it."""
    found: dict[tuple[str, str, str], tuple[Why, set[str]]] = {}
    for name, line in holders.items():
        for why in line.why:
            if why.kind in ("finding", "goal"):
                found.setdefault((why.concern, why.zone, why.goal), (why, set()))[1].add(name)
    for number, (why, names) in enumerate(found.values(), 1):
        made = _finding if why.kind == "finding" else _goal
        yield f"{why.kind}{number}", made(why, names, words)


def _finding(why: Why, names: Iterable[str], words: Words) -> Slot:
    place = f" ({zone_title(why.zone, words).lower()})" if why.zone else ""
    told: dict[str, object] = {"concern": why.concern, "zone": why.zone, "for": sorted(names)}
    if why.severity is not None:
        low = min(int(why.severity // _BAND), 100 // _BAND - 1) * _BAND
        told["severity"] = f"{low}-{low + _BAND}"
    return Slot("finding", concern_title(why.concern, words).lower() + place, told, frozenset(names))


def _goal(why: Why, names: Iterable[str], words: Words) -> Slot:
    title = goal_title(why.goal, words)
    told = {"goal": why.goal, "for": sorted(names)}
    return Slot("goal", title[:1].lower() + title[1:], told, frozenset(names))


def _whole(option: PlanOption, words: Words) -> Iterator[tuple[str, Slot]]:
    paid = option.investment
    if option.items:
        yield "treatments", Slot("plan", words.counted("treatments_count", len(option.items)), {"of": "plan"})
        yield "when", Slot("plan", span(option, words), {"of": "plan"})
    if option.timeline:
        yield "visits", Slot("plan", words.counted("visits_count", len(option.attendances)), {"of": "plan"})
    if paid.total:
        yield "total", Slot("money", money(paid.total, paid.currency), {"of": "plan"})
