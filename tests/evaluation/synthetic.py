"""Faces of 12 megapixels and more: a portrait enlarged, with the fine skin that its own pixels could not carry.

An enlarged photo is smooth below the old pixel. So fine relief (a lattice of furrows, wavelengths of 0.2 to 0.7 mm),
pores (0.1 to 0.3 mm, 1 to 2 a mm² near the nose) and the noise of a sensor are added over the face, light and dark
alike in proportion to the light there. It is skin of the right grain and not of any person: scales below the portrait's
own pixels are exercised on it, and nothing about people is concluded from it.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.evaluation.perturb import FaceFrame
from tests.evaluation.perturb.optics import to_linear, to_srgb

LEAST_PIXELS = 12_000_000
_RELIEF, _RELIEF_MM = 0.02, (0.2, 0.7)  # standard deviation of the light
_PORES_PER_MM2, _PORE_DEPTH, _PORE_MM = 1.0, 0.18, 0.22
_NOISE = 1.2  # of 255
_TILE_MM = 24.0  # relief repeats after this length; no measure looks that far
Pixels = NDArray[np.uint8]
Points = NDArray[np.float64]


def enlarged(pixels: Pixels, points: Points, seed: int) -> tuple[Pixels, Points]:
    """The portrait with at least 12 megapixels and fine skin, and its marked points there."""
    factor = float(np.sqrt(LEAST_PIXELS / (pixels.shape[0] * pixels.shape[1]))) * 1.01
    size = (round(pixels.shape[1] * factor), round(pixels.shape[0] * factor))
    large = cv2.resize(pixels, size, interpolation=cv2.INTER_CUBIC)
    # Pixel centers are whole numbers in the marked points.
    moved = (points + 0.5) * factor - 0.5
    return _with_skin(large, moved, np.random.default_rng(seed)), moved


def _with_skin(pixels: Pixels, points: Points, rng: np.random.Generator) -> Pixels:
    frame = FaceFrame(points)
    low = np.maximum(points.min(0), 0).astype(int)
    high = np.minimum(points.max(0), pixels.shape[1::-1]).astype(int)
    box = (slice(low[1], high[1]), slice(low[0], high[0]))
    shade = _fine_skin((high - low)[::-1], frame.px_per_mm, rng)
    painted = pixels.copy()
    noise = rng.normal(0, _NOISE, pixels[box].shape)
    after = to_srgb(to_linear(pixels[box]) * (1 + shade[..., None])) + noise
    painted[box] = np.clip(np.round(after), 0, 255).astype(np.uint8)
    return painted


def _fine_skin(shape: NDArray[np.int64], px_per_mm: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """(h, w) relative change of the light."""
    side = round(_TILE_MM * px_per_mm)
    tile = _relief(side, px_per_mm, rng) + _pores(side, px_per_mm, rng)
    repeats = [int(np.ceil(n / side)) for n in shape]
    return np.tile(tile, repeats)[: shape[0], : shape[1]]


def _relief(side: int, px_per_mm: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """Band-passed noise, its valleys sharpened into furrows; periodic."""
    frequency = np.hypot(*np.meshgrid(*[np.fft.fftfreq(side, 1 / px_per_mm)] * 2))
    low, high = 1 / _RELIEF_MM[1], 1 / _RELIEF_MM[0]
    band = (frequency > low) & (frequency < high)
    height = np.fft.ifft2(np.fft.fft2(rng.normal(size=(side, side))) * band).real
    furrows = -np.abs(height / height.std())
    furrows -= furrows.mean()
    return np.asarray(_RELIEF * furrows / furrows.std(), np.float32)


def _pores(side: int, px_per_mm: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """Dark Gaussian dots at random; wrapped around the tile's edge."""
    dots = np.zeros((side, side), np.float32)
    count = round(_PORES_PER_MM2 * _TILE_MM**2)
    np.add.at(dots, tuple(rng.integers(0, side, (2, count))), rng.uniform(0.4, 1, count).astype(np.float32))
    sigma = _PORE_MM / 2.355 * px_per_mm
    spread = cv2.GaussianBlur(np.pad(dots, round(4 * sigma), mode="wrap"), (0, 0), sigma)
    inner = round(4 * sigma)
    return -_PORE_DEPTH * 2 * np.pi * sigma**2 * spread[inner : inner + side, inner : inner + side]
