"""Doses to pixels."""

from simulation.rendering.dose import Dose
from simulation.rendering.measuring import Gauge, Severities, known_severities, unclipped
from simulation.rendering.renderer import Rendered, render

__all__ = ["Dose", "Gauge", "Rendered", "Severities", "known_severities", "render", "unclipped"]
