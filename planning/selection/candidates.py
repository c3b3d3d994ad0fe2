"""What could be done: treatments for the needs that are given here and not blocked, and vetted series of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from planning.library import Range, Treatment
from planning.practice import Practice, SeriesTemplate, instantiate
from planning.rules import Level, zones_meet
from planning.screening import Planned
from planning.selection.cautions import cautioned
from planning.selection.due import due
from planning.selection.extent import Extent, extent
from planning.selection.needs import Need
from planning.selection.premises import not_given_here
from planning.selection.request import SelectRequest
from planning.selection.strength import points, served_zones, serving
from planning.selection.words import zones_words

_MILD = "what it is for is mild here and was not asked for."


@dataclass(frozen=True, slots=True)
class Part:
    """One treatment in some zones.

    Attributes:
        visits: planned; the fewest that the library's series names.
        quantity: of the menu's unit a visit.
        price: of all visits singly, before tax.
        points: that it takes off each need, by the need's key.
        off_label: for one of these needs.
        on_hold: rules that hold it.
        warned: rules that warn of it for this client, and go on to.
        said: of a need, by its key: a sentence on the other side of the face.
        downtime: days; None where no source gives any.
    """

    treatment: Treatment
    zones: tuple[str, ...]
    visits: int
    quantity: int
    price: Decimal
    points: Mapping[str, float]
    off_label: bool
    on_hold: tuple[str, ...]
    warned: tuple[str, ...]
    said: Mapping[str, str]
    downtime: Range | None

    def planned(self) -> Planned:
        return Planned(treatment=self.treatment.id, zones=self.zones)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A treatment alone, or a series that the practice has vetted."""

    parts: tuple[Part, ...]
    template: SeriesTemplate | None = None

    @property
    def id(self) -> str:
        return self.template.id if self.template else self.parts[0].treatment.id

    @property
    def title(self) -> str:
        return self.template.title if self.template else self.parts[0].treatment.title

    @property
    def treatments(self) -> frozenset[str]:
        return frozenset(part.treatment.id for part in self.parts)

    @property
    def price(self) -> Decimal:
        return sum((part.price for part in self.parts), Decimal(0))


@dataclass(frozen=True, slots=True)
class Dropped:
    """What would serve needs and is not among the candidates, or not chosen of them.

    Attributes:
        id: of the treatment or the template.
        why, text: as in `LeftOut`.
        needs: keys.
    """

    id: str
    why: str
    text: str
    needs: frozenset[str]


def candidates(request: SelectRequest, needs: Sequence[Need]) -> tuple[list[Candidate], list[Dropped]]:
    """Every treatment in a room that serves a need, and every vetted series that fits."""
    found: list[Candidate] = []
    dropped: list[Dropped] = []
    for treatment in request.library.treatments.values():
        served = [need for need in needs if serving(treatment, need)]
        if served and not treatment.home_care:
            _single(request, treatment, served, found, dropped)
    concerns = {need.concern for need in needs}
    goals = {goal for need in needs for goal in need.goals}
    for template in request.practice.fitting(concerns, goals):
        _series(request, template, needs, found, dropped)
    return found, dropped


def _single(
    request: SelectRequest,
    treatment: Treatment,
    served: Sequence[Need],
    found: list[Candidate],
    dropped: list[Dropped],
) -> None:
    keys = frozenset(need.key for need in served)
    wanted = [need for need in served if due(treatment, need)]
    if not wanted:
        dropped.append(Dropped(treatment.id, "nothing_due", f"{treatment.title}: {_MILD}", keys))
        return
    if refusal := _refusal(request, treatment):
        dropped.append(Dropped(treatment.id, *refusal, keys))
        return
    place = extent(treatment, wanted, request.findings)
    fine, blocked = _not_blocked(request, treatment, place.zones)
    if fine:
        visits = treatment.series.visits.low if treatment.series.visits else 1
        part = _part(request, treatment, replace(place, zones=fine), visits, served)
        if text := cautioned(treatment, wanted, request.lasting_warnings(part.planned())):
            dropped.append(Dropped(treatment.id, "warned", text, keys))
            return
        if part.points:
            found.append(Candidate((part,)))
        keys -= set(part.points)
    if blocked and keys:
        where = f" in {zones_words(z for z in place.zones if z not in fine)}" if fine else ""
        dropped.append(Dropped(treatment.id, "blocked", f"{treatment.title} is blocked{where}: {blocked}", keys))


def _refusal(request: SelectRequest, treatment: Treatment) -> tuple[str, str] | None:
    """Why a treatment is no candidate whatever the rules say."""
    if text := dict(request.without).get(treatment.id):
        return "no_slot", text
    if treatment.id in request.not_let_in:
        return "not_let_in", f"{treatment.title}: this practice leaves it to its providers to suggest."
    if text := not_given_here(treatment, request.practice, request.library, request.today):
        return "not_offered", text
    days, accepted = downtime(treatment), request.profile.downtime_days
    if days and accepted is not None and days.low > accepted:
        text = f"{treatment.title} is to be seen for {days.low} days or more; the client accepts {accepted}."
        return "downtime", text
    if days and accepted == 0 and days.high > 1:
        text = f"{treatment.title} may be seen for up to {days.high} days; the client accepts none."
        return "downtime", text
    return None


