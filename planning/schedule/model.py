"""The days of all visits as one model: a day for each visit of each item, and what binds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from ortools.sat.python import cp_model

from planning.schedule.setting import Setting, interval

_GRACE_DAYS = 6  # within the week of a series' longest interval nothing is late
_FAR = 100_000  # beyond any horizon, in days


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of one item: index of its service, and its number."""

    service: int
    number: int


Linear = cp_model.LinearExpr


_SLACK = 2  # so many former days of an item may be lost without any other visit taking its neighbor's


def _apart(services: Sequence[int], together: Collection[frozenset[int]]) -> Iterator[tuple[int, ...]]:
    """Groups of services of which no two share a day."""
    yield ()
    for k, first in enumerate(services):
        others = [i for i in services[k + 1 :] if frozenset({first, i}) not in together]
        yield from ((first, *group) for group in _apart(others, together))


def near_days(visit: Visit, former: Mapping[Visit, int], visits: Sequence[Visit]) -> tuple[int, ...]:
    """Former days of its item that a visit can take when the others keep theirs in order, give or take a few."""
    days = sorted(day for v, day in former.items() if v.service == visit.service)
    mine = [v for v in visits if v.service == visit.service]
    place, missing = mine.index(visit), max(len(mine) - len(days), 0)
    return tuple(days[max(place - missing - _SLACK, 0) : place + _SLACK + 1])


