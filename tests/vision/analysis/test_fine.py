"""Concerns of finer charts: measured there where the photo carries them, shown on the coarse one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from models.canonical_face import CanonicalFace
from tests.vision.analysis.retakes import enlarged
from vision.analysis import Analysis, Analyzer
from vision.analysis.coarsened import coarsened
from vision.analysis.laid import FinerLayer, Laid, Layers
from vision.chart import COARSE, FINER, ChartGeometry, ChartMaker, ChartScale
from vision.concerns import CONCERNS, Concern, Reading, Reason, Sight
from vision.concerns.concern import ZonePair
from vision.face import Face, FaceFinder, read_form
from vision.photo import Photo
from vision.skin import Skin, read_skin
from vision.zones import ZoneAtlas, load_zones, window_around

FINE_CONCERNS = tuple(concern for concern in CONCERNS if concern.chart != COARSE.name)
SAME_LEVEL_TOLERANCE = 1.0  # units of absorbance, between the medians of a zone on both charts
# A photo's own blur and the sampling between its pixels, 0.6² + 1/6 px², must fit into the scale's.
OWN_BLUR_PX = 0.726
each_scale = pytest.mark.parametrize("scale", FINER, ids=lambda scale: scale.name)


def _dot(skin: Skin, zones: Sequence[ZonePair]) -> dict[str, Reading | Reason]:
    """One pixel of evidence near each zone's middle; its detail is the size of a pixel."""
    answers: dict[str, Reading | Reason] = {}
    for zone, mask in zones:
        rows, columns = np.nonzero(mask.inside)
        evidence = np.zeros(mask.inside.shape, np.float32)
        evidence[rows[len(rows) // 2], columns[len(rows) // 2]] = 1.0
        answers[zone.name] = Reading(0.5, evidence, {"length_mm": skin.mm_per_px})
    return answers


def dot(scale: ChartScale) -> Concern:
    """A concern of this scale that takes photos as coarse as the one at hand."""
    return Concern(
        name=f"dot_{scale.name}",
        title="Dot",
        version="1",
        group="surface",
        zones={"mid_cheek": 0.45, "lower_eyelid": 0.45},
        measure=_dot,
        anchors=(0.0, 1.0),
        unit="dots",
        evidence_full=1.0,
        chart=scale.name,
    )


def of_scale(scale: ChartScale) -> list[Concern]:
    return [concern for concern in CONCERNS if concern.chart == scale.name]


@pytest.fixture(scope="module", params=FINER, ids=lambda scale: scale.name)
def scale(request: pytest.FixtureRequest) -> ChartScale:
    chosen: ChartScale = request.param
    return chosen


@pytest.fixture(scope="module")
def times(scale: ChartScale) -> int:
    return scale.size // COARSE.size


@pytest.fixture(scope="module")
def layer(canonical: CanonicalFace, scale: ChartScale) -> FinerLayer:
    return FinerLayer(canonical, scale, (*CONCERNS, dot(scale)))


@pytest.fixture(scope="module")
def coarse(
    portrait: Photo, portrait_face: Face, chart_maker: ChartMaker, atlas: ZoneAtlas, canonical: CanonicalFace
) -> Laid:
    chart = chart_maker.unwrap(portrait, portrait_face)
    form = read_form(portrait_face, canonical.vertices_cm)
    return Laid(Sight(portrait, portrait_face, form, chart, read_skin(chart, atlas)), atlas)


@pytest.fixture(scope="module")
def fine(layer: FinerLayer, portrait: Photo, portrait_face: Face, coarse: Laid) -> Laid:
    laid = layer.lay(coarse.sight)
    assert laid is not None
    return laid


@pytest.fixture(scope="module")
def dotted(portrait: Photo, portrait_face: Face, scale: ChartScale) -> Analysis:
    return Analyzer(concerns=(dot(scale),)).measure(portrait, portrait_face)


@each_scale
def test_some_concern_asks_for_each_chart(scale: ChartScale) -> None:
    assert of_scale(scale)


@each_scale
def test_no_concern_of_a_chart_takes_a_photo_too_coarse_for_it(scale: ChartScale) -> None:
    coarsest_mm = max(needs for concern in of_scale(scale) for needs in concern.zones.values())
    assert coarsest_mm * OWN_BLUR_PX <= 1.02 * scale.blur_mm


@each_scale
def test_a_finer_chart_is_some_whole_times_the_coarse_one(scale: ChartScale) -> None:
    assert scale.size % COARSE.size == 0


@pytest.fixture(scope="module")
def small(astronaut: Photo, finder: FaceFinder) -> tuple[Photo, Face]:
    """The same head at 0.6 mm per pixel."""
    photo = enlarged(astronaut, 2.4, slice(0, 330), slice(80, 370))
    (face,) = finder.find([photo])
    assert isinstance(face, Face)
    assert face.mm_per_px == pytest.approx(0.6, abs=0.08)
    return photo, face


def test_a_coarse_photo_gets_no_finer_chart(layer: FinerLayer, small: tuple[Photo, Face], coarse: Laid) -> None:
    assert layer.lay(replace(coarse.sight, photo=small[0], face=small[1])) is None


def test_a_coarse_photo_says_resolution(analyzer: Analyzer, small: tuple[Photo, Face]) -> None:
    names = {concern.name for concern in FINE_CONCERNS}
    reasons = {f.reason for f in analyzer.measure(*small).findings if f.concern in names}
    assert reasons == {Reason.RESOLUTION}


def test_without_a_concern_that_asks_for_it_there_is_no_finer_chart(
    canonical: CanonicalFace, scale: ChartScale, coarse: Laid
) -> None:
    layer = FinerLayer(canonical, scale, [concern for concern in CONCERNS if concern.chart != scale.name])
    assert layer.lay(coarse.sight) is None


def test_each_chart_is_laid_once_and_only_where_the_photo_carries_it(canonical: CanonicalFace, coarse: Laid) -> None:
    fine, finest = FINER
    laid = Layers(canonical, (dot(fine), replace(dot(finest), zones={"mid_cheek": 0.01}))).lay(coarse)
    assert laid.keys() == {COARSE.name, fine.name}
    assert laid["coarse"] is coarse


def test_fine_skin_is_the_coarse_skin(fine: Laid, coarse: Laid, times: int) -> None:
    """Where both charts lie on the mesh and the window reaches."""
    rows, columns = (slice(part.start // times + 1, part.stop // times - 1) for part in fine.chart.window)
    for row in range(times):
        for column in range(times):
            sharp = fine.skin.mask[row::times, column::times][rows, columns]
            assert not (sharp & ~coarse.skin.mask[rows, columns]).any()
            assert (sharp == coarse.skin.mask[rows, columns]).mean() > 0.99


@pytest.mark.parametrize("name", ["darkness", "red", "melanin", "hemoglobin", "shading"])
def test_finer_layers_have_the_coarse_ones_levels(fine: Laid, coarse: Laid, name: str) -> None:
    for zone in ("mid_cheek_left", "nose", "malar_cheek_right"):
        levels = [float(np.median(laid.atlas.masks[zone].take(getattr(laid.skin, name)))) for laid in (fine, coarse)]
        assert levels[0] == pytest.approx(levels[1], abs=SAME_LEVEL_TOLERANCE)


def test_what_is_judged_once_is_the_same(fine: Laid, coarse: Laid) -> None:
    judged = [(skin.calm_melanin, skin.calm_hemoglobin, skin.colored) for skin in (fine.skin, coarse.skin)]
    assert judged[0] == judged[1]


def test_the_window_holds_every_zone_that_is_measured_there(fine: Laid, scale: ChartScale) -> None:
    rows, columns = fine.chart.window
    zones = fine.atlas.by_kind({kind for concern in of_scale(scale) for kind in concern.zone_kinds})
    assert zones
    for _, mask in zones:
        assert rows.start < mask.rows.start and mask.rows.stop < rows.stop
        assert columns.start < mask.columns.start and mask.columns.stop < columns.stop


def test_the_window_is_its_own_mirror_image() -> None:
    _, columns = window_around([zone for zone in load_zones() if zone.kind == "mid_cheek"][:1], 1152)
    assert columns.start + columns.stop == 1152


def test_a_window_never_leaves_the_chart() -> None:
    rows, columns = window_around(load_zones(), 100)
    assert 0 <= rows.start < rows.stop <= 100
    assert 0 <= columns.start < columns.stop <= 100


def test_evidence_of_a_finer_chart_lands_on_its_place(
    dotted: Analysis, fine: Laid, scale: ChartScale, times: int
) -> None:
    """Each dot, at full strength, on the coarse pixel that holds it."""
    expected = np.zeros((COARSE.size, COARSE.size), np.float32)
    for name, reading in _dot(fine.skin, fine.atlas.by_kind(dot(scale).zone_kinds)).items():
        assert isinstance(reading, Reading)
        mask = fine.atlas.masks[name]
        (row,), (column,) = np.nonzero(reading.evidence)
        expected[(mask.rows.start + row) // times, (mask.columns.start + column) // times] = 1
    np.testing.assert_array_equal(dotted.evidence[dot(scale).name], expected)


def test_details_are_in_millimeters_of_the_finer_chart(dotted: Analysis, times: int) -> None:
    lengths = [f.details["length_mm"] for f in dotted.findings]
    assert lengths == pytest.approx([dotted.chart.mm_per_px / times] * len(lengths))


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


@each_scale
def test_every_chart_has_a_version(scale: ChartScale, portrait_analysis: Analysis) -> None:
    assert portrait_analysis.versions["chart"] and portrait_analysis.versions[f"chart_{scale.name}"]


def test_zones_are_the_same_places_on_all_charts(
    canonical: CanonicalFace, atlas: ZoneAtlas, scale: ChartScale, times: int
) -> None:
    """But for pixels that a border runs through: at most one coarse one either side."""
    finer = ZoneAtlas(ChartGeometry(canonical, scale.size))
    for name, mask in finer.masks.items():
        other = atlas.masks[name]
        for part, whole in ((mask.rows, other.rows), (mask.columns, other.columns)):
            assert abs(part.start - times * whole.start) <= times
            assert abs(part.stop - times * whole.stop) <= times
        assert mask.inside.sum() == pytest.approx(times**2 * other.inside.sum(), rel=0.09)
