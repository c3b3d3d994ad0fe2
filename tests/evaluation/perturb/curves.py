"""Where lines run: on the mean face, client's right, mm from between the pupils (x to the picture's right, y down).

Courses follow the anatomy: forehead lines cross the frontalis, glabellar lines the corrugators, crow's feet fan out
from the canthus, lines under the eye follow the lid's edge and run a little down and out, cheek lines lie parallel to
the fold, perioral lines stand on the lip's border.
"""

from __future__ import annotations

import numpy as np

from tests.evaluation.perturb.frame import Points

Curves = list[Points]
_CANTHUS = np.array([-44.5, 2.0])
_LIP_BORDER = np.array([(-25.2, 69.1), (-16.0, 63.0), (-7.4, 59.1), (0, 60.6), (7.4, 59.1), (16.0, 63.0), (25.2, 69.1)])
_FOLD_DEG = 122.0  # from nose to mouth corner on the client's right, clockwise from the picture's x axis


def forehead_lines(_: str, rng: np.random.Generator) -> Curves:
    count = int(rng.integers(3, 5))
    curves = []
    for height in np.linspace(-40.5, -57, count) + rng.uniform(-1, 1, count):
        reach = 44 + (height + 36) * 0.4
        x = np.linspace(-reach * rng.uniform(0.75, 1), reach * rng.uniform(0.75, 1), 9)
        dip = rng.uniform(-1.5, 2.5)
        curves.append(np.column_stack([x, height + dip * (1 - (x / reach) ** 2) - dip / 2]))
    return curves


def glabellar_lines(_: str, rng: np.random.Generator) -> Curves:
    curves = []
    for sign in (-1, 1):
        top, bottom = rng.uniform(5.5, 7.5), rng.uniform(4.0, 5.5)
        y = np.array([-27 + rng.uniform(-1, 2), -19, -10 + rng.uniform(-2, 1)])
        curves.append(np.column_stack([sign * np.array([top, (top + bottom) / 2 + 0.5, bottom]), y]))
    return curves


def crows_feet(_: str, rng: np.random.Generator) -> Curves:
    count = int(rng.integers(4, 6))
    curves = []
    for angle in np.radians(np.linspace(-28, 42, count) + rng.uniform(-4, 4, count)):
        radius = np.linspace(rng.uniform(6.5, 8), rng.uniform(16, 19), 5)
        bent = angle + 0.012 * (radius - radius[0])
        curves.append(_CANTHUS + radius[:, None] * np.column_stack([-np.cos(bent), np.sin(bent)]))
    return curves


def infraorbital_lines(kind: str, rng: np.random.Generator) -> Curves:
    curves = []
    for row in np.linspace(0, 1, 3):
        inner, outer = rng.uniform(-20, -16), rng.uniform(-42, -37)
        x = np.linspace(inner, outer, 6)
        if kind == "lower_eyelid":
            y = 11.3 + 3.2 * row + 1.2 * (1 - ((x + 29) / 13) ** 2) + 0.05 * (inner - x)
        else:
            x = np.clip(x, -35.5, None) + np.linspace(0, 1e-3, 6)
            y = 16.2 + 2.3 * row + (1 - ((x + 29) / 14) ** 2) + 0.10 * (inner - x)
        curves.append(np.column_stack([x, y + rng.uniform(-0.3, 0.3)]))
    return curves


def cheek_lines(kind: str, rng: np.random.Generator) -> Curves:
    middle, steps, turn = {
        "mid_cheek": (np.array([-39.5, 37.0]), np.arange(-2, 2) * 3.6, 0.0),
        "lateral_cheek": (np.array([-56.5, 48.5]), np.arange(-1, 2) * 3.6, -22.0),
    }[kind]
    curves = []
    for step in steps:
        angle = np.radians(_FOLD_DEG + turn + rng.uniform(-6, 6))
        along, across = np.array([np.cos(angle), np.sin(angle)]), np.array([np.sin(angle), -np.cos(angle)])
        t = np.linspace(-1, 1, 5) * rng.uniform(7, 11) + rng.uniform(-2, 2)
        bow = rng.uniform(0.5, 1.5) * (1 - (t / 11) ** 2)
        curves.append(middle + t[:, None] * along + (step + bow)[:, None] * across)
    return curves


def nasolabial_folds(_: str, rng: np.random.Generator) -> Curves:
    fold = np.array([(-20.5, 40), (-24.2, 44.5), (-30.0, 52.2), (-33.6, 60.5), (-34.6, 65.5)])
    return [fold + rng.uniform(-1, 1, 2) * (1, 0.3)]


def marionette_lines(_: str, rng: np.random.Generator) -> Curves:
    line = np.array([(-28.0, 71.5), (-29.0, 76), (-30.2, 81), (-30.6, 86.5)])
    return [line + rng.uniform(-0.8, 0.8, 2) * (1, 0.5)]


def perioral_lines(_: str, rng: np.random.Generator) -> Curves:
    curves = []
    for x in np.linspace(-18, 18, 10) + rng.uniform(-0.8, 0.8, 10):
        foot = float(np.interp(x, *_LIP_BORDER.T)) - 1.5
        top = foot - rng.uniform(6, 8.5)
        curves.append(np.array([(x, foot), (x * 1.03, (foot + top) / 2), (x * 1.04, top)]))
    return curves
