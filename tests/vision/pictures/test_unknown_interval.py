"""A finding without an interval is drawn as one: a dot on the scale, and no bar that would claim certainty."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.vision.pictures.sitters import Sitter, graded
from vision.pictures import draw_face_map


def test_the_panel_draws_it_without_a_bar(sitter: Sitter) -> None:
    known = graded("nose", 2)
    unknown = replace(known, interval=None)
    with_bar, without = (draw_face_map(sitter.analysis([finding])) for finding in (known, unknown))
    assert with_bar.shape == without.shape
    assert not np.array_equal(with_bar, without)
