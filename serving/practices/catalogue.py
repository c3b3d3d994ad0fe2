"""The practice file in force, and what it means at one location."""

from __future__ import annotations

from sqlalchemy import select

from planning.practice import Practice, PracticeFile
from serving.desk import NotFoundError, Work
from serving.practices.tables import Catalogue, Group, Location


def sealed_file(work: Work, catalogue: str, file: PracticeFile) -> bytes:
    """Only what was written: what a location leaves out is inherited, and what it sets as the default is not."""
    return work.seal(
        work.caller.practice, _where(catalogue), file.model_dump_json(by_alias=True, exclude_unset=True).encode()
    )


def file_of(work: Work, catalogue: Catalogue) -> PracticeFile:
    return PracticeFile.model_validate_json(work.unseal(catalogue.practice, _where(catalogue.id), catalogue.sealed))


def file_in_force(work: Work) -> PracticeFile:
    """Of the caller's practice."""
    group = work.session.get_one(Group, work.caller.practice)
    return file_of(work, numbered(work, group.id, group.catalogue))


def numbered(work: Work, practice: str, number: int) -> Catalogue:
    """A version.

    Raises:
        NotFoundError.
    """
    found = work.session.scalars(select(Catalogue).filter_by(practice=practice, number=number)).one_or_none()
    if found is None:
        raise NotFoundError()
    return found


def practice_at(work: Work, location: Location) -> Practice:
    """What plans are made with at a location: the catalogue in force under the location's own settings."""
    practice = file_in_force(work).at(location.handle)
    own = {"title": location.title, "time_zone": location.time_zone, "supervision": location.cosignature_required}
    return practice.model_copy(update={"location": practice.location.model_copy(update=own)})


def _where(catalogue: str) -> str:
    return f"catalogues.sealed:{catalogue}"
