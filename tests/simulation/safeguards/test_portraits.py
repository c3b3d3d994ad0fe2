"""On real faces: what noise does not set off, what a planted fault does, and the same pixels twice."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from simulation.rendering import Dose, known_severities, render
from simulation.safeguards import ProjectionUnsafeError, Target, Treated, check
from simulation.safeguards.landmarks import check_landmarks
from tests.conftest import Portraits
from vision.analysis import Analyzer
from vision.analysis.laid import Laid
from vision.face import Face, FaceFinder

PERSON = "021"
CHEEK = "mid_cheek_left"
DOSE = Dose("hemoglobin", CHEEK, {"redness": 8.0})
TARGET = Target("redness", CHEEK, 8.0)


@pytest.fixture(scope="module")
def laid(gauging: Analyzer, portraits: Portraits, portrait_faces: dict[str, Face]) -> Laid:
    return gauging.lay(portraits.photo(PERSON), portrait_faces[PERSON])


@pytest.fixture(scope="module")
def treated(gauging: Analyzer, laid: Laid) -> Treated:
    made = render(gauging, laid, [DOSE])
    return Treated(made.image_rgb, made.treated, (CHEEK,), [TARGET])


def test_an_honest_change_passes(gauging: Analyzer, laid: Laid, treated: Treated, finder: FaceFinder) -> None:
    found = check(gauging, laid, treated, finder.find_again)
    (redness,) = found.targeted
    assert 4.0 < redness.fall <= 8.0
    assert found.visibility.reading in ("subtle", "visible")
    assert not [each for each in found.untargeted if each.flagged]


def test_the_same_input_gives_the_same_pixels(
    gauging: Analyzer, laid: Laid, treated: Treated, finder: FaceFinder
) -> None:
    other = Analyzer()
    again = render(other, other.lay(laid.sight.photo, laid.sight.face), [DOSE])
    same = replace(treated, image_rgb=again.image_rgb, mask=again.treated)
    digests = {check(gauging, laid, each, finder.find_again).pixels_sha256 for each in (treated, same)}
    assert len(digests) == 1


def test_what_an_analysis_measured_need_not_be_measured_again(
    gauging: Analyzer, laid: Laid, treated: Treated, finder: FaceFinder
) -> None:
    known = known_severities(gauging.measure(laid.sight.photo, laid.sight.face).findings)
    measured, read = (check(gauging, laid, treated, finder.find_again, each) for each in (None, known))
    assert [each.before for each in read.targeted] == pytest.approx([each.before for each in measured.targeted])
    assert [each.after for each in read.targeted] == [each.after for each in measured.targeted]


def test_more_than_the_cap_is_unsafe(gauging: Analyzer, laid: Laid, treated: Treated, finder: FaceFinder) -> None:
    less = replace(treated, targets=[replace(TARGET, cap_points=2.0)])
    with pytest.raises(ProjectionUnsafeError) as caught:
        check(gauging, laid, less, finder.find_again)
    assert caught.value.details["safeguard"] == "cap_points"


def test_a_mark_painted_where_nothing_was_meant_is_flagged(
    gauging: Analyzer, laid: Laid, treated: Treated, finder: FaceFinder
) -> None:
    """Brown spots beside the treated zone, within a mask that lets them pass for treated."""
    image, mask = treated.image_rgb.copy(), treated.mask.copy()
    outline = laid.atlas.outline_px("malar_cheek_left", laid.chart.placement)
    for share in (0.3, 0.5, 0.7):
        center = (outline.min(0) * (1 - share) + outline.max(0) * share).astype(int)
        spot = cv2.circle(np.zeros(mask.shape, np.uint8), center.tolist(), 12, 1, -1) > 0
        image[spot] = (image[spot] * (0.95, 0.92, 0.88)).astype(np.uint8)
        mask |= spot
    found = check(gauging, laid, replace(treated, image_rgb=image, mask=mask), finder.find_again)
    assert ("brown_spots", "malar_cheek_left") in {(e.concern, e.zone) for e in found.untargeted if e.flagged}
    assert "untargeted_change" in found.warnings


@pytest.mark.parametrize("quality", [95, 85, 75])
def test_saving_moves_no_landmark(
    quality: int, gauging: Analyzer, laid: Laid, treated: Treated, finder: FaceFinder
) -> None:
    image = laid.sight.photo.image_rgb
    _, saved = cv2.imencode(".jpg", image[..., ::-1].copy(), [cv2.IMWRITE_JPEG_QUALITY, quality])
    again = cv2.imdecode(saved, cv2.IMREAD_COLOR)[..., ::-1].copy()
    assert check_landmarks(laid, finder.find_again(again, laid.sight.face), [CHEEK]).count > 300
