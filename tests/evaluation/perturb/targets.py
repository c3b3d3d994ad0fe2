"""What can be painted, where, and what dose 1 is; and the entry point."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from tests.evaluation.perturb import (
    asymmetry,
    curves,
    jaw,
    lesions,
    lids,
    lips,
    pigments,
    pores,
    relief,
    scars,
    sheen,
    under_eye,
    volume,
)
from tests.evaluation.perturb.canvas import Canvas, Field
from tests.evaluation.perturb.frame import FaceFrame, Points, is_paired
from tests.evaluation.perturb.grooves import GrooveStyle, groove
from tests.evaluation.perturb.optics import GROOVE
from tests.evaluation.perturb.target import Painter, Target

_CHEEKS = ("malar_cheek", "mid_cheek", "lateral_cheek")


def _lines(course: Callable[[str, np.random.Generator], curves.Curves], style: GrooveStyle) -> Painter:
    def painter(canvas: Canvas, rng: np.random.Generator) -> Field:
        drawn = [groove(canvas, canvas.place(curve), style, rng) for curve in course(canvas.kind, rng)]
        return np.asarray((np.sum(drawn, axis=0) * canvas.inside)[..., None] * GROOVE, np.float32)

    return painter


_line = partial(GrooveStyle, wave_mm=0.4)
TARGETS: dict[str, Target] = {
    "forehead_lines": Target(
        ("forehead",),
        "3 to 4 lines across the forehead, 0.7 to 1.5 mm wide, a quarter darker",
        _lines(curves.forehead_lines, _line(0.29, (0.7, 1.5), wave_mm=0.6)),
    ),
    "glabellar_lines": Target(
        ("glabella",),
        "two upright lines of 15 to 19 mm, 0.9 to 1.5 mm wide, 27 % darker",
        _lines(curves.glabellar_lines, _line(0.32, (0.9, 1.5))),
    ),
    "crows_feet": Target(
        ("crows_feet",),
        "4 to 5 lines of 8 to 12 mm from the canthus, 0.6 to 1.2 mm wide, a quarter darker",
        _lines(curves.crows_feet, _line(0.29, (0.6, 1.2))),
    ),
    "infraorbital_lines": Target(
        ("lower_eyelid", "tear_trough"),
        "3 lines along the lid, 0.6 to 0.9 mm wide, a quarter darker",
        _lines(curves.infraorbital_lines, _line(0.29, (0.6, 0.9), wave_mm=0.25)),
    ),
    "cheek_lines": Target(
        ("mid_cheek", "lateral_cheek"),
        "3 or 4 lines of 14 to 22 mm along the fold, 0.6 to 1.1 mm wide, a quarter darker",
        _lines(curves.cheek_lines, _line(0.29, (0.6, 1.1))),
    ),
    "nasolabial_folds": Target(
        ("nasolabial_fold",),
        "one groove 1.6 to 2.4 mm wide, 30 % darker, on a soft slope",
        _lines(curves.nasolabial_folds, _line(0.36, (1.6, 2.4), slope_share=0.25)),
    ),
    "marionette_lines": Target(
        ("marionette",),
        "one groove of 15 mm from the mouth corner down, 1.2 to 2 mm wide, 27 % darker, on a soft slope",
        _lines(curves.marionette_lines, _line(0.32, (1.2, 2.0), slope_share=0.25)),
    ),
    "perioral_lines": Target(
        ("upper_lip",),
        "10 upright lines of 6 to 8.5 mm on the lip's border, 0.6 to 1 mm wide, a quarter darker",
        _lines(curves.perioral_lines, _line(0.29, (0.6, 1.0), wave_mm=0.2)),
    ),
    "brown_spots": Target(
        ("forehead", "temple", "nose", *_CHEEKS),
        "8 to 20 spots of 1.5 to 6 mm on a cheek, red −18 %",
        pigments.brown_spots,
    ),
    "diffuse_pigmentation": Target(
        ("forehead", *_CHEEKS, "upper_lip"), "soft patches of 12 to 25 mm, red −12 %", pigments.diffuse_pigmentation
    ),
    "uneven_tone": Target(
        ("forehead", *_CHEEKS, "chin"),
        "mottling with wavelengths of 4 to 14 mm, standard deviation 3.5 % in red by melanin and in green by blood",
        pigments.uneven_tone,
    ),
    "redness": Target(("nose", *_CHEEKS, "chin"), "a flush over the zone, green −21 %", pigments.redness),
    "visible_vessels": Target(
        ("nose", "malar_cheek", "mid_cheek"),
        "5 to 8 vessels of 6 to 11 mm with branches, 0.3 to 0.8 mm wide, green −36 % in their middle",
        pigments.visible_vessels,
    ),
    "blemishes": Target(
        ("forehead", "glabella", "temple", "nose", *_CHEEKS, "nasolabial_fold", "upper_lip", "marionette", "chin"),
        "5 to 15 lesions of 1 to 6 mm on a cheek: papules and pustules, green −28 %; comedones up to 1.8 mm",
        lesions.blemishes,
    ),
    "texture": Target(
        _CHEEKS, "relief of 1 to 3 mm in light from above, standard deviation 10 % of the light", relief.texture
    ),
    "oiliness": Target(
        ("forehead", "malar_cheek", "mid_cheek", "chin"),
        "lobes of white light 8 to 15 mm wide, broken up by pores, 20 % of full scale in their middle",
        sheen.oiliness,
        "light",
    ),
    "pores": Target(
        ("nose", "malar_cheek", "mid_cheek"),
        "40 to 80 pits a cm², 0.2 to 0.5 mm wide, a third to half darker in their middle, the lower rim lit",
        pores.pores,
    ),
    "scars": Target(
        ("mid_cheek", "malar_cheek"),
        "22 to 33 dents on a cheek, 1.2 to 4 mm wide and 0.2 to 0.5 mm deep, in light from 45° above",
        scars.scars,
    ),
    **under_eye.TARGETS,
    **lids.TARGETS,
    **lips.TARGETS,
    **asymmetry.TARGETS,
    **jaw.TARGETS,
    **volume.TARGETS,
}


def zones_of(target: str, kinds: tuple[str, ...] | None = None) -> list[str]:
    """Zones that a target is painted in, by name; only those kinds if some are named."""
    wanted = [kind for kind in TARGETS[target].kinds if kinds is None or kind in kinds]
    return [name for kind in wanted for name in ([f"{kind}_left", f"{kind}_right"] if is_paired(kind) else [kind])]


class Painting:
    """One mark on one face, ready for any dose: places and shapes depend on the seed and not on the dose."""

    def __init__(self, pixels: NDArray[np.uint8], points: Points, target: str, zone: str, seed: int) -> None:
        self._pixels, self._how = pixels, TARGETS[target].how
        size = (pixels.shape[0], pixels.shape[1])
        self._canvas = Canvas(FaceFrame(points), zone, size, TARGETS[target].margin_mm)
        chance = [seed, zlib.crc32(f"{target}/{zone}".encode())]
        self._layer = TARGETS[target].painter(self._canvas, np.random.default_rng(chance))
        moves = TARGETS[target].then_moves  # by the same chance, so that shade and shape lie in one place
        self._moves = None if moves is None else moves(self._canvas, np.random.default_rng(chance))

    def at(self, dose: float) -> NDArray[np.uint8]:
        """The photo with the mark at a dose, 0 to 1."""
        painted = self._with(self._layer * np.float32(dose))
        return painted if self._moves is None else self._canvas.shift(painted, self._moves * np.float32(dose))

    def _with(self, layer: Field) -> NDArray[np.uint8]:
        if self._how == "light":
            return self._canvas.add(self._pixels, layer)
        if self._how == "shift":
            return self._canvas.shift(self._pixels, layer)
        return self._canvas.absorb(self._pixels, layer)


def paint(
    pixels: NDArray[np.uint8], points: Points, target: str, zone: str, dose: float, seed: int
) -> NDArray[np.uint8]:
    """A copy of a photo with a mark painted in.

    Args:
        pixels: (H, W, 3) uint8 sRGB.
        points: (189, 2) marked points in its pixels.
        target: a key of `TARGETS`.
        zone: one of `zones_of(target)`; left and right are the client's.
        dose: 0 to 1; see `TARGETS` for what 1 is.
        seed: of placement; the face's own.
    """
    return Painting(pixels, points, target, zone, seed).at(dose)
