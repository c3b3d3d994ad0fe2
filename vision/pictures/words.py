"""What the pictures say. Left and right are the client's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version

from vision.analysis import SCHEMA, Analysis, DynamicFinding
from vision.capture import Declaration
from vision.comparison import SCHEMA as COMPARISON_SCHEMA
from vision.comparison import Change
from vision.concerns import CONCERNS
from vision.concerns.groups import group_words
from vision.findings import GRADE_NAMES, Composite, Drivers, Finding, Summary
from vision.marks import Shape
from vision.zones import Zone, load_zones

COMPARISON_USE = "Comparison, not a diagnosis."
INTENDED_USE = "Decision support for a licensed provider. Not a diagnosis."
VERDICTS = {
    "accept": ("Good", "The photo can be measured."),
    "warn": ("Usable", "Measured, with limits:"),
    "reject": ("Take again", "The photo cannot be measured:"),
}
_EXPRESSIONS = {"rest": "at rest", "smile": "smiling", "frown": "frowning", "brows_up": "with raised brows"}
EVIDENCE: dict[Shape, str] = {
    "line": "Every line that was found, within the outlined zones.",
    "spot": "Every spot that was found, within the outlined zones.",
    "area": "Where the photo shows it, within the outlined zones.",
}
NO_EVIDENCE: dict[Shape, str] = {
    "line": "No line was found within the outlined zones.",
    "spot": "No spot was found within the outlined zones.",
}
SIGNAL: dict[Shape, str] = {"line": "Lines found", "spot": "Spots found", "area": "Signal"}
_MOST_RANKED = 3  # more do not fit in a line
_CONCERN_TITLES = {concern.name: concern.title for concern in CONCERNS}


@cache
def software_line() -> str:
    """Which program and which contract the picture belongs to."""
    return f"Countenance {version('countenance')} · {SCHEMA}"


@cache
def comparison_line() -> str:
    """The same for pictures of a comparison."""
    return f"Countenance {version('countenance')} · {COMPARISON_SCHEMA}"


def taken_words(declaration: Declaration) -> str:
    """What the photo was declared to show, since lines of a smile are not lines at rest: "front, smiling"."""
    return f"{declaration.view.replace('_', ' ')}, {_EXPRESSIONS[declaration.expression]}"


def concern_title(concern: str) -> str:
    """`brown_spots` as people read it: "Brown spots"; made from the name for concerns from elsewhere."""
    return _CONCERN_TITLES.get(concern) or concern.replace("_", " ").capitalize()


def finding_title(finding: Finding) -> str:
    """Concern and zone, the zone only where the concern does not name it already: "Crow's feet, left"."""
    zone = _zone(finding.zone)
    title = concern_title(finding.concern)
    if zone is None:
        return title
    if finding.concern.startswith(zone.kind):
        return title if zone.side == "midline" else f"{title}, {zone.side}"
    return f"{title} · {zone.title}"


def zone_title(finding: Finding | DynamicFinding | Change) -> str:
    """The zone alone, for pictures of one concern."""
    zone = _zone(finding.zone)
    return zone.title if zone else finding.zone.replace("_", " ").capitalize()


def composite_words(analysis: Analysis, concern: str) -> str:
    """What a concern adds up to: "Whole face: moderate 46 (41–51), of 93 % of its area"; empty without composites."""
    for each in analysis.composites:
        if (each.region, each.concern) == ("face", concern):
            covered = f", of {100 * each.coverage:.0f} % of its area" if each.assessable else ""
            return f"Whole face: {severity_words(each)}{covered}."
    return ""


def ranking_words(drivers: Drivers) -> str:
    """The groups that could be assessed, at most three, the highest first: "lines 43, pigment 37, redness 5"."""
    return ", ".join(f"{group_words(each.group)} {each.severity:.0f}" for each in drivers.ranking[:_MOST_RANKED])


def summary_words(analysis: Analysis) -> str:
    """The face's summaries, 0 being best: "Loss of skin quality: mild 23 (18–28)."; empty where there is none."""
    return " ".join(f"{s.title}: {severity_words(s)}." for s in analysis.summaries if s.region == "face")


def severity_words(finding: Finding | Composite | Summary) -> str:
    """Grade, severity and 90 % interval of what is assessable: "moderate 46 (41–51)"."""
    if finding.severity is None or finding.grade is None:
        return "not assessable"
    if finding.interval is None:
        return f"{GRADE_NAMES[finding.grade]} {finding.severity:.0f} (interval unknown)"
    low, high = finding.interval
    return f"{GRADE_NAMES[finding.grade]} {finding.severity:.0f} ({low:.0f}–{high:.0f})"


def increase_words(found: DynamicFinding) -> str:
    """What an expression adds, with its 90 % interval: "13 to 58: +45 (29 to 61)"."""
    if found.increase is None or found.rest is None or found.animated is None:
        return "not assessable"
    reach = "interval unknown" if found.interval is None else "{:.0f} to {:.0f}".format(*found.interval)
    return f"{found.rest:.0f} to {found.animated:.0f}: +{found.increase:.0f} ({reach})"


def change_words(change: Change) -> str:
    """What may be said of a change: "45 to 21: -24 ± 7", "fell, size unknown", "no measurable change"."""
    if change.outcome is None:
        return "not comparable"
    if change.change is None or change.interval is None:
        return f"{change.outcome}, size unknown" if change.measurable else "cannot be told"
    if not change.measurable:
        return f"{change.before:.0f} to {change.after:.0f}: no measurable change"
    reach = max(change.change - change.interval[0], change.interval[1] - change.change)
    return f"{change.before:.0f} to {change.after:.0f}: {change.change:+.0f} ± {reach:.0f}"


def change_title(change: Change) -> str:
    """Concern and zone, as for a finding."""
    return finding_title(Finding(change.zone, change.concern, True))


def changes_left_words(changes: Iterable[Change]) -> str:
    """How many findings did not change measurably, or may not be compared, and most often why."""
    changes = list(changes)
    same = sum(change.outcome == "no_measurable_change" for change in changes)
    untold = [change for change in changes if change.outcome in (None, "undecided")]
    said = f"No measurable change: {same} of {len(changes)}. Cannot be told: {len(untold)}."
    reasons = Counter(change.caveats[0].message for change in untold if change.caveats)
    return f"{said} Most often: {reasons.most_common(1)[0][0]}" if reasons else said


def not_assessable_words(findings: Iterable[Finding]) -> str:
    """How many findings the photo does not carry, and the most frequent reason; empty when it carries all."""
    findings = list(findings)
    missing = [finding for finding in findings if not finding.assessable]
    if not missing:
        return ""
    reasons = Counter(finding.reason_message for finding in missing if finding.reason_message)
    why = f" Most often: {reasons.most_common(1)[0][0]}" if reasons else ""
    return f"Not assessable: {len(missing)} of {len(findings)}.{why}"


def shown_words(count: int, total: int) -> str:
    """That a list goes on."""
    return f"{count} of {total} assessed findings shown."


@cache
def _zones_by_name() -> dict[str, Zone]:
    return {zone.name: zone for zone in load_zones()}


def _zone(name: str) -> Zone | None:
    return _zones_by_name().get(name)
