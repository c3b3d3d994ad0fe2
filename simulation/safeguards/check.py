"""All safeguards on one result. None of them can be left out."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simulation.rendering import Gauge, Severities
from simulation.safeguards.color import ColorMap, check_color, color_map
from simulation.safeguards.errors import ProjectionUnsafeError
from simulation.safeguards.landmarks import FindAgain, check_landmarks
from simulation.safeguards.places import with_neighbors
from simulation.safeguards.safeguards import Displacement, Safeguards, Targeted
from simulation.safeguards.severities import Target, check_targeted, measured_in, untargeted
from simulation.safeguards.untreated import check_untreated
from simulation.safeguards.visibility import visibility
from vision.analysis import Analyzer
from vision.analysis.laid import Laid

_ROUNDING_MM = 0.01  # warps are float32 in pixels


@dataclass(frozen=True, slots=True, eq=False)
class Treated:
    """What was done to a photo.

    Attributes:
        image_rgb: (H, W, 3) uint8, the result without its label.
        mask: (H, W) bool, the pixels that may have changed.
        zones: names of the treated ones.
        targets: the severities that were to fall.
        displacement_mm, displacement_cap_mm: the largest of the warps, and the effects' cap; 0 without any.
        moved: (H, W) bool, where a warp moves skin on purpose; None without any.
        moved_rgb: (H, W, 3) uint8, the photo with its shapes moved and no light changed, to compare colors
            with; without it, what is moved is left out of that comparison.
        lit_rgb: (H, W, 3) uint8, the result before its shapes were moved: what light was changed for is read on it,
            since a moved lip or jaw moves findings that no light was changed for. Without it, on the result.
    """

    image_rgb: NDArray[np.uint8]
    mask: NDArray[np.bool_]
    zones: tuple[str, ...]
    targets: Sequence[Target] = ()
    displacement_mm: float = 0.0
    displacement_cap_mm: float = 0.0
    moved: NDArray[np.bool_] | None = None
    moved_rgb: NDArray[np.uint8] | None = None
    lit_rgb: NDArray[np.uint8] | None = None


def check(
    analyzer: Analyzer, laid: Laid, treated: Treated, find_again: FindAgain, known: Severities | None = None
) -> Safeguards:
    """What the safeguards found.

    Args:
        analyzer: that laid the face.
        laid: the face on the coarse chart of its photo.
        find_again: see `simulation.safeguards.landmarks`.
        known: the photo's own severities (`known_severities`), which need not be measured again then.

    Raises:
        ProjectionUnsafeError: nothing of the result may be shown.
    """
    photo = laid.sight.photo.image_rgb
    difference = check_untreated(photo, treated.image_rgb, treated.mask)
    displacement = _check_displacement(treated)
    change = _color_map(laid, treated)
    color = check_color(change)
    again_px = find_again(treated.image_rgb, laid.sight.face)
    landmarks = check_landmarks(laid, again_px, treated.zones, treated.moved)
    gauge = gauge_around(analyzer, laid, treated.zones, known)
    face = None if treated.moved is None else replace(laid.sight.face, landmarks_px=again_px)
    before, after = known or gauge.read(), gauge.read(treated.image_rgb, face)
    return Safeguards(
        pixels_sha256=hashlib.sha256(treated.image_rgb.tobytes()).hexdigest(),
        untreated_difference=difference,
        landmarks=landmarks,
        displacement=displacement,
        color=color,
        targeted=_targeted(gauge, treated, before, after),
        untargeted=untargeted(treated.targets, before, after),
        visibility=visibility(change, treated.displacement_mm),
    )


def _targeted(gauge: Gauge, treated: Treated, before: Severities, after: Severities) -> tuple[Targeted, ...]:
    moved = treated.moved is not None
    if not moved or treated.lit_rgb is None:
        return check_targeted(treated.targets, before, after, found_again=moved)
    by_light = [target for target in treated.targets if not target.by_shape]
    by_shape = [target for target in treated.targets if target.by_shape]
    lit = gauge.only({target.concern for target in by_light}).read(treated.lit_rgb)
    return (*check_targeted(by_light, before, lit), *check_targeted(by_shape, before, after, found_again=True))


def gauge_around(analyzer: Analyzer, laid: Laid, zones: Collection[str], known: Severities | None = None) -> Gauge:
    """Measures every concern of these zones and of those that touch them, as far as it is known on the photo."""
    near = with_neighbors(zones, laid.atlas)
    pairs = [(zone.name, zone.kind) for zone in laid.atlas.zones if zone.name in near]
    return Gauge(analyzer, laid, measured_in(pairs, known))


def _color_map(laid: Laid, treated: Treated) -> ColorMap:
    before, mask = treated.moved_rgb, treated.mask
    if before is None:
        before = laid.sight.photo.image_rgb
        mask = mask if treated.moved is None else mask & ~treated.moved
    return color_map(before, treated.image_rgb, mask, laid.chart.photo_mm_per_px)


def _check_displacement(treated: Treated) -> Displacement:
    largest, cap = treated.displacement_mm, treated.displacement_cap_mm
    if not 0 <= largest <= cap + _ROUNDING_MM:
        raise ProjectionUnsafeError(
            f"skin was moved by {largest:.2f} mm; the cap is {cap:.2f}",
            safeguard="displacement",
            value=round(largest, 3),
            limit=cap,
        )
    return Displacement(largest, cap)
