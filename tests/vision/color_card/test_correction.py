"""What a correction is, how it is fitted, and what it does to pixels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vision.color_card.cards import Camera
from vision.color_card import ColorCorrection, corrected
from vision.color_card.correction import fit_gains, fit_matrix
from vision.color_card.reference import colorchecker_linear, gray_card_linear
from vision.photo import SRGB_TO_LINEAR, Photo

MATRIX = 1e-9
CODE = 1  # code values between the fast path and the formula
WITHIN_SRGB = colorchecker_linear().min(1) >= 0


def correction(matrix: np.ndarray) -> ColorCorrection:
    return ColorCorrection(matrix, "colorchecker", 24, 12.0, 1.5)


def by_the_formula(image: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    linear = np.clip(SRGB_TO_LINEAR[image].astype(np.float64) @ matrix.T, 0, 1)
    return 255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.maximum(linear, 1e-9) ** (1 / 2.4) - 0.055)


@pytest.fixture(scope="module")
def every_color() -> np.ndarray:
    """Random colors below clipping; an odd number of rows, so that the last strip is not full."""
    return np.random.default_rng(0).integers(0, 252, (131, 90, 3), dtype=np.uint8)


class TestFit:
    @pytest.mark.parametrize("camera", [Camera(-0.5, 5000), Camera(0.3, 8000, True)], ids=["cast", "crosstalk"])
    def test_it_undoes_the_camera(self, camera: Camera) -> None:
        """Exactly, where the camera is a matrix and nothing clips."""
        reference = colorchecker_linear()
        fitted = fit_matrix(reference @ camera.matrix.T, reference)
        assert fitted.matrix @ camera.matrix == pytest.approx(np.eye(3), abs=MATRIX)
        assert fitted.delta_e_after == pytest.approx(0, abs=1e-6) and fitted.delta_e_before > 5

    def test_noise_on_patches_stays_small_on_skin(self) -> None:
        reference = colorchecker_linear()[WITHIN_SRGB]
        noise = 1 + np.random.default_rng(4).normal(scale=0.01, size=reference.shape)
        skin = reference[1]
        assert fit_matrix(reference * noise, reference).matrix @ skin == pytest.approx(skin, rel=0.02)

    def test_a_gray_card_gives_three_gains(self) -> None:
        fitted = fit_gains(np.array([[0.2, 0.18, 0.09]]), gray_card_linear())
        assert fitted.matrix == pytest.approx(np.diag([0.9, 1, 2]))

    def test_gains_beyond_the_limit_are_refused(self) -> None:
        with pytest.raises(ValueError, match="factor"):
            fit_gains(np.array([[0.18, 0.18, 0.02]]), gray_card_linear())


class TestWhatIsNoCorrection:
    @pytest.mark.parametrize(
        "matrix",
        [np.eye(2), np.full((3, 3), np.nan), np.zeros((3, 3)), 7 * np.eye(3), np.full((3, 3), 1 / 3), -np.eye(3)],
        ids=["shape", "nan", "zero", "gain", "singular", "negative"],
    )
    def test_it_is_refused(self, matrix: np.ndarray) -> None:
        with pytest.raises(ValueError, match=r"matri|factor"):
            correction(matrix)

    def test_its_matrix_cannot_be_changed(self) -> None:
        with pytest.raises(ValueError, match="read-only"):
            correction(np.eye(3)).matrix[0, 0] = 2


class TestApply:
    def test_the_identity_changes_nothing(self, every_color: np.ndarray) -> None:
        assert (correction(np.eye(3)).apply(every_color) == every_color).all()

    @pytest.mark.parametrize("camera", [Camera(-0.5, 5000, True), Camera(0.5, 8000)], ids=["brighter", "darker"])
    def test_it_is_the_matrix_on_linear_light(self, camera: Camera, every_color: np.ndarray) -> None:
        matrix = np.linalg.inv(camera.matrix)
        difference = correction(matrix).apply(every_color) - by_the_formula(every_color, matrix)
        assert np.abs(difference).max() <= CODE

    def test_what_was_clipped_stays_clipped(self) -> None:
        """A correction that darkens must not hide it from the capture check."""
        image = np.full((70, 8, 3), 120, np.uint8)
        image[3], image[5] = 255, (255, 180, 140)
        darker = correction(0.6 * np.eye(3)).apply(image)
        assert (darker[3] == 255).all() and (darker[5].max(1) == 255).all() and darker[0].max() < 120

    def test_a_clipped_color_keeps_its_hue(self) -> None:
        image = np.full((4, 4, 3), (255, 120, 60), np.uint8)
        red, green, blue = SRGB_TO_LINEAR[correction(0.7 * np.eye(3)).apply(image)[0, 0]]
        expected = SRGB_TO_LINEAR[[255, 120, 60]]
        assert (red / green, green / blue) == pytest.approx(
            (expected[0] / expected[1], expected[1] / expected[2]), rel=0.03
        )

    @settings(max_examples=30, deadline=None)
    @given(gain=st.floats(0.3, 3.5), code=st.integers(0, 251))
    def test_gray_stays_gray(self, gain: float, code: int) -> None:
        pixel = correction(gain * np.eye(3)).apply(np.full((1, 1, 3), code, np.uint8))[0, 0]
        assert np.ptp(pixel) == 0


class TestCorrectedPhoto:
    @pytest.fixture
    def photo(self, sitter: Photo) -> Photo:
        return corrected(sitter, correction(1.2 * np.eye(3)))

    def test_it_keeps_the_hash_and_format_of_the_upload(self, photo: Photo, sitter: Photo) -> None:
        assert (photo.sha256, photo.format, photo.size_hw) == (sitter.sha256, sitter.format, sitter.size_hw)

    def test_it_says_by_what_it_was_corrected(self, photo: Photo) -> None:
        assert (photo.color_correction, photo.color_delta_e) == ("colorchecker", 1.5)

    def test_the_photo_itself_is_left_alone(self, photo: Photo, sitter: Photo) -> None:
        assert sitter.color_correction == "none" and photo.image_rgb.mean() > sitter.image_rgb.mean() + 5

    def test_its_pixels_are_shared_read_only(self, photo: Photo) -> None:
        assert not photo.image_rgb.flags.writeable and photo.image_rgb.flags.c_contiguous
