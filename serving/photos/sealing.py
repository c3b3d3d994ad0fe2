"""How documents, corrections and face geometry are kept: JSON, sealed for the place where it stands."""

from __future__ import annotations

import json
from typing import Any

from serving.desk import Work
from serving.photos.ending import seal_twice, unseal_twice
from serving.photos.tables import Analysis, Comparison, Correction
from serving.vault import KeyDestroyedError

Row = Analysis | Correction | Comparison


def seal_in(work: Work, row: Row, said: Any) -> None:
    """With the client's key, in the row's column `sealed`."""
    row.sealed = work.seal(row.client, sealed_at(row), json.dumps(said).encode())


def open_sealed(work: Work, row: Row) -> Any:
    return json.loads(work.unseal(row.client, sealed_at(row), row.sealed))


def seal_geometry(work: Work, analysis: Analysis, key: str, geometry: Any) -> None:
    """With the ending key, and the client's over it."""
    data = json.dumps(geometry).encode()
    analysis.geometry = seal_twice(work.office.sealing, analysis.client, key, geometry_at(analysis), data)
    analysis.key = key


def geometry_of(work: Work, analysis: Analysis) -> Any | None:
    """None once it is destroyed: deleted, or its key is."""
    if analysis.geometry is None or analysis.key is None:
        return None
    try:
        place = geometry_at(analysis)
        data = unseal_twice(work.office.sealing, analysis.client, analysis.key, place, analysis.geometry)
    except KeyDestroyedError:
        return None
    return json.loads(data)


def sealed_at(row: Row) -> str:
    return f"{row.__tablename__}.sealed:{row.id}"


def geometry_at(analysis: Analysis) -> str:
    return f"analyses.geometry:{analysis.id}"
