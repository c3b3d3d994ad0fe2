"""All safeguards on one result."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulation.safeguards import (
    ProjectionUnsafeError,
    Safeguards,
    SafeguardsDocument,
    Target,
    Treated,
    check,
    safeguards_document,
)
from vision.analysis import Analyzer
from vision.analysis.laid import Laid
from vision.face import FaceFinder

ZONE = "glabella"


@pytest.fixture(scope="module")
def treated(astronaut_laid: Laid) -> Treated:
    """Two codes lighter where the glabella is."""
    image = astronaut_laid.sight.photo.image_rgb.copy()
    middle = astronaut_laid.atlas.outline_px(ZONE, astronaut_laid.chart.placement).mean(0).astype(int)
    mask = np.zeros(image.shape[:2], bool)
    mask[middle[1] - 4 : middle[1] + 4, middle[0] - 4 : middle[0] + 4] = True
    image[mask] += 2
    return Treated(image, mask, (ZONE,), [Target("glabellar_lines", ZONE, 20.0)])


@pytest.fixture(scope="module")
def found(gauging: Analyzer, astronaut_laid: Laid, treated: Treated, finder: FaceFinder) -> Safeguards:
    return check(gauging, astronaut_laid, treated, finder.find_again)


def test_a_small_change_passes(found: Safeguards) -> None:
    assert found.untreated_difference == 0
    assert 0.2 < found.color.largest < 2
    assert found.visibility.reading == "imperceptible"
    assert found.warnings == ()


def test_the_same_input_gives_the_same_answer(
    found: Safeguards, gauging: Analyzer, astronaut_laid: Laid, treated: Treated, finder: FaceFinder
) -> None:
    assert check(gauging, astronaut_laid, treated, finder.find_again) == found


def test_other_pixels_have_another_digest(
    found: Safeguards, gauging: Analyzer, astronaut_laid: Laid, treated: Treated, finder: FaceFinder
) -> None:
    image = treated.image_rgb.copy()
    image[treated.mask] += 1
    other = check(gauging, astronaut_laid, replace(treated, image_rgb=image), finder.find_again)
    assert other.pixels_sha256 != found.pixels_sha256


def test_the_plain_form_goes_to_json_and_back(found: Safeguards) -> None:
    document = safeguards_document(found)
    assert SafeguardsDocument.model_validate_json(document.model_dump_json()) == document
    assert document.subtlety.reading == found.visibility.reading


@pytest.mark.parametrize("moved_mm", [1.02, float("nan")])
def test_skin_moved_beyond_the_cap_is_unsafe(
    moved_mm: float, gauging: Analyzer, astronaut_laid: Laid, treated: Treated, finder: FaceFinder
) -> None:
    moving = replace(treated, displacement_mm=moved_mm, displacement_cap_mm=1.0)
    with pytest.raises(ProjectionUnsafeError) as caught:
        check(gauging, astronaut_laid, moving, finder.find_again)
    assert caught.value.details["safeguard"] == "displacement"


def test_a_pixel_beside_what_is_treated_is_unsafe(
    gauging: Analyzer, astronaut_laid: Laid, treated: Treated, finder: FaceFinder
) -> None:
    image = treated.image_rgb.copy()
    image[0, 0, 0] ^= 1
    with pytest.raises(ProjectionUnsafeError) as caught:
        check(gauging, astronaut_laid, replace(treated, image_rgb=image), finder.find_again)
    assert caught.value.details["safeguard"] == "untreated_pixels"


def test_where_skin_moves_light_is_read_before_it_and_shape_after(
    gauging: Analyzer, astronaut_laid: Laid, treated: Treated, finder: FaceFinder
) -> None:
    """The glabella of the result is the photo's; what light was changed for shows on the picture before the shapes."""
    photo = astronaut_laid.sight.photo.image_rgb
    moved = np.zeros_like(treated.mask)
    moved[:2, :2] = True
    both = replace(
        treated, image_rgb=photo, moved=moved, moved_rgb=photo, displacement_cap_mm=1.0, lit_rgb=treated.image_rgb
    )
    (by_light,) = check(gauging, astronaut_laid, both, finder.find_again).targeted
    (by_shape,) = check(
        gauging,
        astronaut_laid,
        replace(both, targets=[replace(target, by_shape=True) for target in treated.targets]),
        finder.find_again,
    ).targeted
    (alone,) = check(gauging, astronaut_laid, treated, finder.find_again).targeted
    assert by_light.after == alone.after != by_shape.after
