"""What a provider has to know of the client before anything else: a line each, and nothing that was not told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planning.documents.request import DocumentRequest
from planning.profile import Profile
from planning.profile.answer import Answer
from planning.profile.goals import Goal
from planning.profile.health import health_catalogue
from planning.profile.history import Past
from planning.profile.medicines import Taken
from planning.profile.phototype import ROMAN
from planning.wording.titles import goal_title, zone_titles
from planning.wording.words import Words, money

NOT_ASKED = "not asked"


def client_lines(request: DocumentRequest) -> list[tuple[str, str]]:
    """Name and value; empty where the request holds no profile."""
    profile = request.profile
    if profile is None:
        return []
    words = request.words
    return [
        ("Age and skin", _person(profile, request.draft.made_on)),
        ("Goals", "; ".join(_goal(goal, words) for goal in profile.goals) or NOT_ASKED),
        ("Budget", _budget(profile, request)),
        ("Events and absence", "; ".join(_days(profile, words)) or "none told"),
        ("Accepts", _accepts(profile, words)),
        ("Medicines", _medicines(profile, request)),
        ("Told yes", "; ".join(_yes(profile, words)) or "nothing"),
        ("Treated before", _history(profile, request)),
    ]


def _person(profile: Profile, today: date) -> str:
    born = profile.date_of_birth
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day)) if born else None
    kind = profile.phototype.type
    return ", ".join(
        (
            f"{years} years" if years is not None else f"age {NOT_ASKED}",
            f"phototype {ROMAN[kind - 1]}, as asked" if kind else f"phototype {NOT_ASKED}",
        )
    )


def _goal(goal: Goal, words: Words) -> str:
    read = [goal_title(code, words).lower() for code in goal.codes] + [
        title.lower() for title in zone_titles(goal.zones, words)
    ]
    return " ".join(filter(None, (f"“{goal.words}”" if goal.words else "", f"({', '.join(read)})" if read else "")))


def _budget(profile: Profile, request: DocumentRequest) -> str:
    paid = request.option.investment
    costs = f"this option costs {money(paid.total, paid.currency)}"
    if profile.budget is None:
        return f"{NOT_ASKED}; {costs}"
    return f"{money(profile.budget.amount, profile.budget.currency)}; {costs}"


def _days(profile: Profile, words: Words) -> Iterator[str]:
    for event in profile.events:
        yield f"{event.name}, {words.day(event.on)}"
    for away in profile.away:
        note = f" ({away.note})" if away.note else ""
        yield f"away {words.day(away.first)} to {words.day(away.last)}{note}"


def _accepts(profile: Profile, words: Words) -> str:
    days = profile.downtime_days
    shown = f"{days} {words.unit('day', days)} to be seen" if days is not None else f"downtime {NOT_ASKED}"
    return f"{shown}; pain tolerance {profile.pain_tolerance}; sun exposure {profile.sun_exposure}"


def _medicines(profile: Profile, request: DocumentRequest) -> str:
    """Those that a rule named come first."""
    told = profile.medicines
    if told is None:
        return NOT_ASKED
    facts = [fact for check in request.option.checks for verdict in check.verdicts for fact in verdict.facts]
    named = [each for each in told.taken if any(each.name in fact for fact in facts)]
    others = [each for each in told.taken if each not in named]
    parts = [_taken(each, request.words) for each in named]
    if others:
        parts.append("no rule here speaks of " + ", ".join(_taken(each, request.words) for each in others))
    return _listed(parts, complete=told.complete)


def _listed(parts: list[str], *, complete: bool) -> str:
    return "; ".join((*(parts or ["none told"]), "asked for all" if complete else "the list may lack some"))


def _taken(medicine: Taken, words: Words) -> str:
    facts = [medicine.status if medicine.status != "unknown" else "not known whether taken", medicine.dose]
    if medicine.started_on:
        facts.append(f"since {words.day(medicine.started_on)}")
    if medicine.stopped_on:
        facts.append(f"last on {words.day(medicine.stopped_on)}")
    return f"{medicine.name} ({', '.join(filter(None, facts))})"


def _yes(profile: Profile, words: Words) -> Iterator[str]:
    for code, fact in profile.health.items():
        if fact.answer is Answer.YES:
            more = [fact.note, f"last {words.day(fact.last)}" if fact.last else ""]
            more += [title.lower() for title in zone_titles(fact.zones or (), words)]
            said = ", ".join(filter(None, more))
            yield health_catalogue()[code].title.lower() + (f" ({said})" if said else "")


def _history(profile: Profile, request: DocumentRequest) -> str:
    if profile.history is None:
        return NOT_ASKED
    parts = [_past(each, request) for each in profile.history.treatments]
    return _listed(parts, complete=profile.history.complete)


def _past(past: Past, request: DocumentRequest) -> str:
    known, words = request.library.treatments.get(past.treatment), request.words
    facts = [past.product, words.day(past.on) if past.on else "day not known"]
    facts += [title.lower() for title in zone_titles(past.zones or (), words)] + [past.response]
    return f"{known.title if known else past.treatment} ({', '.join(filter(None, facts))})"
