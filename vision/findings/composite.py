"""Composites: what the zones of a facial third, of T or U zone, or of the whole face add up to.

**Of one concern:** the mean severity of its assessable zones there, weighted by each zone's area on the canonical face.
Fixed areas, rather than the skin that this photo shows: two visits of a client weigh alike however the head was held,
and hiding half a zone changes what is known of it, not what it counts.

**Of a group** (lines, pigment, redness and so on): the plain mean of its concerns that have a composite there. The
face's composite of `lines` is the figure that age is compared with. A group without concerns does not appear.

**T zone and U zone** are told apart by sebum and what follows from it; they have composites of the skin's own groups
(pigment, redness, surface) alone.

**Interval:** the same weighted mean of the zones' interval ends. That takes the zones' errors to be fully correlated:
the widest that the interval can be, and not far off, for one light falls on all zones of a photo. A group's concerns
are taken the same way. Unknown as soon as one interval in it is unknown.

**Coverage:** the share of the area that the concern is offered on here that could be assessed; of a group, the mean
over its concerns, where one without a composite counts 0. Below half there is no composite but a reason: that of most
of the missing area.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from vision.concerns import Concern, Reason
from vision.concerns.concern import Group
from vision.findings.finding import SEVERITY_DIGITS, Finding, grade_of
from vision.zones import Zone, ZoneAtlas

Region = Literal["upper", "middle", "lower", "t_zone", "u_zone", "face"]
GROUPS: tuple[Group, ...] = get_args(Group)
REGIONS: tuple[Region, ...] = get_args(Region)
_BELTS: tuple[Region, ...] = ("t_zone", "u_zone")
_OF_A_BELT: tuple[Group, ...] = ("pigment", "redness", "surface")
MIN_COVERAGE = 0.5
_MESSAGE = "Only {share:.0f} % of what counts here can be assessed. {why}"


@dataclass(frozen=True, slots=True)
class Composite:
    """One concern, or one group of concerns, over a region.

    Attributes:
        region: a facial third, T zone, U zone, or the whole face.
        group: of concerns.
        concern: name; None for the group as a whole.
        coverage: 0 to 1, share of what it should stand on that it stands on.
        assessable: False below half of that; then `reason` says why and the numbers are None.
        reason: stable code; `reason_message` is a sentence for people.
        severity: 0 to 100 in steps of 0.1.
        grade: 0 to 4, as for a finding.
        interval: 90 %; None where one of its findings has none.
    """

    region: Region
    group: Group
    concern: str | None
    coverage: float
    assessable: bool
    reason: Reason | None = None
    reason_message: str | None = None
    severity: float | None = None
    grade: int | None = None
    interval: tuple[float, float] | None = None


def compose(findings: Sequence[Finding], concerns: Sequence[Concern], atlas: ZoneAtlas) -> tuple[Composite, ...]:
    """All composites: by region from upper to face; in each by group, the group itself before its concerns.

    Args:
        findings: of one photo, of all zones where each concern is offered.
        concerns: that were looked for.
        atlas: knows the zones' regions and areas.
    """
    zones = {zone.name: zone for zone in atlas.zones}
    made: list[Composite] = []
    for region in REGIONS:
        here = [f for f in findings if region in _regions_of(zones[f.zone])]
        for group in _OF_A_BELT if region in _BELTS else GROUPS:
            members = [concern.name for concern in concerns if concern.group == group]
            found = {name: [f for f in here if f.concern == name] for name in members}
            parts = [_of_concern(_Of(region, group, name), f, atlas.areas_mm2) for name, f in found.items() if f]
            if parts:
                every = [finding for name in members for finding in found[name]]
                made += [_of_group(_Of(region, group, None), parts, every, atlas.areas_mm2), *parts]
    return tuple(made)


def _regions_of(zone: Zone) -> tuple[Region | None, ...]:
    return "face", zone.third, zone.belt


class _Of(NamedTuple):
    """What a composite is of."""

    region: Region
    group: Group
    concern: str | None


class _Part(NamedTuple):
    """What goes into a composite."""

    weight: float
    severity: float
    interval: tuple[float, float] | None


def _of_concern(of: _Of, findings: Sequence[Finding], areas: Mapping[str, float]) -> Composite:
    seen = [_Part(areas[f.zone], f.severity, f.interval) for f in findings if f.severity is not None]
    coverage = sum(part.weight for part in seen) / sum(areas[f.zone] for f in findings)
    return _composite(of, coverage, seen) if coverage >= MIN_COVERAGE else _missing(of, coverage, findings, areas)


def _of_group(
    of: _Of, composites: Sequence[Composite], findings: Sequence[Finding], areas: Mapping[str, float]
) -> Composite:
    seen = [_Part(1.0, part.severity, part.interval) for part in composites if part.severity is not None]
    coverage = sum(part.coverage for part in composites if part.assessable) / len(composites)
    return _composite(of, coverage, seen) if coverage >= MIN_COVERAGE else _missing(of, coverage, findings, areas)


def _composite(of: _Of, coverage: float, parts: Sequence[_Part]) -> Composite:
    total = sum(part.weight for part in parts)
    severity = round(sum(part.weight * part.severity for part in parts) / total, SEVERITY_DIGITS)
    known = [(part.weight, part.interval) for part in parts if part.interval is not None]
    low, high = (sum(weight * interval[end] for weight, interval in known) / total for end in (0, 1))
    interval = (low, high) if len(known) == len(parts) else None
    return Composite(*of, coverage, True, severity=severity, grade=grade_of(severity), interval=interval)


def _missing(of: _Of, coverage: float, findings: Iterable[Finding], areas: Mapping[str, float]) -> Composite:
    """With the reason that most of the missing area gives."""
    missing: defaultdict[tuple[Reason, str], float] = defaultdict(float)
    for finding in findings:
        if finding.reason is not None:
            missing[finding.reason, finding.reason_message or ""] += areas[finding.zone]
    reason, why = max(missing, key=lambda key: missing[key])
    return Composite(*of, coverage, False, reason, _MESSAGE.format(share=100 * coverage, why=why).strip())
