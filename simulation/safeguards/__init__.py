"""What is checked on every projection, before anything of it is shown; what was found travels with it."""

from simulation.safeguards.check import Treated, check, gauge_around
from simulation.safeguards.document import SafeguardsDocument, safeguards_document
from simulation.safeguards.errors import ProjectionUnsafeError
from simulation.safeguards.landmarks import FindAgain
from simulation.safeguards.safeguards import (
    ColorChange,
    Displacement,
    LandmarksElsewhere,
    Safeguards,
    Subtlety,
    Targeted,
    Untargeted,
    Visibility,
)
from simulation.safeguards.severities import Target

__all__ = [
    "ColorChange",
    "Displacement",
    "FindAgain",
    "LandmarksElsewhere",
    "ProjectionUnsafeError",
    "Safeguards",
    "SafeguardsDocument",
    "Subtlety",
    "Target",
    "Targeted",
    "Treated",
    "Untargeted",
    "Visibility",
    "check",
    "gauge_around",
    "safeguards_document",
]
