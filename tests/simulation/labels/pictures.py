"""Frames, treated zones and facts to label."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import cv2
import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from simulation.labels import LabelFacts, TimePoint

Mask = NDArray[np.bool_]

ENGLISH = LabelFacts(
    treatments=("Botulinum toxin: forehead", "Hyaluronic acid filler: cheeks"),
    time_point=TimePoint.after_days(28),
    date=date(2026, 11, 22),
    practice="Harley Skin Clinic",
    version="Countenance 0.1.0",
)
SPANISH = LabelFacts(
    treatments=("Toxina botulínica: frente", "Ácido hialurónico: mejillas"),
    time_point=TimePoint.after_visit(2),
    date=date(2026, 11, 22),
    practice="Clínica Peña",
    version="Countenance 0.1.0",
    language="es",
)


def flat(size_hw: tuple[int, int], value: int = 128) -> NDArray[np.uint8]:
    return np.full((*size_hw, 3), value, np.uint8)


def boxes(size_hw: tuple[int, int], *shares: tuple[float, float, float, float]) -> Mask:
    """Left, top, right, bottom as shares of the frame."""
    height, width = size_hw
    mask = np.zeros(size_hw, np.bool_)
    for left, top, right, bottom in shares:
        mask[round(top * height) : round(bottom * height), round(left * width) : round(right * width)] = True
    return mask


def ellipses(size_hw: tuple[int, int], *shares: tuple[float, float, float, float]) -> Mask:
    """Middle x, y and half axes as shares of the frame."""
    height, width = size_hw
    mask = np.zeros(size_hw, np.uint8)
    for x, y, a, b in shares:
        middle, axes = (round(x * width), round(y * height)), (round(a * width), round(b * height))
        cv2.ellipse(mask, middle, axes, 0, 0, 360, 1, -1)
    return mask.astype(np.bool_)


def face_zones(size_hw: tuple[int, int], middle: tuple[float, float], half: float, names: Sequence[str]) -> Mask:
    """Zones where a face has them, in half widths of the face around its middle."""
    layout = {
        "forehead": [(0, -0.75, 0.7, 0.3)],
        "crows_feet": [(-0.75, -0.2, 0.15, 0.22), (0.75, -0.2, 0.15, 0.22)],
        "cheeks": [(-0.55, 0.25, 0.3, 0.35), (0.55, 0.25, 0.3, 0.35)],
        "lips": [(0, 0.75, 0.35, 0.14)],
        "face": [(0, 0, 1.0, 1.35)],
    }
    x, y = middle
    aspect = size_hw[1] / size_hw[0]
    places = [
        (x + half * u, y + half * aspect * v, half * a, half * aspect * b)
        for name in names
        for u, v, a, b in layout[name]
    ]
    return ellipses(size_hw, *places)


_share = st.floats(0.02, 0.98)
sizes = st.tuples(st.integers(320, 620), st.integers(320, 620))


@st.composite
def treated_zones(draw: st.DrawFn, size_hw: tuple[int, int]) -> Mask:
    """Anything from a spot to most of the frame: boxes, ellipses, a face."""
    kind = draw(st.sampled_from(["boxes", "ellipses", "face"]))
    if kind == "face":
        names = draw(st.lists(st.sampled_from(["forehead", "crows_feet", "cheeks", "lips", "face"]), min_size=1))
        middle = draw(st.tuples(st.floats(0.3, 0.7), st.floats(0.3, 0.6)))
        return face_zones(size_hw, middle, draw(st.floats(0.08, 0.35)), names)
    quads = draw(st.lists(st.tuples(_share, _share, _share, _share), min_size=1, max_size=5))
    if kind == "ellipses":
        return ellipses(size_hw, *((x, y, 0.02 + a / 4, 0.02 + b / 4) for x, y, a, b in quads))
    return boxes(size_hw, *((min(a, c), min(b, d), max(a, c) + 0.02, max(b, d) + 0.02) for a, b, c, d in quads))
