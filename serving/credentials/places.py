"""Where credentials hold: at locations of the practice, and of no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from planning.practice import LocationUnknownError
from serving.access import Grant
from serving.desk import Work
from serving.practices.tables import Location


def check_locations(work: Work, named: Iterable[str]) -> None:
    """A stranger's location is told as one that there is none of.

    Raises:
        LocationUnknownError.
    """
    wanted = set(named)
    mine = select(Location.id).where(Location.practice == work.caller.practice, Location.id.in_(wanted))
    if wanted - set(work.session.scalars(mine)):
        raise LocationUnknownError()


def places_of(grants: Iterable[Grant]) -> Iterator[str]:
    for grant in grants:
        yield from grant.locations or ()
