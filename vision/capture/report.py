"""The capture check's answer: accept, warn or reject, each issue with its number and its limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

View = Literal["front", "left_oblique", "right_oblique", "left_profile", "right_profile"]
Expression = Literal["rest", "smile", "frown", "brows_up"]
Verdict = Literal["accept", "warn", "reject"]


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the upload says of itself. Checks are relative to it; a mismatch is an issue of its own.

    A left oblique or profile shows the client's left side.
    """

    view: View = "front"
    expression: Expression = "rest"


@dataclass(frozen=True, slots=True)
class CaptureIssue:
    """One thing wrong with the photo.

    Attributes:
        code: stable.
        message: a sentence that a tablet can show to whoever holds it, saying what to do.
        value: as measured.
        limit: that `value` went past.
        rejects: True when this issue alone makes the photo unusable.
    """

    code: str
    message: str
    value: float
    limit: float
    rejects: bool


@dataclass(frozen=True, slots=True)
class CaptureReport:
    """All issues of a photo, worst first, and what they add up to."""

    declaration: Declaration
    issues: tuple[CaptureIssue, ...]

    @property
    def verdict(self) -> Verdict:
        if any(issue.rejects for issue in self.issues):
            return "reject"
        return "warn" if self.issues else "accept"
