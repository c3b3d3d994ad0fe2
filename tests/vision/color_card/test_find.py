"""A ColorChecker is found where there is one, and nowhere else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Portraits
from tests.vision.color_card.cards import Camera, Held, colorchecker, scene, shirt
from tests.vision.color_card.conftest import BESIDE
from vision.color_card import CardReading, find_card
from vision.color_card.find import _closer
from vision.color_card.reference import colorchecker_linear
from vision.photo import Photo

PLACE = 0.05  # of a patch: how far its middle may be off; measured 0.03
COLOR = 0.02  # of linear light, of each patch; measured 0.011


def found(photo: Photo, *, thorough: bool = False) -> CardReading:
    reading = find_card(photo, thorough=thorough)
    assert reading is not None
    return reading


@pytest.fixture(scope="module")
def with_card(sitter: Photo) -> Photo:
    return Camera().take(scene(sitter, colorchecker(), BESIDE))


def middles(held: Held, pitch: int = 60) -> np.ndarray:
    """(24, 2) where the patches of a drawn card lie in the photo."""
    card = colorchecker(pitch_px=pitch)
    height, width = card.shape[:2]
    gap, border = pitch // 7, pitch // 4
    rows, columns = np.divmod(np.arange(24), 6)
    on_card = border + gap + np.stack([columns, rows], 1) * pitch + (pitch - gap - 1) / 2
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - 0.5
    to_photo = cv2.getPerspectiveTransform(corners, held.corners(height / width).astype(np.float32))
    return cv2.perspectiveTransform(on_card[None].astype(np.float32), to_photo)[0]


def test_each_patch_is_found_in_its_place(with_card: Photo) -> None:
    off_px = np.linalg.norm(found(with_card).patches_px.mean(1) - middles(BESIDE), axis=1)
    assert off_px.max() <= PLACE * BESIDE.width / 6


def test_each_patch_is_read_as_it_was_drawn(with_card: Photo) -> None:
    reading = found(with_card)
    drawn = np.clip(colorchecker_linear(), 0, 1)
    assert np.abs(reading.linear_rgb - drawn)[reading.used].max() <= COLOR


@pytest.mark.parametrize("turned_deg", [0, 25, 90, 180, -90])
def test_it_may_be_held_any_way_up(turned_deg: float, sitter: Photo) -> None:
    held = Held((240, 800), 330, turned_deg)
    reading = found(Camera().take(scene(sitter, colorchecker(), held)))
    off_px = np.linalg.norm(reading.patches_px.mean(1) - middles(held), axis=1)
    assert off_px.max() <= PLACE * held.width / 6


@pytest.mark.parametrize("width", [220, 330, 480, 800])
def test_it_may_be_small_or_large(width: float, sitter: Photo) -> None:
    held = Held((max(width * 0.6, 200), 1024 - width * 0.45), width, 5)
    assert find_card(Camera().take(scene(sitter, colorchecker(), held))) is not None


def test_a_smaller_one_is_found_when_asked_for(sitter: Photo) -> None:
    photo = Camera().take(scene(sitter, colorchecker(), Held((200, 850), 150)))
    assert find_card(photo) is None
    assert found(photo, thorough=True).used.sum() >= 20


@pytest.mark.parametrize("stops", [-0.7, 0.4])
@pytest.mark.parametrize("kelvin", [4500, 9000])
@pytest.mark.parametrize("crosstalk", [False, True], ids=["plain", "crosstalk"])
def test_it_is_found_under_other_light(stops: float, kelvin: float, crosstalk: bool, sitter: Photo) -> None:
    camera = Camera(stops, kelvin, crosstalk, contrast=0.3, noise=0.01, quality=80)
    assert found(camera.take(scene(sitter, colorchecker(), BESIDE))).correction.delta_e_after < 5


def test_clipped_patches_are_not_used(sitter: Photo) -> None:
    """And neither is cyan, which sRGB does not hold."""
    reading = found(Camera(stops=0.4).take(scene(sitter, colorchecker(), BESIDE)))
    assert not reading.used[[17, 18]].any() and reading.used.sum() >= 18


def test_a_card_partly_outside_the_photo_is_none(sitter: Photo) -> None:
    photo = Camera().take(scene(sitter, colorchecker(), Held((20, 800), 330)))
    assert find_card(photo, thorough=True) is None


class TestWhatIsNoCard:
    def test_a_photo_without_one(self, sitter: Photo) -> None:
        assert find_card(sitter, thorough=True) is None

    @pytest.mark.parametrize("colors", [((0.8, 0.1, 0.1), (0.9, 0.9, 0.9)), ((0.03, 0.05, 0.2), (0.3, 0.3, 0.05))])
    def test_a_checkered_shirt(self, colors: tuple, sitter: Photo) -> None:
        photo = Camera().take(scene(sitter, shirt(*colors), BESIDE))
        assert find_card(photo, thorough=True) is None

    @pytest.mark.parametrize("seed", range(6))
    def test_other_colors_on_the_same_grid(self, seed: int, sitter: Photo) -> None:
        """cv2.mcc alone takes a third of these for cards."""
        colors = np.random.default_rng(seed).uniform(size=(24, 3)) ** 2.2
        assert find_card(Camera().take(scene(sitter, colorchecker(colors), BESIDE)), thorough=True) is None

    @pytest.mark.parametrize("seed", range(3))
    def test_its_own_colors_in_another_order(self, seed: int, sitter: Photo) -> None:
        colors = np.random.default_rng(seed).permutation(colorchecker_linear()).clip(0)
        assert find_card(Camera().take(scene(sitter, colorchecker(colors), BESIDE)), thorough=True) is None

    def test_no_portrait_has_one(self, portraits: Portraits) -> None:
        assert [person for person in portraits.ids[::3] if find_card(portraits.photo(person)) is not None] == []

    @settings(max_examples=15, deadline=None)
    @given(seed=st.integers(0, 10**6), size=st.tuples(st.integers(256, 700), st.integers(256, 700)))
    def test_noise_of_any_size_is_none_and_ends_in_no_error(self, seed: int, size: tuple[int, int]) -> None:
        """Blocks of noise: contours for cv2.mcc, which has assertions of its own."""
        blocks = np.random.default_rng(seed).integers(0, 256, (size[0] // 16 + 1, size[1] // 16 + 1, 3), dtype=np.uint8)
        image = cv2.resize(blocks, size[::-1], interpolation=cv2.INTER_NEAREST)
        assert find_card(Photo.from_array(image)) is None


def test_threads_that_look_at_once_find_the_same(with_card: Photo) -> None:
    """To the last bit: the server corrects photos in many threads, and cv2.mcc works in its own."""
    with ThreadPoolExecutor(4) as threads:
        matrices = [reading.correction.matrix for reading in threads.map(found, [with_card] * 8)]
    assert all((matrix == matrices[0]).all() for matrix in matrices)


def test_a_sliver_is_not_enlarged_without_end(monkeypatch: pytest.MonkeyPatch, sitter: Photo) -> None:
    """A proposed place of 2 × 1300 pixels, enlarged until it is 700 wide, would be a picture of 300 megapixels."""
    looked: list[float] = []

    def propose(cut: np.ndarray, scale: float) -> list[np.ndarray]:
        looked.append(max(cut.shape[:2]) * scale)
        return []

    monkeypatch.setattr("vision.color_card.find._propose", propose)
    sliver = np.tile(np.array([[10, 20], [1300, 20], [1300, 21.5], [10, 21.5]]), (24, 1, 1))
    _closer(sitter, sliver)
    assert len(looked) == 1
    assert looked[0] <= 3000
