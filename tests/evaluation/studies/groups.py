"""Age, skin tone, sex: whom a score serves less well, and whether it knows when to say nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tests.evaluation.looks import Look
from tests.evaluation.rows import AT_MOST, Row, row
from tests.evaluation.statistics import Array, bootstrap, partial_spearman, spearman
from tests.evaluation.subjects import TONES, Subject
from vision.concerns import CONCERNS

Seen = Sequence[tuple[Subject, Look]]
ABSTENTION, WITH_TONE, ALIKE = 0.10, 0.30, 1.5
YOUNG_YEARS = 30
MILD = 20.0
_RULERS_AGREE = 1.15  # the iris and the pupils' distance as rulers, between people
_PUPILS_MM = 63.0


def abstention(seen: Seen) -> list[Row]:
    """Share of supported findings without an answer. n counts findings that the photo is fine enough for."""
    rows = []
    for concern in CONCERNS:
        rows.append(_abstained("abstention", concern.name, seen, ABSTENTION))
        for kind in concern.zone_kinds:
            rows.append(_abstained(f"abstention {kind}", concern.name, seen, None, kind))
    for name, group in (("tone", _tone), ("age", lambda s: s.age_band), ("sex", lambda s: s.sex)):
        for value in sorted({group(s) for s, _ in seen}):
            rows.append(
                _abstained(f"abstention {name} {value}", "all", [p for p in seen if group(p[0]) == value], None)
            )
    return rows


def with_tone(seen: Seen) -> list[Row]:
    """Correlation of severity with ITA at equal age, London: n counts people whose age is known."""
    rows = []
    for concern in CONCERNS:
        table = np.array(
            [(s.ita_deg, v, s.age) for s, v in _scored(seen, concern.name) if s.age is not None and s.tone]
        )
        if len(table) < 5:
            continue
        value = _at_equal_age(table)
        low, high = bootstrap(_at_equal_age, table)
        rows.append(row("fairness |tone correlation|", concern.name, abs(value), len(table), WITH_TONE, AT_MOST))
        rows.append(row("fairness tone correlation", concern.name, value, len(table)))
        rows.append(row("fairness tone correlation, 90 % from", concern.name, low, len(table)))
        rows.append(row("fairness tone correlation, 90 % to", concern.name, high, len(table)))
    return rows


def false_positives(seen: Seen) -> list[Row]:
    """People under 30: share of findings that are mild or worse, by tone; and how far the thirds lie apart.

    The portraits are unmarked as a set, not one by one: some young people have freckles, and those count here too.
    """
    rows = []
    young = [(s, one) for s, one in seen if s.age is not None and s.age < YOUNG_YEARS and s.tone]
    for concern in CONCERNS:
        rates, means, count = [], [], 0
        for tone in TONES:
            severities = [v for s, one in young if s.tone == tone for v in _all(one, concern.name)]
            if not severities:
                continue
            count += len(severities)
            found = sum(v >= MILD for v in severities)
            rates.append((found + 0.5) / (len(severities) + 1))  # half an observation keeps 0 of n comparable
            rows.append(row(f"false_positives {tone}", concern.name, found / len(severities), len(severities)))
            means.append(float(np.mean(severities)))
            rows.append(row(f"false_positives {tone}, mean severity", concern.name, means[-1], len(severities)))
        if len(rates) == len(TONES):
            apart = max(rates) / min(rates)
            rows.append(row("false_positives largest third/smallest", concern.name, apart, count, ALIKE, AT_MOST))
            apart = max(means) / min(means) if min(means) > 0 else None
            rows.append(row("false_positives mean severity, largest/smallest", concern.name, apart, count))
    return rows


def honesty(thumbnails: Sequence[Look]) -> list[Row]:
    """Findings that need more resolution than a thumbnail has must say so.

    The ruler is the pupils' distance, not the iris that the product goes by; nearer than both agree is left out.
    """
    said: list[bool] = []
    for one in thumbnails:
        mm_per_px = _PUPILS_MM / one.pupils_px
        for concern in CONCERNS:
            needs = max(concern.zones.values())
            if mm_per_px > needs * _RULERS_AGREE:
                said += [s.severity is None for (_, name), s in one.scores.items() if name == concern.name]
    return [row("honesty not assessable", "all", float(np.mean(said)) if said else None, len(said), 1.0)]


def age(seen: Seen) -> list[Row]:
    """Spearman with age of the mean of all line scores, London. A naive baseline has 0.38, and 0.59 on lighter skin."""
    lines = [concern.name for concern in CONCERNS if concern.group == "lines"]
    aged = []
    for subject, one in seen:
        values = [v for name in lines if (v := one.mean_severity(name)) is not None]
        if subject.age is not None and subject.tone and values:
            aged.append((subject, float(np.mean(values))))
    rows = []
    for name, chosen in (("", aged), (", lighter two thirds", [p for p in aged if p[0].tone != TONES[0]])):
        if len(chosen) > 2:
            ages, composites = zip(*[(s.age, v) for s, v in chosen], strict=True)
            rows.append(
                row(f"age Spearman of the line composite{name}", "lines", spearman(ages, composites), len(chosen))
            )
    return rows


def _tone(subject: Subject) -> str:
    return subject.tone or "other set"


def _abstained(name: str, concern: str, seen: Seen, target: float | None, kind: str | None = None) -> Row:
    """Findings whose only trouble is the photo's resolution are not supported, and do not count."""
    answers = [
        score.severity is None
        for _, one in seen
        for (zone, of), score in one.scores.items()
        if concern in ("all", of) and score.reason != "resolution" and (kind is None or _is(zone, kind))
    ]
    return row(name, concern, float(np.mean(answers)) if answers else None, len(answers), target, AT_MOST)


def _is(zone: str, kind: str) -> bool:
    return zone in (kind, f"{kind}_left", f"{kind}_right")


def _scored(seen: Seen, concern: str) -> list[tuple[Subject, float]]:
    return [(s, value) for s, one in seen if (value := one.mean_severity(concern)) is not None]


def _all(one: Look, concern: str) -> list[float]:
    return [s.severity for (_, name), s in one.scores.items() if name == concern and s.severity is not None]


def _at_equal_age(table: Array) -> float:
    return partial_spearman(table[:, 0], table[:, 1], table[:, 2])
