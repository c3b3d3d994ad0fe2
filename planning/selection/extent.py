"""Where a treatment is given: the field that it is for, both sides of a pair, or the spot alone.

Ours, as treatments are given in a room. What works on the surface is given to a whole field, for a line between a
treated and an untreated patch of skin would show: peels, facials and light to every zone of their file that serves the
need, needling, lasers, plasma and boosters to every zone of it in which the concern is measured. Spots and vessels are
treated where they are. What is left, folds and hollows, is treated on both sides, unless the sides differ by a grade
or more and the lesser shows too little to ask for treatment. Toxin is given on both sides always, for expression moves
both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planning.findings import Finding
from planning.library import Serves, Treatment
from planning.rules import zone_kind
from planning.selection.needs import LEAST_SEVERITY, Need
from planning.selection.strength import served_zones
from planning.selection.words import measured_zones

SIDES_DIFFER = 20.0  # points of severity, one grade
_WHOLE_FIELD = frozenset({"peel", "facial", "light"})
_MEASURED_FIELD = frozenset({"needling", "laser", "regenerative", "skin_booster"})
_SPOTS = frozenset({"brown_spots", "visible_vessels"})
_OTHER = {"_left": "_right", "_right": "_left"}


@dataclass(frozen=True, slots=True)
class Extent:
    """Attributes:
    zones: in the order of the treatment's file; a kind stands for both sides.
    said: of a need, by its key: a sentence on the other side.
    """

    zones: tuple[str, ...]
    said: Mapping[str, str]


def extent(treatment: Treatment, needs: Iterable[Need], findings: Sequence[Finding] | None) -> Extent:
    """Where a treatment is given for these needs, all of which it serves."""
    zones: set[str] = set()
    said: dict[str, str] = {}
    for need in needs:
        for line in treatment.serves:
            here = served_zones(line, need)
            zones.update(_field(treatment, line, need) if here else (), here)
        other, text = _other_side(treatment, need, findings or ())
        zones.update(other)
        said |= {need.key: text} if text else {}
    kept = [zone for zone in zones if zone_kind(zone) == zone or zone_kind(zone) not in zones]
    return Extent(tuple(sorted(kept, key=lambda zone: (treatment.zones.index(zone_kind(zone)), zone))), said)


def _field(treatment: Treatment, line: Serves, need: Need) -> tuple[str, ...]:
    if need.concern in _SPOTS:
        return ()
    if treatment.kind in _WHOLE_FIELD:
        return line.zones
    if treatment.kind in _MEASURED_FIELD and need.concern:
        return tuple(zone for zone in line.zones if zone in measured_zones(need.concern))
    return ()


def _other_side(treatment: Treatment, need: Need, findings: Sequence[Finding]) -> tuple[tuple[str, ...], str]:
    """The zone beside a finding's own where it is treated too, and what is said of it."""
    mirrored = _mirrored(need)
    if not mirrored or treatment.kind in _WHOLE_FIELD | _MEASURED_FIELD:
        return (), ""
    seen = next((f.severity for f in findings if f.concern == need.concern and f.zone == mirrored), None)
    if seen is None:
        return (mirrored,), "The other side could not be assessed; both are planned."
    if seen >= LEAST_SEVERITY:
        return (mirrored,), ""
    if treatment.kind == "toxin":
        return (mirrored,), "Both sides are planned, so that expression stays even."
    if need.severity - seen < SIDES_DIFFER:
        return (mirrored,), f"The other side shows {seen:.0f} of 100; both are planned."
    return (), f"The other side shows only {seen:.0f} of 100; this side alone is planned."


def _mirrored(need: Need) -> str:
    """The same place on the other side; empty where there is none, or where each spot stands for itself."""
    if not need.concern or need.concern in _SPOTS:
        return ""
    zone = need.zones[0]
    return next((zone.removesuffix(side) + other for side, other in _OTHER.items() if zone.endswith(side)), "")
