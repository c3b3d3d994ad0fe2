"""What hair hides is said to be covered, and leaves its neighbors alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.vision.concerns.canvas import HAIR
from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.sitter import Sitter, points
from vision.concerns import Concern, Reading, Reason

CALM = ("forehead", "temple_left", "temple_right")
EDGE_POINTS = 3.0  # what the edge of hair beside a zone may add or take
LASHES_POINTS = 60.0  # a known failure, held to its size: measured 35, of lashes 1.3 mm into the lower lid's zone
MUSTACHE_POINTS = 10.0  # a known failure of the fold, held to its size: measured 7.6
# Zones that hair lies beside: a fringe, a curl at the temple, sideburns, a beard.
BESIDE = [
    ("crows_feet", "temple_left", "crows_feet_left"),
    ("cheek_lines", "jawline_left", "lateral_cheek_left"),
    ("nasolabial_folds", "upper_lip", "nasolabial_fold_left"),
    ("glabellar_lines", "forehead", "glabella"),
    ("brown_spots", "temple_left", "forehead"),
    ("diffuse_pigmentation", "jawline_left", "lateral_cheek_left"),
    ("uneven_tone", "jawline_left", "lateral_cheek_left"),
    ("visible_vessels", "lateral_cheek_left", "mid_cheek_left"),
    ("texture", "jawline_left", "lateral_cheek_left"),
]
BY_NAME = {concern.name: concern for concern in CONCERNS}
each_zone = pytest.mark.parametrize(
    ("concern", "kind"),
    [pytest.param(c, kind, id=f"{c.name} {kind}") for c in CONCERNS for kind in c.zone_kinds],
)


@each_zone
def test_a_zone_under_hair_is_covered(concern: Concern, kind: str, even_sitter: Sitter) -> None:
    canvas = even_sitter.on(concern)
    zones = canvas.atlas.by_kind((kind,))
    hidden = canvas.hair(zones[-1][0].name).skin()
    assert concern.measure(hidden, zones[-1:]) == {zones[-1][0].name: Reason.COVERED}


@pytest.mark.parametrize("concern", CONCERNS, ids=lambda concern: concern.name)
def test_every_zone_gets_an_answer(concern: Concern, even_sitter: Sitter) -> None:
    """Beside a hidden one too: a reading or a reason, never silence."""
    canvas = even_sitter.on(concern)
    names = {zone.name for zone, _ in canvas.atlas.by_kind(concern.zone_kinds)}
    assert canvas.hair(min(names)).answers(concern).keys() == names


@pytest.mark.parametrize(("name", "hidden", "zone"), BESIDE, ids=lambda value: value)
def test_hair_beside_a_zone_changes_nothing(name: str, hidden: str, zone: str, light_sitter: Sitter) -> None:
    concern = BY_NAME[name]
    before = {zone: light_sitter.quantities[name][zone]}
    canvas = light_sitter.on(concern)
    after = canvas.hair(hidden, soft_mm=canvas.scale.blur_mm).quantities(concern)
    allowed = MUSTACHE_POINTS if hidden == "upper_lip" else EDGE_POINTS
    assert abs(points(concern, before, after)[zone]) <= allowed


def test_lashes_that_reach_into_the_zone_read_as_lines_under_the_eye(light_sitter: Sitter) -> None:
    """Too narrow to be found as hair."""
    concern, zone = BY_NAME["infraorbital_lines"], "lower_eyelid_left"
    canvas = light_sitter.on(concern)
    mask, pixels = canvas.atlas.masks[zone], canvas.linear_rgb.copy()
    pixels[mask.rows.start : mask.rows.start + round(1.3 / canvas.mm_per_px), mask.columns] = HAIR
    lashes = replace(canvas, linear_rgb=pixels)
    before = {zone: light_sitter.quantities[concern.name][zone]}
    assert abs(points(concern, before, lashes.quantities(concern))[zone]) <= LASHES_POINTS


def test_without_calm_skin_to_compare_with_redness_says_so(even_sitter: Sitter) -> None:
    covered = even_sitter.coarse
    for zone in CALM:
        covered = covered.hair(zone)
    assert set(covered.answers(BY_NAME["redness"]).values()) == {Reason.REFERENCE}


def test_calm_skin_at_the_temples_is_enough(even_sitter: Sitter) -> None:
    """A fringe hides the forehead alone."""
    fringe = even_sitter.coarse.hair("temple_left").hair("temple_right")
    assert all(isinstance(answer, Reading) for answer in fringe.answers(BY_NAME["redness"]).values())
