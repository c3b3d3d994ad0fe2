"""A candidate as items of a plan, each with every reason for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planning.plan import Citation, PlanItem, Why
from planning.profile import Past
from planning.rules import zones_meet
from planning.selection.candidates import Candidate, Part
from planning.selection.needs import Need
from planning.selection.request import SelectRequest
from planning.selection.strength import serving
from planning.selection.words import goal_words, zones_words


def items_of(candidate: Candidate, needs: Sequence[Need], request: SelectRequest) -> tuple[PlanItem, ...]:
    """One item for each of its treatments."""
    return tuple(_item(part, candidate, needs, request) for part in candidate.parts)


def _item(part: Part, candidate: Candidate, needs: Sequence[Need], request: SelectRequest) -> PlanItem:
    served = [need for need in needs if need.key in part.points]
    history = request.profile.history
    why = (
        *(_with(why_of(need), part.said.get(need.key, "")) for need in served),
        *_of_template(candidate),
        *_upkeep(part, history.treatments if history else ()),
    )
    return PlanItem(
        id=part.treatment.id,
        treatment=part.treatment.id,
        title=part.treatment.title,
        zones=part.zones,
        quantity=part.quantity,
        visits=part.visits,
        why=why,
        citations=tuple(_cited(part, served)),
    )


def _with(why: Why, said: str) -> Why:
    return why.model_copy(update={"text": f"{why.text} {said}"}) if said else why


def why_of(need: Need) -> Why:
    """The need as a reason."""
    if not need.concern:
        text = f"The client asks for {goal_words(need.goals[0])} ({zones_words(need.zones)})."
        return Why(kind="goal", text=text, goal=need.goals[0])
    grade = "" if need.grade is None else f", grade {need.grade} of 4"
    asked = f"; the client asks for {', '.join(map(goal_words, need.goals))}" if need.goals else ""
    named = need.words
    return Why(
        kind="finding",
        text=f"{named[:1].upper()}{named[1:]}: severity {need.severity:.0f} of 100{grade}{asked}.",
        concern=need.concern,
        zone=need.zones[0],
        severity=need.severity,
        goal=next(iter(need.goals), ""),
    )


def _of_template(candidate: Candidate) -> Iterator[Why]:
    if template := candidate.template:
        text = f"{template.title}: a series of the practice, vetted by {template.vetted_by} on {template.vetted_on}."
        yield Why(kind="template", text=text, ref=template.id)


def _upkeep(part: Part, history: Iterable[Past]) -> Iterator[Why]:
    """What was done before in the same place and fades."""
    for past in history:
        if past.treatment in part.treatment.called and zones_meet(past.zones or (), part.zones):
            when = f"on {past.on}" if past.on else "before, when is not known"
            text = f"{past.treatment.replace('_', ' ').capitalize()} was given here {when}."
            yield Why(kind="upkeep", text=text, ref=past.treatment)


def _cited(part: Part, served: Iterable[Need]) -> Iterator[Citation]:
    """Whose word it is that the treatment serves these needs."""
    keys = dict.fromkeys(line.source for need in served for line in serving(part.treatment, need))
    for key in keys:
        yield Citation(source="library", place=key, quote=part.treatment.sources[key].cite)
