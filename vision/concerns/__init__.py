"""One measure per concern, on the skin layers of the chart."""

from vision.concerns.concern import Concern, Reading
from vision.concerns.reason import Reason
from vision.concerns.registry import CONCERNS
from vision.concerns.sight import Sight

__all__ = ["CONCERNS", "Concern", "Reading", "Reason", "Sight"]
