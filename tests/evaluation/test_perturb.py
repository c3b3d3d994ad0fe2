"""The generator: independent of the product, confined, monotone, alike on all skins, on the right side."""

from __future__ import annotations

import ast
import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.evaluation.perturb import NUISANCES, TARGETS, FaceFrame, Painting, disturb, paint, zones_of
from tests.evaluation.perturb.canvas import MARGIN_MM, Canvas
from tests.evaluation.perturb.frame import PUPIL_DISTANCE_MM
from tests.evaluation.perturb.optics import GROOVE, HEMOGLOBIN, MELANIN, to_linear, to_srgb

_FOLDER = Path(__file__).parent / "perturb"
_PX_PER_MM = 3.2
_LIGHT, _DARK = (214, 168, 146), (92, 60, 46)
_ALL = [(target, zones_of(target)[0]) for target in TARGETS if TARGETS[target].how != "shift"]  # skin has no lids


@pytest.fixture(scope="module")
def points() -> NDArray[np.float64]:
    """The mean face's own points in a picture of 600 × 700, those that are not used at nan."""
    known = json.loads((_FOLDER / "data" / "mean_face.json").read_text())["points"]
    marked = np.full((189, 2), np.nan)
    for number, place in known.items():
        marked[int(number)] = np.array(place) * _PX_PER_MM + (300, 290)
    return marked


def _skin(color: tuple[int, int, int]) -> NDArray[np.uint8]:
    """Even skin with a little grain, so that rounding averages out."""
    grain = np.random.default_rng(0).normal(0, 2, (700, 600, 1))
    return np.clip(np.round(np.array(color) + grain), 0, 255).astype(np.uint8)


def test_it_imports_nothing_of_the_product() -> None:
    for file in _FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & {
                "models",
                "vision",
                "simulation",
                "planning",
                "serving",
            }


def test_the_ruler_is_the_pupil_distance(points: NDArray[np.float64]) -> None:
    assert FaceFrame(points).px_per_mm == pytest.approx(_PX_PER_MM, rel=0.001)
    assert PUPIL_DISTANCE_MM == 63


def test_the_mean_face_lies_on_itself(points: NDArray[np.float64]) -> None:
    placed = FaceFrame(points).to_photo(np.array([[0.0, 0.0], [-40.0, 30.0]]))
    assert placed == pytest.approx(np.array([[300, 290], [300 - 128, 290 + 96]]), abs=1.5)


@pytest.mark.parametrize(("target", "zone"), _ALL)
def test_more_dose_changes_more(points: NDArray[np.float64], target: str, zone: str) -> None:
    pixels = _skin(_LIGHT)
    painting = Painting(pixels, points, target, zone, seed=3)
    changes = [np.abs(painting.at(dose).astype(int) - pixels).sum() for dose in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)]
    assert changes[0] == 0
    assert all(after > 1.05 * before for before, after in itertools.pairwise(changes))


@pytest.mark.parametrize(("target", "zone"), _ALL)
def test_nothing_outside_the_zone_changes(points: NDArray[np.float64], target: str, zone: str) -> None:
    pixels = _skin(_LIGHT)
    changed = (paint(pixels, points, target, zone, 1.0, seed=3) != pixels).any(-1)
    rows, columns = np.nonzero(changed)
    outline = FaceFrame(points).region_px(zone)
    beyond_mm = TARGETS[target].margin_mm
    reach = (1.0 if beyond_mm == MARGIN_MM else beyond_mm + 0.5) * _PX_PER_MM  # some marks do not end with a zone
    assert columns.min() >= outline[:, 0].min() - reach and columns.max() <= outline[:, 0].max() + reach
    assert rows.min() >= outline[:, 1].min() - reach and rows.max() <= outline[:, 1].max() + reach


@pytest.mark.parametrize(("target", "zone"), [(t, z) for t, z in _ALL if TARGETS[t].how == "light"])
def test_dark_and_light_skin_mirror_the_same_light(points: NDArray[np.float64], target: str, zone: str) -> None:
    added = []
    for color in (_LIGHT, _DARK):
        pixels = _skin(color)
        added.append(to_linear(paint(pixels, points, target, zone, 1.0, seed=3)) - to_linear(pixels))
    assert np.abs(added[0] - added[1]).max() < 0.02  # two steps of eight bits on bright skin


@pytest.mark.parametrize(("target", "zone"), [(t, z) for t, z in _ALL if TARGETS[t].how == "absorb"])
def test_dark_and_light_skin_lose_the_same_share_of_light(points: NDArray[np.float64], target: str, zone: str) -> None:
    shares = []
    for color in (_LIGHT, _DARK):
        pixels = _skin(color)
        painted = paint(pixels, points, target, zone, 1.0, seed=3)
        shares.append(to_linear(painted) / to_linear(pixels))
    changed = np.abs(shares[0] - 1).max(-1) > 0.03
    # Eight bits are coarse on dark skin: a step is 5 % of the blue there.
    assert np.median(np.abs(shares[0] - shares[1])[changed]) < 0.02
    assert abs(np.mean((shares[0] - shares[1])[changed])) < 0.005


