"""Published scales in our units. The mapping is unvalidated, and says so."""

from simulation.scales.points import UNIT_MAPS_TO, cap_points, fixed_share, scale_of, target_points
from simulation.scales.scale import GRADE_POINTS, MapsTo, Scale, Scales, load_scales

__all__ = [
    "GRADE_POINTS",
    "UNIT_MAPS_TO",
    "MapsTo",
    "Scale",
    "Scales",
    "cap_points",
    "fixed_share",
    "load_scales",
    "scale_of",
    "target_points",
]
