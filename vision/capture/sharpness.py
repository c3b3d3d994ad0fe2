"""Is the skin sharp? Judged at the eyes, whose lids, lashes and iris rims are the same sharp edges on everyone."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from vision.capture.eyes import shown_eyes
from vision.capture.shot import Shot

_HALF_SIZE = np.array([0.75, 0.45])  # of the cut around an eye, in eye lengths
_FINEST_MM = 0.25  # finer photos are shrunk first: it is the skin that must be sharp, not the sensor's pixels
_SMALLEST_CUT_PX = 8
_NEAR, _FAR = 1.0, 2.0  # standard deviations of the two blurs that are compared, px
_ORDINARY_PX = 1.0  # blur of a sharp photo by this measure: 0.4 to 1.15 px in 42 studio portraits
_EDGES_PERCENTILE = 95

# Derivatives along x, y and the two diagonals (a shake has any direction), and the neighbors along each.
_DERIVATIVES = tuple(
    np.array(rows, np.float32) / 2
    for rows in (
        [[-1, 0, 1]],
        [[-1], [0], [1]],
        [[-1, 0, 0], [0, 0, 0], [0, 0, 1]],
        [[0, 0, 1], [0, 0, 0], [-1, 0, 0]],
    )
)
_NEIGHBORS = tuple((kernel != 0).astype(np.uint8) for kernel in _DERIVATIVES)


def blur_mm(shot: Shot) -> float | None:
    """Blur beyond what this many pixels always carry, as a Gaussian's standard deviation in mm, in the worst direction.

    An edge of blur σ, blurred again by s, has a gradient of 1/√(σ² + s²): the ratio R of two such gradients gives σ
    without knowing the edge (Zhuo & Sim 2011, Pattern Recognition 44:1852). Measured on London portraits blurred by
    1, 2 and 4 px it reads 1.4, 2.25 and 4.1 px. A photo that is merely small is not blurred. Light, noise (± 4 codes)
    and JPEG do not move it. None where the eyes are too small to tell.
    """
    ratios: list[list[NDArray[np.float32]]] = [[] for _ in _DERIVATIVES]
    shrink = max(int(_FINEST_MM / shot.mm_per_px), 1)
    for eye in _cut_eyes(shot, shrink):
        for found, along in zip(ratios, _edge_ratios(eye), strict=True):
            found.append(along)
    if not ratios[0]:
        return None
    sigma = max(_sigma_px(float(np.median(np.concatenate(found)))) for found in ratios)
    return float(np.sqrt(max(sigma**2 - _ORDINARY_PX**2, 0.0))) * shot.mm_per_px * shrink


def _cut_eyes(shot: Shot, shrink: int) -> Iterator[NDArray[np.float32]]:
    """(h, w) float32 gray cuts around the eyes."""
    for eye in shown_eyes(shot.face):
        middle = shot.face.landmarks_px[list(eye.corners), :2].mean(0)
        half = _HALF_SIZE * shot.distance_px(*eye.corners)
        left, top = np.maximum(middle - half, 0).astype(int)
        right, bottom = np.maximum(middle + half, 0).astype(int)
        cut = shot.photo.image_rgb[top:bottom, left:right]
        if min(cut.shape[:2]) < _SMALLEST_CUT_PX * shrink:
            continue
        gray = cv2.cvtColor(cut, cv2.COLOR_RGB2GRAY)
        if shrink > 1:
            size = (gray.shape[1] // shrink, gray.shape[0] // shrink)
            gray = cv2.resize(gray, size, interpolation=cv2.INTER_AREA)
        yield gray.astype(np.float32)


def _edge_ratios(gray: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    """For each direction, the ratio of the two gradients at the crests of the strongest edges."""
    near, far = (cv2.GaussianBlur(gray, (0, 0), s) for s in (_NEAR, _FAR))
    for kernel, neighbors in zip(_DERIVATIVES, _NEIGHBORS, strict=True):
        fine = np.abs(cv2.filter2D(near, -1, kernel))
        coarse = np.abs(cv2.filter2D(far, -1, kernel))
        crest = (fine >= np.percentile(fine, _EDGES_PERCENTILE)) & (fine >= cv2.dilate(fine, neighbors))
        yield fine[crest] / np.maximum(coarse[crest], 1e-3)


def _sigma_px(ratio: float) -> float:
    """Solves R² = (σ² + far²) / (σ² + near²)."""
    if ratio >= _FAR / _NEAR:
        return 0.0
    return float(np.sqrt((_FAR**2 - ratio**2 * _NEAR**2) / max(ratio**2 - 1, 1e-3)))
