"""What a selection is asked for, and how it asks the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from planning.findings import Finding
from planning.library import Library
from planning.practice import Practice
from planning.profile import Profile
from planning.rules import Classes, Level, Verdict
from planning.screening import Planned, screen

# Ours: a warning that will have passed within three months is waited for; one that lasts longer is to be weighed.
PATIENCE_DAYS = 92


@dataclass(frozen=True, slots=True)
class SelectRequest:
    """All that decides what to treat.

    Attributes:
        today: rules, licences and intervals are held against it.
        findings: of the photo; None where there is none.
        without: ids of treatments that are not to be chosen again, each with a sentence that says why.
        not_let_in: ids of treatments that the practice does not let the software suggest.
    """

    profile: Profile
    practice: Practice
    library: Library
    classes: Classes
    today: date
    findings: tuple[Finding, ...] | None = None
    without: tuple[tuple[str, str], ...] = ()
    not_let_in: frozenset[str] = frozenset()

    @property
    def budget(self) -> Decimal | None:
        """In the practice's currency; None where none was named, or in another currency."""
        told = self.profile.budget
        return told.amount if told and told.currency == self.practice.currency else None

    def told(self, lines: Iterable[Planned]) -> tuple[Verdict, ...]:
        """What is said of one of these lines."""
        return screen(
            self.profile,
            list(lines),
            library=self.library,
            classes=self.classes,
            today=self.today,
            findings=self.findings,
            policy=self.practice.policy,
        )

    def verdicts(self, lines: Iterable[Planned]) -> tuple[Verdict, ...]:
        """What holds or blocks one of these lines."""
        return tuple(verdict for verdict in self.told(lines) if verdict.level >= Level.HOLD)

    def lasting_warnings(self, line: Planned) -> tuple[Verdict, ...]:
        """What rules warn of and waiting does not settle. Of pauses nothing: home care simply stops for a while."""
        later = line.model_copy(update={"on": self.today + timedelta(PATIENCE_DAYS)})
        rests = {pause.part.id for pause in self.library.pauses(self.library.treatment(line.treatment).called)}
        return tuple(v for v in self.told([later]) if v.level is Level.WARN and v.rule not in rests)

    def block(self, lines: Iterable[Planned]) -> Verdict | None:
        """The first that blocks."""
        return next((verdict for verdict in self.verdicts(lines) if verdict.level is Level.BLOCK), None)
