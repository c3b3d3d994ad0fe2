"""From what is intended to what can be shown on this photo: doses, shapes, and what is not shown, with the reason."""

from simulation.outcome.gathered import Gathered, Moved, gather
from simulation.outcome.not_shown import NotShown, Why
from simulation.outcome.targeted import Targeted, combined

__all__ = ["Gathered", "Moved", "NotShown", "Targeted", "Why", "combined", "gather"]
