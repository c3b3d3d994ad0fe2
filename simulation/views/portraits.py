"""Today and later: what a client is shown. Every function returns a labelled sheet; none comes without the label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulation.labels import LabelFacts, Labelled, TimePoint
from simulation.views import captions
from simulation.views.captions import LEVELS, Level
from simulation.views.composing import Image, Mask, Tile, compose

_MOST_COLUMNS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """The face at one moment of the course.

    Attributes:
        image_rgb: (H, W, 3) uint8 sRGB, the projection.
        treated: (H, W) bool.
        time_point: the moment.
    """

    image_rgb: Image
    treated: Mask
    time_point: TimePoint


def single(
    projected_rgb: Image, treated: Mask, facts: LabelFacts, level: Level = "expected", face: Mask | None = None
) -> Labelled:
    """One projection on paper, at its full size: the label takes nothing of the photo's foot.

    Args:
        projected_rgb: (H, W, 3) uint8 sRGB.
        treated: (H, W) bool.
        facts: of the label.
        level: which of the published range is shown.
        face: (H, W) bool, what repeated words should leave free if they can.
    """
    tile = Tile(projected_rgb, treated, _spared(treated, face), captions.at_level(level, facts.language))
    return compose([tile], facts, 1)


def side_by_side(
    today_rgb: Image,
    projected_rgb: Image,
    treated: Mask,
    facts: LabelFacts,
    level: Level = "expected",
    face: Mask | None = None,
) -> Labelled:
    """Today on the left, the projection on the right. Arguments as for `single`."""
    projected = Tile(projected_rgb, treated, _spared(treated, face), captions.at_level(level, facts.language))
    return compose([_today(today_rgb, facts), projected], facts, 2)


def over_time(today_rgb: Image, stages: Sequence[Stage], facts: LabelFacts, face: Mask | None = None) -> Labelled:
    """Today and every moment after it, in rows of at most three; four stand two by two."""
    tiles = [_today(today_rgb, facts)]
    for stage in stages:
        caption = captions.at_time(stage.time_point, facts.language)
        tiles.append(Tile(stage.image_rgb, stage.treated, _spared(stage.treated, face), caption))
    return compose(tiles, facts, _columns(len(tiles)))


def levels(
    low_rgb: Image, expected_rgb: Image, high_rgb: Image, treated: Mask, facts: LabelFacts, face: Mask | None = None
) -> Labelled:
    """The published range, from its low to its high end. Arguments as for `single`."""
    spared = _spared(treated, face)
    shown = zip((low_rgb, expected_rgb, high_rgb), LEVELS, strict=True)
    tiles = [Tile(image, treated, spared, captions.at_level(level, facts.language)) for image, level in shown]
    return compose(tiles, facts, len(tiles))


def _today(today_rgb: Image, facts: LabelFacts) -> Tile:
    """Nothing is treated on it, and no word of the label belongs there."""
    nothing = np.zeros(today_rgb.shape[:2], np.bool_)
    return Tile(today_rgb, nothing, ~nothing, captions.of_today(facts.language))


def _spared(treated: Mask, face: Mask | None) -> Mask:
    return np.zeros_like(treated) if face is None else face


def _columns(count: int) -> int:
    return 2 if count == 4 else min(count, _MOST_COLUMNS)
