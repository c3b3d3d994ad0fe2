"""The same photo through another camera's habits: compression, size, tilt, exposure, white balance, noise.

One habit at a time (`RESHOTS`), or all of them at once and each as far as chance has it (`reshot_at_random`).
"""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]


def _exposed(pixels: Pixels, stops: float = 0.0, gains: tuple[float, float, float] = (1.0, 1.0, 1.0)) -> Pixels:
    """Scales linear light (power 2.2 stands in for the sRGB curve: the decoder's own is not used on purpose)."""
    linear = (pixels / 255.0) ** 2.2 * 2.0**stops * gains
    return np.round(np.clip(linear, 0, 1) ** (1 / 2.2) * 255).astype(np.uint8)


def _jpeg(pixels: Pixels, quality: int) -> Pixels:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file))


def _scaled(pixels: Pixels, factor: float) -> Pixels:
    size = (round(pixels.shape[1] * factor), round(pixels.shape[0] * factor))
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))


def _turned(pixels: Pixels, degrees: float) -> Pixels:
    return np.asarray(Image.fromarray(pixels).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=(235, 235, 235)))


def _noisy(pixels: Pixels, sd: float, seed: int = 7) -> Pixels:
    noise = np.random.default_rng(seed).normal(0, sd, pixels.shape)
    return np.clip(np.round(pixels + noise), 0, 255).astype(np.uint8)


# ± 400 K around daylight moves red against blue by about 6 %.
RESHOTS: dict[str, Callable[[Pixels], Pixels]] = {
    "jpeg_70": lambda p: _jpeg(p, 70),
    "jpeg_95": lambda p: _jpeg(p, 95),
    "scale_0.7": lambda p: _scaled(p, 0.7),
    "scale_0.85": lambda p: _scaled(p, 0.85),
    "turn_+5": lambda p: _turned(p, 5),
    "turn_-5": lambda p: _turned(p, -5),
    "ev_+0.3": lambda p: _exposed(p, 0.3),
    "ev_-0.3": lambda p: _exposed(p, -0.3),
    "warmer_400K": lambda p: _exposed(p, gains=(1.03, 1.0, 0.97)),
    "cooler_400K": lambda p: _exposed(p, gains=(0.97, 1.0, 1.03)),
    "noise": lambda p: _noisy(p, 2.5),
    "mirror": lambda p: np.ascontiguousarray(p[:, ::-1]),
}


def reshot_at_random(pixels: Pixels, seed: int) -> Pixels:
    """Another camera, chosen by the seed: ± 0.3 EV, ± 400 K, ± 5°, 70 to 100 % of the size, noise, JPEG 70 to 95."""
    rng = np.random.default_rng([seed, 4401])
    warmer = 1 + rng.uniform(-0.03, 0.03)
    pixels = _exposed(pixels, rng.uniform(-0.3, 0.3), (warmer, 1.0, 2 - warmer))
    pixels = _scaled(_turned(pixels, rng.uniform(-5, 5)), rng.uniform(0.7, 1))
    pixels = _noisy(pixels, rng.uniform(0, 2.5), seed)
    return _jpeg(pixels, int(rng.integers(70, 96)))


def original_zone(zone: str, reshot: str) -> str:
    """What a zone of a re-shot photo was called before: left and right change places in a mirror."""
    if reshot != "mirror":
        return zone
    if zone.endswith("_left"):
        return zone.removesuffix("_left") + "_right"
    return zone.removesuffix("_right") + "_left" if zone.endswith("_right") else zone
