"""The few statistics that the evaluation is stated in. All arrays are float64; nan marks what is undefined."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def ranks(values: ArrayLike) -> Array:
    """(N,) ranks from 1; equal values share their mean rank."""
    _, inverse, counts = np.unique(np.asarray(values, np.float64), return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[inverse], np.float64)


def pearson(x: ArrayLike, y: ArrayLike) -> float:
    """nan where one of them does not vary."""
    a, b = (np.asarray(v, np.float64) - np.mean(v) for v in (x, y))
    size = np.sqrt((a**2).sum() * (b**2).sum())
    return float((a * b).sum() / size) if size > 1e-12 else float("nan")


def spearman(x: ArrayLike, y: ArrayLike) -> float:
    """Correlation of ranks (Spearman 1904, Am J Psychol 15:72)."""
    return pearson(ranks(x), ranks(y))


def partial_spearman(x: ArrayLike, y: ArrayLike, held: ArrayLike) -> float:
    """Spearman of x and y at equal `held`: the first-order partial correlation of the ranks."""
    xy, xh, yh = spearman(x, y), spearman(x, held), spearman(y, held)
    rest = (1 - xh**2) * (1 - yh**2)
    return float((xy - xh * yh) / np.sqrt(rest)) if rest > 1e-12 else float("nan")


def icc_2_1(ratings: ArrayLike) -> float:
    """Agreement of single ratings, two-way random effects: ICC(2,1) of Shrout and Fleiss 1979, Psychol Bull 86:420.

    Args:
        ratings: (N, K), a row for what is rated, a column for each rating of it. A constant difference between columns
            counts as disagreement.
    """
    table = np.asarray(ratings, np.float64)
    n, k = table.shape
    grand, rows, columns = table.mean(), table.mean(1), table.mean(0)
    between = k * ((rows - grand) ** 2).sum() / (n - 1)
    raters = n * ((columns - grand) ** 2).sum() / (k - 1)
    error = ((table - rows[:, None] - columns[None] + grand) ** 2).sum() / ((n - 1) * (k - 1))
    whole = between + (k - 1) * error + k * (raters - error) / n
    return float((between - error) / whole) if whole > 1e-12 else float("nan")


def within_sd(pairs: ArrayLike) -> float:
    """Standard deviation of one measurement within a face, from (N, 2) pairs; a common shift counts as error."""
    table = np.asarray(pairs, np.float64)
    return float(np.sqrt(np.mean((table[:, 0] - table[:, 1]) ** 2) / 2))


def bootstrap(statistic: Callable[[Array], float], rows: ArrayLike, repeats: int = 400) -> tuple[float, float]:
    """90 % percentile interval of a statistic of the rows (N, …), drawn again with replacement (Efron 1979)."""
    table = np.asarray(rows, np.float64)
    rng = np.random.default_rng(20)
    draws = [statistic(table[rng.integers(0, len(table), len(table))]) for _ in range(repeats)]
    known = [draw for draw in draws if np.isfinite(draw)]
    if not known:
        return float("nan"), float("nan")
    low, high = np.percentile(known, (5, 95))
    return float(low), float(high)


def thirds(values: ArrayLike) -> NDArray[np.int64]:
    """(N,) 0, 1 or 2: the lowest, middle and highest third."""
    order = ranks(values)
    return np.asarray(np.minimum((order - 1) * 3 // len(order), 2), np.int64)
