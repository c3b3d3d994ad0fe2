"""Deleting objects whose rows are gone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from models.errors import CountenanceError
from serving.kept.tables import DoomedObject

if TYPE_CHECKING:
    from serving.desk import Office

logger = logging.getLogger(__name__)
_AT_ONCE = 500


def delete_doomed(office: Office) -> int:
    """Deletes what is on the list, and says how many. Cut off, the rest is done the next time.

    Raises:
        ObjectsUnavailableError, DatabaseUnavailableError.
    """
    number = 0
    while names := _listed(office):
        for name in names:
            office.objects.delete(name)
        with office.database.writing() as session:
            session.execute(delete(DoomedObject).where(DoomedObject.name.in_(names)))
        number += len(names)
    return number


def delete_doomed_soon(office: Office) -> None:
    """Now if it can be: their rows are gone already, and what is left on the list is swept."""
    try:
        delete_doomed(office)
    except CountenanceError as error:
        logger.warning("Objects were not deleted yet: %s", error.code)


def _listed(office: Office) -> list[str]:
    with office.database.reading() as session:
        return list(session.scalars(select(DoomedObject.name).limit(_AT_ONCE)))
