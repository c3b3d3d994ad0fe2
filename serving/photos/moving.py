"""A photo that was taken in another client's chart goes to the client whose face it shows.

Objects are sealed anew and put before the transaction; the old ones go when it is on disk. So at any moment the photo
is one client's, whole.
"""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Response
from sqlalchemy import delete, or_, select

from serving.clients import Client, find_client, resource_of
from serving.consents import standing
from serving.desk import Answer, Desk, Work
from serving.photos.details import details_of, seal_details
from serving.photos.ending import end_keys
from serving.photos.errors import PhotoChangedError, SameClientError
from serving.photos.files import Putting, open_file, putting
from serving.photos.finding import find_photo, resource
from serving.photos.schemas import NewPlace, PhotoShown
from serving.photos.sealing import geometry_of, open_sealed, seal_geometry, seal_in
from serving.photos.service import Sealed
from serving.photos.tables import Analysis, Comparison, Correction, Photo
from serving.projections.stored.moving import move_projections, sealed_anew


def move(desk: Desk, name: str, to: NewPlace) -> Response:
    """Raises:
    NotFoundError, NotAllowedError: of either client.
    ConsentMissingError: the client whose it is has not agreed to what is kept.
    SameClientError, PhotoChangedError.
    """
    given = desk.answered(to, lambda work: _may_repeat(work, name, to))
    if given is not None:
        return given
    with desk.reading() as work:
        photo = find_photo(work, name)
        _may(work, photo, to)
    with putting(desk.office, photo.practice) as put:
        sealed = _sealed_anew(desk, photo, to.client, put)
        shown = sealed_anew(desk, photo, to.client, put)
        return desk.once(
            to,
            lambda work: _may_repeat(work, name, to),
            lambda work: _moved(work, photo, to, sealed, shown),
        )


def _may_repeat(work: Work, name: str, to: NewPlace) -> None:
    """Also when it was moved before: then it is the other client's, and may be seen there."""
    photo = find_photo(work, name)
    work.may("photo.move", resource(work, photo, "photo"))
    work.may("photo.move", resource_of(work, find_client(work, to.client), "photo"))


def _may(work: Work, photo: Photo, to: NewPlace) -> tuple[str, ...]:
    """Ids of the other client's consents, of the photo, and of its analyses where there are any."""
    _may_repeat(work, photo.id, to)
    if photo.client == to.client:
        raise SameClientError()
    given = standing(work.session, photo.practice, to.client, work.now)
    if _analyses(work, photo):
        given.require("analyze")
    return given.require("keep_photo")


def _sealed_anew(desk: Desk, photo: Photo, client: str, put: Putting) -> Sealed:
    """Under the other client's key; its own stays, so that whoever deletes it ends older copies, too."""
    original = put.put(client, photo.key, photo.id, "original", open_file(desk.office, photo, "original"))
    bare = put.put(client, photo.key, photo.id, "bare", open_file(desk.office, photo, "bare"))
    return Sealed(photo.id, photo.key, original, bare)


def _moved(work: Work, seen: Photo, to: NewPlace, sealed: Sealed, shown: Mapping[str, str]) -> Answer:
    before, after = _both(work, seen, to)
    photo = find_photo(work, seen.id, changing=True)
    if (photo.client, photo.original) != (seen.client, seen.original):
        raise PhotoChangedError()
    consents = _may(work, photo, to)
    details = details_of(work, photo).model_copy(update={"moved_because": to.reason})
    old = [photo.original, photo.bare]
    _drop_of_two(work, photo)
    for analysis in _analyses(work, photo):
        _move_analysis(work, analysis, after)
    destroyed = move_projections(work, photo, after, shown)
    photo.client, photo.consents = after.id, ",".join(consents)
    photo.original, photo.bare = sealed.original, sealed.bare
    seal_details(work, photo, details)
    work.session.flush()
    work.office.kept.doom(work.session, old, work.now)
    _record(work, photo, before, after, consents, destroyed)
    return Answer.of(PhotoShown.of(photo, details), after.id)


def _both(work: Work, photo: Photo, to: NewPlace) -> tuple[Client, Client]:
    """Both clients, locked in the order of their ids: two moves at once do not wait for each other."""
    rows = {name: find_client(work, name, changing=True) for name in sorted({photo.client, to.client})}
    return rows[photo.client], rows[to.client]


def _analyses(work: Work, photo: Photo) -> list[Analysis]:
    statement = select(Analysis).where(Analysis.photo == photo.id, Analysis.client == photo.client)
    return list(work.session.scalars(statement.order_by(Analysis.id).with_for_update()))


def _drop_of_two(work: Work, photo: Photo) -> None:
    """What was measured of this photo together with another one of the client before."""
    pairs = Analysis.animated.is_not(None) & or_(Analysis.photo == photo.id, Analysis.animated == photo.id)
    rows = work.session.scalars(select(Analysis).where(pairs)).all()
    of_pairs = [row.id for row in rows]
    end_keys(work, [row.key for row in rows], "photo_moved")
    work.session.execute(delete(Correction).where(Correction.analysis.in_(of_pairs)))
    work.session.execute(delete(Analysis).where(Analysis.id.in_(of_pairs)))
    work.session.execute(delete(Comparison).where(or_(Comparison.before == photo.id, Comparison.after == photo.id)))


def _move_analysis(work: Work, analysis: Analysis, to: Client) -> None:
    """Sealed anew, with every correction."""
    corrections = work.session.scalars(select(Correction).where(Correction.analysis == analysis.id)).all()
    said = [open_sealed(work, each) for each in corrections]
    document, geometry = open_sealed(work, analysis), geometry_of(work, analysis)
    analysis.client = to.id
    for correction in corrections:
        correction.client = to.id
    seal_in(work, analysis, document)
    if geometry is not None and analysis.key is not None:
        seal_geometry(work, analysis, analysis.key, geometry)
    for row, each in zip(corrections, said, strict=True):
        seal_in(work, row, each)
    analysis.consents = ",".join(standing(work.session, to.practice, to.id, work.now).require("analyze"))


def _record(work: Work, photo: Photo, before: Client, after: Client, consents: tuple[str, ...], destroyed: int) -> None:
    """In the history of both."""
    if destroyed:
        facts = {"client": before.id, "location": before.location, "count": destroyed, "why": "photo_moved"}
        work.record("projections.destroyed", photo.id, **facts)
    work.record("photo.moved_away", photo.id, client=before.id, location=before.location, to=after.id)
    facts = {"client": after.id, "location": after.location, "sources": consents}
    work.record("photo.moved", photo.id, came_from=before.id, **facts)
