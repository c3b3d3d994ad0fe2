"""The limits as data: which measure, for which declaration, past which value, and what to do then."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from vision.capture.report import CaptureIssue, Declaration


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of the accepted range. `reject` is None where the fault alone never makes a photo unusable."""

    warn: float
    reject: float | None
    sentence: str

    def scale(self, fallback: float) -> float:
        """How far past the warning level counts as one step: the way to rejection, or `fallback`."""
        return abs(self.reject - self.warn) if self.reject is not None else fallback


@dataclass(frozen=True, slots=True)
class Limit:
    """One row of limits.json.

    Attributes:
        code: of the issue; several rows may share one.
        measure: name in the table of measures.
        unit: of the measured value.
        views, expressions: declarations it holds for; None for all.
        below, above: the two ends of the accepted range, None for an open end.
        silences: codes that say the same thing to the person and are left out when this one speaks.
    """

    code: str
    measure: str
    unit: str
    views: frozenset[str] | None
    expressions: frozenset[str] | None
    below: Bound | None
    above: Bound | None
    silences: frozenset[str]

    def holds_for(self, declaration: Declaration) -> bool:
        return (self.views is None or declaration.view in self.views) and (
            self.expressions is None or declaration.expression in self.expressions
        )

    def judge(self, value: float) -> tuple[CaptureIssue, float] | None:
        """The issue that a value makes and how bad it is (0 at warning, 1 at rejection), or None."""
        for bound, sign in ((self.below, -1.0), (self.above, 1.0)):
            if bound is not None and sign * (value - bound.warn) > 0:
                return self._issue(bound, value, sign)
        return None

    def _issue(self, bound: Bound, value: float, sign: float) -> tuple[CaptureIssue, float]:
        rejects = bound.reject is not None and sign * (value - bound.reject) > 0
        limit = bound.reject if rejects and bound.reject is not None else bound.warn
        badness = abs(value - bound.warn) / max(bound.scale(abs(bound.warn)), 1e-9)
        issue = CaptureIssue(self.code, bound.sentence, round(value, 3), limit, rejects)
        return issue, badness


@cache
def load_limits() -> tuple[Limit, ...]:
    """All rows of limits.json, in its order."""
    rows = json.loads((files("vision.capture") / "data" / "limits.json").read_text(encoding="utf-8"))
    return tuple(_limit(row) for row in rows["limits"])


def _limit(row: dict[str, Any]) -> Limit:
    return Limit(
        code=row["code"],
        measure=row["measure"],
        unit=row["unit"],
        views=frozenset(row["views"]) if "views" in row else None,
        expressions=frozenset(row["expressions"]) if "expressions" in row else None,
        below=_bound(row.get("below")),
        above=_bound(row.get("above")),
        silences=frozenset(row.get("silences", ())),
    )


def _bound(row: dict[str, Any] | None) -> Bound | None:
    if row is None:
        return None
    reject = row.get("reject")
    return Bound(float(row["warn"]), None if reject is None else float(reject), row["sentence"])
