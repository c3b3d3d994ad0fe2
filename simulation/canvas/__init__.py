"""The part of a photo that is worked on: its light as absorbance, and where the treated skin lies in it."""

from simulation.canvas.canvas import Canvas, Patch
from simulation.canvas.placing import Placing

__all__ = ["Canvas", "Patch", "Placing"]
