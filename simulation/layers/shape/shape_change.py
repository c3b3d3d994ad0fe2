"""Which movement an effect on the shape asks for."""

from __future__ import annotations

from dataclasses import dataclass

from models.errors import CountenanceError
from simulation.layers.shape.brow import higher_brows
from simulation.layers.shape.cheek import fuller_cheeks
from simulation.layers.shape.jaw import EDGE_KINDS, MASSETER_KINDS, jaw_inwards, jaw_outwards
from simulation.layers.shape.lips import fuller_lips
from simulation.layers.shape.warp import Warp
from vision.chart import ChartGeometry, Placement
from vision.concerns.reason import Reason
from vision.face import Face
from vision.photo import Photo
from vision.zones import Zone, load_zones

_MOST_YAW_DEG = 12.0  # beyond, the far side is seen obliquely
_MOST_PITCH_DEG = 20.0
_CHEEK_KINDS = frozenset({"malar_cheek", "mid_cheek", "lateral_cheek"})


class ShapelessZonesError(CountenanceError):
    """No movement is known for these zones, concern and sign."""

    code = "no_such_change_of_shape"
    status = 422
    title = "No change of shape is known for these zones"


@dataclass(frozen=True, slots=True)
class _Portrait:
    photo: Photo
    face: Face


def shape_change(
    photo: Photo,
    face: Face,
    geometry: ChartGeometry,
    placement: Placement,
    zones: tuple[str, ...],
    concern: str | None,
    magnitude_mm: float,
) -> Warp | Reason:
    """The movement of one effect.

    Args:
        photo: as decoded.
        face: as found in it.
        geometry: of any chart.
        placement: the mesh on this face.
        zones: names of what is treated, such as "jawline_left".
        concern: that the effect lessens, of those that are shapes themselves ("lip_volume", "brow_position"), or None.
        magnitude_mm: signed as in the treatment files: positive is more, out, up and forward.

    Returns:
        The warp; or why this photo does not carry it.

    Raises:
        ShapelessZonesError: no movement is known.
    """
    treated = tuple(zone for zone in load_zones() if zone.name in zones)
    kinds = {zone.kind for zone in treated}
    portrait = _Portrait(photo, face)
    if max(abs(face.pose.yaw_deg) / _MOST_YAW_DEG, abs(face.pose.pitch_deg) / _MOST_PITCH_DEG) > 1:
        return Reason.OBLIQUE
    if concern == "lip_volume":
        return fuller_lips(portrait, magnitude_mm)
    if concern == "brow_position":
        return higher_brows(portrait, _sides(treated), magnitude_mm)
    if magnitude_mm < 0 and kinds & MASSETER_KINDS:
        return jaw_inwards(portrait, treated, magnitude_mm)
    if magnitude_mm > 0 and kinds & EDGE_KINDS:
        return jaw_outwards(portrait, treated, magnitude_mm)
    if magnitude_mm > 0 and kinds & _CHEEK_KINDS:
        return fuller_cheeks(portrait, geometry, placement, treated, magnitude_mm)
    raise ShapelessZonesError(zones=sorted(zones), concern=concern, magnitude_mm=magnitude_mm)


def _sides(zones: tuple[Zone, ...]) -> tuple[str, ...]:
    """Of paired zones their own, of zones on the midline both."""
    named = {zone.side for zone in zones}
    return ("right", "left") if "midline" in named else tuple(side for side in ("right", "left") if side in named)
