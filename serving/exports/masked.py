"""An export that does not say whose it is: photos with the eyes masked, what was found on them, an age; no id, no date.

Only photos with landmarks leave, and only by an agreement to sharing. Whoever knows the face may still know it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

import numpy as np
from sqlalchemy import select

from serving.clients import Client, find_client, resource_of
from serving.clients.person import person_of
from serving.consents import standing
from serving.desk import Desk, Office, Work
from serving.exports.masking import masked_photo
from serving.exports.zipped import zipped
from serving.photos.details import details_of
from serving.photos.files import open_file
from serving.photos.sealing import geometry_of, open_sealed
from serving.photos.tables import Analysis, Photo

_OLDEST = 90  # years; who is older is as rare as a name
_FOUND = ("zone", "concern", "assessable", "severity", "grade", "interval")


def exported_masked(desk: Desk, client: str) -> Iterator[bytes]:
    """A zip.

    Raises:
        NotFoundError, NotAllowedError, ClientErasedError, ClientNotActiveError.
        ConsentMissingError: nothing leaves without an agreement to sharing, and no landmark is used without a release.
    """
    with desk.writing() as work:
        row = find_client(work, client)
        work.may("client.export_masked", resource_of(work, row))
        given = standing(work.session, row.practice, row.id, work.now)
        consents = (*given.require("share"), *given.require("analyze"))
        said, files = _gathered(work, row)
        facts = {"client": row.id, "location": row.location, "sources": consents, "photos": len(files)}
        work.record("client.exported_masked", row.id, **facts)
    return zipped({"subject.json": said}, files)


def _gathered(work: Work, client: Client) -> tuple[dict[str, Any], dict[str, Callable[[], bytes]]]:
    shots, files = [], dict[str, Callable[[], bytes]]()
    first: datetime | None = None
    for analysis, photo in _measured(work, client):
        geometry = geometry_of(work, analysis)
        if geometry is None or geometry["face"] is None:
            continue
        details = details_of(work, photo)
        first = first or details.taken_at
        name = f"photos/{len(files) + 1:03}.jpg"
        points = np.asarray(geometry["face"]["landmarks_px"], np.float64)
        files[name] = partial(_masked, work.office, photo, points, (details.width, details.height))
        found = [{each: finding[each] for each in _FOUND} for finding in open_sealed(work, analysis)["findings"]]
        shots.append({"file": name, "day": (details.taken_at - first).days, "view": details.view, "findings": found})
    subject = f"sub_{secrets.token_hex(8)}"  # another one each time: two exports are not one person's by their names
    return {"subject": subject, "age_years": _age(person_of(work, client).date_of_birth, work), "photos": shots}, files


def _measured(work: Work, client: Client) -> list[tuple[Analysis, Photo]]:
    """The last analysis of each photo."""
    mine = (Analysis.client == client.id) & (Analysis.photo == Photo.id) & (Photo.client == client.id)
    rows = work.session.execute(select(Analysis, Photo).where(mine).order_by(Analysis.id)).all()
    return list({photo.id: (analysis, photo) for analysis, photo in rows}.values())


def _masked(office: Office, photo: Photo, points: Any, size_wh: tuple[int, int]) -> bytes:
    return masked_photo(open_file(office, photo, "bare"), points, size_wh)


def _age(born: date, work: Work) -> int:
    today = work.now.date()
    return min(_OLDEST, today.year - born.year - ((today.month, today.day) < (born.month, born.day)))
