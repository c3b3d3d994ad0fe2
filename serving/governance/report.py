"""The answers in sentences and tables, for the page and the PDF alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from serving.governance.schemas import ConsentTold, Decisions, Governance, Missing, Oversight, Projections, Storage
from serving.governance.shown_tables import (
    Table,
    overseers_table,
    reasons_table,
    schedule_table,
    scopes_table,
    sealed_table,
    texts_table,
)
from serving.governance.words import words


@dataclass(frozen=True, slots=True)
class Section:
    """One question: what is on record, and what is missing."""

    name: str
    question: str
    says: tuple[str, ...]
    tables: tuple[Table, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    about: str
    lead: str
    sections: tuple[Section, ...]


def report(told: Governance) -> Report:
    whose = f"{told.title}, client {told.client}" if told.client else told.title
    return Report(
        title=words()["title"],
        about=f"{whose} · {told.at:%Y-%m-%d %H:%M} UTC",
        lead=words()["lead"],
        sections=(
            _section("oversight", _oversight(told.oversight), told.oversight.missing, overseers_table(told.oversight)),
            _section(
                "consent",
                _consent(told.consent),
                told.consent.missing,
                scopes_table(told.consent),
                texts_table(told.consent),
            ),
            _section(
                "storage",
                _storage(told.storage),
                told.storage.missing,
                sealed_table(told.storage),
                schedule_table(told.storage),
            ),
            _section("decisions", _decisions(told.decisions), told.decisions.missing, reasons_table(told.decisions)),
            _section("projections", _projections(told.projections), told.projections.missing),
        ),
    )


def _section(name: str, says: Iterable[str], missing: Iterable[Missing], *tables: Table) -> Section:
    told = words()
    lacks = tuple(told["missing"][code] for code in missing)
    return Section(name, told["questions"][name], tuple(says), tuple(each for each in tables if each.rows), lacks)


def _oversight(told: Oversight) -> Iterable[str]:
    yield f"Those who treat, and those who direct them: {_number(len(told.overseers), 'person')}."
    yield (
        f"At {told.cosigned_locations} of {_number(told.locations, 'location')} a supervisor signs what is approved, "
        "too."
    )
    rollout = told.rollout
    if rollout.set_at is not None:
        documents = "are made" if rollout.default_client_documents else "are not made"
        yield (
            f"Rollout version {rollout.version}, set by {rollout.set_by} on {rollout.set_at:%Y-%m-%d}: "
            f"{rollout.default_mode}, with {_number(rollout.lines, 'exception')}; documents for clients {documents}."
        )
    if told.rules.last_signed_on is not None:
        yield (
            f"{_number(told.rules.changes, 'decision')} on shipped rules in force, the last one signed on "
            f"{told.rules.last_signed_on}."
        )


def _consent(told: ConsentTold) -> Iterable[str]:
    yield f"{_number(told.clients, 'client')}. Each scope has a text and a signature of its own."
    planning = next(each for each in told.scopes if each.scope == "planning")
    yield (
        f"Software may shape the plan of {_number(planning.clients_agreeing, 'client')}; for "
        f"{planning.clients_without} it may not, and a plan is made by hand."
    )


def _storage(told: Storage) -> Iterable[str]:
    place = "a bucket" if told.objects == "bucket" else "a folder"
    yield (
        f"Everything about a client is sealed with {told.encryption}, under keys of that client alone. Rows are in "
        f"{words()['databases'][told.database]}, photos and documents in {place}, wrapped keys in a store of their "
        f"own. The master key comes from: {told.master_key}."
    )
    yield (
        f"{_number(told.photos, 'photo')} and {_number(told.analyses, 'analysis', 'analyses')} are kept, "
        f"{told.analyses_with_geometry} of these with points of the face."
    )
    for what, number in told.destroyed.items():
        yield f"Destroyed by the retention schedule or a withdrawal: {what.replace('_', ' ')}, {_times(number)}."
    if told.backup is not None:
        yield f"Last backup: {told.backup.at:%Y-%m-%d %H:%M} UTC, with {_number(told.backup.objects, 'sealed object')}."
    yield f"{_number(told.audit.events, 'event')} in the audit, each chained to the one before."
    if told.audit.verified_at is not None:
        found = "whole" if told.audit.whole else "NOT whole"
        yield f"It was last checked on {told.audit.verified_at:%Y-%m-%d %H:%M} UTC and found {found}."
    gone = told.erasures
    if gone.done + gone.begun:
        yield (
            f"{_number(gone.done, 'client')} erased, {gone.keys_destroyed} of them with the key's end in the ledger of "
            f"deletions; {gone.begun} being erased; signed records of {gone.held} are held as the law asks."
        )


def _decisions(told: Decisions) -> Iterable[str]:
    yield f"{_number(told.plans, 'plan')}, {told.by_software} drafted by software; {told.plans_declined} declined."
    if told.decided is not None:
        yield (
            f"{_number(told.decided, 'suggestion')} decided: {told.accepted} accepted, {told.modified} modified, "
            f"{told.declined} declined."
        )
    if told.shared_without_decision is not None:
        yield f"{_number(told.shared, 'plan')} shared, {told.shared_without_decision} of them with something undecided."


def _projections(told: Projections) -> Iterable[str]:
    if told.made is not None:
        yield (
            f"{_number(told.made, 'projection')} made; {told.kept} of them kept, in "
            f"{_number(told.pictures, 'picture')}. Each label is in the pixels, and was read back before it was kept."
        )
    if told.labels_checked is not None:
        yield (
            f"{_number(told.labels_checked, 'picture')} opened just now, the newest: the label of "
            f"{told.labels_verified} was found whole."
        )


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or ('people' if one == 'person' else one + 's')}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
