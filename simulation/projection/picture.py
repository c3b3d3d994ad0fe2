"""The pixels of an outcome before they are labelled. They stay in this package: what leaves it is a `Projection`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.intended import Intended
from simulation.layers.shape import Warp, apply_warp, shade, shape_change, sum_warps
from simulation.outcome import Gathered, Moved, NotShown, gather
from simulation.projection.subject import Subject
from simulation.rendering import known_severities, render
from vision.analysis import Analyzer
from vision.concerns.reason import Reason
from vision.findings.assess import reason_words

_MOVED_PX = 0.02  # what moves by less keeps its pixels (simulation.layers.shape)
_SHADED = 0.05  # and what is shaded by less


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One outcome.

    Attributes:
        subject: of whom.
        intended: what was to be shown.
        gathered: what of it this photo can show, and what not.
        image_rgb: (H, W, 3) uint8, the photo's own code values wherever nothing is treated.
        treated: (H, W) bool.
        moved_mm: (H, W) float32, by how much what is seen moves; 0 where nothing does.
        moved_rgb: (H, W, 3) uint8, the photo with its shapes moved and no light changed.
        lit_rgb: (H, W, 3) uint8, with its light changed and no shapes moved.
        not_shown: with what turned out not to be carried by the photo.
    """

    subject: Subject
    intended: tuple[Intended, ...]
    gathered: Gathered
    image_rgb: NDArray[np.uint8]
    treated: NDArray[np.bool_]
    moved_mm: NDArray[np.float32]
    moved_rgb: NDArray[np.uint8]
    lit_rgb: NDArray[np.uint8]
    not_shown: tuple[NotShown, ...]

    @property
    def seen(self) -> tuple[Intended, ...]:
        """Those of the intended that it shows something of; a label names no others."""
        lost = {_key(each) for each in self.not_shown if each.why == "photo_does_not_carry_it"}
        moves = [(move.treatment, zone, "shape", move.concern) for move in self.gathered.moves for zone in move.zones]
        doses = [
            (treatment, dose.zone, dose.layer, concern)
            for dose, treatments in zip(self.gathered.doses, self.gathered.given_by, strict=True)
            for concern in dose.falls or [""]
            for treatment in treatments
        ]
        seen = {key[0] for key in (*doses, *moves) if key not in lost}
        return tuple(each for each in self.intended if each.treatment in seen)


def _key(each: NotShown) -> tuple[str, str, str, str]:
    return each.treatment, each.zone, each.layer, each.concern


def picture(
    analyzer: Analyzer, subject: Subject, intended: Sequence[Intended], painted: NDArray[np.bool_] | None = None
) -> Picture:
    """Works out one outcome.

    Args:
        painted: (H, W) bool, where a provider allows a change of light; everywhere when nothing is said. Shapes move as
            a whole or not at all: they are left out where any of their skin is not allowed.
    """
    gathered = gather(intended, subject.analysis, subject.at_rest)
    known = known_severities(subject.analysis.findings)
    rendered = render(analyzer, subject.laid, gathered.doses, painted, known)
    warps, still = _warps(analyzer, subject, gathered.moves, painted)
    not_shown = (*gathered.not_shown, *_lost(gathered, rendered.shares), *still)
    image, moved = rendered.image_rgb, subject.photo.image_rgb
    treated, moved_mm = rendered.treated.copy(), np.zeros(rendered.treated.shape, np.float32)
    if warps:
        whole = sum_warps(warps)
        treated[whole.box] |= _touched(whole)
        shift = np.hypot(whole.shift_px[..., 0], whole.shift_px[..., 1])
        moved_mm[whole.box] = np.where(shift > _MOVED_PX, shift, 0) * np.float32(subject.analysis.face.mm_per_px)
        image, moved = shade(apply_warp(image, whole), whole), apply_warp(moved, whole)
    lit = rendered.image_rgb
    return Picture(subject, tuple(intended), gathered, image, treated, moved_mm, moved, lit, not_shown)


def _warps(
    analyzer: Analyzer, subject: Subject, moves: Sequence[Moved], painted: NDArray[np.bool_] | None
) -> tuple[list[Warp], list[NotShown]]:
    warps, still = [], []
    photo, face, placement = subject.photo, subject.analysis.face, subject.laid.chart.placement
    for move in moves:
        answer = shape_change(photo, face, analyzer.geometry, placement, move.zones, move.concern or None, move.mm)
        if isinstance(answer, Reason):
            still += [_not_carried(move, zone, reason_words(answer)) for zone in move.zones]
        elif painted is not None and (_touched(answer) & ~painted[answer.box]).any():
            still += [_not_carried(move, zone, "It would move skin outside the painted mask.") for zone in move.zones]
        else:
            warps.append(answer)
    return warps, still


def _not_carried(move: Moved, zone: str, detail: str) -> NotShown:
    return NotShown(move.treatment, zone, "shape", "photo_does_not_carry_it", move.concern, detail)


def _touched(warp: Warp) -> NDArray[np.bool_]:
    shift = np.hypot(warp.shift_px[..., 0], warp.shift_px[..., 1])
    return np.asarray((shift > _MOVED_PX) | (np.abs(warp.shading) > _SHADED))


def _lost(gathered: Gathered, shares: Sequence[float]) -> list[NotShown]:
    """What doses could not bring about at all."""
    return [
        NotShown(treatment, dose.zone, dose.layer, "photo_does_not_carry_it", concern)
        for dose, share, treatments in zip(gathered.doses, shares, gathered.given_by, strict=True)
        if share <= 0
        for concern in dose.falls or [""]
        for treatment in treatments
    ]
