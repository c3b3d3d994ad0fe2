"""Does the same face get the same score again? Re-shot through another camera's habits; and another photo of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from tests.evaluation.looks import Key
from tests.evaluation.observations import Pair, Reshot
from tests.evaluation.rows import AT_MOST, Row, row
from tests.evaluation.statistics import bootstrap, icc_2_1, within_sd
from tests.evaluation.subjects import TONES

SD_POINTS, ICC = 4.0, 0.90
HALF_A_GRADE = 10.0
RECAPTURED = ("brown_spots", "redness", "texture")  # what a smile leaves alone
_POOLED, _WITHIN_TONE = 0.85, 0.75
_ITA_DEG = 3.0
_FEWEST = 5
Twice = dict[Key, tuple[float, float]]


def reshots(seen: Sequence[Reshot]) -> list[Row]:
    """Per concern, the worst kind of re-shot, and then each. n counts findings.

    The correlation is asked for where the findings differ between faces by half a grade or more.
    """
    rows = []
    kinds = sorted({one.kind for one in seen})
    for concern in _concerns(one.pairs for one in seen):
        tables = {kind: paired((one.pairs for one in seen if one.kind == kind), concern) for kind in kinds}
        tables = {kind: table for kind, table in tables.items() if len(table) >= _FEWEST}
        if not tables:
            continue
        scatter = {kind: within_sd(table) for kind, table in tables.items()}
        worst = max(scatter, key=lambda kind: scatter[kind])
        rows.append(row("reshot_sd worst kind", concern, scatter[worst], len(tables[worst]), SD_POINTS, AT_MOST))
        agreed = {kind: icc_2_1(table) for kind, table in tables.items() if _differ(table)}
        if agreed:
            least = min(agreed, key=lambda kind: agreed[kind])
            rows.append(row("reshot_icc worst kind", concern, agreed[least], len(tables[least]), ICC))
        rows += [row(f"reshot_sd {kind}", concern, value, len(tables[kind])) for kind, value in scatter.items()]
        rows += [row(f"reshot_icc {kind}", concern, value, len(tables[kind])) for kind, value in agreed.items()]
    return rows


def recapture(pairs: Sequence[Pair]) -> list[Row]:
    """Neutral against smiling: all, and within each third of tone. Zones' own means are taken out first.

    What zones have in common over all faces (noses are redder than cheeks) would count as agreement otherwise.
    """
    rows = []
    for concern in _concerns(_twice(pair) for pair in pairs):
        asked = concern in RECAPTURED
        rows += _recaptured("pooled", concern, pairs, _POOLED if asked else None)
        for tone in TONES if asked else ():
            rows += _recaptured(tone, concern, [p for p in pairs if p.subject.tone == tone], _WITHIN_TONE)[:1]
    return rows


def tone_pairs(pairs: Sequence[Pair]) -> list[Row]:
    """How far the skin's own tone moves between two photos of a person, degrees of ITA."""
    moved = [abs(p.neutral.ita_deg - p.smiling.ita_deg) for p in pairs if p.neutral.ita_deg and p.smiling.ita_deg]
    if not moved:
        return []
    return [
        row("tone_pairs ITA median", "all", float(np.median(moved)), len(moved), _ITA_DEG, AT_MOST),
        row("tone_pairs ITA p90", "all", float(np.percentile(moved, 90)), len(moved)),
    ]


def paired(observed: Iterable[Twice], concern: str) -> NDArray[np.float64]:
    """(N, 2) severities of one concern, before and after, over faces and zones."""
    return np.array([two for one in observed for (_, name), two in one.items() if name == concern]).reshape(-1, 2)


def centered(observed: Sequence[Twice], concern: str) -> NDArray[np.float64]:
    """The same with each zone's mean over faces taken out."""
    by_zone: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in observed:
        for (zone, name), two in one.items():
            if name == concern:
                by_zone[zone].append(two)
    return np.concatenate([np.array(v) - np.mean(v) for v in by_zone.values()]) if by_zone else np.zeros((0, 2))


def _differ(table: NDArray[np.float64]) -> bool:
    return float(np.std(table.mean(1))) >= HALF_A_GRADE


def _recaptured(which: str, concern: str, pairs: Sequence[Pair], target: float | None) -> list[Row]:
    twice = [_twice(pair) for pair in pairs]
    table = centered(twice, concern)
    if len(table) < _FEWEST:
        return []
    low, _ = bootstrap(icc_2_1, table)
    return [
        row(f"recapture_icc {which}", concern, icc_2_1(table), len(table), target),
        row(f"recapture_icc {which}, 90 % interval from", concern, low, len(table)),
        row(f"recapture_icc {which}, zones' means left in", concern, icc_2_1(paired(twice, concern)), len(table)),
        row(f"recapture_sd {which}", concern, within_sd(table), len(table)),
    ]


def _twice(pair: Pair) -> Twice:
    found = {}
    for key, score in pair.neutral.scores.items():
        after = pair.smiling.severity(*key)
        if score.severity is not None and after is not None:
            found[key] = (score.severity, after)
    return found


def _concerns(observed: Iterable[Twice]) -> list[str]:
    return sorted({name for one in observed for _, name in one})
