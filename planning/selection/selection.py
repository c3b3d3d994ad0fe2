"""What to treat: up to three options, each with its reasons and with what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planning.plan import LeftOut, PlanItem, Tier
from planning.practice import SeriesTemplate
from planning.selection.assessed import assessed_first
from planning.selection.candidates import Candidate, Dropped, candidates
from planning.selection.choose import Choice, choose
from planning.selection.due import mild
from planning.selection.needs import Need, needs_of
from planning.selection.not_seen import not_seen
from planning.selection.reasons import items_of
from planning.selection.request import SelectRequest
from planning.selection.strength import serving

# Ours: how many choices an option holds at most. A vetted series is one.
GOOD, BETTER = 2, 4
_GRAVER = ("blocked", "downtime", "no_slot", "not_offered")  # what is said first of a need that nothing meets


@dataclass(frozen=True, slots=True)
class Chosen:
    """One option before it has days and a price.

    Attributes:
        choices: items of each choice, what adds most first; those of a vetted series belong together.
        primary: how many of the choices are the primary recommendation.
        series: vetted series that are in.
        left_out: candidates that this option does not hold, and needs that it does not meet.
    """

    tier: Tier
    choices: tuple[tuple[PlanItem, ...], ...]
    primary: int
    series: tuple[SeriesTemplate, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def items(self) -> tuple[PlanItem, ...]:
        return tuple(item for choice in self.choices for item in choice)


@dataclass(frozen=True, slots=True)
class Selection:
    """Attributes:
    options: the least first; none where nothing is due.
    needs: what asked for treatment, the gravest finding first, goals last.
    not_seen: what was not known, one sentence each.
    left_out: of every option.
    """

    options: tuple[Chosen, ...]
    needs: tuple[Need, ...]
    not_seen: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def select(request: SelectRequest) -> Selection:
    """Chooses treatments for what the photo shows and the client asks for.

    Nothing that is blocked comes in; what is on hold may, and stays on hold.
    """
    found = needs_of(request.profile, request.findings, request.library)
    offered, refused = assessed_first(request, *candidates(request, found.needs))
    choice = choose(request, found.needs, offered)
    selecting = _Selecting(request, found.needs, choice, tuple(refused))
    common = [LeftOut(what=each.id, why=each.why, text=each.text) for each in (*refused, *choice.dropped)]
    unmet = [selecting.unmet(need, ()) for need in found.needs if selecting.nothing_offered(need)]
    return Selection(
        options=tuple(selecting.options()),
        needs=found.needs,
        not_seen=not_seen(request, found.left_out),
        left_out=(*found.left_out, *unmet, *common),
    )


@dataclass(frozen=True, slots=True)
class _Selecting:
    request: SelectRequest
    needs: Sequence[Need]
    choice: Choice
    refused: tuple[Dropped, ...]

    def options(self) -> Iterator[Chosen]:
        """Each holds more than the one before."""
        sizes: dict[int, Tier] = {}
        tiers: tuple[tuple[Tier, int], ...] = (("good", GOOD), ("better", BETTER), ("best", len(self.choice.taken)))
        for tier, size in tiers:
            sizes.setdefault(min(size, len(self.choice.taken)), tier)
        yield from (self._option(tier, size) for size, tier in sizes.items() if size)

    def _option(self, tier: Tier, size: int) -> Chosen:
        taken, later = self.choice.taken[:size], self.choice.taken[size:]
        return Chosen(
            tier=tier,
            choices=tuple(items_of(candidate, self.needs, self.request) for candidate in taken),
            primary=min(GOOD, size),
            series=tuple(candidate.template for candidate in taken if candidate.template),
            left_out=(*map(_of_a_larger_option, later), *self._needs_left(taken)),
        )

    def _needs_left(self, taken: Sequence[Candidate]) -> Iterator[LeftOut]:
        met = {key for candidate in taken for part in candidate.parts for key in part.points}
        for need in self.needs:
            if need.key not in met and not self.nothing_offered(need):
                yield self.unmet(need, taken)

    def nothing_offered(self, need: Need) -> bool:
        """Whether no option meets it."""
        return not any(need.key in part.points for candidate in self.choice.taken for part in candidate.parts)

    def unmet(self, need: Need, taken: Sequence[Candidate]) -> LeftOut:
        """Why a need is not met by what is taken."""
        others = [c for c in self.choice.taken if c not in taken and any(need.key in part.points for part in c.parts)]
        if taken and others:
            text = f"{others[0].title}, for {need.words}, belongs to a larger option."
            return LeftOut(what=need.key, why="tier", text=text)
        if mild(need) and self._in_a_room(need):
            words = f"{need.words[:1].upper()}{need.words[1:]}"
            text = f"{words}: mild (severity {need.severity:.0f} of 100) and not asked for; nothing is put forward now."
            return LeftOut(what=need.key, why="nothing_due", text=text)
        dropped = [each for each in (*self.choice.dropped, *self.refused) if need.key in each.needs]
        if dropped:
            first = min(dropped, key=lambda each: _GRAVER.index(each.why) if each.why in _GRAVER else -1)
            return LeftOut(what=need.key, why=first.why, text=f"Not treated: {need.words}. {first.text}")
        return LeftOut(what=need.key, why="nothing_serves_it", text=self._nothing_serves(need))

    def _in_a_room(self, need: Need) -> bool:
        return any(serving(t, need) for t in self.request.library.treatments.values() if not t.home_care)

    def _nothing_serves(self, need: Need) -> str:
        at_home = [t.title for t in self.request.library.treatments.values() if t.home_care and serving(t, need)]
        if at_home:
            return f"No treatment in a room is for {need.words}; at home: {', '.join(at_home)}."
        return f"No treatment of the library is for {need.words}."


def _of_a_larger_option(candidate: Candidate) -> LeftOut:
    return LeftOut(what=candidate.id, why="tier", text=f"{candidate.title} belongs to a larger option.")
