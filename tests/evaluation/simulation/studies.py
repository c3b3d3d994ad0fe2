"""Cases turned into rows: what issue and clients ask of a projection, figure by figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import get_args

import numpy as np

from simulation.effects import LEVELS
from simulation.safeguards import Subtlety
from tests.evaluation.rows import AT_MOST, Row, row
from tests.evaluation.simulation.cases import Case, Drift, Fall, Output

ALWAYS = 1.0
EVERYBODY = 33
MILD = 20.0  # points, one grade; what is milder need not fall
DRIFT_MEDIAN, DRIFT_WORST = 2.0, 5.0
LEAST_GRAIN, MOST_GRAIN = 0.90, 1.10
SEAM = 1.05
LEAST_TONE, MOST_TONE = 0.75, 1.33
# What a finding is written in (vision.findings); code values are whole, so that it cannot be reached more exactly.
TOLERANCE_POINTS = 0.1
_TOLERANCE_TAKEN = 0.001  # 1/100 absorbance
_ROUNDING = 1e-6
_WORST = 10
_FEWEST = 5  # findings in a third for its tone to be compared
Cases = Sequence[Case]


def people(cases: Cases) -> list[Row]:
    """Whom figures are of; n counts pictures."""
    return [row("people", "all", len({case.person for case in cases}), len(cases), EVERYBODY)] if cases else []


def outside(cases: Cases) -> list[Row]:
    """Code values where nothing is treated; n counts pictures."""
    if not cases:
        return []
    largest = max(case.look.outside for case in cases)
    return [row("outside, largest difference", "all", largest, len(cases), 0.0, AT_MOST)]


def falls(cases: Cases) -> list[Row]:
    """Findings of one grade and more that were meant to fall, at all levels; n counts them.

    `told` leaves out those of which the projection says itself that the photo does not carry them. `fresh` is read at
    the expected level with nothing kept of the photo's analysis: its skin mask moves with what is retouched.
    """
    meant = list(_meant(cases))
    if not meant:
        return []
    rows = [
        row("falls", "all", _share(meant, _fell), len(meant), ALWAYS),
        row("falls, told", "all", *_of([f for f in meant if not f.declined], _fell), ALWAYS),
        row("within the cap", "all", _share(meant, _capped), len(meant), ALWAYS),
    ]
    fresh = [fall for case in cases if case.level == "expected" for fall in case.falls if _is_mild(fall)]
    rows += _fresh([fall for fall in fresh if fall.fresh is not None and fall.fall is not None])
    rows += _by("falls", meant, _fell) + _by("within the cap", meant, _capped)
    return rows + _failing(cases) + _reached(cases)


def drifts(cases: Cases) -> list[Row]:
    """Findings that were not meant to move and share no declared cause with one that was; n counts them.

    Medians are over zones that were treated: all others stay where they are, and would hide them.
    """
    seen = [(case, drift) for case in cases for drift in case.drifts]
    judged = [(case, drift) for case, drift in seen if not drift.kept]
    if not judged:
        return []
    rows = _drift_rows("drift", judged, targets=True)
    rows += _drift_rows("drift, light", [each for each in judged if "shape" not in each[0].layers])
    rows += _drift_rows("drift, shape", [each for each in judged if "shape" in each[0].layers])
    rows += _drift_rows("drift, shape, landmarks kept", [each for each in seen if each[1].kept])
    for treatment, members in _grouped(judged, lambda each: each[0].treatment):
        rows.append(row(f"drift, {treatment}, worst", "all", *_largest([abs(drift.change) for _, drift in members])))
    worst = sorted(judged, key=lambda each: -abs(each[1].change))[:_WORST]
    return rows + [
        row(f"drift worst {place}: {case.treatment}, {case.person}, {drift.zone}", drift.concern, drift.change, 1)
        for place, (case, drift) in enumerate(worst, 1)
    ]


def levels(cases: Cases) -> list[Row]:
    """Low, expected and high in this order, a tenth of a point aside; n counts findings of one grade and more."""
    triples = [t for three in _by_level(cases) for t in zip(*(case.falls for case in three), strict=True)]
    graded = [triple for triple in triples if _is_mild(triple[0])]
    pictures = [[case.look.taken for case in three] for three in _by_level(cases)]
    if not graded:
        return []
    rising = [_rises([f.fall for f in t], TOLERANCE_POINTS) for t in graded]
    every = [_rises([f.fall for f in t], TOLERANCE_POINTS) for t in triples]
    rows = [
        row("levels rise", "all", float(np.mean(rising)), len(rising), ALWAYS),
        row("levels rise, milder findings too", "all", float(np.mean(every)), len(every)),
        row(
            "levels rise, in what is taken", "all", _mean(_rises(p, _TOLERANCE_TAKEN) for p in pictures), len(pictures)
        ),
    ]
    for concern in sorted({t[0].concern for t in graded}):
        own = [rises for rises, t in zip(rising, graded, strict=True) if t[0].concern == concern]
        rows.append(row("levels rise", concern, float(np.mean(own)), len(own)))
    return rows


def grain(cases: Cases) -> list[Row]:
    """Power of luma between σ 0.6 and 1.2 px in treated pixels, over the photo's, up to expected; n counts pictures."""
    known = [case for case in cases if case.look.fine_power is not None and case.level != "high"]
    fine = [case.look.fine_power or 0.0 for case in known if case.fine]
    if not fine:
        return []
    inside = float(np.mean([LEAST_GRAIN <= power <= MOST_GRAIN for power in fine]))
    rows = [
        row("grain, lines and pigments, least", "all", min(fine), len(fine), LEAST_GRAIN),
        row("grain, lines and pigments, most", "all", max(fine), len(fine), MOST_GRAIN, AT_MOST),
        row("grain, lines and pigments, within", "all", inside, len(fine)),
    ]
    for treatment, members in _grouped(known, attrgetter("treatment")):
        powers = [case.look.fine_power or 0.0 for case in members]
        rows.append(row(f"grain, {treatment}, least", "all", min(powers), len(powers)))
        rows.append(row(f"grain, {treatment}, most", "all", max(powers), len(powers)))
    return rows


