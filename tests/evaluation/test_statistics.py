"""The statistics against published numbers."""

from __future__ import annotations

import numpy as np
import pytest

from tests.evaluation.statistics import bootstrap, icc_2_1, partial_spearman, ranks, spearman, thirds, within_sd

# Six targets rated by four judges: table 2 of Shrout and Fleiss 1979, whose table 4 gives ICC(2,1) = 0.29.
_JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def test_the_intraclass_correlation_is_the_published_one() -> None:
    assert icc_2_1(_JUDGES) == pytest.approx(0.29, abs=0.005)


def test_a_common_shift_between_ratings_counts_as_disagreement() -> None:
    same = np.arange(10.0)
    assert icc_2_1(np.column_stack([same, same])) == pytest.approx(1)
    assert icc_2_1(np.column_stack([same, same + 5])) < 0.5


def test_equal_values_share_their_rank() -> None:
    assert ranks([10, 20, 20, 30]).tolist() == [1, 2.5, 2.5, 4]


def test_spearman_of_a_worked_example() -> None:
    """Ten people's IQ and hours of television: −29/165, the example of many textbooks."""
    iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    assert spearman(iq, hours) == pytest.approx(-29 / 165)


def test_spearman_of_a_constant_is_undefined() -> None:
    assert np.isnan(spearman([1, 2, 3], [4, 4, 4]))


def test_what_only_follows_the_held_variable_has_no_partial_correlation() -> None:
    rng = np.random.default_rng(1)
    held = rng.normal(size=4000)
    x, y = held + rng.normal(size=4000), held + rng.normal(size=4000)
    assert spearman(x, y) > 0.4
    assert abs(partial_spearman(x, y, held)) < 0.05


def test_scatter_within_a_face_is_that_of_one_measurement() -> None:
    rng = np.random.default_rng(2)
    assert within_sd(rng.normal(0, 3, (20000, 2))) == pytest.approx(3, rel=0.03)


def test_the_bootstrap_holds_the_mean() -> None:
    low, high = bootstrap(lambda rows: float(rows.mean()), np.random.default_rng(3).normal(5, 1, 100))
    assert low < 5 < high
    assert high - low == pytest.approx(2 * 1.645 / 10, rel=0.3)


def test_thirds_are_equal_and_in_order() -> None:
    assert thirds([5, 1, 9, 7, 3, 8]).tolist() == [1, 0, 2, 1, 0, 2]
