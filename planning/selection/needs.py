"""What asks for treatment: findings of the photo, and goals of the client that no finding answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planning.findings import Finding
from planning.library import Library
from planning.plan import LeftOut
from planning.profile import Profile, goal_catalogue
from planning.rules import WHOLE_FACE, zones_meet
from planning.selection.words import finding_words, goal_words, measured_zones

# Ours: from a fifth of the scale on, one grade, a finding asks for treatment. What the client asks for counts double; a
# goal that no photo shows counts as a moderate finding would with that goal beside it.
LEAST_SEVERITY = 20.0
GOAL_FACTOR = 2.0
GOAL_SEVERITY = 40.0


@dataclass(frozen=True, slots=True)
class Need:
    """A finding, or a goal.

    Attributes:
        concern: of a finding; empty for a goal that no finding answers.
        zones: of the finding, one zone; of a goal, as the client named them, none for the whole face.
        severity: 0 to 100; of a goal, what it counts as.
        grade: of a finding.
        goals: codes that name the finding; of a goal its own.
    """

    concern: str
    zones: tuple[str, ...]
    severity: float
    grade: int | None = None
    goals: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """As `LeftOut.what` names it."""
        return f"{self.concern}:{self.zones[0]}" if self.concern else f"goal:{self.goals[0]}"

    @property
    def factor(self) -> float:
        """By which a point of severity counts."""
        return GOAL_FACTOR if self.goals else 1.0

    @property
    def words(self) -> str:
        """In a sentence."""
        if not self.concern:
            return f"the goal of {goal_words(self.goals[0])}"
        return finding_words(self.concern, self.zones[0])


@dataclass(frozen=True, slots=True)
class Needs:
    """Attributes:
    needs: findings by severity, then goals.
    left_out: findings that could not be assessed, and goals of which the photo shows nothing.
    """

    needs: tuple[Need, ...]
    left_out: tuple[LeftOut, ...]


def needs_of(profile: Profile, findings: Iterable[Finding] | None, library: Library) -> Needs:
    """Needs of a client, with or without a photo."""
    seen = tuple(findings or ())
    goals = _goals(profile)
    found = [_need(each, goals) for each in seen if each.assessable and (each.severity or 0.0) >= LEAST_SEVERITY]
    answered = {goal for need in found for goal in need.goals}
    open_goals = {goal: zones for goal, zones in goals.items() if goal not in answered}
    settled = {goal for goal, zones in open_goals.items() if _shows_nothing(goal, zones, seen, library)}
    found.sort(key=lambda need: (-need.severity, need.key))
    asked = [Need("", zones, GOAL_SEVERITY, None, (goal,)) for goal, zones in open_goals.items() if goal not in settled]
    left = (*map(_not_assessable, _unseen(seen)), *map(_nothing_due, sorted(settled)))
    return Needs((*found, *asked), left)


def _goals(profile: Profile) -> dict[str, tuple[str, ...]]:
    """Zones by code: none where the client means the face."""
    zones: dict[str, list[tuple[str, ...]]] = {}
    for goal in profile.goals:
        for code in goal.codes:
            zones.setdefault(code, []).append(goal.zones)
    whole = {code for code, named in zones.items() if any(not each or WHOLE_FACE in each for each in named)}
    return {
        code: () if code in whole else tuple(dict.fromkeys(zone for each in named for zone in each))
        for code, named in zones.items()
    }


def _need(finding: Finding, goals: dict[str, tuple[str, ...]]) -> Need:
    named = tuple(
        goal
        for goal, zones in goals.items()
        if finding.concern in goal_catalogue()[goal].concerns and zones_meet(zones, (finding.zone,))
    )
    return Need(finding.concern, (finding.zone,), finding.severity or 0.0, finding.grade, named)


def _shows_nothing(goal: str, zones: tuple[str, ...], seen: Sequence[Finding], library: Library) -> bool:
    """Whether the photo saw all that the goal is about, and little of it."""
    concerns = goal_catalogue()[goal].concerns
    here = [f for f in seen if f.concern in concerns and zones_meet(zones, (f.zone,))]
    measured = all(any(f.concern == concern for f in here) for concern in concerns if _may_show(concern, zones))
    return bool(here) and measured and all(f.assessable for f in here) and _told_by_photos(goal, concerns, library)


def _may_show(concern: str, zones: tuple[str, ...]) -> bool:
    return zones_meet(zones, tuple(measured_zones(concern)))


def _told_by_photos(goal: str, concerns: tuple[str, ...], library: Library) -> bool:
    """Whether treatments for the goal are for these concerns too. Firmness, say, is more than what a photo measures."""
    lines = [serves for treatment in library.treatments.values() for serves in treatment.serves if goal in serves.goals]
    return any(set(serves.concerns) & set(concerns) for serves in lines)


def _unseen(seen: Iterable[Finding]) -> Iterator[Finding]:
    yield from (finding for finding in seen if not finding.assessable)


def _not_assessable(finding: Finding) -> LeftOut:
    why = f": {finding.reason.replace('_', ' ')}" if finding.reason else ""
    named = finding_words(finding.concern, finding.zone)
    text = f"{named[:1].upper()}{named[1:]}: could not be assessed{why}."
    return LeftOut(what=f"{finding.concern}:{finding.zone}", why="not_assessable", text=text)


def _nothing_due(goal: str) -> LeftOut:
    text = f"The photo shows little that stands against {goal_words(goal)}; ask what the client has in mind."
    return LeftOut(what=f"goal:{goal}", why="nothing_due", text=text)