def test_left_is_the_clients_left(points: NDArray[np.float64]) -> None:
    pixels = _skin(_LIGHT)
    for side, right_of_the_middle in (("left", True), ("right", False)):
        changed = (paint(pixels, points, "redness", f"malar_cheek_{side}", 1.0, seed=3) != pixels).any(-1)
        assert (np.nonzero(changed)[1].mean() > 300) == right_of_the_middle


def test_faces_differ_and_a_face_repeats(points: NDArray[np.float64]) -> None:
    pixels = _skin(_LIGHT)
    one, again, other = (paint(pixels, points, "brown_spots", "malar_cheek_left", 1.0, seed) for seed in (3, 3, 4))
    assert (one == again).all()
    assert (one != other).any()


@pytest.mark.parametrize("kind", NUISANCES)
def test_a_nuisance_changes_its_zone_and_not_the_far_side(points: NDArray[np.float64], kind: str) -> None:
    pixels = _skin(_LIGHT)
    changed = (disturb(pixels, points, kind, "mid_cheek_left", 1.0, seed=3) != pixels).any(-1)
    assert changed.any()
    assert np.nonzero(changed)[1].min() > 300


def test_a_warp_moves_at_most_a_millimeter(points: NDArray[np.float64]) -> None:
    pixels = _skin(_LIGHT)
    pixels[:, ::2] = 0  # columns tell where they came from
    same = disturb(pixels, points, "warp", "mid_cheek_left", 0.0, seed=3)
    assert (same == pixels).all()


def test_pigments_absorb_as_their_spectra_say() -> None:
    assert MELANIN[0] == 1 and MELANIN[0] < MELANIN[1] < MELANIN[2]
    assert HEMOGLOBIN[1] == 1 and HEMOGLOBIN[0] < 0.5  # blood is red: it lets red pass
    assert GROOVE[0] < GROOVE[1] < GROOVE[2]  # walls of skin fill shade with red


def test_the_srgb_curve_returns() -> None:
    codes = np.arange(256, dtype=np.uint8)
    assert (to_srgb(to_linear(codes)) == codes).all()


def test_a_shift_carries_what_is_seen_by_so_much(points: NDArray[np.float64]) -> None:
    """A bright dot on the skin lands where the shift, taken at the dot, says."""
    pixels = np.full((700, 600, 3), 120, np.uint8)
    dot = FaceFrame(points).to_photo(np.array([[-38.0, 24.0]]))[0].round().astype(int)
    pixels[dot[1] - 1 : dot[1] + 2, dot[0] - 1 : dot[0] + 2] = 250
    canvas = Canvas(FaceFrame(points), "malar_cheek_right", (700, 600), 12.0)
    there = np.stack([canvas.around() * 2.0, canvas.around() * -1.0], -1).astype(np.float32)
    strength = there[np.unravel_index(_nearest(canvas, dot), canvas.inside.shape)]
    after = canvas.shift(pixels, there)[..., 0].astype(float) - 120
    rows, columns = np.nonzero(after > 40)
    moved = np.array([columns.mean(), rows.mean()]) - dot
    np.testing.assert_allclose(moved / _PX_PER_MM, strength, atol=0.15)
    assert np.linalg.norm(strength) > 1.5


def _nearest(canvas: Canvas, place: NDArray[np.int_] | NDArray[np.float64]) -> int:
    away = (canvas.x_mm * _PX_PER_MM - place[0]) ** 2 + (canvas.y_mm * _PX_PER_MM - place[1]) ** 2
    return int(away.argmin())


def test_thinned_lips_lose_the_millimeters_that_are_told(points: NDArray[np.float64]) -> None:
    """At the middle: both borders together; nothing moves where the lips meet."""
    marked, target = points.copy(), TARGETS["lip_volume"]
    for line in (range(94, 99), range(99, 104)):
        marked[line] = points[87] + np.linspace(0, 1, 7)[1:-1, None] * (points[93] - points[87])
    canvas = Canvas(FaceFrame(marked), "lips", (700, 600), target.margin_mm)
    shift = target.painter(canvas, np.random.default_rng(0))
    down_mm = {
        number: shift[np.unravel_index(_nearest(canvas, marked[number]), canvas.inside.shape)][1]
        for number in (90, 96, 106)
    }
    assert down_mm[90] - down_mm[106] == pytest.approx(target.moved_mm, abs=0.15)
    assert down_mm[96] == pytest.approx(0, abs=0.05)
