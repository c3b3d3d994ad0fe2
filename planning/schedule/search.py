"""The best days: each part of the objective is made as small as can be and then held, the first part first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from planning.schedule.model import DayModel, Visit
from planning.schedule.scheduled import Objective
from planning.schedule.setting import Setting, interval

_SEED = 20
_FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


@dataclass(frozen=True, slots=True)
class Days:
    """A solution.

    Attributes:
        day: from the start, of each visit that has one.
        proven: every part of the objective is as small as can be.
        gap: 0 to 1, of the first part that is not proven so.
        unproven: name of that part.
        late: days beyond the longest intervals.
        value: of the parts of the objective.
    """

    day: dict[Visit, int]
    proven: bool
    gap: float
    unproven: str = ""
    late: int = 0
    value: tuple[int, ...] = ()


class DaySearch:
    """Solves for days; what stage two finds impossible is forbidden and solved again.

    Args:
        setting: of the request.
        former: days of a former plan; empty where there is none.
    """

    def __init__(self, setting: Setting, former: Mapping[Visit, int]) -> None:
        self._setting, self._former = setting, former
        self._left = setting.request.effort
        self.days = possible_days(setting)
        self._apart: list[tuple[frozenset[int], tuple[int, ...]]] = []

    def forbid(self, services: frozenset[int], days: tuple[int, ...]) -> None:
        """These items don't all fit on one of these days."""
        self._apart.append((services, days))

    def take_away(self, service: int, day: int) -> None:
        """An item can't be on a day after all."""
        self.days = {v: tuple(n for n in days if v.service != service or n != day) for v, days in self.days.items()}

    def solve(self) -> Days:
        """The best days: with a day for every visit, else with one for as many as can have one."""
        days = {v: each for v, each in self.days.items() if each}
        days = {v: each for v, each in days.items() if all(w in days for w in self.days if _before(w, v))}
        if not days:
            return Days({}, True, 0.0)
        if len(days) == len(self.days):
            found = self._kept(days) or self._solved(DayModel(self._setting, days, optional=False, former=self._former))
            if found is not None:
                return found
        model = DayModel(self._setting, days, optional=True, former=self._former)
        return self._solved(model) or Days({}, False, 1.0)

    def _kept(self, days: Mapping[Visit, tuple[int, ...]]) -> Days | None:
        """With every former day that is still possible, where that goes: nothing has fewer changes.

        What is placed anew lies where it was in its series, or at the end of it; the better of the two.
        """
        ways = (_by_number(self._former, days), _at_the_end(self._former, days)) if self._former else ()
        solved = (
            self._solved(DayModel(self._setting, {**days, **pins}, optional=False, former={}))
            for k, pins in enumerate(ways)
            if pins not in ways[:k] and len(pins) == self._possible_to_keep(days)
        )
        return min((found for found in solved if found), key=lambda found: found.value, default=None)

    def _possible_to_keep(self, days: Mapping[Visit, tuple[int, ...]]) -> int:
        possible = {(v.service, day) for v, each in days.items() for day in each}
        return len({(v.service, day) for v, day in self._former.items()} & possible)

    def _solved(self, model: DayModel) -> Days | None:
        for services, days in self._apart:
            model.forbid_together(services, days)
        found: Days | None = None
        values: list[int] = []
        unproven, gap = "", 0.0
        for name, part in self._parts(model).items():
            result = self._minimized(model, part, found)
            if result is None:
                unproven, gap = unproven or name, gap or 1.0
                break
            found, value, bound = result
            if value > bound and not unproven:
                unproven, gap = name, (value - bound) / max(value, 1)
            values.append(value)
            model.model.add(part <= value)
        return replace(found, proven=not unproven, gap=gap, unproven=unproven, value=tuple(values)) if found else None

    def _parts(self, model: DayModel) -> dict[str, cp_model.LinearExpr]:
        """Each costs a solve."""
        request, parts = self._setting.request, dict[str, cp_model.LinearExpr]()
        primary = [i for i, each in enumerate(self._setting.services) if each.id in request.primary]
        if model.here:
            everything = range(len(self._setting.services))
            weight = len(model.visits) + 1
            parts["how much is placed"] = model.unplaced(primary) * weight + model.unplaced(everything)
        if model.former:
            parts["how little changes"] = model.changes()
        parts["series in time and primary items first"] = model.late() + model.first_days(primary)
        parts["the fewest days"] = model.client_days()
        parts["the earliest end"] = model.finish()
        parts["each visit as early as can be"] = model.sum_days()
        return parts

    def _minimized(
        self, model: DayModel, part: cp_model.LinearExpr, before: Days | None
    ) -> tuple[Days, int, int] | None:
        """The solution with its value and the proven bound; None where there is none, or no effort is left."""
        if self._left <= 0:
            return None
        solver = cp_model.CpSolver()
        solver.parameters.random_seed = _SEED
        solver.parameters.num_workers = 1
        solver.parameters.cp_model_presolve = False  # it takes twenty times as long as these models take to solve
        solver.parameters.max_deterministic_time = self._left / 2  # so that no part leaves nothing to the next
        model.model.minimize(part)
        model.model.clear_hints()  # type: ignore[no-untyped-call]
        for v, day in (before.day if before else {}).items():
            model.model.add_hint(model.day[v], day)
        status = solver.solve(model.model)
        self._left -= solver.response_proto.deterministic_time
        if status not in _FOUND:
            return None
        placed = (v for v in model.visits if not model.here or solver.boolean_value(model.here[v]))
        days = {v: solver.value(model.day[v]) for v in placed}
        late = solver.value(model.late())
        return Days(days, True, 0.0, late=late), round(solver.objective_value), round(solver.best_objective_bound)


