"""The layer `shape`: a treatment moves the face by millimeters, smoothly, with the shading that follows.

In:  one face in one photo, the zones' names and signed millimeters: `shape_change`.
Out: a `Warp` in the photo's pixels, or the reason why this photo cannot carry it. `apply_warp` moves the pixels,
     `shade` darkens and brightens them; `sum_warps` makes one warp of several.

Each file holds one movement: `lips`, `jaw`, `brow`, `cheek`. All of them speak in millimeters on a `Plane` and have no
part in what becomes of pixels (`warp`). To add a movement: its file, and a line in `shape_change`.
"""

from simulation.layers.shape.shape_change import ShapelessZonesError, shape_change
from simulation.layers.shape.warp import Warp, apply_warp, shade, sum_warps

__all__ = ["ShapelessZonesError", "Warp", "apply_warp", "shade", "shape_change", "sum_warps"]
