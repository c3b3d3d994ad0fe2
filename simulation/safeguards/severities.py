"""Our own measures on photo and result: what was meant to fall did, by no more than its cap, and nothing else moved."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from simulation.rendering import Severities
from simulation.safeguards.errors import ProjectionUnsafeError
from simulation.safeguards.safeguards import FLAGGED_FROM, LISTED_FROM, Targeted, Untargeted
from simulation.scales.scale import GRADE_POINTS
from vision.concerns import CONCERNS

_COUPLED = {concern.name: frozenset(concern.coupled_with) for concern in CONCERNS}
_KINDS = {concern.name: frozenset(concern.zone_kinds) for concern in CONCERNS}
# Where a finding is milder than a grade, its cap is as small as a step of its measure, and a stronger finding beside it
# moves it as far: there a fall beyond the cap is a caution (`Safeguards.warnings`). From a grade on nothing leaves.
_HELD_FROM = GRADE_POINTS
# A face found again scatters by some tenths of a millimeter; what is moved is held to its cap in millimeters instead.
_FOUND_AGAIN = LISTED_FROM
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Target:
    """What was asked for.

    Attributes:
        concern, zone: names.
        cap_points: the most that its severity may fall by; None where the effect is counted in millimeters.
        by_shape: skin is moved for it, so that it is read by landmarks found again.
    """

    concern: str
    zone: str
    cap_points: float | None
    by_shape: bool = False


def measured_in(zones: Collection[tuple[str, str]], known: Severities | None = None) -> dict[str, set[str]]:
    """The zones to be measured, by concern: every one that has the concern.

    Args:
        zones: name and kind.
        known: what cannot be measured on the photo is in vain on the result.
    """
    found = {
        name: {zone for zone, kind in zones if kind in kinds and (known is None or (name, zone) in known)}
        for name, kinds in _KINDS.items()
    }
    return {name: where for name, where in found.items() if where}


def check_targeted(
    targets: Sequence[Target], before: Severities, after: Severities, *, found_again: bool = False
) -> tuple[Targeted, ...]:
    """Those that photo and result let us measure.

    Args:
        found_again: the result was measured by landmarks of its own, since skin was moved.

    Raises:
        ProjectionUnsafeError: one fell by more than its cap lets it.
    """
    keys = [(target, (target.concern, target.zone)) for target in targets]
    found = tuple(
        Targeted(*key, before[key], after[key], target.cap_points)
        for target, key in keys
        if key in before and key in after
    )
    for each in found:
        slack = _FOUND_AGAIN if found_again else _ROUNDING
        if each.before >= _HELD_FROM and each.beyond_cap > slack:
            raise ProjectionUnsafeError(
                f"{each.concern}, {each.zone} fell by {each.fall:.1f} points; the cap is {each.cap_points or 0:.1f}",
                safeguard="cap_points",
                concern=each.concern,
                zone=each.zone,
                value=round(each.fall, 2),
                limit=round(each.cap_points or 0, 2),
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
