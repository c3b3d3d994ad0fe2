"""What light, pose and chance do to a photo, and what is no concern that we score: it should move nothing."""

from __future__ import annotations

import zlib

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.evaluation.perturb.canvas import Canvas
from tests.evaluation.perturb.frame import FaceFrame, Points

Pixels = NDArray[np.uint8]
_MARGIN_MM = 15.0  # light does not end where a zone does
NUISANCES: dict[str, str] = {
    "gloss": "a highlight of 12 mm broken up by pores, up to 15 % of full scale",
    "shadow": "half the zone in a shadow 25 % darker, its edge 8 mm wide",
    "bumps": "4 to 7 smooth bumps of 2 to 4 mm in light from above, ± 10 %",
    "warp": "skin shifted smoothly by up to 1 mm",
}


def disturb(pixels: Pixels, points: Points, kind: str, zone: str, dose: float, seed: int) -> Pixels:
    """A copy of a photo with one nuisance in one zone, dose 0 to 1; arguments as for `paint`."""
    frame = FaceFrame(points)
    rng = np.random.default_rng([seed, zlib.crc32(f"{kind}/{zone}".encode())])
    canvas = Canvas(frame, zone, (pixels.shape[0], pixels.shape[1]), _MARGIN_MM)
    if kind == "gloss":
        return _gloss(pixels, canvas, dose, rng)
    if kind == "shadow":
        return _shadow(pixels, canvas, dose, rng)
    if kind == "bumps":
        return _bumps(pixels, canvas, dose, rng)
    return _warp(pixels, canvas, dose, rng)


def _gloss(pixels: Pixels, canvas: Canvas, dose: float, rng: np.random.Generator) -> Pixels:
    (place,) = canvas.random_places(1, 0, rng)
    radius = np.hypot(canvas.x_mm - place[0], canvas.y_mm - place[1])
    pores = np.clip(1 + 0.5 * canvas.noise(0.5, 1.5, rng), 0, None)
    light = 0.15 * dose * np.exp(-((radius / 5) ** 2) / 2) * pores * canvas.around()
    return canvas.add(pixels, light.astype(np.float32))


def _shadow(pixels: Pixels, canvas: Canvas, dose: float, rng: np.random.Generator) -> Pixels:
    angle = rng.uniform(0, 2 * np.pi)
    middle = [float(np.average(axis, weights=canvas.inside)) for axis in (canvas.x_mm, canvas.y_mm)]
    depth = (canvas.x_mm - middle[0]) * np.cos(angle) + (canvas.y_mm - middle[1]) * np.sin(angle)
    shade = -np.log(1 - 0.25 * dose) / (1 + np.exp(-depth / 2)) * canvas.around()
    return canvas.absorb(pixels, np.repeat(shade[..., None], 3, axis=2).astype(np.float32))


def _bumps(pixels: Pixels, canvas: Canvas, dose: float, rng: np.random.Generator) -> Pixels:
    """A dome is bright where it faces up and dark below: the slope of a Gaussian."""
    shade = np.zeros_like(canvas.inside)
    for place in canvas.random_places(int(rng.integers(4, 8)), 5.0, rng):
        sigma = rng.uniform(2, 4) / 2.355
        x, y = (canvas.x_mm - place[0]) / sigma, (canvas.y_mm - place[1]) / sigma
        shade += y * np.exp(0.5 - (x**2 + y**2) / 2)  # largest slope is 1
    shade = 0.1 * dose * shade * canvas.around()
    return canvas.absorb(pixels, np.repeat(shade[..., None], 3, axis=2).astype(np.float32))


def _warp(pixels: Pixels, canvas: Canvas, dose: float, rng: np.random.Generator) -> Pixels:
    """Pixels of the zone are fetched from up to a millimeter away, smoothly, and not at all at its edge."""
    height, width = pixels.shape[:2]
    finer = canvas.px_per_mm / canvas.frame.px_per_mm
    shift = np.dstack([canvas.noise(12, 40, rng), canvas.noise(12, 40, rng)]) * canvas.around()[..., None]
    shift *= dose * canvas.frame.px_per_mm / max(float(np.hypot(*np.moveaxis(shift, -1, 0)).max()), 1e-6)
    rows, columns = canvas.box
    field = np.zeros((height, width, 2), np.float32)
    size = (columns.stop - columns.start, rows.stop - rows.start)
    field[rows, columns] = cv2.GaussianBlur(cv2.resize(shift, size, interpolation=cv2.INTER_AREA), (0, 0), finer)
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    moved = cv2.remap(pixels, x + field[..., 0], y + field[..., 1], cv2.INTER_CUBIC)
    touched = np.abs(field).max(-1) > 0.02
    return np.where(touched[..., None], moved, pixels)
