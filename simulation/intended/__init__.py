"""What is to be shown: a treatment, where, how strong, on which day; never more than its sourced cap."""

from simulation.intended.asked import Asked, Magnitude, parse_asked
from simulation.intended.facts import Reach, TreatmentEffects, reach
from simulation.intended.intended import Intended, intend, peak_day
from simulation.intended.time_points import Moment, TimePoint, seen_at, time_points

__all__ = [
    "Asked",
    "Intended",
    "Magnitude",
    "Moment",
    "Reach",
    "TimePoint",
    "TreatmentEffects",
    "intend",
    "parse_asked",
    "peak_day",
    "reach",
    "seen_at",
    "time_points",
]
