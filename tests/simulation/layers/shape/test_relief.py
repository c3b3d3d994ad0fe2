"""Skin that comes forward is brighter above and darker below, and nowhere else."""

from __future__ import annotations

import numpy as np

from simulation.layers.shape.relief import relief_shading


def dome() -> np.ndarray:
    y, x = np.mgrid[-20:21, -20:21] * 0.5
    return (0.5 * np.exp(-(x**2 + y**2) / 20)).astype(np.float32)


def test_light_comes_from_above() -> None:
    shading = relief_shading(dome(), np.array([0.5, 0.5]))
    assert shading[:18].mean() < 0 < shading[23:].mean()
    assert np.abs(shading).max() < 6
    assert shading.max() < -shading.min()  # shade is softened


def test_flat_skin_is_not_shaded() -> None:
    assert not relief_shading(np.full((9, 9), 3.0, np.float32), np.array([0.5, 0.5]), (0.3, 0.1)).any()


def test_a_cheek_turned_aside_brightens_where_it_turns_to_the_camera() -> None:
    """It falls away to the right; on the right flank of a bulge it falls away more."""
    shading = relief_shading(dome(), np.array([0.5, 0.5]), (-0.6, 0.0))
    assert shading[20, :18].mean() < 0 < shading[20, 23:].mean()
