"""By whose leave: what a client consented to and when it was born, and what rules say to the treatments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from planning.findings import AnalysisFindings, Finding
from planning.library import Library
from planning.medicines import Dictionary
from planning.profile import Profile
from planning.rules import Level, Verdict
from planning.screening import Planned, Policy, screen
from serving.projections.errors import ScreeningMissingError
from simulation.authorization import Authorization, Consent, authorize
from vision.analysis import Analysis, AnalysisDocument
from vision.capture import Verdict as CaptureVerdict


@dataclass(frozen=True, slots=True)
class Seen:
    """What a photo says for or against a projection.

    Attributes:
        findings: that rules go by.
        verdict: of the capture check.
    """

    findings: tuple[Finding, ...]
    verdict: CaptureVerdict

    @classmethod
    def of(cls, analysis: Analysis) -> Seen:
        found = AnalysisFindings.model_validate(AnalysisDocument.of(analysis).model_dump(mode="json"))
        return cls(found.findings, analysis.capture.verdict)


@dataclass(frozen=True, slots=True)
class Leave:
    """What was said; nothing of it has a default. Left out of what is printed, as it is a client's.

    Attributes:
        consent: None where none was given.
        date_of_birth: None where it is not known; a profile has its own.
        profile: rules are held against it.
        blocks, holds: codes of rules, as somebody else found them; None where nobody did, and beside a profile.
    """

    consent: Consent | None = field(repr=False)
    date_of_birth: date | None = field(default=None, repr=False)
    profile: Profile | None = field(default=None, repr=False)
    blocks: tuple[str, ...] | None = field(default=None, repr=False)
    holds: tuple[str, ...] | None = field(default=None, repr=False)

    @property
    def born(self) -> date | None:
        return self.profile.date_of_birth if self.profile else self.date_of_birth

    def check(self, asked_on: date) -> None:
        """What can be refused without a look at the photo is refused without one.

        Raises:
            ProjectionNotAuthorizedError: of consent and age, and of what was found elsewhere.
            ScreeningMissingError: there is neither a profile nor what was found elsewhere.
        """
        authorize(
            consent=self.consent,
            date_of_birth=self.born,
            asked_on=asked_on,
            blocks=self.blocks or (),
            holds=self.holds or (),
            capture_verdict="accept",
        )
        if self.profile is None and (self.blocks is None or self.holds is None):
            raise ScreeningMissingError("Send a profile, or say which rules block and hold the treatments, if any.")

    def authorization(
        self, planned: Sequence[Planned], seen: Seen, asked_on: date, library: Library, policy: Policy
    ) -> Authorization:
        """With the photo's findings and its capture verdict.

        Raises:
            ProjectionNotAuthorizedError: with every reason.
        """
        self.check(asked_on)
        blocks, holds = self.blocks or (), self.holds or ()
        if self.profile is not None:
            verdicts = screened(self.profile, planned, seen.findings, asked_on, library, policy)
            blocks, holds = (_rules(verdicts, level) for level in (Level.BLOCK, Level.HOLD))
        return authorize(
            consent=self.consent,
            date_of_birth=self.born,
            asked_on=asked_on,
            blocks=blocks,
            holds=holds,
            capture_verdict=seen.verdict,
        )


def screened(
    profile: Profile,
    planned: Sequence[Planned],
    findings: Sequence[Finding],
    asked_on: date,
    library: Library,
    policy: Policy,
) -> tuple[Verdict, ...]:
    """What rules say, with the findings of the photo."""
    return screen(
        profile,
        planned,
        library=library,
        classes=Dictionary.load().classes_of,
        today=asked_on,
        findings=findings,
        policy=policy,
    )


def _rules(verdicts: Sequence[Verdict], level: Level) -> tuple[str, ...]:
    return tuple(dict.fromkeys(verdict.rule for verdict in verdicts if verdict.level == level))
