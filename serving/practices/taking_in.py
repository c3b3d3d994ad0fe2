"""A practice file becomes a practice, or the next version of its catalogue."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select

from planning.practice import LocationFile, PracticeFile
from serving.desk import Work
from serving.practices.catalogue import sealed_file
from serving.practices.errors import CatalogueOfAnotherPracticeError, PracticeExistsError, TimeZoneUnknownError
from serving.practices.tables import Catalogue, Group, Location


def found_practice(work: Work, file: PracticeFile) -> Group:
    """A new practice with its locations. Its id is the caller's practice, whose key exists.

    Raises:
        PracticeExistsError: one of that handle.
        TimeZoneUnknownError.
    """
    if work.session.scalars(select(Group).filter_by(handle=file.id)).one_or_none() is not None:
        raise PracticeExistsError()
    languages = file.brand.languages if file.brand else ("en",)
    group = Group(
        id=work.caller.practice,
        handle=file.id,
        title=file.title,
        language=languages[0],
        catalogue=0,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(group)
    work.session.flush()
    work.office.secrets.create(work.session, group.id)
    work.record("practice.created", group.id)
    take_in(work, group, file)
    return group


def take_in(work: Work, group: Group, file: PracticeFile) -> Catalogue:
    """The next version of a practice's catalogue. The practice's row is locked, or new.

    Raises:
        CatalogueOfAnotherPracticeError, TimeZoneUnknownError.
    """
    if file.id != group.handle:
        raise CatalogueOfAnotherPracticeError()
    name = work.new_id("cat")
    group.catalogue, group.updated_at = group.catalogue + 1, work.now
    catalogue = Catalogue(
        id=name,
        practice=group.id,
        number=group.catalogue,
        at=work.now,
        by=work.caller.id,
        sealed=sealed_file(work, name, file),
    )
    work.session.add(catalogue)
    _arrange(work, group, file)
    work.session.flush()
    work.record("catalogue.created", name, number=catalogue.number)
    return catalogue


def checked_time_zone(name: str) -> str:
    """Raises TimeZoneUnknownError."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise TimeZoneUnknownError() from None
    return name


def _arrange(work: Work, group: Group, file: PracticeFile) -> None:
    """New locations open, missing ones close, and those that stay keep their own settings."""
    there = {row.handle: row for row in work.session.scalars(select(Location).filter_by(practice=group.id))}
    for written in file.locations:
        row = there.pop(written.id, None)
        if row is None:
            _open(work, group, written)
        elif (row.state, row.open) != (written.state, True):
            row.state, row.open, row.updated_at = written.state, True, work.now
    for row in there.values():
        if row.open:
            row.open, row.updated_at = False, work.now


def _open(work: Work, group: Group, written: LocationFile) -> None:
    row = Location(
        id=work.new_id("loc"),
        practice=group.id,
        handle=written.id,
        title=written.title,
        state=written.state,
        time_zone=checked_time_zone(written.time_zone),
        cosignature_required=written.supervision,
        open=True,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(row)
    work.record("location.created", row.id, location=row.id)
