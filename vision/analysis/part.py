"""What every part of analysis.json shares: strictness, and how its numbers are rounded."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from vision.findings import SEVERITY_DIGITS


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def interval_part(interval: tuple[float, float] | None) -> tuple[float, float] | None:
    return interval and (round(interval[0], SEVERITY_DIGITS), round(interval[1], SEVERITY_DIGITS))


def details_part(details: Mapping[str, float]) -> dict[str, float]:
    """To a hundredth, which is finer than any of them is known; zero without a sign."""
    return {name: round(value, 2) + 0.0 for name, value in details.items()}
