"""Where a severity stands among people who were really measured: their number is told, and without them nothing is.

Percentile: the share of their severities below this one, ties counting half (Hazen's mid-rank), in whole percent. The
people were photographed from the front, at rest, in even light. So a finding has one only where its photo was declared
and found the same, its concern is the version that they were measured with, and they are enough.
`tests/evaluation/reference.py` makes the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from vision.capture import CaptureReport, Declaration
from vision.concerns import Concern
from vision.findings.finding import Finding, Percentile
from vision.zones import load_zones

FEWEST_PEOPLE = 20
_ALIKE = Declaration(view="front", expression="rest")


@dataclass(frozen=True, slots=True)
class Entry:
    """One concern in one kind of zone.

    Attributes:
        version: of the concern as it was measured.
        people: how many were assessable there.
        severities: theirs, rising; two of a person where there are two zones of the kind.
    """

    version: str
    people: int
    severities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """The people, in words, and their severities by concern and kind of zone."""

    population: str
    entries: Mapping[tuple[str, str], Entry]

    def percentile(self, concern: Concern, kind: str, severity: float) -> Percentile | None:
        """None where too few people stand behind it, or they were measured in another way."""
        entry = self.entries.get((concern.name, kind))
        if entry is None or entry.version != concern.version or entry.people < FEWEST_PEOPLE:
            return None
        theirs = np.array(entry.severities)
        share = np.mean(theirs < severity) + np.mean(theirs == severity) / 2
        return Percentile(round(float(share) * 100), self.population, entry.people)


def parse_reference(content: Mapping[str, Any]) -> Reference:
    entries = {
        (row["concern"], row["zone_kind"]): Entry(row["version"], row["n"], tuple(row["severities"]))
        for row in content["entries"]
    }
    return Reference(content["population"], entries)


@cache
def load_reference() -> Reference:
    """The people who were measured."""
    return parse_reference(json.loads((files("vision.findings") / "data" / "reference.json").read_text()))


def among_people(
    findings: Iterable[Finding], concerns: Sequence[Concern], capture: CaptureReport, reference: Reference | None = None
) -> list[Finding]:
    """The findings, each with its percentile where there is one.

    Args:
        findings: of one photo.
        concerns: that were looked for.
        capture: of the photo; what unsettles a concern makes it incomparable.
        reference: the one that was measured when not said.
    """
    people = reference or load_reference()
    issues = {issue.code for issue in capture.issues}
    settled = {c.name: c for c in concerns if capture.declaration == _ALIKE and not issues & set(c.unsettled_by)}
    kinds = {zone.name: zone.kind for zone in load_zones()}
    return [
        finding
        if finding.severity is None or finding.concern not in settled
        else replace(
            finding,
            percentile=people.percentile(settled[finding.concern], kinds[finding.zone], finding.severity),
        )
        for finding in findings
    ]
