"""What each concern is there to find, planted in all of its zones at once: one row a concern.

A dose of 1 is about as much as severity 100 stands for. Directions are what anatomy says of a zone, to five degrees,
and not read from the measures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.vision.concerns.canvas import HEMOGLOBIN, MELANIN, SHADE, Canvas
from vision.zones import Zone

# Units of absorbance at dose 1, as the chart shows them; 7 make a line 15 % darker.
LINE, SPOT, PATCH, MOTTLE, FLUSH, VESSEL, RELIEF, PORE = 7.0, 20.0, 20.0, 4.0, 15.0, 12.0, 4.0, 10.0
BAG, BAG_MM = 7.0, (9.0, 24.0)  # tall and wide
CIRCLE, CIRCLE_EDGE_MM = 12.0, 4.0  # of each color
SOFT_EDGE_MM = 2.0
PAPULE = 15.0
DENT, DENT_MM = 9.0, 2.0  # units of shade on steep walls; wide
Paint = Callable[[Canvas, Sequence[Zone], float], Canvas]


@dataclass(frozen=True)
class Course:
    """Lines of one kind of zone: their direction on the client's right, and where they run beside its middle."""

    direction_deg: float
    asides_mm: tuple[float, ...]
    length_mm: float
    sigma_mm: float

    def __call__(self, canvas: Canvas, zone: Zone, units: float, turned_deg: float = 0.0) -> Canvas:
        own = 180 - self.direction_deg if zone.side == "left" else self.direction_deg
        asides = tuple(-aside for aside in self.asides_mm) if zone.side == "left" else self.asides_mm
        return canvas.lines(zone.name, units, own + turned_deg, asides, self.length_mm, self.sigma_mm)


LINES: dict[str, dict[str, Course]] = {
    "forehead_lines": {"forehead": Course(0, (-9, 0, 9), 60, 0.6)},
    "glabellar_lines": {"glabella": Course(90, (-4, 4), 15, 0.6)},
    "crows_feet": {"crows_feet": Course(0, (-6, 0, 6), 12, 0.5)},
    "infraorbital_lines": {
        "lower_eyelid": Course(170, (-1.5, 1.5), 18, 0.35),
        "tear_trough": Course(165, (-1.5, 1.5), 16, 0.35),
    },
    "cheek_lines": {
        "mid_cheek": Course(115, (-4, 4), 18, 0.5),
        "lateral_cheek": Course(105, (-7, 0, 7), 22, 0.5),
    },
    "nasolabial_folds": {"nasolabial_fold": Course(115, (0,), 28, 1.2)},
    "marionette_lines": {"marionette": Course(95, (0,), 15, 1.0)},
    "perioral_lines": {"upper_lip": Course(90, (-14, -7, 7, 14), 9, 0.35)},
}


def _lines(courses: Mapping[str, Course]) -> Paint:
    def paint(canvas: Canvas, zones: Sequence[Zone], dose: float) -> Canvas:
        for zone in zones:
            canvas = courses[zone.kind](canvas, zone, LINE * dose)
        return canvas

    return paint


def _spots(canvas: Canvas, zones: Sequence[Zone], dose: float) -> Canvas:
    for zone in zones:
        canvas = canvas.spots(zone.name, SPOT * dose)
    return canvas


def _patches(canvas: Canvas, zones: Sequence[Zone], dose: float) -> Canvas:
    for zone in zones:
        canvas = canvas.patch(zone.name, PATCH * dose, width_mm=16)
    return canvas


def _vessels(canvas: Canvas, zones: Sequence[Zone], dose: float) -> Canvas:
    for zone in zones:
        for direction, aside in ((10, 7), (70, 4), (130, 5)):
            canvas = canvas.lines(zone.name, VESSEL * dose, direction, (-aside, aside), 10, 0.3, HEMOGLOBIN)
    return canvas


def _flush(canvas: Canvas, zones: Sequence[Zone], dose: float) -> Canvas:
    return canvas.absorbing(FLUSH * dose * canvas.over(zones, SOFT_EDGE_MM), HEMOGLOBIN)


def _mottling(canvas: Canvas, zones: Sequence[Zone], dose: float) -> Canvas:
    there = MOTTLE * dose * canvas.over(zones, SOFT_EDGE_MM)
    for color, seed in ((MELANIN, 7), (HEMOGLOBIN, 8)):
        canvas = canvas.absorbing(there * canvas.waves(4, 14, seed), color)
    return canvas


def _relief(canvas: Canvas, zones: Sequence[Zone], dose: float) -> Canvas:
    return canvas.absorbing(RELIEF * dose * canvas.over(zones, SOFT_EDGE_MM) * canvas.relief(seed=11), SHADE)


def _pores(canvas: Canvas, zones: Sequence[Zone], dose: float) -> Canvas:
    for zone in zones:
        canvas = canvas.pits(zone.name, PORE * dose)
    return canvas


def _bags(canvas: Canvas, zones: Sequence[Zone], dose: float) -> Canvas:
    for zone in zones:
        canvas = canvas.bulge(zone.name, BAG * dose, BAG_MM)
    return canvas


def _circles(canvas: Canvas, zones: Sequence[Zone], dose: float) -> Canvas:
    there = CIRCLE * dose * canvas.over(zones, CIRCLE_EDGE_MM)
    for color in (MELANIN, HEMOGLOBIN, SHADE):
        canvas = canvas.absorbing(there, color)
    return canvas


def _papules(canvas: Canvas, zones: Sequence[Zone], dose: float) -> Canvas:
    for zone in zones:
        canvas = canvas.spots(zone.name, PAPULE * dose, color=HEMOGLOBIN)
    return canvas


def _dents(canvas: Canvas, zones: Sequence[Zone], dose: float) -> Canvas:
    for zone in zones:
        canvas = canvas.dents(zone.name, DENT * dose, DENT_MM)
    return canvas


PAINTS: dict[str, Paint] = {
    **{name: _lines(courses) for name, courses in LINES.items()},
    "brown_spots": _spots,
    "diffuse_pigmentation": _patches,
    "uneven_tone": _mottling,
    "redness": _flush,
    "visible_vessels": _vessels,
    "texture": _relief,
    "pores": _pores,
    "blemishes": _papules,
    "scars": _dents,
    "dark_circles": _circles,
    "eye_bags": _bags,
    "tear_trough": _lines({"tear_trough": Course(160, (0,), 20, 1.7)}),
}
