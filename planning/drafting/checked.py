"""The last word of the rules: every line of an option on its day, home care included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planning.drafting.request import DraftRequest
from planning.plan import Check, PlanItem, PlannedVisit, RegimenLine
from planning.rules import Level, Verdict, approvable
from planning.screening import Planned, VerdictDocument, screen


def checks(
    items: Sequence[PlanItem],
    timeline: Iterable[PlannedVisit],
    regimen: Sequence[RegimenLine],
    request: DraftRequest,
) -> tuple[Check, ...]:
    """One for every item, over all its visits, and one for every line at home."""
    lines = [*_dated(items, timeline), *(Planned(treatment=line.treatment) for line in regimen)]
    found = screen(
        request.profile,
        lines,
        library=request.library,
        classes=request.classes,
        today=request.today,
        findings=request.findings,
        policy=request.practice.policy,
    )
    called = [(item.id, item.treatment) for item in items] + [(line.treatment, line.treatment) for line in regimen]
    return tuple(_check(name, [v for v in found if v.treatment == treatment]) for name, treatment in called)


def _dated(items: Iterable[PlanItem], timeline: Iterable[PlannedVisit]) -> Iterator[Planned]:
    """Every visit of every item; an item that has none, undated."""
    visits = list(timeline)
    for item in items:
        line = Planned(treatment=item.treatment, zones=item.zones, product=item.product)
        days = [visit.date for visit in visits for each in visit.items if each.item == item.id]
        yield from (line.model_copy(update={"on": day}) for day in days or (None,))


def _check(name: str, verdicts: Iterable[Verdict]) -> Check:
    """The gravest first, each said once however many visits it is about."""
    once = sorted(dict.fromkeys(verdicts), key=lambda verdict: (-verdict.level, verdict.rule))
    return Check.model_validate(
        {
            "item": name,
            "level": once[0].level.name.lower() if once else "clear",
            "approvable": approvable(once),
            "verdicts": [VerdictDocument.of(verdict) for verdict in once],
        }
    )


def blocked(check: Check) -> str:
    """What blocks it; empty where nothing does."""
    name = Level.BLOCK.name.lower()
    return next((verdict.message for verdict in check.verdicts if verdict.level == name), "")