def _by_number(former: Mapping[Visit, int], days: Mapping[Visit, tuple[int, ...]]) -> dict[Visit, tuple[int]]:
    return {v: (day,) for v, day in former.items() if day in days.get(v, ())}


def _at_the_end(former: Mapping[Visit, int], days: Mapping[Visit, tuple[int, ...]]) -> dict[Visit, tuple[int]]:
    """The former days of a series go to its first visits that are still to come."""
    pins: dict[Visit, tuple[int]] = {}
    for service in sorted({v.service for v in former}):
        possible = {day for v, each in days.items() if v.service == service for day in each}
        kept = sorted(day for v, day in former.items() if v.service == service and day in possible)
        mine = [v for v in days if v.service == service]
        pins |= {v: (day,) for v, day in zip(mine, kept, strict=False) if day in days[v]}
    return pins


def _before(earlier: Visit, later: Visit) -> bool:
    return earlier.service == later.service and earlier.number < later.number


def possible_days(setting: Setting) -> dict[Visit, tuple[int, ...]]:
    """Days that each visit may have, as far as it and what stands already decide."""
    found: dict[Visit, tuple[int, ...]] = {}
    for i, numbers in enumerate(setting.waiting):
        allowed = setting.calendar.allowed(i) if numbers else ()
        for number in numbers:
            first = _put_off(setting, i, number)
            found[Visit(i, number)] = tuple(day for day in allowed if day >= first and _stands(setting, i, number, day))
    return found


def _put_off(setting: Setting, service: int, number: int) -> int:
    """Day to which a person put off this visit, or one before it of the series."""
    name, start = setting.services[service].id, setting.request.start
    days = [(day - start).days for item, n, day in setting.request.put_off if item == name and n <= number]
    return max(days, default=0)


def _stands(setting: Setting, service: int, number: int, day: int) -> bool:
    """Whether a day keeps its distance from all that stands."""
    for k, given in enumerate(setting.given):
        between = setting.to_given[k, service]
        if not between.allows(day - given.day):
            return False
        if given.service.id == setting.services[service].id:
            low, _ = interval(setting, service, max(number, given.number))
            if (day - given.day if number > given.number else given.day - day) < low:
                return False
    return True


def objective(setting: Setting, days: Days, former: Mapping[Visit, int]) -> Objective:
    """What a solution comes to, counted from its days."""
    request, services = setting.request, setting.services
    primary = {i for i, each in enumerate(services) if each.id in request.primary}
    numbers = {each.id: each.item.visits for each in services}
    missing = [Visit(i, n) for i, waiting in enumerate(setting.waiting) for n in waiting if Visit(i, n) not in days.day]
    never = [(each.item in request.primary, len(each.numbers)) for each in setting.never if each.item not in numbers]
    firsts = {v.service: day for v, day in sorted(days.day.items(), key=lambda each: -each[1]) if v.service in primary}
    placed = {(v.service, day) for v, day in days.day.items()}
    return Objective(
        unplaced_primary=sum(v.service in primary for v in missing) + sum(n for first, n in never if first),
        unplaced=len(missing) + sum(n for _, n in never),
        changes=sum((v.service, day) not in placed for v, day in former.items()),
        waited_days=days.late + sum(firsts.values()),
        days=len(set(days.day.values())),
        finish=max(days.day.values(), default=0),
        sum_days=sum(days.day.values()),
    )
