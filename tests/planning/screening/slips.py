"""Small slips in one rule, gap or pause: what a tired hand could have written instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planning.library.vocabulary import medicine_classes
from planning.profile import health_catalogue
from planning.rules import Condition, Gap, Level, Pause, Rule

Slip = tuple[str, Any]
RECORDS = ("lesion_examined", "body_dysmorphia_assessed", "metal_reviewed", "prescriber_consulted")
SAME_DAY = ("never", "allowed", "earlier_first", "later_first")
TAGS = ("filler", "laser", "exfoliant", "photothermal", "peel", "toxin", "benzoyl_peroxide", "moisturizer", "retinoid")
DAYS = ("within_days", "below", "at_least", "days", "before_days", "after_days")


def rule_slips(rule: Rule) -> Iterator[Slip]:
    for level in Level:
        if level is not rule.verdict:
            yield f"verdict {level.name}", rule.model_copy(update={"verdict": level, "label": False})
    if rule.label:
        yield "no label", rule.model_copy(update={"label": False})
    if rule.unknown == "hold" and rule.verdict is not Level.BLOCK:
        yield "unknown is nothing", rule.model_copy(update={"unknown": "nothing"})
    if rule.zones:
        yield "no zones", rule.model_copy(update={"zones": ()})
    for what, when in condition_slips(rule.when):
        yield what, rule.model_copy(update={"when": when})


def condition_slips(condition: Condition) -> Iterator[Slip]:
    """Of every branch and every leaf."""
    for name, other in (("any", "all"), ("all", "any")):
        branches: tuple[Condition, ...] = getattr(condition, name)
        if branches:
            yield f"{name} is {other}", condition.model_copy(update={name: (), other: branches})
        for index, branch in enumerate(branches):
            rest = (*branches[:index], *branches[index + 1 :])
            if rest:
                yield f"{name} without {_written(branch)}", condition.model_copy(update={name: rest})
            for what, slipped in condition_slips(branch):
                yield what, condition.model_copy(update={name: (*branches[:index], slipped, *branches[index + 1 :])})
    for name in type(condition).model_fields:
        leaf = getattr(condition, name)
        if leaf and name not in ("any", "all"):
            for what, slipped in leaf_slips(leaf):
                yield f"{name}: {what}", condition.model_copy(update={name: slipped})


def leaf_slips(leaf: Any) -> Iterator[Slip]:
    """Another word, another number, a switch the other way."""
    yield from _other_words(leaf)
    yield from _other_numbers(leaf)
    for name in ("ever", "measured"):
        if hasattr(leaf, name):
            yield f"{name} turned", leaf.model_copy(update={name: not getattr(leaf, name)})
    if hasattr(leaf, "where"):
        other = "anywhere" if leaf.where == "treated" else "treated"
        yield f"where {other}", leaf.model_copy(update={"where": other})
    for index, kind in enumerate(getattr(leaf, "types", ())):
        yield f"without type {kind}", leaf.model_copy(update={"types": leaf.types[:index] + leaf.types[index + 1 :]})
    if hasattr(leaf, "types"):
        added = next(kind for kind in (3, 4, 5, 2) if kind not in leaf.types)
        yield f"with type {added}", leaf.model_copy(update={"types": (*leaf.types, added)})


def _other_words(leaf: Any) -> Iterator[Slip]:
    words = {"code": tuple(health_catalogue()), "class_": tuple(sorted(medicine_classes())), "tag": TAGS}
    words |= {"record": RECORDS, "name": ("onabotulinumtoxinA", "platelets_per_ul", "hemoglobin_g_per_dl")}
    for name, known in words.items():
        if hasattr(leaf, name):
            other = _next(known, getattr(leaf, name))
            yield f"{name} {other}", leaf.model_copy(update={name: other})


def _next(known: tuple[str, ...], word: str) -> str:
    return known[(known.index(word) + 1) % len(known)] if word in known else known[0]


def _other_numbers(part: Any) -> Iterator[Slip]:
    for name in DAYS:
        value = getattr(part, name, None)
        if value == 0 and name == "within_days":
            yield f"{name} 1", part.model_copy(update={name: 1})
        if value:
            for other in dict.fromkeys((value - 1, value + 1, value // 2, value * 2)):
                if other != value and (other > 0 or name != "days"):
                    yield f"{name} {other}", part.model_copy(update={name: other})


def timing_slips(part: Gap | Pause) -> Iterator[Slip]:
    yield from _other_numbers(part)
    if isinstance(part, Pause):
        yield "another home care", part.model_copy(update={"home_care": _next(TAGS, part.home_care)})
        if part.medicine_class:
            yield "no medicine", part.model_copy(update={"medicine_class": ""})
        return
    for same_day in SAME_DAY:
        if same_day != part.same_day:
            yield f"same day {same_day}", part.model_copy(update={"same_day": same_day})
    other = "anywhere" if part.where == "treated" else "treated"
    yield f"where {other}", part.model_copy(update={"where": other})
    if part.earlier != part.later:
        yield "the other way round", part.model_copy(update={"earlier": part.later, "later": part.earlier})


def _written(condition: Condition) -> str:
    return str(condition.model_dump(exclude_defaults=True, by_alias=True))
