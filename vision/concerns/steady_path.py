"""The best course through a table of scores that does not jump: dynamic programming over its columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def steady_path(scores: NDArray[np.float64], step_cost: float) -> NDArray[np.intp]:
    """Rows, one a column, whose scores less the squared steps between them add up to the most (Viterbi 1967).

    Args:
        scores: (K, N) float64.
        step_cost: for each squared row that the course moves from one column to the next.

    Returns:
        (N,) row numbers.
    """
    rows = np.arange(len(scores))
    costs = step_cost * np.square(rows[:, None] - rows[None], dtype=np.float64)
    best, came_from = scores[:, 0], []
    for column in scores.T[1:]:
        reached = best - costs
        came_from.append(reached.argmax(1))
        best = reached.max(1) + column
    path = [int(best.argmax())]
    for previous in reversed(came_from):
        path.append(int(previous[path[-1]]))
    return np.array(path[::-1], np.intp)
