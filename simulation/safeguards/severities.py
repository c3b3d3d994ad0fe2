"""Our own measures on photo and result: what was meant to fall did, by no more than its cap, and nothing else moved."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from simulation.rendering import Severities
from simulation.safeguards.errors import ProjectionUnsafeError
from simulation.safeguards.safeguards import Targeted, Untargeted
from vision.concerns import CONCERNS

_COUPLED = {concern.name: frozenset(concern.coupled_with) for concern in CONCERNS}
_KINDS = {concern.name: frozenset(concern.zone_kinds) for concern in CONCERNS}
LISTED_FROM, FLAGGED_FROM = 2.0, 5.0  # points; beyond them
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Target:
    """What was asked for.

    Attributes:
        concern, zone: names.
        cap_points: the most that its severity may fall by; None where the effect is counted in millimeters.
    """

    concern: str
    zone: str
    cap_points: float | None


def measured_in(zones: Collection[tuple[str, str]]) -> dict[str, set[str]]:
    """The zones to be measured, by concern: every one that has the concern.

    Args:
        zones: name and kind.
    """
    found = {name: {zone for zone, kind in zones if kind in kinds} for name, kinds in _KINDS.items()}
    return {name: where for name, where in found.items() if where}


def check_targeted(targets: Sequence[Target], before: Severities, after: Severities) -> tuple[Targeted, ...]:
    """Those that photo and result let us measure.

    Raises:
        ProjectionUnsafeError: one fell by more than its cap.
    """
    keys = [(target, (target.concern, target.zone)) for target in targets]
    found = tuple(
        Targeted(*key, before[key], after[key], target.cap_points)
        for target, key in keys
        if key in before and key in after
    )
    for each in found:
        if each.cap_points is not None and each.fall > each.cap_points + _ROUNDING:
            raise ProjectionUnsafeError(
                f"{each.concern}, {each.zone} fell by {each.fall:.1f} points; the cap is {each.cap_points:.1f}",
                safeguard="cap_points",
                concern=each.concern,
                zone=each.zone,
                value=round(each.fall, 2),
                limit=round(each.cap_points, 2),
            )
    return found


def untargeted(targets: Sequence[Target], before: Severities, after: Severities) -> tuple[Untargeted, ...]:
    """What else moved, most first."""
    asked = {(target.concern, target.zone) for target in targets}
    concerns = {target.concern for target in targets}
    moved = [key for key in before if key in after and key not in asked and abs(before[key] - after[key]) > LISTED_FROM]
    found = [_untargeted(key, before[key], after[key], concerns) for key in moved]
    return tuple(sorted(found, key=lambda each: (-abs(each.fall), each.concern, each.zone)))


def _untargeted(key: tuple[str, str], before: float, after: float, asked: Collection[str]) -> Untargeted:
    coupled = not _COUPLED[key[0]].isdisjoint(asked)
    return Untargeted(*key, before, after, coupled, not coupled and abs(before - after) > FLAGGED_FROM)
