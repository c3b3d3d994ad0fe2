"""How old an adult's face looks: off unless a provider asks, and told with a calibrated interval or not at all.

Never for a gate: neither treatment nor consent hangs on it, and it does not say whether somebody is of age. For that
the date of birth is asked. It was calibrated on adults only.
"""

from vision.apparent_age.apparent_age import ApparentAge, NoAgeReason
from vision.apparent_age.calibration import FEWEST, Calibration, Row, load_calibration, parse_calibration
from vision.apparent_age.estimator import AgeEstimator

__all__ = [
    "FEWEST",
    "AgeEstimator",
    "ApparentAge",
    "Calibration",
    "NoAgeReason",
    "Row",
    "load_calibration",
    "parse_calibration",
]
