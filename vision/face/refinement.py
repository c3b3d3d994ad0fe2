"""Refined landmarks: several looks at one face, averaged, and the iris as the photo shows it.

The network answers a little differently for each crop. Mirrored and turned crops go through it in one batch;
averaging them removes what depends on the crop, and their spread says how sure the position is. Crops put
pixel centers where geometry wants them, which takes out MediaPipe's half-pixel offset.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.face_mesh import INPUT_SIZE, LANDMARK_COUNT, FaceMesh
from vision.face.iris import Iris, fit_iris
from vision.face.region import Region

_TURNS_DEG = (-4.0, 4.0)
_REGION_SCALE = 1.5  # of the landmarks' extent, as the network was trained
_EYE_CORNERS = (33, 263)
_IRISES = ((468, 469, 470, 471, 472), (473, 474, 475, 476, 477))
# Hand-marked pupils stand above the iris center that network and limbus agree on. The constant was set on both labelled
# sets (66 pupils and 18) with an earlier limbus fit; with this one the best offset is 0.0088 of the pupil distance on
# each. Pupil errors on those sets are therefore not independent of it.
_PUPIL_ABOVE_IRIS = 0.0091
_IRIS_SIZE_TOLERANCE = 0.1
_IRIS_OVERSIZE = 1.058  # the network's iris over the limbus fit: median 1.057 on the first set, 1.033 on the other


@dataclass(frozen=True, slots=True)
class Refined:
    """(478, 3) float32 landmarks in photo pixels and (478,) float32 standard deviation over the crops."""

    landmarks_px: NDArray[np.float32]
    spread_px: NDArray[np.float32]


def refine(
    mesh: FaceMesh,
    images_rgb: Sequence[NDArray[np.uint8]],
    raw_px: Sequence[NDArray[np.float32]],
    mirror: NDArray[np.intp],
) -> list[Refined]:
    """Refines N faces, one per image, with a single network call of 4·N crops."""
    regions = [_turned_regions(raw) for raw in raw_px]
    crops = [_both_ways(region, image) for faces, image in zip(regions, images_rgb, strict=True) for region in faces]
    points, _ = mesh.locate(np.concatenate(crops).astype(np.float32) / np.float32(255))
    points = points.reshape(len(regions), len(_TURNS_DEG), 2, LANDMARK_COUNT, 3)
    points[:, :, 1, :, 0] = 1 - points[:, :, 1, :, 0]
    points[:, :, 1] = points[:, :, 1][..., mirror, :]
    return [_combine(image, faces, looks) for image, faces, looks in zip(images_rgb, regions, points, strict=True)]


def _turned_regions(raw: NDArray[np.float32]) -> list[Region]:
    low, high = raw[:, :2].min(0), raw[:, :2].max(0)
    side = float((high - low).max() * _REGION_SCALE)
    eye_line = raw[_EYE_CORNERS[1], :2] - raw[_EYE_CORNERS[0], :2]
    roll = float(np.arctan2(eye_line[1], eye_line[0]))
    center = (float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2)
    return [Region(center, (side, side), roll + float(np.radians(turn))) for turn in _TURNS_DEG]


def _both_ways(region: Region, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    crop = region.crop(image, INPUT_SIZE)
    return np.stack([crop, crop[:, ::-1]])


def _combine(image: NDArray[np.uint8], regions: list[Region], looks: NDArray[np.float32]) -> Refined:
    """Averages the looks, (turns, 2, 478, 3) in unit crop coordinates, and asks the photo for the irises."""
    in_photo = np.stack(
        [region.points_to_photo(look) for region, pair in zip(regions, looks, strict=True) for look in pair]
    )
    landmarks = in_photo.mean(0)
    spread = np.hypot(*in_photo[..., :2].std(0).T)
    _place_irises(image, landmarks)
    return Refined(landmarks, spread.astype(np.float32))


def _place_irises(image: NDArray[np.uint8], landmarks: NDArray[np.float32]) -> None:
    """Moves the ten iris points (in place): the ring onto the limbus, the center onto the pupil."""
    across = landmarks[_IRISES[1][0], :2] - landmarks[_IRISES[0][0], :2]
    distance = float(np.hypot(*across))
    right = across / distance
    down = np.array([-right[1], right[0]])
    roll = float(np.arctan2(right[1], right[0]))
    sizes = []
    for center, *ring in _IRISES:
        network = landmarks[center, :2].copy()
        radius = float(np.hypot(*(landmarks[ring[0], :2] - landmarks[ring[2], :2]))) / 2
        found = _believable(fit_iris(image, network, radius, roll), radius)
        middle = network if found is None else (network + found.center_px) / 2
        sizes.append(radius / _IRIS_OVERSIZE if found is None else found.radius_px)
        landmarks[center, :2] = middle - _PUPIL_ABOVE_IRIS * distance * down
        landmarks[ring, :2] = middle
    size = float(np.mean(sizes))  # both irises of a person are of one size
    for _, *ring in _IRISES:
        landmarks[ring, :2] += size * np.array([right, -down, -right, down])


def _believable(found: Iris | None, network_radius: float) -> Iris | None:
    """A fit whose size is far from the network's has caught a lid, a lash or a lens edge."""
    if found is None or abs(found.radius_px * _IRIS_OVERSIZE / network_radius - 1) > _IRIS_SIZE_TOLERANCE:
        return None
    return found
