"""How far an effect lowers a finding: magnitudes of published scales in points of our severity.

The mapping is unvalidated (see the table). It errs on the small side three times: a published step is at most our own
grade; a zone less than moderate loses in proportion less, since trials enrolled nobody below; and never more than is
there.
"""

from __future__ import annotations

from simulation.effects import Effect, Level
from simulation.errors import ScaleUnitError
from simulation.scales.scale import Scale, load_scales


def target_points(effect: Effect, level: Level, severity: float) -> float | None:
    """The drop meant for a zone, at the peak of the effect.

    Args:
        severity: 0 to 100, of the effect's concern in that zone.

    Returns:
        Points of severity, 0 to `severity`; None for a shape, which is counted in millimeters.

    Raises:
        ScaleUnknownError: the effect names no row of the table.
        ScaleUnitError: the row is not for the effect's unit.
    """
    return _points(effect, effect.magnitude(level), severity)


def cap_points(effect: Effect, severity: float) -> float | None:
    """The most the zone may drop, likewise."""
    return _points(effect, effect.cap, severity)


def fixed_share(effect: Effect, level: Level) -> float | None:
    """What is taken off the layer where no concern of ours reads the zone: 0 to 1, None for a shape.

    A grade is taken off the whole range of a scale, so that it is a fifth at most.
    """
    return _share(effect, scale_of(effect), effect.magnitude(level))


def scale_of(effect: Effect) -> Scale:
    """The row that an effect names, if it is for the effect's unit."""
    scale = load_scales().scale(effect.scale)
    if scale.maps_to != UNIT_MAPS_TO[effect.unit]:
        raise ScaleUnitError(
            f"{scale.name} maps to {scale.maps_to}; the effect is in {effect.unit}",
            scale=scale.name,
            unit=effect.unit,
        )
    return scale


UNIT_MAPS_TO = {"grades": "points", "percent": "percent", "mm": "mm"}


def _points(effect: Effect, magnitude: float, severity: float) -> float | None:
    scale, there = scale_of(effect), max(severity, 0.0)
    share = _share(effect, scale, magnitude)
    if share is None:
        return None
    if scale.maps_to == "percent":
        return share * there
    return min(100 * share * min(1.0, there / load_scales().moderate), there)


def _share(effect: Effect, scale: Scale, magnitude: float) -> float | None:
    if effect.unit == "mm":
        return None
    per_unit = scale.points_per_step or 1.0
    return -magnitude * per_unit / 100