def seams(cases: Cases) -> list[Row]:
    """How much steeper the treated border became, over the gradient inside (see `pixels`); n counts pictures."""
    known = [case for case in cases if case.look.seam is not None]
    if not known:
        return []
    rows = [row("seam, largest", "all", *_largest([case.look.seam for case in known]), SEAM, AT_MOST)]
    inside = _mean((case.look.seam or 0.0) <= SEAM for case in known)
    rows.append(row("seam, within", "all", inside, len(known)))
    light, shape = ([c for c in known if ("shape" in c.layers) == moved] for moved in (False, True))
    for name, members in (("light", light), ("shape", shape)):
        rows.append(row(f"seam, {name}, largest", "all", *_largest([case.look.seam for case in members])))
        steps = [case.look.border_step for case in members]
        rows.append(row(f"seam, {name}, step of code values, largest", "all", *_largest(steps)))
    return rows + [
        row(f"seam, {treatment}, largest", "all", *_largest([case.look.seam for case in members]))
        for treatment, members in _grouped(known, attrgetter("treatment"))
    ]


def tones(cases: Cases) -> list[Row]:
    """Points fallen, and light taken, for each point asked, on the darkest third of people over the lightest.

    At the expected level; n counts findings of one grade and more, or pictures, in both thirds.
    """
    rows: list[Row] = []
    expected = [case for case in cases if case.level == "expected"]
    for treatment, members in _grouped(expected, attrgetter("treatment")):
        dark, light = ([case for case in members if case.tone == tone] for tone in ("dark", "light"))
        fallen = [
            [f for case in third for f in case.falls if _is_mild(f) and f.fall is not None] for third in (dark, light)
        ]
        rows += _compared(f"tone, fall, {treatment}", *(_per_point(third) for third in fallen))
        rows += _compared(f"tone, light taken, {treatment}", *(_taken_per_point(third) for third in (dark, light)))
    return [*_extremes("tone, fall", rows), *_extremes("tone, light taken", rows), *rows]


