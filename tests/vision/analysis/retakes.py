"""The same face photographed again, and what its findings have in common with the first time."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vision.analysis import Analysis
from vision.photo import Photo

Key = tuple[str, str]  # zone, concern


def mirrored(photo: Photo) -> Photo:
    return Photo.from_array(np.ascontiguousarray(photo.image_rgb[:, ::-1]))


def scaled(photo: Photo, factor: float) -> Photo:
    size = round(photo.width * factor), round(photo.height * factor)
    return Photo.from_array(np.asarray(Image.fromarray(photo.image_rgb).resize(size, Image.Resampling.LANCZOS)))


def enlarged(photo: Photo, factor: float, rows: slice, columns: slice) -> Photo:
    """A part of a photo, blown up: more pixels, no more detail."""
    part: NDArray[np.uint8] = photo.image_rgb[rows, columns]
    return Photo.from_array(
        np.asarray(cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8)
    )


def severities(analysis: Analysis) -> dict[Key, float]:
    """Of the assessable findings."""
    return {(f.zone, f.concern): f.severity for f in analysis.findings if f.severity is not None}


def other_side(zone: str) -> str:
    stem, _, side = zone.rpartition("_")
    other = {"left": "right", "right": "left"}
    return f"{stem}_{other[side]}" if side in other else zone


def differences(one: Analysis, again: Analysis, *, swapped: bool = False) -> Iterator[tuple[Key, float]]:
    """Severity differences of the findings that both have; `swapped` compares each zone with its other side."""
    later = severities(again)
    for (zone, concern), severity in severities(one).items():
        twin = (other_side(zone) if swapped else zone, concern)
        if twin in later:
            yield (zone, concern), abs(later[twin] - severity)