class DayModel:
    """All constraints on days, and the parts of the objective.

    Args:
        setting: of the request.
        visits: that may have a day, by service and number.
        days: that each of them may have.
        optional: whether visits may be left without one.
        former: days of a former plan.
    """

    def __init__(
        self,
        setting: Setting,
        days: Mapping[Visit, Sequence[int]],
        *,
        optional: bool,
        former: Mapping[Visit, int],
    ) -> None:
        self._setting, self._optional = setting, optional
        self.visits = tuple(days)
        self.model = model = cp_model.CpModel()
        self.day = {v: model.new_int_var_from_domain(cp_model.Domain.from_values(days[v]), str(v)) for v in days}
        self.here = {v: model.new_bool_var(f"here {v}") for v in days} if optional else {}
        self._together: dict[tuple[Visit, Visit], cp_model.IntVar] = {}
        self._horizon = setting.request.horizon_days
        self._late: list[Linear] = []
        self._least_days = self._least_finish = 0  # what counting alone proves
        self._series()
        self._pairs(days)
        self._no_longer_than_may_be()
        self._links()
        self.leads = {v: self._lead(k, v) for k, v in enumerate(self.visits)}
        self._days_apart()
        self._by_month()
        self._kept = [b for v in self.visits for b in self._keeps(v, near_days(v, former, self.visits), days[v])]
        self.former = len(former)

    def _if(self, *visits: Visit) -> list[cp_model.IntVar]:
        return [self.here[v] for v in visits] if self._optional else []

    def _series(self) -> None:
        """Visits of one item, in order and no nearer than they may be; a later one only after an earlier one."""
        for service in range(len(self._setting.services)):
            mine = [v for v in self.visits if v.service == service]
            name = self._setting.services[service].id
            given = [(each.number, each.day) for each in self._setting.given if each.service.id == name]
            for first, second in pairwise(mine):
                low, high = interval(self._setting, service, second.number)
                self.model.add(self.day[second] >= self.day[first] + low).only_enforce_if(self._if(second))
                if self._optional:
                    self.model.add_implication(self.here[second], self.here[first])
                self._not_late(second, self.day[first], high)
            for v in mine[:1]:
                before = [day for number, day in given if number < v.number]
                if before:
                    self._not_late(v, max(before), interval(self._setting, service, v.number)[1])

    def _not_late(self, visit: Visit, before: Linear | int, high: int | None) -> None:
        if high is None:
            return
        late = self.model.new_int_var(0, _FAR, f"late {visit}")
        self.model.add(late >= self.day[visit] - before - (high + _GRACE_DAYS)).only_enforce_if(self._if(visit))
        self._late.append(late)

    def _pairs(self, days: Mapping[Visit, Sequence[int]]) -> None:
        for first, second in combinations(self.visits, 2):
            if first.service != second.service:
                self._pair(first, second, days)

    def _pair(self, first: Visit, second: Visit, days: Mapping[Visit, Sequence[int]]) -> None:
        """The first comes before the second, or after it, or both share a day; each way with its distance."""
        between = self._setting.spacings[first.service, second.service]
        if len(days[first]) == len(days[second]) == 1 and days[first] != days[second]:
            if not between.allows(days[second][0] - days[first][0]):
                self.model.add_bool_or(())
            return
        shared = self._setting.shared.of(frozenset({first.service, second.service}), days[first], days[second])
        common, fits = (shared.common, shared.fits) if between.same_day else ((), ())
        ways = [
            (self.day[second] - self.day[first] >= between.after, days[second][-1] - days[first][0] >= between.after),
            (self.day[first] - self.day[second] >= between.before, days[first][-1] - days[second][0] >= between.before),
        ]
        literals = []
        for constraint, possible in ways:
            if possible:
                literals.append(self.model.new_bool_var(""))
                self.model.add(constraint).only_enforce_if(literals[-1])
        if fits:
            same = self._together[first, second] = self.model.new_bool_var(f"together {first} {second}")
            literals.append(same)
            self.model.add(self.day[second] == self.day[first]).only_enforce_if(same)
            for literal in self._if(first, second):
                self.model.add_implication(same, literal)
            if len(fits) < len(common):
                fit = cp_model.Domain.from_values(fits)
                self.model.add_linear_expression_in_domain(self.day[first], fit).only_enforce_if(same)
        self.model.add_bool_or(literals).only_enforce_if(self._if(first, second))

    def _no_longer_than_may_be(self) -> None:
        """Items of one day fit into the longest visit."""
        minutes = {v: self._setting.services[v.service].minutes for v in self.visits}
        for v in self.visits:
            beside = [(w if w != v else u, same) for (w, u), same in self._together.items() if v in (w, u)]
            room = self._setting.request.longest_visit_minutes - minutes[v]
            if sum(minutes[w] for w, _ in beside) > room:
                self.model.add(sum(minutes[w] * same for w, same in beside) <= max(room, 0))

    def _links(self) -> None:
        index = {each.id: i for i, each in enumerate(self._setting.services)}
        given = {(g.service.id, g.number): g.day for g in self._setting.given}
        for link in self._setting.request.links:
            if link.earlier[0] == link.later[0] and link.later[1] == link.earlier[1] + 1:
                continue  # an interval of a series
            later = Visit(index.get(link.later[0], -1), link.later[1])
            earlier = Visit(index.get(link.earlier[0], -1), link.earlier[1])
            if later not in self.day:
                continue
            before = self.day.get(earlier, given.get(link.earlier))
            if before is not None:
                self._link(later, earlier, before, link.min_days, link.max_days)

    def _link(self, later: Visit, earlier: Visit, before: Linear | int, low: int, high: int | None) -> None:
        """Holds where both have a day; without its forerunner the later one is free."""
        both = self._if(later, *(v for v in (earlier,) if v in self.day))
        self.model.add(self.day[later] >= before + low).only_enforce_if(both)
        if (earlier, later) in self._together and low == 0:
            return
        self._not_late(later, before, high)

    def _lead(self, index: int, visit: Visit) -> cp_model.IntVar:
        """1 where no visit before it in the list is on its day; each day of the client has just one such."""
        with_earlier = [self._together[v, visit] for v in self.visits[:index] if (v, visit) in self._together]
        if not with_earlier and not self._optional:
            return self.model.new_constant(1)
        lead = self.model.new_bool_var(f"lead {visit}")
        self.model.add_bool_or([lead, *with_earlier]).only_enforce_if(self._if(visit))
        return lead

    def _days_apart(self) -> None:
        """Items of which no two can share a day need a day for each of their visits. Known already, said for speed."""
        together = {frozenset({a.service, b.service}) for a, b in self._together}
        counts = Counter(v.service for v in self.visits)
        group = max(_apart(sorted(counts), together), key=lambda g: (sum(counts[i] for i in g), g))
        mine = [self.here[v] if self._optional else 1 for v in self.visits if v.service in group]
        self.model.add(self.client_days() >= cp_model.LinearExpr.sum(mine))
        self._least_days = 0 if self._optional else len(mine)

    def _by_month(self) -> None:
        limit = self._setting.request.visits_a_month
        if limit is None:
            return
        months: dict[tuple[int, int], list[int]] = {}
        for n, day in enumerate(self._setting.calendar.days):
            months.setdefault((day.year, day.month), []).append(n)
        room = 0
        for (year, month), inside in months.items():
            if room < self._least_days:
                self._least_finish = inside[0]
            standing = {v.date for v in self._setting.request.fixed if (v.date.year, v.date.month) == (year, month)}
            free = max(limit - len(standing), 0)
            self._month(inside[0], inside[-1], free)
            room += free

    def _month(self, first: int, last: int, limit: int) -> None:
        counted = []
        for v in self.visits:
            inside = self.model.new_bool_var(f"{v} in {first} to {last}")
            before, after = self.model.new_bool_var(""), self.model.new_bool_var("")
            self.model.add(self.day[v] < first).only_enforce_if(before)
            self.model.add(self.day[v] > last).only_enforce_if(after)
            self.model.add_bool_or([inside, before, after]).only_enforce_if([self.leads[v], *self._if(v)])
            counted.append(inside)
        self.model.add(sum(counted) <= limit)

    def _keeps(self, visit: Visit, former: Sequence[int], days: Sequence[int]) -> list[cp_model.IntVar]:
        """Literals: it is on a day that a visit of its item had before."""
        kept = []
        for day in sorted(set(former) & set(days)):
            same = self.model.new_bool_var(f"kept {visit} {day}")
            self.model.add(self.day[visit] == day).only_enforce_if(same)
            kept.append(same)
        self.model.add_at_most_one([*kept])
        for same in kept:
            for literal in self._if(visit):
                self.model.add_implication(same, literal)
        return kept

    def forbid_together(self, services: frozenset[int], days: Iterable[int]) -> None:
        """These items can't all share one of these days."""
        bad = sorted(days)
        alternatives: list[list[Visit]] = [[]]
        for service in sorted(services):
            alternatives = [[*chosen, v] for chosen in alternatives for v in self.visits if v.service == service]
        for chosen in alternatives:
            pairs = [self._together.get((chosen[0], v)) for v in chosen[1:]]
            if any(pair is None for pair in pairs):
                continue
            off = self.model.new_bool_var("")
            outside = cp_model.Domain.from_values(bad).complement()
            self.model.add_linear_expression_in_domain(self.day[chosen[0]], outside).only_enforce_if(off)
            self.model.add_bool_or([off, *(pair.negated() for pair in pairs if pair is not None)])

    # The parts of the objective.

    def unplaced(self, services: Iterable[int]) -> Linear:
        wanted = set(services)
        missing = [self.here[v].negated() for v in self.visits if v.service in wanted] if self._optional else []
        return cp_model.LinearExpr.sum(missing)

    def changes(self) -> Linear:
        return self.former - cp_model.LinearExpr.sum(self._kept)

    def late(self) -> Linear:
        return cp_model.LinearExpr.sum(self._late)

    def first_days(self, services: Iterable[int]) -> Linear:
        firsts = {v.service: v for v in reversed(self.visits)}
        return cp_model.LinearExpr.sum([self._counted(firsts[i]) for i in services if i in firsts])

    def client_days(self) -> Linear:
        return cp_model.LinearExpr.sum(list(self.leads.values()))

    def finish(self) -> Linear:
        last = self.model.new_int_var(self._least_finish, self._horizon, "finish")
        for v in self.visits:
            self.model.add(last >= self.day[v]).only_enforce_if(self._if(v))
        return last

    def sum_days(self) -> Linear:
        return cp_model.LinearExpr.sum([self._counted(v) for v in self.visits])

    def _counted(self, visit: Visit) -> cp_model.IntVar:
        """Its day, where it has one."""
        if not self._optional:
            return self.day[visit]
        counted = self.model.new_int_var(0, self._horizon, f"counted {visit}")
        self.model.add(counted >= self.day[visit]).only_enforce_if(self.here[visit])
        return counted
