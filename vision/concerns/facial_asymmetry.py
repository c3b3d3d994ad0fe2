"""Asymmetry of mouth, nose and chin: left against right in millimeters.

Quantity: on the lips the difference between the heights of the mouth's corners; on the upper lip how far the middle
between the corners lies beside the face's middle, on the nose the middle between its wings, on the chin its outline.
The face's middle runs upright through the point halfway between the eyes; turning of the head is taken out with the
network's depth. Eyes keep looking into the camera while the head turns, so what stays with the head is not the iris but
the point that the eye turns about: 13 to 15 mm behind the cornea (15.3 ± 1.5 sideways, doi:10.1111/opo.12940), and
10 or more behind the iris. With 10 mm a turn of the head shifts noses by -0.02 ± 0.05 mm a degree (32 people, two
photos of each), with none by 0.13. Left and right are laid upon each other in the photo itself (`mirrored.py`).
Beside it: the same with its sign, positive where the client's left corner is higher or the middle lies to the left.
Known failures: the network takes a nose that stands beside the middle for a head turned a little, so a sixth of the
shift is lost; a wrong depth adds what it would turn: half a millimeter at 6°. A smirk held by habit cannot be told from
a mouth that hangs. Eyes of unequal height pass as a tilt of the head. A chin is read by its outline, which a beard or a
shadow beneath draws elsewhere, and which says as little as the eye of whether a flat chin is moved aside or tilted.
Not offered on the lids: margins found in the photo differ by 0.6 mm (standard deviation) from what people mark as the
difference between the eyes, which itself varies by 0.4 to 0.5 mm between people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vision.concerns.concern import FaceMeasure, Reading, ZonePair
from vision.concerns.eye_strip import Places, marked_px
from vision.concerns.mirrored import Match, Mirrored
from vision.concerns.reason import Reason
from vision.concerns.rest import lips_apart_mm
from vision.concerns.sight import Sight
from vision.face.face import LEFT_IRIS_CENTER, RIGHT_IRIS_CENTER
from vision.zones import ZoneMask

_IRISES = (RIGHT_IRIS_CENTER, LEFT_IRIS_CENTER)
_TURNS_BEHIND_MM = 10.0  # the iris
_MOST_YAW_DEG = 8.0
_LEAST_LIKENESS = 0.5
_SHOWN_FROM_MM = 0.5
_CANTHI = (33, 133, 362, 263)
# Beyond what 42 of 43 neutral studio portraits show (one smiles faintly); smile and gap as in the capture check.
_MOST_SMILE, _MOST_SMIRK, _MOST_GAP_MM = 0.26, 0.15, 4.0
_MOST_ASIDE_MM = 1.5  # of the irises within the lids: a gaze 8° beside the camera


@dataclass(frozen=True, slots=True)
class _Feature:
    """What is read in one kind of zone.

    Attributes:
        twins: both sides of it.
        detail: name of the signed value.
        signed_mm: of (2, 2) mm, the right and the left one as `_square_mm` has them.
        mouth_at_rest: it moves with the mouth.
    """

    twins: Mirrored
    detail: str
    signed_mm: Callable[[Places], float]
    mouth_at_rest: bool = True


def _left_higher(points: Places) -> float:
    return float(points[0, 1] - points[1, 1])


def _to_left(points: Places) -> float:
    return float(points[:, 0].mean())


_CORNERS = Mirrored((61, 291), (7.0, 5.6), (7.0, 5.0))
_WINGS = Mirrored((64, 294), (7.0, 7.0), (7.0, 3.0))
_OUTLINE = Mirrored((152, 152), (22.0, 8.0), (12.0, 0.4), fine_mm=0.6, broad_mm=8.0, distance_cost=0.0005)
_FEATURES: Mapping[str, _Feature] = {
    "lips": _Feature(_CORNERS, "left_higher_mm", _left_higher),
    "upper_lip": _Feature(_CORNERS, "to_left_mm", _to_left),
    "nose": _Feature(_WINGS, "to_left_mm", _to_left, mouth_at_rest=False),
    "chin": _Feature(_OUTLINE, "to_left_mm", _to_left),
}


def _measure(sight: Sight, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    if abs(sight.face.pose.yaw_deg) > _MOST_YAW_DEG:
        return dict.fromkeys((zone.name for zone, _ in zones), Reason.OBLIQUE)
    if _gaze_aside_mm(sight) > _MOST_ASIDE_MM:
        return dict.fromkeys((zone.name for zone, _ in zones), Reason.EXPRESSION)
    matches = {twins: twins.match(sight) for twins in {_FEATURES[zone.kind].twins for zone, _ in zones}}
    features = [(zone.name, mask, _FEATURES[zone.kind]) for zone, mask in zones]
    return {name: _answer(sight, feature, matches[feature.twins], mask) for name, mask, feature in features}


def _answer(sight: Sight, feature: _Feature, match: Match, mask: ZoneMask) -> Reading | Reason:
    if feature.mouth_at_rest and not _mouth_rests(sight):
        return Reason.EXPRESSION
    if match.likeness < _LEAST_LIKENESS:
        return Reason.COVERED
    signed = feature.signed_mm(_square_mm(sight, match.points_px, feature.twins.landmarks))
    evidence = np.where(mask.inside, max(abs(signed) - _SHOWN_FROM_MM, 0.0), 0.0).astype(np.float32)
    return Reading(abs(signed), evidence, {feature.detail: signed})


def _gaze_aside_mm(sight: Sight) -> float:
    """How far the middle of the irises lies beside the middle of the eyes' corners."""
    return abs(_to_left(_square_mm(sight, marked_px(sight, _CANTHI), _CANTHI)))


def _mouth_rests(sight: Sight) -> bool:
    left, right = (sight.face.blendshapes[f"mouthSmile{side}"] for side in ("Left", "Right"))
    smiles = (left + right) / 2 > _MOST_SMILE or abs(left - right) > _MOST_SMIRK
    return not smiles and lips_apart_mm(sight) <= _MOST_GAP_MM


def _square_mm(sight: Sight, points_px: Places, landmarks: Sequence[int]) -> Places:
    """(K, 2) mm, x to the client's left of the face's middle, y down, eyes level, as seen squarely.

    Args:
        points_px: (K, 2) places in the photo.
        landmarks: the network's points beside them, whose depth they have.
    """
    depths_px = sight.face.landmarks_px[[*_IRISES, *landmarks], 2].astype(np.float64)
    depths_px[:2] += _TURNS_BEHIND_MM / sight.face.mm_per_px
    seen = np.column_stack([np.vstack([marked_px(sight, _IRISES), points_px]), depths_px])
    turned = (seen @ sight.form.rotation)[:, :2] * sight.face.mm_per_px
    across = turned[1] - turned[0]
    across /= np.hypot(*across)
    return np.asarray((turned[2:] - turned[:2].mean(0)) @ np.column_stack([across, (-across[1], across[0])]))


MEASURE: FaceMeasure = _measure
