"""A smile deepens crow's feet and folds: their scores must rise from the neutral photo to the smiling one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from tests.evaluation.observations import Pair
from tests.evaluation.rows import Row, row

RISING = ("crows_feet", "nasolabial_folds")
WIDENS = 1.07  # mouth over pupil distance: a real smile
ALL, REAL = 0.85, 0.90


def expression(pairs: Sequence[Pair]) -> list[Row]:
    """n counts people; where a score is not assessable in both photos there is none."""
    rows = []
    for concern in RISING:
        rows += [
            _share(f"smile {concern} rises, all pairs", concern, pairs, lambda pair: True, ALL),
            _share(f"smile {concern} rises, mouth widens 7 %", concern, pairs, smiles, REAL),
        ]
    return rows


def smiles(pair: Pair) -> bool:
    """Whether the mouth is at least 7 % wider. By the product's landmarks: smiling photos have no marked points."""
    return pair.smiling.mouth >= WIDENS * pair.neutral.mouth


def rise(pair: Pair, concern: str) -> float | None:
    """Change of the measured quantity, mean over the zones seen in both photos."""
    changes = []
    for key, score in pair.neutral.scores.items():
        after = pair.smiling.scores.get(key)
        if key[1] == concern and score.quantity is not None and after is not None and after.quantity is not None:
            changes.append(after.quantity - score.quantity)
    return float(np.mean(changes)) if changes else None


def _share(name: str, concern: str, pairs: Sequence[Pair], counts: Callable[[Pair], bool], target: float) -> Row:
    changes = [change for pair in pairs if counts(pair) and (change := rise(pair, concern)) is not None]
    return row(name, concern, float(np.mean(np.array(changes) > 0)) if changes else None, len(changes), target)
