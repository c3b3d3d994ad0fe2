"""What is done with practices, in a transaction of the desk."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from planning.library import load_library
from planning.practice import PracticeFile, read_practice
from planning.screening import RuleChange
from serving.access import Resource
from serving.desk import Answer, NotFoundError, Work
from serving.practices.catalogue import file_of, numbered
from serving.practices.schemas import CatalogueListed, LocationEdit, PracticeEdit
from serving.practices.tables import Group, Location
from serving.practices.taking_in import checked_time_zone, take_in

Expect = Callable[[int], None]


def edit_practice(work: Work, practice: str, edit: PracticeEdit, expect: Expect) -> Group:
    row = work.one(select(Group).where(Group.id == practice).with_for_update(), Group)
    work.may("practice.update", Resource("practice", row.id))
    expect(row.version)
    changes = edit.model_dump(exclude_none=True)
    if _changed(work, row, changes):
        work.record("practice.updated", row.id, fields=",".join(sorted(changes)))
    return row


def edit_location(work: Work, location: str, edit: LocationEdit, expect: Expect) -> Location:
    row = work.one(select(Location).where(Location.id == location).with_for_update(), Location)
    work.may("practice.update", Resource("practice", row.practice, row.id))
    expect(row.version)
    if edit.time_zone is not None:
        checked_time_zone(edit.time_zone)
    changes = edit.model_dump(exclude_none=True)
    if _changed(work, row, changes):
        work.record("location.updated", row.id, location=row.id, fields=",".join(sorted(changes)))
    return row


def may_read_catalogues(work: Work, practice: str) -> None:
    """Raises NotFoundError, NotAllowedError."""
    if practice != work.caller.practice:
        raise NotFoundError()
    work.may("catalogue.read", Resource("catalogue", practice))


def may_bring_catalogue(work: Work, practice: str) -> None:
    """Raises NotFoundError, NotAllowedError."""
    if practice != work.caller.practice:
        raise NotFoundError()
    work.may("catalogue.create", Resource("catalogue", practice))


def bring_catalogue(work: Work, practice: str, text: str) -> Answer:
    """The next version. Decisions on rules are a medical director's, so that changing them takes leave for that, too.

    Raises:
        DocumentInvalidError, CatalogueOfAnotherPracticeError, TimeZoneUnknownError, NotAllowedError.
    """
    group = work.one(select(Group).where(Group.id == practice).with_for_update(), Group)
    file = read_practice(text, "practice file", load_library())
    if _decisions(file) != _decisions(file_of(work, numbered(work, practice, group.catalogue))):
        work.may("rule.update", Resource("rule", practice), seen=True)
    row = take_in(work, group, file)
    at = f"/v1/practices/{practice}/catalogues/{row.number}"
    return Answer.of(CatalogueListed.of(row), practice, status=201, version=row.number, at=at)


def _decisions(file: PracticeFile) -> dict[str, tuple[RuleChange, ...]]:
    """Changes of rules, by location; the group's under no name."""
    return {"": file.rule_changes} | {each.id: each.rule_changes for each in file.locations if each.rule_changes}


def _changed(work: Work, row: Group | Location, changes: dict[str, object]) -> bool:
    """Whether anything is another now."""
    if all(getattr(row, name) == value for name, value in changes.items()):
        return False
    for name, value in changes.items():
        setattr(row, name, value)
    row.updated_at = work.now
    work.session.flush()
    return True
