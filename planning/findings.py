"""Findings as planning needs them, read from an analysis document."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class Finding(BaseModel):
    """One concern in one zone.

    Attributes:
        grade: 0 to 4, None where it was not assessable.
        severity: 0 to 100, None likewise.
        interval: 90 % of the severity, None likewise or where it was not measured.
        reason: why it was not assessable.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    zone: str
    concern: str
    assessable: bool
    grade: Literal[0, 1, 2, 3, 4] | None = None
    severity: float | None = None
    interval: tuple[float, float] | None = None
    reason: str | None = None


class AnalysisFindings(BaseModel):
    """The part of `countenance.analysis/1` that plans are drafted from; the rest is left unread."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    findings: tuple[Finding, ...]
    capture: dict[str, Any]
