"""What a draft is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from planning.drafting.for_event import for_event
from planning.drafting.one_by_one import one_by_one
from planning.drafting.passing import passing
from planning.drafting.rested import rested
from planning.findings import Finding
from planning.library import Library
from planning.plan import PlanItem
from planning.practice import Practice, SeriesTemplate
from planning.profile import Profile
from planning.rules import Classes
from planning.schedule import Busy, ScheduleRequest, template_links
from planning.selection import SelectRequest


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """All that a draft rests on.

    Attributes:
        today: the day the draft is made; visits begin on the next day at the earliest.
        findings: of the photo; None where there is none.
        photo_sha256: of the photo.
        not_let_in: ids of treatments that the practice does not let the software suggest; people may add them.
        busy, blackout, visits_a_month, horizon_days, effort: of the schedule; see `ScheduleRequest`.
    """

    profile: Profile
    practice: Practice
    library: Library
    classes: Classes
    today: date
    findings: tuple[Finding, ...] | None = None
    photo_sha256: str = ""
    busy: tuple[Busy, ...] = ()
    blackout: frozenset[date] = frozenset()
    visits_a_month: int | None = None
    horizon_days: int = 365
    effort: float = 1.0
    not_let_in: frozenset[str] = frozenset()

    def selecting(self, without: Iterable[tuple[str, str]] = ()) -> SelectRequest:
        """For what to treat."""
        return SelectRequest(
            self.profile,
            self.practice,
            self.library,
            self.classes,
            self.today,
            self.findings,
            tuple(without),
            self.not_let_in,
        )

    def scheduling(
        self, items: tuple[PlanItem, ...], primary: Iterable[str], series: Iterable[SeriesTemplate]
    ) -> ScheduleRequest:
        """For when."""
        vetted = tuple(series)
        waits = (
            *for_event(items, self.profile, self.library, self.today),
            *passing(items, self.selecting().told, self.today),
            *rested(items, self.profile, self.classes, self.library, self.today),
        )
        return ScheduleRequest(
            items=items,
            practice=self.practice,
            library=self.library,
            profile=self.profile,
            classes=self.classes,
            today=self.today,
            start=self.today + timedelta(1),
            horizon_days=self.horizon_days,
            primary=frozenset(primary),
            links=(
                *(link for template in vetted for link in template_links(template, items)),
                *one_by_one(items, vetted, self.library),
            ),
            busy=self.busy,
            findings=self.findings,
            blackout=self.blackout,
            earliest=tuple((wait.item, wait.until) for wait in waits),
            reasons=tuple((wait.item, wait.why) for wait in sorted(waits, key=lambda wait: wait.until)),
            visits_a_month=self.visits_a_month,
            effort=self.effort,
        )
