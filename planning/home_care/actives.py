"""Actives that would help at home, and what speaks against each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from planning.home_care.own_use import used_already
from planning.home_care.shelf import Shelf
from planning.library import TimeOfDay, Treatment
from planning.plan import LeftOut
from planning.rules import Level, Verdict
from planning.screening import Planned
from planning.selection import Need, SelectRequest
from planning.selection.strength import points, serving
from planning.selection.worth import OFF_LABEL, ON_HOLD

# Ours; points are of severity, as in `planning.selection.worth`.
A_PRODUCT = 1.0  # points: one more thing to buy and to think of
NOT_SOLD = 0.5  # what the client would have to find elsewhere counts half


@dataclass(frozen=True, slots=True)
class Active:
    """One home-care treatment for needs of the client.

    Attributes:
        points: that it takes off each need, by the need's key; half of them where the practice does not sell it.
        cost: in points.
        on_hold: a rule waits for an answer.
        own: as the client calls what is in use already; empty for what is new.
    """

    treatment: Treatment
    points: Mapping[str, float]
    cost: float
    on_hold: bool = False
    own: str = ""

    @property
    def id(self) -> str:
        return self.treatment.id

    @property
    def times(self) -> tuple[TimeOfDay, ...]:
        """At which it may be used."""
        return self.treatment.routine.times if self.treatment.routine else ("morning", "evening")


def actives(request: SelectRequest, needs: Sequence[Need]) -> tuple[list[Active], list[LeftOut]]:
    """Every active for one of the needs, or in use already, that is not blocked; and those that are."""
    shelf = Shelf.of(request.practice)
    found: list[Active] = []
    left_out: list[LeftOut] = []
    for treatment in at_home(request, "active"):
        own = used_already(treatment, request)
        if (out := not_let_in(treatment, request)) and not own:
            left_out += [out] if any(serving(treatment, need) for need in needs) else []
            continue
        share = 1.0 if own or shelf.sells(treatment.id) else NOT_SOLD
        helps = {need.key: share * points(treatment, need, 1) for need in needs if serving(treatment, need)}
        if not helps and not own:
            continue
        verdicts = request.verdicts([Planned(treatment=treatment.id)])
        if refused := _refused(treatment, verdicts, shelf, own):
            left_out.append(refused)
            continue
        cost = 0.0 if own else A_PRODUCT + _against(treatment, needs, verdicts)
        found.append(Active(treatment, helps, cost, bool(verdicts), own))
    return found, left_out


def at_home(request: SelectRequest, role: str) -> Iterator[Treatment]:
    """Home care of the library by its place in a routine; one that names none is an active."""
    for treatment in request.library.treatments.values():
        if treatment.home_care and (treatment.routine.role if treatment.routine else "active") == role:
            yield treatment


def blocked(treatment: Treatment, verdicts: Iterable[Verdict], own: str = "") -> LeftOut | None:
    """Said where a rule blocks it; what is in use already is to be stopped then."""
    block = next((verdict for verdict in verdicts if verdict.level is Level.BLOCK), None)
    if block is None:
        return None
    stop = f" The client uses {own}: ask the client to stop, and tell whoever prescribed it." if own else ""
    text = f"{treatment.title} at home is blocked: {block.message}{stop}"
    return LeftOut(what=treatment.id, why="blocked", text=text)


def not_let_in(treatment: Treatment, request: SelectRequest) -> LeftOut | None:
    """Said where the practice has the software suggest none of it; what the client uses already is no suggestion."""
    if treatment.id not in request.not_let_in:
        return None
    text = f"{treatment.title}: this practice leaves it to its providers to suggest."
    return LeftOut(what=treatment.id, why="not_let_in", text=text)


def _refused(treatment: Treatment, verdicts: Iterable[Verdict], shelf: Shelf, own: str) -> LeftOut | None:
    if found := blocked(treatment, verdicts, own):
        return found
    prescribed = treatment.routine is not None and treatment.routine.prescription
    if prescribed and not own and not shelf.sells(treatment.id):
        text = f"{treatment.title} needs a prescription, which is the prescriber's to decide."
        return LeftOut(what=treatment.id, why="not_offered", text=text)
    return None


def _against(treatment: Treatment, needs: Iterable[Need], verdicts: Sequence[Verdict]) -> float:
    lines = [line for need in needs for line in serving(treatment, need)]
    off_label = all(line.status == "off_label" for line in lines)
    return (OFF_LABEL if off_label else 0.0) + (ON_HOLD if verdicts else 0.0)