def downtime(treatment: Treatment) -> Range | None:
    """Days until one can be seen in public, or else until all is healed."""
    return treatment.times.downtime_days or treatment.times.recovery_days


def _not_blocked(request: SelectRequest, treatment: Treatment, zones: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The zones in which nothing blocks it, screened alone, and what blocks the others."""
    verdict = request.block([Planned(treatment=treatment.id, zones=zones)])
    if verdict is None:
        return zones, ""
    single = ((zone, request.block([Planned(treatment=treatment.id, zones=(zone,))])) for zone in zones)
    fine = tuple(zone for zone, block in single if block is None)
    if fine and request.block([Planned(treatment=treatment.id, zones=fine)]) is None:
        return fine, verdict.message
    return (), verdict.message


def _part(request: SelectRequest, treatment: Treatment, place: Extent, visits: int, needs: Iterable[Need]) -> Part:
    zones = place.zones
    served = [need for need in needs if _within(treatment, need, zones)]
    lines = [line for need in served for line in serving(treatment, need)]
    line = Planned(treatment=treatment.id, zones=zones)
    share = min(1.0, visits / _usual(treatment, request.practice))
    entry = request.practice.entry(treatment.id)
    quantity = entry.quantity(zones) if entry else 1
    price = entry.price if entry and entry.price is not None else Decimal(0)
    return Part(
        treatment=treatment,
        zones=zones,
        visits=visits,
        quantity=quantity,
        price=price * quantity * visits,
        points={need.key: share * points(treatment, need, visits) for need in served},
        off_label=any(line.status == "off_label" for line in lines),
        on_hold=tuple(dict.fromkeys(v.rule for v in request.verdicts([line]) if v.level is Level.HOLD)),
        warned=tuple(dict.fromkeys(v.rule for v in request.lasting_warnings(line))),
        said=place.said,
        downtime=downtime(treatment),
    )


def _usual(treatment: Treatment, practice: Practice) -> int:
    """Visits that the practice vetted for it alone, where no source counts them: one of four does a quarter."""
    alone = (
        t for t in practice.templates if {name for visit in t.visits for name in visit.treatments} == {treatment.id}
    )
    return 1 if treatment.series.visits else max((len(template.visits) for template in alone), default=1)


def _within(treatment: Treatment, need: Need, zones: tuple[str, ...]) -> bool:
    """Whether a need is served in one of these zones."""
    return any(zones_meet((zone,), zones) for line in treatment.serves for zone in served_zones(line, need))


def _series(
    request: SelectRequest,
    template: SeriesTemplate,
    needs: Sequence[Need],
    found: list[Candidate],
    dropped: list[Dropped],
) -> None:
    """A vetted series as one candidate: all of it, or none."""
    library = request.library
    wanted = [n for n in needs if n.concern in template.concerns or set(n.goals) & set(template.goals)]
    treatments = [library.treatment(name) for visit in template.visits for name in visit.treatments]
    zones = dict.fromkeys(zone for t in treatments for zone in _series_zones(request, t, wanted))
    lines = instantiate(template, library, zones, None)
    visits = Counter(line.treatment for line in lines)
    once = tuple({line.treatment: line for line in lines}.values())
    keys = frozenset(need.key for need in wanted if any(serving(t, need) for t in treatments))
    if not keys or not all(line.zones for line in once):
        return
    if not any(due(t, need) for t in treatments for need in wanted if serving(t, need)):
        dropped.append(Dropped(template.id, "nothing_due", f"{template.title}: {_MILD}", keys))
        return
    refusals = [refusal for t in treatments if (refusal := _refusal(request, t))]
    if refusals:
        dropped.append(Dropped(template.id, *refusals[0], keys))
        return
    for line in once:
        if block := request.block([line]):
            text = f"{template.title} is blocked: {block.message}"
            dropped.append(Dropped(template.id, "blocked", text, keys))
            return
    parts = [
        _part(request, library.treatment(x.treatment), Extent(x.zones, {}), visits[x.treatment], needs) for x in once
    ]
    for part in parts:
        if text := cautioned(part.treatment, wanted, request.lasting_warnings(part.planned())):
            dropped.append(Dropped(template.id, "warned", text, keys))
            return
    found.append(Candidate(tuple(parts), template))


def _series_zones(request: SelectRequest, treatment: Treatment, wanted: Iterable[Need]) -> tuple[str, ...]:
    return extent(treatment, [need for need in wanted if serving(treatment, need)], request.findings).zones