def subtlety(cases: Cases) -> list[Row]:
    """How much a person would see, by level: the share of pictures of each reading; n counts pictures."""
    rows = []
    for level in LEVELS:
        readings = [case.look.reading for case in cases if case.level == level]
        for reading in get_args(Subtlety):
            share = _mean(each == reading for each in readings) if readings else None
            rows.append(row(f"subtlety, {level}, {reading}", "all", share, len(readings)))
    unseen = [case for case in cases if case.level == "expected" and case.look.reading == "imperceptible"]
    everybody = [case for case in cases if case.level == "expected"]
    by_treatment = dict(_grouped(unseen, attrgetter("treatment")))
    return rows + [
        row(f"subtlety, {treatment}, imperceptible", "all", len(by_treatment.get(treatment, ())) / len(of), len(of))
        for treatment, of in _grouped(everybody, attrgetter("treatment"))
    ]


def files(outputs: Sequence[Output]) -> list[Row]:
    """What is handed out, three treatments together; n counts files."""
    made = [each for each in outputs if not each.refused]
    if not outputs:
        return []
    refused = [each for each in outputs if each.refused]
    rows = [row("outputs refused", "all", len(refused) / len(outputs), len(outputs))]
    rows += [
        row(f"outputs refused, {each.refused}: {', '.join(each.treatments)}, {each.person}", "all", 1, 1)
        for each in refused
    ]
    if not made:
        return rows
    letters = [each.read for each in made if each.read is not None]
    read = _mean(letters) if letters else None
    return [
        row(
            "outside with label, largest difference", "all", max(each.outside for each in made), len(made), 0.0, AT_MOST
        ),
        row("manifest valid", "all", _mean(each.state in ("Valid", "Trusted") for each in made), len(made), ALWAYS),
        row("label read at 480 px", "all", read, len(letters), ALWAYS),
        row("treated pixels under the label, most", "all", max(each.covered_px for each in made), len(made)),
        *rows,
    ]


def _meant(cases: Cases) -> Iterator[Fall]:
    return (fall for case in cases for fall in case.falls if _is_mild(fall))


def _is_mild(fall: Fall) -> bool:
    return fall.before >= MILD


def _fell(fall: Fall) -> bool:
    return fall.fall is not None and fall.fall > 0


def _capped(fall: Fall) -> bool:
    return fall.fall is None or fall.fall <= fall.cap + _ROUNDING


def _fresh(found: Sequence[Fall]) -> list[Row]:
    apart = [abs((f.fresh or 0.0) - (f.fall or 0.0)) for f in found]
    return [
        row("falls, fresh", "all", *_of(found, lambda f: (f.fresh or 0.0) > 0)),
        row("within the cap, fresh", "all", *_of(found, lambda f: (f.fresh or 0.0) <= f.cap + _ROUNDING)),
        row("fresh against kept, median points", "all", float(np.median(apart)) if apart else None, len(apart)),
        row("fresh against kept, largest points", "all", *_largest(apart)),
    ]


def _by(name: str, found: Sequence[Fall], holds: Callable[[Fall], bool]) -> list[Row]:
    return [row(name, concern, *_of(members, holds)) for concern, members in _grouped(found, attrgetter("concern"))]


def _failing(cases: Cases) -> list[Row]:
    """Treatments of which some finding rose, or fell by too much."""
    rows = []
    for treatment, members in _grouped(cases, attrgetter("treatment")):
        meant = list(_meant(members))
        for name, holds in (("falls", _fell), ("within the cap", _capped)):
            if not all(map(holds, meant)):
                rows.append(row(f"{name}, {treatment}", "all", _share(meant, holds), len(meant)))
    return rows


def _reached(cases: Cases) -> list[Row]:
    """How much of what was asked for is seen, by level and then by treatment as expected."""
    rows = [
        row(f"reached of what was asked, {level}", "all", *_reach(_meant([c for c in cases if c.level == level])))
        for level in LEVELS
    ]
    expected = [case for case in cases if case.level == "expected"]
    by_treatment = _grouped(expected, attrgetter("treatment"))
    named = [(name, found) for name, members in by_treatment if (found := list(_meant(members)))]
    return rows + [row(f"reached of what was asked, {name}", "all", *_reach(found)) for name, found in named]


