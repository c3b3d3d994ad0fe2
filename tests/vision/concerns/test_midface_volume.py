"""Midface volume: a broad hollow counts by its contrast, on any skin and in any even light; a smile says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from tests.vision.concerns.canvas import DARK, HEMOGLOBIN, LIGHT, MELANIN, Canvas
from tests.vision.concerns.sitter import Sitter, Sitters
from vision.concerns import CONCERNS, Reading, Reason, Sight
from vision.concerns.midface_volume import read
from vision.zones import ZoneAtlas

CONCERN = next(concern for concern in CONCERNS if concern.name == "midface_volume")
ZONES = ("mid_cheek_left", "mid_cheek_right")
HOLLOW_MM = (30.0, 50.0)
UNITS = 6.0  # of absorbance on a wall of the hollow
LEAST_PERCENT = 6.0  # that such a hollow adds; measured 9.9
NOTHING_PERCENT = 0.2
SLIGHT_PERCENT = 1.0  # 6 points; lines that cross the cheek, a spot in its middle
SAME = 0.05  # relative
MIRROR_PERCENT = 0.1


def answers(canvas: Canvas) -> dict[str, Reading | Reason]:
    return {zone.name: read(canvas.skin(), zone, mask) for zone, mask in canvas.atlas.by_kind(("mid_cheek",))}


def quantities(canvas: Canvas) -> dict[str, float]:
    return {name: answer.quantity for name, answer in answers(canvas).items() if isinstance(answer, Reading)}


def hollow(canvas: Canvas, zone: str = ZONES[0], units: float = UNITS) -> Canvas:
    return canvas.bulge(zone, -units, HOLLOW_MM)


def added(canvas: Canvas, changed: Canvas, zone: str = ZONES[0]) -> float:
    return quantities(changed)[zone] - quantities(canvas)[zone]


def test_a_deeper_hollow_counts_for_more_in_its_proportion(light_sitter: Sitter) -> None:
    canvas = light_sitter.coarse
    gained = [added(canvas, hollow(canvas, units=share * UNITS)) for share in (0.25, 0.5, 1.0)]
    assert gained[2] >= LEAST_PERCENT
    assert gained[:2] == pytest.approx([gained[2] / 4, gained[2] / 2], rel=SAME)


def test_a_cheek_that_stands_out_answers_below_nothing(light_sitter: Sitter) -> None:
    canvas = light_sitter.coarse
    assert added(canvas, hollow(canvas, units=-UNITS)) <= -LEAST_PERCENT


def test_it_counts_alike_on_dark_and_light_skin(sitters: Sitters) -> None:
    dark, light = (added(canvas, hollow(canvas)) for canvas in (sitters.of(tone).coarse for tone in (DARK, LIGHT)))
    assert dark == pytest.approx(light, rel=SAME)


def test_the_other_cheek_stays(light_sitter: Sitter) -> None:
    canvas = light_sitter.coarse
    assert added(canvas, hollow(canvas), ZONES[1]) == pytest.approx(0, abs=NOTHING_PERCENT)


def test_sides_change_places_in_a_mirror(light_sitter: Sitter) -> None:
    canvas = hollow(light_sitter.coarse)
    here, mirrored = quantities(canvas), quantities(canvas.mirrored())
    assert [mirrored[zone] for zone in ZONES[::-1]] == pytest.approx([here[zone] for zone in ZONES], abs=MIRROR_PERCENT)


@pytest.mark.parametrize(
    "light",
    [
        lambda canvas: canvas.shaded(1),
        lambda canvas: canvas.shaded(1, 45),
        lambda canvas: canvas.shaded(1, 90),
        lambda canvas: canvas.exposed(-0.5),
        lambda canvas: canvas.lit(400),
    ],
    ids=["from the side", "aslant", "from above", "half a stop darker", "cooler"],
)
def test_light_changes_nothing(light: Callable[[Canvas], Canvas], dark_sitter: Sitter) -> None:
    canvas = hollow(dark_sitter.coarse)
    assert added(canvas, light(canvas)) == pytest.approx(0, abs=NOTHING_PERCENT)


@pytest.mark.parametrize("color", [MELANIN, HEMOGLOBIN], ids=["melanin", "blood"])
def test_color_is_no_hollow(color: tuple[float, float, float], light_sitter: Sitter) -> None:
    canvas = light_sitter.coarse
    assert added(canvas, canvas.patch(ZONES[0], 20, 16, color)) == pytest.approx(0, abs=NOTHING_PERCENT)


def test_lines_are_no_hollow(light_sitter: Sitter) -> None:
    canvas = light_sitter.coarse
    lined = canvas.lines(ZONES[0], 7, 65, (-4, 4), 18)
    assert added(canvas, lined) == pytest.approx(0, abs=SLIGHT_PERCENT)


def test_hair_over_the_cheek_covers_it(even_sitter: Sitter) -> None:
    found = answers(even_sitter.coarse.hair(ZONES[0]))
    assert found[ZONES[0]] is Reason.COVERED
    assert isinstance(found[ZONES[1]], Reading)


def test_without_the_cheek_around_there_is_nothing_to_compare_with(even_sitter: Sitter) -> None:
    hidden = even_sitter.coarse.hair("malar_cheek_left").hair("lateral_cheek_left")
    assert answers(hidden)[ZONES[0]] is Reason.REFERENCE


def test_evidence_lies_in_the_zone_and_only_for_a_hollow(even_sitter: Sitter) -> None:
    for units, shows in ((UNITS, True), (-UNITS, False)):
        answer = answers(hollow(even_sitter.coarse, units=units))[ZONES[0]]
        assert isinstance(answer, Reading)
        mask = even_sitter.coarse.atlas.masks[ZONES[0]]
        assert bool(answer.evidence.any()) is shows
        assert not answer.evidence[~mask.inside].any()
        assert (answer.evidence >= 0).all()


@pytest.mark.parametrize(("smile", "answered"), [(0.2, True), (0.5, False)])
def test_a_smile_is_not_answered(smile: float, answered: bool, straight: Sight, atlas: ZoneAtlas) -> None:
    shapes = dict(straight.face.blendshapes) | {"mouthSmileLeft": smile, "mouthSmileRight": smile}
    found = CONCERN.read(
        replace(straight, face=replace(straight.face, blendshapes=shapes)), atlas.by_kind(("mid_cheek",))
    )
    assert found.keys() == set(ZONES)
    assert all((answer is not Reason.EXPRESSION) is answered for answer in found.values())
    assert all(np.isfinite(answer.quantity) for answer in found.values() if isinstance(answer, Reading))
