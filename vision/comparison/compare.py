"""Two photos of one client, measured alike, and what may be said of each finding's change.

The earlier photo is the standard. The later one is relit to it, the finer one shrunk to the coarser one's pixels, the
later face measured by the earlier one's iris and its mesh laid where the skin itself agrees; then both are measured.
Measures of the skin profit from that mesh; measures of the face's shape read its own landmarks.

**What is not checked:** that both photos show the same person. Nothing here identifies anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vision.analysis import Analysis, Analyzer
from vision.capture import CaptureIssue
from vision.comparison.change import Caveat, Change, Label, Outcome, least_of
from vision.comparison.conditions import Conditions, judge_conditions
from vision.comparison.grain import grain, grained
from vision.comparison.matching import LightMatch, match_light, relit, shrunk, size_ratio, with_ruler_of
from vision.comparison.registration import Registration, register, registered
from vision.comparison.scatter import Scatter, least_retaken, load_scatter
from vision.concerns import Concern
from vision.face import Face
from vision.findings import SEVERITY_DIGITS, Finding
from vision.skin import read_skin

_TAKES_NOISE_FOR_RELIEF = frozenset({"surface"})  # groups
_SAME_GRAIN = 1.03
_ALIKE = 0.25  # of an issue's limit: two photos that differ by less share the fault


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two photos of one client.

    Attributes:
        before, after: the photos as they were analyzed.
        matched_before, matched_after: the same, measured alike.
        light: by which the later photo was relit.
        registration: of the later chart to the earlier.
        conditions: what differs between the photos.
        changes: every finding, in the order of the findings.
    """

    before: Analysis
    after: Analysis
    matched_before: Analysis
    matched_after: Analysis
    light: LightMatch
    registration: Registration
    conditions: Conditions
    changes: tuple[Change, ...]

    @property
    def size_ratio(self) -> float:
        """How many times larger the face is in the later photo's pixels."""
        return size_ratio(self.before.face, self.after.face)


class Comparer:
    """Compares photos that one analyzer measured. Immutable and thread-safe.

    Args:
        analyzer: that measures the matched photos.
        scatter: by concern, what two photos differ by without any change; ours, unless other is handed in.
    """

    def __init__(self, analyzer: Analyzer, scatter: Mapping[str, Scatter] | None = None) -> None:
        self._analyzer = analyzer
        self._scatter = load_scatter() if scatter is None else scatter

    def compare(self, before: Analysis, after: Analysis) -> Comparison:
        """The changes from the earlier photo to the later one."""
        atlas = self._analyzer.atlas
        skins = [read_skin(analysis.chart, atlas).mask for analysis in (before, after)]
        light = match_light(before.chart, after.chart, skins[0], skins[1])
        earlier, later, registration = self._matched(before, after, light, skins[0] & skins[1])
        conditions = judge_conditions(before, after, light, registration, atlas)
        changes = self._changes(before, after, earlier, later, conditions)
        return Comparison(before, after, earlier, later, light, registration, conditions, changes)

    def _matched(
        self, before: Analysis, after: Analysis, light: LightMatch, skin: NDArray[np.bool_]
    ) -> tuple[Analysis, Analysis, Registration]:
        larger = size_ratio(before.face, after.face)
        photo, face = shrunk(before.photo, before.face, 1 / max(1 / larger, 1.0))
        declared = before.capture.declaration
        earlier = before if photo is before.photo else self._analyzer.measure(photo, face, declared)
        ruled = with_ruler_of(before.face, after.face)
        photo, face = shrunk(relit(after.photo, light.gains), ruled, 1 / max(larger, 1.0))
        registration = register(before.chart, after.chart, skin)
        mesh = registered(face, after.chart, registration, self._analyzer.geometry)
        later = self._analyzer.measure(photo, face, after.capture.declaration, mesh=mesh)
        first, second = (grain(analysis.photo, analysis) for analysis in (earlier, later))
        return self._grained(earlier, first, second), self._grained(later, second, first, mesh), registration

    def _grained(self, analysis: Analysis, own: float, wanted: float, mesh: Face | None = None) -> Analysis:
        """The analysis with what takes noise for relief measured on as noisy a photo as the other one."""
        rough = [concern for concern in analysis.concerns if concern.group in _TAKES_NOISE_FOR_RELIEF]
        if not rough or wanted <= own * _SAME_GRAIN:
            return analysis
        photo, declared = grained(analysis.photo, own, wanted), analysis.capture.declaration
        again = self._analyzer.narrowed(rough).measure(photo, analysis.face, declared, mesh=mesh)
        found = _by_key(again)
        findings = tuple(found.get((finding.zone, finding.concern), finding) for finding in analysis.findings)
        return replace(analysis, findings=findings, evidence=analysis.evidence | again.evidence)

    def _changes(
        self, before: Analysis, after: Analysis, earlier: Analysis, later: Analysis, conditions: Conditions
    ) -> tuple[Change, ...]:
        concerns = {concern.name: concern for concern in earlier.concerns}
        second, *alone = (_by_key(analysis) for analysis in (later, before, after))
        versions = _versions_differ(before.versions, after.versions, self._analyzer.versions, concerns)
        changes = []
        for first in earlier.findings:
            concern = concerns[first.concern]
            key = first.zone, first.concern
            caveats = [
                *_missing(first, alone[0][key], "earlier"),
                *_missing(second[key], alone[1][key], "later"),
                *versions.get(concern.name, ()),
                *conditions.holding_for(concern),
                *_unsettled(concern, before, after),
            ]
            changes.append(self._change(first, second[key], caveats))
        return tuple(changes)

    def _change(self, first: Finding, second: Finding, caveats: Sequence[Caveat]) -> Change:
        """One finding of the matched photos."""
        scatter = self._scatter.get(first.concern)
        if scatter is None:
            caveats = (*caveats, _UNKNOWN)
        label = least_of([caveat.label for caveat in caveats])
        told = Change(first.zone, first.concern, label, tuple(caveats), first.severity, second.severity)
        if first.severity is None or second.severity is None or label == Label.NOT_COMPARABLE:
            return told
        change = round(second.severity - first.severity, SEVERITY_DIGITS)
        if label == Label.DIRECTIONAL or scatter is None:
            least = least_retaken(first.concern)
            return replace(
                told, outcome=_outcome(change, least, "undecided"), least=least, basis="re-taken" if least else None
            )
        return replace(
            told,
            outcome=_outcome(change, scatter.least, "no_measurable_change"),
            change=change,
            interval=(max(change - scatter.reach, -100.0), min(change + scatter.reach, 100.0)),
            least=scatter.least,
            basis="re-shot",
        )


