"""A draft's days, resources and prices, judged by code that shares nothing with what made them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from planning.drafting import DraftRequest
from planning.plan import PlanOption
from planning.pricing import Due, dues
from planning.rules import Pause
from planning.schedule import Objective, Scheduled
from tests.planning.pricing.brute_force import brute_force
from tests.planning.schedule.checks import (
    broken_links,
    double_bookings,
    seen_at_events,
    short_intervals,
    unfit,
    unlicensed,
    wrong_days,
)

_CHECKS = (double_bookings, wrong_days, seen_at_events, unlicensed, unfit, short_intervals, broken_links)
_SMALL = 20_000  # ways to pay, roughly; what has more is not tried one by one


def faults(asked: DraftRequest, option: PlanOption) -> dict[str, list[object]]:
    """By check; empty where all is well. What was done, or stands today, was judged before."""
    refs = {why.ref for item in option.items for why in item.why if why.kind == "template"}
    series = [template for template in asked.practice.templates if template.id in refs]
    request = asked.scheduling(option.items, [item.id for item in option.primary], series)
    request = replace(request, fixed=tuple(v for v in option.timeline if v.done or v.date <= asked.today))
    found = Scheduled(option.timeline, "optimal", 0.0, Objective())
    return {check.__name__: wrong for check in _CHECKS if (wrong := check(request, found))}


def unrested(asked: DraftRequest, option: PlanOption) -> list[object]:
    """Rests that begin before today for what the client uses, or in the middle of which something new is begun."""
    wrong: list[object] = []
    for visit in option.timeline:
        for line in visit.items:
            for pause in (
                sourced.part for sourced in asked.library.pauses(asked.library.treatment(line.treatment).called)
            ):
                first = visit.date - timedelta(pause.before(asked.profile.phototype.type))
                last = visit.date + timedelta(max(pause.after_days - 1, 0))
                if not visit.done and first < asked.today and _in_use(asked, pause):
                    wrong.append((visit.date, pause.id))
                wrong += [
                    (home.treatment, home.start, pause.id)
                    for home in option.regimen
                    if pause.home_care in asked.library.treatment(home.treatment).called and first < home.start <= last
                ]
    return wrong


def _in_use(asked: DraftRequest, pause: Pause) -> bool:
    """By the classes of the medicines dictionary; acids by the one name that generated clients give."""
    called = {"retinoid": "topical_retinoid"}.get(pause.home_care, "")
    taken = asked.profile.medicines.taken if asked.profile.medicines else ()
    names = [each.name for each in taken if each.status != "stopped"]
    acids = pause.home_care == "exfoliant" and "glycolic acid" in names
    return acids or any(called in (asked.classes(name) or ()) for name in names)


def dearer_or_cheaper(asked: DraftRequest, option: PlanOption) -> bool | None:
    """Whether the total differs from the least of all ways to pay; None where these are too many to be tried."""
    practice = asked.practice
    lines = dues(option.items, option.timeline, option.regimen, practice, asked.library).lines
    packages = [each for each in practice.packages if {line.treatment for line in each.lines} & _names(lines)]
    memberships = [each for each in practice.memberships if set(each.discount_percent) & _called(lines)]
    days = len({(line.visit, line.on) for line in lines})
    ways = 3 ** (len(packages) * days) * (1 + 24 * days * len(memberships)) * (1 + len(lines))
    if not lines or ways > _SMALL:
        return None
    return brute_force(lines, packages, memberships) != option.investment.total


def _names(lines: tuple[Due, ...]) -> set[str]:
    return {line.treatment for line in lines}


def _called(lines: tuple[Due, ...]) -> set[str]:
    return {name for line in lines for name in line.called}
