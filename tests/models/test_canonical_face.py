"""The canonical mesh is the one that the chart was drawn on."""

from __future__ import annotations

import numpy as np
import pytest

from models.canonical_face import CanonicalFace
from vision.face.mirror import mirror_permutation

CHART_TOLERANCE = 1e-5  # unit chart coordinates; the file stores float32
SYMMETRY_TOLERANCE = 0.002  # chart units: the publisher's chart is symmetric by hand, not by formula
# vertex: (u, v) with v downwards: nose tip, forehead top, chin, outer eye corners, mouth corner, by the ear.
GOLDEN_UV = {
    1: (0.500026, 0.547487),
    10: (0.500023, 0.107050),
    152: (0.499977, 0.954453),
    33: (0.280098, 0.375600),
    263: (0.719902, 0.375600),
    61: (0.381974, 0.694711),
    234: (0.007561, 0.480777),
}


def test_counts(canonical: CanonicalFace) -> None:
    assert (canonical.vertices_cm.shape, canonical.chart_uv.shape, canonical.triangles.shape) == (
        (468, 3),
        (468, 2),
        (898, 3),
    )


def test_triangles_use_every_vertex(canonical: CanonicalFace) -> None:
    assert np.array_equal(np.unique(canonical.triangles), np.arange(468))


@pytest.mark.parametrize("vertex", GOLDEN_UV)
def test_chart_coordinates_are_the_published_ones(canonical: CanonicalFace, vertex: int) -> None:
    assert canonical.chart_uv[vertex] == pytest.approx(GOLDEN_UV[vertex], abs=CHART_TOLERANCE)


def test_mesh_is_symmetric(canonical: CanonicalFace) -> None:
    partner = mirror_permutation(canonical.vertices_cm)[:468]
    np.testing.assert_allclose(canonical.vertices_cm[partner], canonical.vertices_cm * (-1, 1, 1), rtol=0, atol=1e-6)


def test_chart_is_symmetric(canonical: CanonicalFace) -> None:
    partner = mirror_permutation(canonical.vertices_cm)[:468]
    mirrored = canonical.chart_uv[partner] * (-1, 1) + (1, 0)
    np.testing.assert_allclose(mirrored, canonical.chart_uv, rtol=0, atol=SYMMETRY_TOLERANCE)


def test_up_is_up_and_front_is_front(canonical: CanonicalFace) -> None:
    forehead, chin, nose_tip, right_ear_side = (canonical.vertices_cm[i] for i in (10, 152, 1, 234))
    assert forehead[1] > chin[1]
    assert nose_tip[2] > right_ear_side[2]
    assert right_ear_side[0] < 0
