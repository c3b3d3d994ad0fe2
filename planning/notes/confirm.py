"""Facts that a person has confirmed, merged into a profile. The only way from a note into a profile."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from planning.notes.errors import FactConflictError, FactNotConfirmableError
from planning.notes.facts import FactKind, ProposedFact, Source
from planning.profile import Goal, HealthFact, History, Laboratory, Medicines, Past, Phototype, Profile, Taken

_BY_MODEL = "proposed by a language model"
_Merge = Callable[[Profile, ProposedFact, str, bool], Profile]


def confirm(
    profile: Profile, facts: Iterable[ProposedFact], by: str, on: date, replacing: Collection[str] = ()
) -> Profile:
    """The profile with the facts that a person has confirmed.

    Args:
        profile: as it stands.
        facts: those that were confirmed, and no others.
        by: who confirmed them.
        on: the day they were confirmed.
        replacing: codes for which that person has said that the note holds against what is on record.

    Raises:
        FactNotConfirmableError: of a relative, hypothetical, planned, or a no that the profile has no place for.
        FactConflictError: the profile, or another of the facts, says otherwise. Nothing is merged then.
    """
    if not by.strip():
        raise FactNotConfirmableError("a fact is confirmed by somebody")
    for fact in facts:
        if not fact.confirmable:
            raise FactNotConfirmableError(
                f"{fact.kind.value} {fact.code}: {fact.experiencer.value}, {fact.certainty.value}, {fact.answer.value}",
                kind=fact.kind.value,
                code=fact.code,
            )
        found = f"{_BY_MODEL}, " if fact.source is Source.MODEL else ""
        profile = _MERGES[fact.kind](profile, fact, f"{found}confirmed by {by} on {on}", fact.code in replacing)
    return profile


def _health(profile: Profile, fact: ProposedFact, confirmed: str, replaces: bool) -> Profile:
    before = profile.fact(fact.code)
    if fact.code in profile.health and before.answer is not fact.answer and not replaces:
        raise _conflict(fact, before.answer.value, fact.answer.value)
    said = f"“{fact.sentence.text}” ({confirmed})"
    last = fact.on.last if fact.on else None
    known = [day for day in (before.last if before.answer is fact.answer else None, last) if day]
    merged = HealthFact(
        answer=fact.answer,
        last=max(known) if known else None,
        zones=_joined(before.zones, fact.zones),
        note=f"{before.note} {said}".strip(),
    )
    return profile.model_copy(update={"health": {**profile.health, fact.code: merged}})


def _joined(before: tuple[str, ...] | None, told: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Both; None says nothing."""
    return tuple(dict.fromkeys((*(before or ()), *(told or ())))) or None


def _medicine(profile: Profile, fact: ProposedFact, confirmed: str, replaces: bool) -> Profile:
    told = Taken(
        name=fact.name,
        status=fact.status.value if fact.status else "unknown",
        started_on=fact.started.first if fact.started else None,
        stopped_on=fact.stopped.last if fact.stopped else None,
        dose=_of_model(fact) or fact.dose,
    )
    before = profile.medicines or Medicines()
    same = [taken for taken in before.taken if taken.name.lower() in (fact.name.lower(), fact.code.lower())]
    contrary = next((t for t in same if "unknown" not in (t.status, told.status) and t.status != told.status), None)
    if contrary and not replaces:
        raise _conflict(fact, contrary.status, told.status)
    kept = tuple(taken for taken in before.taken if taken not in same or not replaces)
    taken = kept if told in kept else (*kept, told)
    return profile.model_copy(update={"medicines": before.model_copy(update={"taken": taken})})


def _treatment(profile: Profile, fact: ProposedFact, confirmed: str, replaces: bool) -> Profile:
    past = Past(
        treatment=fact.code,
        product=fact.name,
        on=fact.on.last if fact.on else None,
        zones=fact.zones,
        response=_of_model(fact) or fact.response,
    )
    before = profile.history or History()
    treatments = before.treatments if past in before.treatments else (*before.treatments, past)
    return profile.model_copy(update={"history": before.model_copy(update={"treatments": treatments})})


def _of_model(fact: ProposedFact) -> str:
    """Beside what no model tells, for people: where the fact is from."""
    return f"not told; {_BY_MODEL}" if fact.source is Source.MODEL else ""


def _goal(profile: Profile, fact: ProposedFact, confirmed: str, replaces: bool) -> Profile:
    said = f" ({_BY_MODEL})" if fact.source is Source.MODEL else ""
    goal = Goal(words=f"{fact.sentence.text}{said}", codes=(fact.code,), zones=fact.zones or ())
    return profile.model_copy(update={"goals": profile.goals if goal in profile.goals else (*profile.goals, goal)})


def _laboratory(profile: Profile, fact: ProposedFact, confirmed: str, replaces: bool) -> Profile:
    told = Laboratory(value=fact.value or 0, on=fact.on.last if fact.on else None)
    before = {str(name): value for name, value in profile.laboratory.items()}
    if fact.code in before and before[fact.code] != told and not replaces:
        raise _conflict(fact, str(before[fact.code].value), str(told.value))
    return profile.model_copy(update={"laboratory": {**before, fact.code: told}})


def _phototype(profile: Profile, fact: ProposedFact, confirmed: str, replaces: bool) -> Profile:
    told = Phototype.model_validate({"type": int(fact.value or 0)})
    if profile.phototype.type not in (None, told.type) and not replaces:
        raise _conflict(fact, str(profile.phototype.type), str(told.type))
    return profile if profile.phototype.type == told.type else profile.model_copy(update={"phototype": told})


def _conflict(fact: ProposedFact, recorded: str, told: str) -> FactConflictError:
    return FactConflictError(
        f"{fact.kind.value} {fact.code}: on record {recorded}, told {told}",
        kind=fact.kind.value,
        code=fact.code,
        recorded=recorded,
        told=told,
    )


_MERGES: Mapping[FactKind, _Merge] = {
    FactKind.HEALTH: _health,
    FactKind.MEDICINE: _medicine,
    FactKind.TREATMENT: _treatment,
    FactKind.GOAL: _goal,
    FactKind.LABORATORY: _laboratory,
    FactKind.PHOTOTYPE: _phototype,
}
