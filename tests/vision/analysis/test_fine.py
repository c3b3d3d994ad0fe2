"""Concerns of the fine chart: measured there where the photo carries it, shown on the coarse one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from models.canonical_face import CanonicalFace
from tests.vision.analysis.retakes import enlarged
from vision.analysis import Analysis, Analyzer
from vision.analysis.coarsened import coarsened
from vision.analysis.laid import FineLayer, Laid
from vision.chart import COARSE, FINE, ChartGeometry, ChartMaker
from vision.concerns import CONCERNS, Concern, Reading, Reason, Sight
from vision.concerns.concern import ZonePair
from vision.face import Face, FaceFinder, read_form
from vision.photo import Photo
from vision.skin import Skin, read_skin
from vision.zones import ZoneAtlas, load_zones, window_around

FINE_CONCERNS = tuple(concern for concern in CONCERNS if concern.chart == FINE.name)
SAME_LEVEL_TOLERANCE = 1.0  # units of absorbance, between the medians of a zone on both charts
TIMES = FINE.size // COARSE.size
# A photo's own blur and the sampling between its pixels, 0.6² + 1/6 px², must fit into the fine scale's.
FINEST_MM = 0.35


def _dot(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    """One pixel of evidence near each zone's middle; its detail is the size of a pixel."""
    answers: dict[str, Reading | Reason] = {}
    for zone, mask in zones:
        rows, columns = np.nonzero(mask.inside)
        evidence = np.zeros(mask.inside.shape, np.float32)
        evidence[rows[len(rows) // 2], columns[len(rows) // 2]] = 1.0
        answers[zone.name] = Reading(0.5, evidence, {"length_mm": skin.mm_per_px})
    return answers


DOT = Concern(
    name="dot",
    title="Dot",
    version="1",
    group="surface",
    zones={"mid_cheek": 0.45, "lower_eyelid": 0.45},
    measure=_dot,
    anchors=(0.0, 1.0),
    unit="dots",
    evidence_full=1.0,
    chart="fine",
)


@pytest.fixture(scope="module")
def fine_layer(canonical: CanonicalFace) -> FineLayer:
    """With a concern that takes photos as coarse as the one at hand."""
    return FineLayer(canonical, (*CONCERNS, DOT))


@pytest.fixture(scope="module")
def coarse(
    portrait: Photo, portrait_face: Face, chart_maker: ChartMaker, atlas: ZoneAtlas, canonical: CanonicalFace
) -> Laid:
    chart = chart_maker.unwrap(portrait, portrait_face)
    form = read_form(portrait_face, canonical.vertices_cm)
    return Laid(Sight(portrait, portrait_face, form, chart, read_skin(chart, atlas)), atlas)


@pytest.fixture(scope="module")
def fine(fine_layer: FineLayer, portrait: Photo, portrait_face: Face, coarse: Laid) -> Laid:
    laid = fine_layer.lay(coarse.sight)
    assert laid is not None
    return laid


@pytest.fixture(scope="module")
def dotted(portrait: Photo, portrait_face: Face) -> Analysis:
    return Analyzer(concerns=(DOT,)).measure(portrait, portrait_face)


def test_some_concerns_ask_for_the_fine_chart() -> None:
    assert {concern.name for concern in FINE_CONCERNS} >= {"texture", "visible_vessels"}


def test_no_concern_of_the_fine_chart_takes_a_photo_too_coarse_for_it() -> None:
    assert max(needs for concern in FINE_CONCERNS for needs in concern.zones.values()) <= FINEST_MM


def test_the_fine_chart_is_some_whole_times_the_coarse_one() -> None:
    assert FINE.size % COARSE.size == 0


@pytest.fixture(scope="module")
def small(astronaut: Photo, finder: FaceFinder) -> tuple[Photo, Face]:
    """The same head at 0.6 mm per pixel."""
    photo = enlarged(astronaut, 2.4, slice(0, 330), slice(80, 370))
    (face,) = finder.find([photo])
    assert isinstance(face, Face)
    assert face.mm_per_px == pytest.approx(0.6, abs=0.08)
    return photo, face


def test_a_coarse_photo_gets_no_fine_chart(fine_layer: FineLayer, small: tuple[Photo, Face], coarse: Laid) -> None:
    assert fine_layer.lay(replace(coarse.sight, photo=small[0], face=small[1])) is None


def test_a_coarse_photo_says_resolution(analyzer: Analyzer, small: tuple[Photo, Face]) -> None:
    names = {concern.name for concern in FINE_CONCERNS}
    reasons = {f.reason for f in analyzer.measure(*small).findings if f.concern in names}
    assert reasons == {Reason.RESOLUTION}


def test_without_a_concern_that_asks_for_it_there_is_no_fine_chart(
    canonical: CanonicalFace, portrait: Photo, portrait_face: Face, coarse: Laid
) -> None:
    layer = FineLayer(canonical, [concern for concern in CONCERNS if concern.chart != FINE.name])
    assert layer.lay(coarse.sight) is None


def test_fine_skin_is_the_coarse_skin(fine: Laid, coarse: Laid) -> None:
    """Where both charts lie on the mesh and the window reaches."""
    rows, columns = (slice(part.start // TIMES + 1, part.stop // TIMES - 1) for part in fine.chart.window)
    for row in range(TIMES):
        for column in range(TIMES):
            sharp = fine.skin.mask[row::TIMES, column::TIMES][rows, columns]
            assert not (sharp & ~coarse.skin.mask[rows, columns]).any()
            assert (sharp == coarse.skin.mask[rows, columns]).mean() > 0.995


@pytest.mark.parametrize("layer", ["darkness", "red", "melanin", "hemoglobin", "shading"])
def test_fine_layers_have_the_coarse_ones_levels(fine: Laid, coarse: Laid, layer: str) -> None:
    for name in ("mid_cheek_left", "nose", "tear_trough_right"):
        levels = [float(np.median(laid.atlas.masks[name].take(getattr(laid.skin, layer)))) for laid in (fine, coarse)]
        assert levels[0] == pytest.approx(levels[1], abs=SAME_LEVEL_TOLERANCE)


def test_what_is_judged_once_is_the_same(fine: Laid, coarse: Laid) -> None:
    judged = [(skin.calm_melanin, skin.calm_hemoglobin, skin.colored) for skin in (fine.skin, coarse.skin)]
    assert judged[0] == judged[1]


def test_the_window_holds_every_zone_that_is_measured_there(fine: Laid) -> None:
    rows, columns = fine.chart.window
    for _, mask in fine.atlas.by_kind({kind for concern in FINE_CONCERNS for kind in concern.zone_kinds}):
        assert rows.start < mask.rows.start and mask.rows.stop < rows.stop
        assert columns.start < mask.columns.start and mask.columns.stop < columns.stop


def test_the_window_is_its_own_mirror_image() -> None:
    _, columns = window_around([zone for zone in load_zones() if zone.kind == "mid_cheek"][:1], FINE.size)
    assert columns.start + columns.stop == FINE.size


def test_a_window_never_leaves_the_chart() -> None:
    rows, columns = window_around(load_zones(), 100)
    assert 0 <= rows.start < rows.stop <= 100
    assert 0 <= columns.start < columns.stop <= 100


def test_evidence_of_the_fine_chart_lands_on_its_place(dotted: Analysis, fine: Laid, coarse: Laid) -> None:
    """Each dot, at full strength, on the coarse pixel that holds it."""
    expected = np.zeros((COARSE.size, COARSE.size), np.float32)
    for name, reading in _dot(fine.skin, fine.atlas.by_kind(DOT.zone_kinds)).items():
        assert isinstance(reading, Reading)
        mask = fine.atlas.masks[name]
        (row,), (column,) = np.nonzero(reading.evidence)
        expected[(mask.rows.start + row) // TIMES, (mask.columns.start + column) // TIMES] = 1
    np.testing.assert_array_equal(dotted.evidence["dot"], expected)


def test_details_are_in_millimeters_of_the_fine_chart(dotted: Analysis) -> None:
    lengths = [f.details["length_mm"] for f in dotted.findings]
    assert lengths == pytest.approx([dotted.chart.mm_per_px / TIMES] * len(lengths))


def test_evidence_outside_the_zone_is_left_out(fine: Laid, coarse: Laid) -> None:
    everywhere = Reading(1.0, np.ones(fine.atlas.masks["nose"].inside.shape, np.float32))
    shown = coarsened({"nose": everywhere}, fine.atlas, coarse.atlas)["nose"].evidence
    inside = coarse.atlas.masks["nose"].inside
    assert not shown[~inside].any()
    assert shown[inside].mean() > 0.99


def test_a_finer_chart_changes_no_finding_of_the_coarse_one(
    analyzer: Analyzer, portrait: Photo, portrait_face: Face, portrait_analysis: Analysis
) -> None:
    names = {concern.name for concern in CONCERNS} - {concern.name for concern in FINE_CONCERNS}
    coarse_only = Analyzer(concerns=tuple(replace(concern, chart="coarse") for concern in CONCERNS))
    findings = coarse_only.measure(portrait, portrait_face).findings
    assert [f for f in findings if f.concern in names] == [f for f in portrait_analysis.findings if f.concern in names]


def test_both_charts_have_a_version(portrait_analysis: Analysis) -> None:
    assert portrait_analysis.versions["chart"] and portrait_analysis.versions["chart_fine"]


def test_zones_are_the_same_places_on_both_charts(canonical: CanonicalFace, atlas: ZoneAtlas) -> None:
    """But for pixels that a border runs through: at most two fine ones either side."""
    finer = ZoneAtlas(ChartGeometry(canonical, FINE.size))
    for name, mask in finer.masks.items():
        other = atlas.masks[name]
        for part, whole in ((mask.rows, other.rows), (mask.columns, other.columns)):
            assert abs(part.start - TIMES * whole.start) <= TIMES
            assert abs(part.stop - TIMES * whole.stop) <= TIMES
        assert mask.inside.sum() == pytest.approx(TIMES**2 * other.inside.sum(), rel=0.06)
