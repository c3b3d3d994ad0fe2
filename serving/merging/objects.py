"""Objects of one client, sealed anew for another: before the transaction that names them."""

from __future__ import annotations

from dataclasses import dataclass, field

from serving.desk import Office
from serving.kept import KeptTable


@dataclass(frozen=True, slots=True)
class Moving:
    """Attributes:
    names: of the new objects, by those of the old ones.
    """

    names: dict[str, str] = field(default_factory=dict)


def copy_objects(office: Office, practice: str, other: str, client: str) -> Moving:
    """Puts every object of one client once more, for the other. Where no row comes to name them they are swept.

    Raises:
        ObjectMissingError, ObjectDamagedError, ObjectsUnavailableError, SealBrokenError.
    """
    moving = Moving()
    with office.database.reading() as session:
        rows = list(office.kept.rows(session, other))
    for kept, row in rows:
        for column, at in kept.objects.items():
            if name := getattr(row, column):
                opened = office.sealing.unseal(other, at(row), office.objects.get(name))
                anew = office.sealing.seal(client, at(row), opened)
                moving.names[name] = office.objects.put(practice, client, anew)
    return moving


def places(kept: KeptTable, row: object) -> dict[str, str]:
    """Where a row's sealed columns stand, but for empty ones."""
    return {column: at(row) for column, at in kept.sealed.items() if getattr(row, column) is not None}