def _reach(found: Iterable[Fall]) -> tuple[float | None, int]:
    shares = [(fall.fall or 0.0) / fall.asked for fall in found if fall.asked > 0]
    return (float(np.median(shares)) if shares else None), len(shares)


def _drift_rows(name: str, seen: Sequence[tuple[Case, Drift]], targets: bool = False) -> list[Row]:
    every = np.array([abs(drift.change) for _, drift in seen])
    treated = np.array([abs(drift.change) for _, drift in seen if drift.treated])
    if not len(every) or not len(treated):
        return []
    limits = (DRIFT_MEDIAN, DRIFT_WORST) if targets else (None, None)
    return [
        row(f"{name}, median", "all", float(np.median(treated)), len(treated), limits[0], AT_MOST),
        row(f"{name}, worst", "all", float(every.max()), len(every), limits[1], AT_MOST),
        row(f"{name}, 99th percentile", "all", float(np.percentile(treated, 99)), len(treated)),
        row(f"{name}, share within {DRIFT_WORST:g} points", "all", float(np.mean(every <= DRIFT_WORST)), len(every)),
    ]


def _by_level(cases: Cases) -> list[list[Case]]:
    """A treatment on a person at all three levels, in their order."""
    found = [{case.level: case for case in three} for _, three in _grouped(cases, attrgetter("person", "treatment"))]
    return [[three[level] for level in LEVELS] for three in found if len(three) == len(LEVELS)]


def _rises(values: Sequence[float | None], tolerance: float) -> bool:
    known = [value for value in values if value is not None]
    return len(known) == len(values) and all(a <= b + tolerance for a, b in pairwise(known))


def _per_point(found: Sequence[Fall]) -> tuple[float | None, int]:
    asked = sum(fall.asked for fall in found)
    return (sum(fall.fall or 0.0 for fall in found) / asked if asked > 0 else None), len(found)


def _taken_per_point(cases: Cases) -> tuple[float | None, int]:
    """Where nothing is measured the same share is asked of everybody, and counts as one."""
    known = [case for case in cases if case.look.taken > 0]
    asked = [float(np.mean([fall.asked for fall in case.falls])) if case.falls else 1.0 for case in known]
    total = sum(asked)
    return (sum(case.look.taken for case in known) / total if total > 0 else None), len(known)


def _compared(name: str, dark: tuple[float | None, int], light: tuple[float | None, int]) -> list[Row]:
    (less, few), (more, many) = dark, light
    if less is None or not more or min(few, many) < _FEWEST:
        return []
    return [row(f"{name}, dark/light", "all", less / more, few + many)]


def _extremes(name: str, rows: Sequence[Row]) -> list[Row]:
    ratios = [one.value for one in rows if one.name.startswith(f"{name}, ") and one.value is not None]
    if not ratios:
        return []
    return [
        row(f"{name}, dark/light, least of the treatments", "all", min(ratios), len(ratios), LEAST_TONE),
        row(f"{name}, dark/light, most of the treatments", "all", max(ratios), len(ratios), MOST_TONE, AT_MOST),
        row(f"{name}, dark/light, median of the treatments", "all", float(np.median(ratios)), len(ratios)),
    ]


def _grouped(items: Iterable, key: Callable) -> list[tuple]:  # type: ignore[type-arg]
    groups = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return sorted(groups.items())


def _share(found: Sequence[Fall], holds: Callable[[Fall], bool]) -> float:
    return float(np.mean([holds(fall) for fall in found]))


def _of(found: Sequence[Fall], holds: Callable[[Fall], bool]) -> tuple[float | None, int]:
    return (_share(found, holds) if found else None), len(found)


def _mean(values: Iterable[bool]) -> float:
    return float(np.mean(list(values)))


def _largest(values: Iterable[float | None]) -> tuple[float | None, int]:
    known = [value for value in values if value is not None]
    return (max(known) if known else None), len(known)
