"""Jowl: how far the jaw's edge bulges at the prejowl, beyond its course on either side.

Quantity: mm outwards of the edge (see jaw_edge) within 8° of the ray halfway between chin and angle, over the straight
line between its parts beside the chin and below the ear; all of it relative to the network's smooth outline, which
gives an even jaw's own roundness; divided by 0.74, which a lobe of 2 to 4 cm fills of these 16°. Negative where the
edge is hollow there. From in front it shows what hangs over the edge, not what lies on the cheek above it.
Beside it: the largest single bulge between the two parts; and how much darker the neck is just outside the edge than
the jaw just within. That is how well the jawline stands out, and no score: photos re-shot agree on it (correlation
0.99), but the lamp decides (women under 30: 15 to 47 % in one studio, 4 to 16 % in another, lit from the front).
Known failures: the corner of a square jaw passes for a bulge in part, the hollow beside a broad chin for a part of one;
a raised or lowered chin changes the edge; stubble and beards draw an edge of their own; so does a second chin that is
lit as the jaw is. Where jaw and neck look alike a front view does not show the edge, and there is no answer.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vision.concerns.concern import FaceMeasure, Reading, ZonePair
from vision.concerns.jaw_edge import JawEdge, Places, read_jaw_edge
from vision.concerns.reason import Reason
from vision.concerns.rest import Rest
from vision.concerns.sight import Sight
from vision.zones import ZoneMask

_AT_REST = Rest({"mouthSmile": 0.5})
_MOST_YAW_DEG = 12.0  # on a turned head the edge is another part of the jaw
_WINDOW_DEG, _TOLD_DEG = 8.0, 12.0
_CHIN_PART_DEG, _EAR_PART_DEG = (-32.0, -22.0), (20.0, 30.0)  # from the middle ray, towards the ear
_NECK_DEG = (-18.0, 4.0)  # where the neck lies behind most jaws
_FILLED = 0.74
_LEAST_TOLD = 0.18
_LEAST_WEIGHT = 0.02
_LEAST_BARE = 0.5
_LOBE_DEG = 9


def _measure(sight: Sight, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    if abs(sight.face.pose.yaw_deg) > _MOST_YAW_DEG:
        return dict.fromkeys((zone.name for zone, _ in zones), Reason.OBLIQUE)
    if not _AT_REST.holds(sight.face.blendshapes):
        return dict.fromkeys((zone.name for zone, _ in zones), Reason.EXPRESSION)
    edge = read_jaw_edge(sight)
    return {zone.name: _read(sight, mask, edge, zone.side) for zone, mask in zones}


def _read(sight: Sight, mask: ZoneMask, edge: JawEdge, side: str) -> Reading | Reason:
    places = edge.degrees * (1 if side == "left" else -1) - edge.middle_deg[side]
    if edge.told[np.abs(places) <= _TOLD_DEG].mean() < _LEAST_TOLD:
        return _why_not(sight, mask)
    over = edge.outwards_mm - _course(edge, places)
    bulge = float(over[np.abs(places) <= _WINDOW_DEG].mean()) / _FILLED
    lobe = np.convolve(over, np.ones(_LOBE_DEG) / _LOBE_DEG, "same")
    between = (places > _CHIN_PART_DEG[1]) & (places < _EAR_PART_DEG[0])
    evidence = np.where(mask.inside, max(bulge, 0.0), 0.0).astype(np.float32)
    darker = edge.darker[(places >= _NECK_DEG[0]) & (places <= _NECK_DEG[1])]
    details = {"largest_mm": float(lobe[between].max()), "neck_darker_percent": 100 * float(np.median(darker))}
    return Reading(bulge, evidence, details)


def _course(edge: JawEdge, places: Places) -> Places:
    """(K,) the straight line through both parts."""
    weights = np.maximum(edge.told, _LEAST_WEIGHT)
    ends = []
    for low, high in (_CHIN_PART_DEG, _EAR_PART_DEG):
        part = (places >= low) & (places <= high)
        ends.append((np.average(places[part]), np.average(edge.outwards_mm[part], weights=weights[part])))
    (from_deg, from_mm), (to_deg, to_mm) = ends
    return np.asarray(from_mm + (places - from_deg) * (to_mm - from_mm) / (to_deg - from_deg))


def _why_not(sight: Sight, mask: ZoneMask) -> Reason:
    return Reason.COVERED if mask.take(sight.skin.mask).mean() < _LEAST_BARE else Reason.VIEW


MEASURE: FaceMeasure = _measure
