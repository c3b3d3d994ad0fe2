"""The color of the skin, as a whole and per zone: CIE L*a*b* and the individual typology angle.

ITA° = arctan((L* − 50) / b*) · 180/π, classes by Chardon 1991 (Int J Cosmet Sci 13:191). It describes this photo and is
no phototype. How sure it is depends on what is known of the light, so the interval is worked out for each face.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vision.chart import FaceChart
from vision.photo import ColorSource
from vision.photo.cie import linear_to_lab
from vision.skin.doubt import doubts, interval, spread
from vision.skin.places import REFERENCE_KINDS
from vision.skin.skin import Skin
from vision.zones import ZoneAtlas

_ITA_CLASSES = ((55, "very_light"), (41, "light"), (28, "intermediate"), (10, "tan"), (-30, "brown"))
_MIN_SEEN = 0.5  # of a zone, as skin, for it to have a tone of its own
_TAKEN = 4  # every fourth pixel of a zone is plenty for a median
_Color = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ZoneTone:
    """Median color of one zone's skin: its name, CIE L*, a*, b* (D65), and the typology angle."""

    zone: str
    lab: _Color
    ita_deg: float


@dataclass(frozen=True, slots=True)
class SkinTone:
    """Median color of the seen skin in the middle of the face.

    Attributes:
        lab: CIE L*, a*, b* (D65).
        lab_sd: their standard deviations; see vision.skin.doubt for what they are made of.
        ita_deg: individual typology angle, −90 to 90.
        ita_interval_deg: where it lies nine times in ten.
        ita_class: very_light, light, intermediate, tan, brown or dark.
        zones: those of which at least half is seen as skin, in the order of the zone file. The light's doubt is common
            to them, so they are surer against each other than each is by itself.
    """

    lab: _Color
    lab_sd: _Color
    ita_deg: float
    ita_interval_deg: tuple[float, float]
    ita_class: str
    zones: tuple[ZoneTone, ...]


def read_tone(
    chart: FaceChart,
    skin: Skin,
    atlas: ZoneAtlas,
    color_correction: ColorSource = "none",
    color_delta_e: float | None = None,
) -> SkinTone | None:
    """The tone, or None where no skin is seen in the reference zones.

    Args:
        color_correction, color_delta_e: of the photo.
    """
    parts = [mask.take(chart.linear_rgb)[mask.take(skin.mask)] for _, mask in atlas.by_kind(REFERENCE_KINDS)]
    colors = np.concatenate(parts)
    if not len(colors):
        return None
    linear = np.median(colors, axis=0).astype(np.float64)
    lab = linear_to_lab(linear)
    unsure = doubts(linear, color_correction, color_delta_e)
    low, high = interval(unsure, ita)
    return SkinTone(
        lab=_color(lab),
        lab_sd=_color(spread(unsure)),
        ita_deg=float(ita(lab)),
        ita_interval_deg=(max(low, -90.0), min(high, 90.0)),
        ita_class=ita_class(float(ita(lab))),
        zones=_zone_tones(chart, skin, atlas),
    )


def ita(lab: NDArray[np.float64]) -> NDArray[np.float64]:
    """(…) typology angle, degrees, of (…, 3) CIE L*a*b*. Skin has a positive b*; where it has not, b* counts as 0."""
    return np.degrees(np.arctan2(lab[..., 0] - 50, np.maximum(lab[..., 2], 0)))


def ita_class(ita_deg: float) -> str:
    """Chardon's name for an angle."""
    return next((name for above, name in _ITA_CLASSES if ita_deg > above), "dark")


def _zone_tones(chart: FaceChart, skin: Skin, atlas: ZoneAtlas) -> tuple[ZoneTone, ...]:
    tones = []
    for zone in atlas.zones:
        mask = atlas.masks[zone.name]
        seen = mask.take(skin.mask)
        if seen.mean() >= _MIN_SEEN:
            colors = mask.take(chart.linear_rgb)[seen][::_TAKEN]
            lab = linear_to_lab(np.median(colors, axis=0).astype(np.float64))
            tones.append(ZoneTone(zone.name, _color(lab), float(ita(lab))))
    return tuple(tones)


def _color(values: NDArray[np.float64]) -> _Color:
    one, two, three = (float(value) for value in values)
    return one, two, three
