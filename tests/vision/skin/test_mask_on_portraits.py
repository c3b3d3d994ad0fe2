"""The mask on real faces: who has a beard, how much of the zones is left, and that painted marks do not change it."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.conftest import Portraits
from tests.evaluation.perturb import TARGETS, paint, read_points, zones_of
from vision.chart import ChartMaker, FaceChart
from vision.concerns import CONCERNS
from vision.face import Face
from vision.photo import Photo
from vision.skin.layers import unmix
from vision.skin.mask import SkinMask, skin_mask
from vision.zones import ZoneAtlas

pytestmark = pytest.mark.xdist_group("portrait_masks")

SEEN = 0.5  # of a zone, for it to be measured at all
ABSTAINED = 0.06  # of the pairs of a zone and a concern that is offered there; all is left for other reasons
BEARDED = (8, 15)  # of the 17 men, by eye: nine beards, three moustaches, and shaves of a few days
SITTERS, ZONES = 4, 3  # painted on; the last of each kind of mark, so that cheeks are lateral ones
CHANGED, CHANGED_MOST = 0.01, 0.2  # share of the painted zone: median and largest
FOREHEAD_LOST = 0.15  # to gloss


@pytest.fixture(scope="module")
def charts(portraits: Portraits, portrait_faces: dict[str, Face], chart_maker: ChartMaker) -> dict[str, FaceChart]:
    return {person: chart_maker.unwrap(portraits.photo(person), face) for person, face in portrait_faces.items()}


@pytest.fixture(scope="module")
def masks(charts: dict[str, FaceChart], atlas: ZoneAtlas) -> dict[str, SkinMask]:
    return {person: skin_mask(chart, unmix(chart.linear_rgb), atlas) for person, chart in charts.items()}


@pytest.fixture(scope="module")
def women(evaluation_data: Path) -> set[str]:
    rows = csv.DictReader((evaluation_data / "london" / "subjects.csv").read_text().splitlines())
    return {row["id"] for row in rows if row["sex"] == "female"}


def share(mask: NDArray[np.bool_], zone: str, atlas: ZoneAtlas) -> float:
    return float(atlas.masks[zone].take(mask).mean())


def test_no_woman_has_a_beard(masks: dict[str, SkinMask], women: set[str]) -> None:
    assert {person for person in women & set(masks) if masks[person].beard.any()} == set()


def test_many_men_have_a_beard(masks: dict[str, SkinMask], women: set[str]) -> None:
    bearded = {person for person in set(masks) - women if masks[person].beard.any()}
    assert BEARDED[0] <= len(bearded) <= BEARDED[1]


def test_hardly_any_measured_zone_is_lost(masks: dict[str, SkinMask], atlas: ZoneAtlas) -> None:
    """Of concerns that read skin; those that read the face's form judge for themselves what is hidden."""
    concerns = [concern for concern in CONCERNS if concern.reads == "skin"]
    pairs = [(concern, zone.name) for concern in concerns for zone, _ in atlas.by_kind(concern.zone_kinds)]
    lost = [share(found.bare, zone, atlas) < SEEN for found in masks.values() for _, zone in pairs]
    assert np.mean(lost) <= ABSTAINED


def test_the_middle_of_the_face_is_bare(masks: dict[str, SkinMask], atlas: ZoneAtlas) -> None:
    """Beards, gloss and red noses included."""
    zones = [zone.name for zone, _ in atlas.by_kind(("malar_cheek", "mid_cheek", "nose", "tear_trough"))]
    left = {(person, zone): share(found.bare, zone, atlas) for person, found in masks.items() for zone in zones}
    assert {where: kept for where, kept in left.items() if kept < 0.75} == {}


def test_shiny_foreheads_are_mostly_bare(
    masks: dict[str, SkinMask], charts: dict[str, FaceChart], atlas: ZoneAtlas
) -> None:
    """On all tones alike. Hair is left out: what is not half as bright as the cheek."""
    forehead, cheek = atlas.masks["forehead"], atlas.masks["malar_cheek_right"]
    for person, chart in charts.items():
        bright = forehead.take(chart.linear_rgb).sum(1) > np.median(cheek.take(chart.linear_rgb).sum(1)) / 2
        lost = bright & ~forehead.take(masks[person].bare)
        assert lost.sum() <= FOREHEAD_LOST * len(bright), person


# Skin that moves takes its mask along.
@pytest.fixture(scope="module", params=sorted(name for name, target in TARGETS.items() if target.how != "shift"))
def changed(
    request: pytest.FixtureRequest,
    portraits: Portraits,
    portrait_faces: dict[str, Face],
    evaluation_data: Path,
    chart_maker: ChartMaker,
    atlas: ZoneAtlas,
    masks: dict[str, SkinMask],
) -> list[float]:
    """Of each zone that a mark of the strongest dose is painted in: the share whose mask changes."""
    changes = []
    for person in portraits.ids[:: len(portraits.ids) // SITTERS][:SITTERS]:
        photo = portraits.photo(person)
        points = read_points(evaluation_data / "london" / "neutral" / f"{person}.tem")
        for zone in zones_of(request.param)[-ZONES:]:
            painted = Photo.from_array(paint(photo.image_rgb, points, request.param, zone, 1.0, 5))
            chart = chart_maker.unwrap(painted, portrait_faces[person])
            after = skin_mask(chart, unmix(chart.linear_rgb), atlas).bare
            changes.append(share(after != masks[person].bare, zone, atlas))
    return changes


def test_a_painted_mark_stays_skin(changed: list[float]) -> None:
    assert np.median(changed) <= CHANGED and max(changed) <= CHANGED_MOST
