"""Safeguards as JSON; pydantic writes its schema."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from simulation.safeguards.safeguards import Caution, Safeguards, Subtlety, Targeted, Untargeted

_DIGITS = 3


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LandmarksPart(_Part):
    """Landmarks away from everything treated; movement in mm."""

    count: int
    largest_mm: float
    limit_mm: float


class DisplacementPart(_Part):
    """Of skin that is moved on purpose, mm."""

    largest_mm: float
    cap_mm: float


class ColorPart(_Part):
    """CIEDE2000 where treated."""

    largest_delta_e: float
    mean_delta_e: float
    cap_delta_e: float
    mean_cap_delta_e: float


class TargetedPart(_Part):
    """Points of severity; `cap_points` is null where the effect is counted in millimeters."""

    concern: str
    zone: str
    before: float
    after: float
    fall: float
    cap_points: float | None


class UntargetedPart(_Part):
    """Points of severity."""

    concern: str
    zone: str
    before: float
    after: float
    fall: float
    coupled: bool
    flagged: bool


class SubtletyPart(_Part):
    """How much of the change a person would see."""

    figure: float
    reading: Subtlety


class SafeguardsDocument(_Part):
    """What was checked on the result, and what was found. A projection that fails a check does not exist."""

    pixels_sha256: str
    untreated_difference: int
    landmarks_elsewhere: LandmarksPart
    displacement: DisplacementPart
    color: ColorPart
    targeted: tuple[TargetedPart, ...]
    untargeted: tuple[UntargetedPart, ...]
    subtlety: SubtletyPart
    warnings: tuple[Caution, ...]


def safeguards_document(found: Safeguards) -> SafeguardsDocument:
    """The plain form."""
    marks, moved, color, seen = found.landmarks, found.displacement, found.color, found.visibility
    return SafeguardsDocument(
        pixels_sha256=found.pixels_sha256,
        untreated_difference=found.untreated_difference,
        landmarks_elsewhere=LandmarksPart(
            count=marks.count, largest_mm=_short(marks.largest_mm), limit_mm=marks.limit_mm
        ),
        displacement=DisplacementPart(largest_mm=_short(moved.largest_mm), cap_mm=moved.cap_mm),
        color=ColorPart(
            largest_delta_e=_short(color.largest),
            mean_delta_e=_short(color.mean),
            cap_delta_e=color.cap,
            mean_cap_delta_e=color.mean_cap,
        ),
        targeted=tuple(map(_targeted, found.targeted)),
        untargeted=tuple(map(_untargeted, found.untargeted)),
        subtlety=SubtletyPart(figure=_short(seen.figure), reading=seen.reading),
        warnings=found.warnings,
    )


def _targeted(each: Targeted) -> TargetedPart:
    return TargetedPart(
        concern=each.concern,
        zone=each.zone,
        before=_short(each.before),
        after=_short(each.after),
        fall=_short(each.fall),
        cap_points=None if each.cap_points is None else _short(each.cap_points),
    )


def _untargeted(each: Untargeted) -> UntargetedPart:
    return UntargetedPart(
        concern=each.concern,
        zone=each.zone,
        before=_short(each.before),
        after=_short(each.after),
        fall=_short(each.fall),
        coupled=each.coupled,
        flagged=each.flagged,
    )


def _short(value: float) -> float:
    return round(value, _DIGITS)