_UNKNOWN = Caveat(
    "repeatability_unknown",
    "How far this differs between two photos without a change was not measured.",
    Label.DIRECTIONAL,
)


def _outcome(change: float, least: float | None, otherwise: Outcome) -> Outcome:
    if least is None or abs(change) <= least:
        return otherwise
    return "rose" if change > 0 else "fell"


def _by_key(analysis: Analysis) -> dict[tuple[str, str], Finding]:
    return {(finding.zone, finding.concern): finding for finding in analysis.findings}


def _missing(matched: Finding, alone: Finding, when: str) -> list[Caveat]:
    """Why a matched photo does not carry a finding; whether it was the matching that took it, is said."""
    if matched.reason is None:
        return []
    where = f"In the {when} photo" if alone.reason is not None else f"In the {when} photo, brought to the other's size"
    return [Caveat(matched.reason.value, f"{where}: {matched.reason_message}", Label.NOT_COMPARABLE)]


def _unsettled(concern: Concern, before: Analysis, after: Analysis) -> list[Caveat]:
    """Faults of either photo that no repeatability covers; what both have alike does not tell them apart."""
    return [
        Caveat(issue.code, f"The {when} photo: {issue.message}", Label.DIRECTIONAL, issue.value, issue.limit)
        for when, one, other in (("earlier", before, after), ("later", after, before))
        for issue in one.capture.issues
        if issue.code in concern.unsettled_by and not any(_alike(issue, each) for each in other.capture.issues)
    ]


def _alike(issue: CaptureIssue, other: CaptureIssue) -> bool:
    return issue.code == other.code and abs(issue.value - other.value) <= _ALIKE * abs(issue.limit)


def _versions_differ(
    before: Mapping[str, str], after: Mapping[str, str], used: Iterable[str], concerns: Mapping[str, Concern]
) -> dict[str, list[Caveat]]:
    """By concern: what was measured by other networks, charts or measures, of those that are used, does not compare."""
    differing = {name for name in used if before.get(name) != after.get(name)}
    common, other = differing - concerns.keys(), differing & concerns.keys()
    said = "The two photos were measured by different versions of the software."
    caveat = Caveat("versions_differ", said, Label.NOT_COMPARABLE)
    return {name: [caveat] for name in concerns if common or name in other}
