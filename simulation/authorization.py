"""Whether a projection may be made of this person: a value that exists only where nothing speaks against it.

No rule is known here. Blocks and holds come in as the codes of rules that planning found; a body-dysmorphia screen
without a provider's assessment is one of the holds. Age is by date of birth, asked of the client, never estimated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from simulation.errors import ProjectionNotAuthorizedError

ADULT_YEARS = 18
PROJECTION = "projection"
Verdict = Literal["accept", "warn", "reject"]
Reason = Literal["no_consent", "under_age", "date_of_birth_unknown", "blocked", "on_hold", "capture_rejected"]


@dataclass(frozen=True, slots=True)
class Consent:
    """What a client agreed to.

    Attributes:
        given_on: the day.
        scope: for what; a projection needs `projection`.
    """

    given_on: date
    scope: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Authorization:
    """That a projection may be made. Made by `authorize`; where something speaks against it there is none.

    Attributes:
        consent: None where none was given.
        date_of_birth: None where it is not known. Left out of what is printed.
        asked_on: the day of the projection.
        blocks: codes of rules that block the treatments.
        holds: codes of rules that hold them until answered.
        capture_verdict: on the photo; `warn` passes and travels with the result.
    """

    consent: Consent | None
    date_of_birth: date | None = field(repr=False)
    asked_on: date
    blocks: tuple[str, ...]
    holds: tuple[str, ...]
    capture_verdict: Verdict

    def __post_init__(self) -> None:
        self.check()

    @property
    def warned(self) -> bool:
        """Whether the capture check warned; a result says so."""
        return self.capture_verdict == "warn"

    def check(self) -> None:
        """Holds it against everything again.

        Raises:
            ProjectionNotAuthorizedError: with every reason.
        """
        if reasons := list(self._reasons()):
            raise ProjectionNotAuthorizedError(
                f"no projection may be made: {', '.join(reasons)}",
                reasons=reasons,
                blocks=list(self.blocks),
                holds=list(self.holds),
            )

    def _reasons(self) -> Iterator[Reason]:
        if not self._consented():
            yield "no_consent"
        if self.date_of_birth is None:
            yield "date_of_birth_unknown"
        elif age_in_years(self.date_of_birth, self.asked_on) < ADULT_YEARS:
            yield "under_age"
        if self.blocks:
            yield "blocked"
        if self.holds:
            yield "on_hold"
        if self.capture_verdict not in ("accept", "warn"):
            yield "capture_rejected"

    def _consented(self) -> bool:
        consent = self.consent
        return consent is not None and PROJECTION in consent.scope and consent.given_on <= self.asked_on


def authorize(
    *,
    consent: Consent | None,
    date_of_birth: date | None,
    asked_on: date,
    blocks: tuple[str, ...],
    holds: tuple[str, ...],
    capture_verdict: Verdict,
) -> Authorization:
    """Nothing is left to a default: whoever asks says all of it.

    Raises:
        ProjectionNotAuthorizedError: with every reason that speaks against it.
    """
    return Authorization(consent, date_of_birth, asked_on, blocks, holds, capture_verdict)


def age_in_years(born: date, on: date) -> int:
    """Whole years. Who was born on February 29 turns a year older on March 1 of common years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
