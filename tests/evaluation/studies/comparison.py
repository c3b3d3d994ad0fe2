"""Comparing two photos: silent where nothing changed, and not where something did; and careful about expressions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from tests.evaluation.comparisons import Planted, Posed, Unchanged
from tests.evaluation.rows import AT_MOST, Row, row
from vision.comparison import Change, Label, depends_on_expression
from vision.concerns import CONCERNS

FALSE, FOUND, ALWAYS = 0.05, 0.90, 1.0


def unchanged(seen: Sequence[Unchanged]) -> list[Row]:
    """The share of findings said to have changed on re-shot faces; n counts findings that both photos carry."""
    told = [change for one in seen for change in one.changes if change.before is not None and change.after is not None]
    if not told:
        return []
    rows = [
        row("comparison unchanged, measurable", "all", _share(told), len(told), FALSE, AT_MOST),
        row("comparison unchanged, comparable", "all", _labelled(told, (Label.COMPARABLE,)), len(told)),
    ]
    sized = [change for change in told if change.label == Label.COMPARABLE]
    if sized:
        rows.append(
            row("comparison unchanged, measurable of comparable", "all", _share(sized), len(sized), FALSE, AT_MOST)
        )
    by_concern = _by_concern(told)
    return rows + [
        row("comparison unchanged, measurable", concern, _share(changes), len(changes))
        for concern, changes in by_concern.items()
    ]


def planted(seen: Sequence[Planted]) -> list[Row]:
    """The share of marks of one grade said to have risen, of those that the re-shot photo still carries.

    n counts marks. How many could be painted so strongly, and how many were carried, are rows of their own.
    """
    if not seen:
        return []
    painted = [one.change for one in seen if one.change is not None]
    carried = [change for change in painted if change.after is not None]
    found = {concern: [c.outcome == "rose" for c in of] for concern, of in _by_concern(carried).items()}
    every = [one for of in found.values() for one in of]
    return [
        row("comparison planted grade found", "all", float(np.mean(every)) if every else None, len(every), FOUND),
        row("comparison planted grade reached by paint", "all", len(painted) / len(seen), len(seen)),
        row("comparison planted grade carried by the photo", "all", len(carried) / max(len(painted), 1), len(painted)),
        *(row("comparison planted grade found", concern, float(np.mean(of)), len(of)) for concern, of in found.items()),
    ]


def posed(seen: Sequence[Posed]) -> list[Row]:
    """The share of findings that depend on expression, neutral against smiling, of which no size is told.

    Declared as a smile, and declared at rest by mistake: then only the face itself says so. n counts findings. Of what
    an expression does not move, how often a change is told all the same, although nothing happened in between.
    """
    dependent = {concern.name for concern in CONCERNS if depends_on_expression(concern)}
    rows = []
    for how, changes in (
        ("declared", [c for one in seen for c in one.declared]),
        ("not declared", [c for one in seen for c in one.undeclared]),
    ):
        judged = [change for change in changes if change.concern in dependent]
        careful = _labelled(judged, (Label.DIRECTIONAL, Label.NOT_COMPARABLE)) if judged else None
        rows.append(row(f"comparison smile {how}, size not told", "all", careful, len(judged), ALWAYS))
        rest = [change for change in changes if change.concern not in dependent and change.outcome is not None]
        told = _share(rest) if rest else None
        rows.append(row(f"comparison smile {how}, sign told of the rest", "all", told, len(rest), FALSE, AT_MOST))
    return rows


def _by_concern(changes: Iterable[Change]) -> dict[str, list[Change]]:
    grouped: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        grouped[change.concern].append(change)
    return dict(sorted(grouped.items()))


def _share(changes: Sequence[Change]) -> float:
    return float(np.mean([change.measurable for change in changes]))


def _labelled(changes: Sequence[Change], labels: tuple[Label, ...]) -> float:
    return float(np.mean([change.label in labels for change in changes]))
