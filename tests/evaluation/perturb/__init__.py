"""Marks painted into a photo before any of our code sees it, by physics of its own.

Nothing here imports the product, and no constant of a measure is used: what is painted and what is measured meet only
in the pixels. Where to paint comes from points marked by hand (`.tem` files), scale from the pupils, 63 mm apart,
color from published absorption spectra. `paint` is the entry point, `Painting` the same for several doses; `disturb`
paints what is no concern at all: gloss, shadow, bumps, a warp. Left and right are the client's.
"""

from tests.evaluation.perturb.frame import FaceFrame, read_points
from tests.evaluation.perturb.nuisance import NUISANCES, disturb
from tests.evaluation.perturb.targets import TARGETS, Painting, Target, paint, zones_of

__all__ = [
    "NUISANCES",
    "TARGETS",
    "FaceFrame",
    "Painting",
    "Target",
    "disturb",
    "paint",
    "read_points",
    "zones_of",
]
