"""Are lesions found one by one? Painted ones of 1 mm and more against the marks that point at them."""

from __future__ import annotations

from collections.abc import Sequence

from tests.evaluation.lesions import Sought
from tests.evaluation.rows import Row, row
from tests.evaluation.statistics import spearman

_F1 = 0.8
_CONCERN = "blemishes"


def lesions(seen: Sequence[Sought]) -> list[Row]:
    """Over all zones together: n counts lesions, or marks, or zones for the correlation of counts."""
    planted, hits = sum(one.planted for one in seen), sum(one.hits for one in seen)
    claims = hits + sum(one.false for one in seen)
    recall, precision = (hits / of if of else None for of in (planted, claims))
    f1 = 2 * hits / (planted + claims) if planted + claims else None
    counts = spearman([one.planted for one in seen], [one.counted for one in seen]) if len(seen) > 2 else None
    return [
        row("lesions F1", _CONCERN, f1, planted, _F1),
        row("lesions recall", _CONCERN, recall, planted),
        row("lesions precision", _CONCERN, precision, claims),
        row("lesions Spearman of counts", _CONCERN, counts, len(seen)),
    ]
