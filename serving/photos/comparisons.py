"""What is done with comparisons, in a transaction of the desk."""

from __future__ import annotations

import json
from dataclasses import dataclass

from serving.clients import Client, find_client, resource_of
from serving.consents import standing
from serving.desk import Answer, Work
from serving.photos.comparison_schemas import ComparisonListed, ComparisonShown, NewComparison
from serving.photos.details import PhotoDetails, details_of
from serving.photos.errors import PhotoChangedError, PhotosNotComparableError
from serving.photos.finding import client_of, find_comparison, find_photo, resource
from serving.photos.sealing import open_sealed, seal_in
from serving.photos.tables import Comparison, Photo


@dataclass(frozen=True, slots=True)
class Pair:
    """Two photos, and what was said of them."""

    before: Photo
    after: Photo
    details: tuple[PhotoDetails, PhotoDetails]

    @property
    def taken(self) -> tuple[str, str]:
        """When either was."""
        first, second = (each.taken_at.isoformat(timespec="minutes") for each in self.details)
        return first, second


def may_compare(work: Work, new: NewComparison) -> Pair:
    """Raises NotFoundError, NotAllowedError, ConsentMissingError, PhotosNotComparableError."""
    before, after = find_photo(work, new.before), find_photo(work, new.after)
    for photo in (before, after):
        work.may("comparison.create", resource(work, photo, "comparison"))
    if before.client != after.client or before.id == after.id:
        raise PhotosNotComparableError("They are two photos of one client.")
    standing(work.session, before.practice, before.client, work.now).require("compare")
    pair = Pair(before, after, (details_of(work, before), details_of(work, after)))
    if pair.details[0].view != pair.details[1].view:
        raise PhotosNotComparableError("Both photos show the same side.")
    return pair


def keep(work: Work, pair: Pair, data: bytes) -> Answer:
    """What changed, if the client still agrees and both photos are still theirs.

    Raises:
        ConsentMissingError, PhotoChangedError, NotFoundError: nothing is kept.
    """
    client = client_of(work, pair.before, changing=True)
    for photo in (pair.before, pair.after):
        if find_photo(work, photo.id, changing=True).client != client.id:
            raise PhotoChangedError()
    consents = standing(work.session, client.practice, client.id, work.now).require("compare")
    document = json.loads(data)
    row = Comparison(
        id=work.new_id("cmp"),
        practice=client.practice,
        client=client.id,
        before=pair.before.id,
        after=pair.after.id,
        made_at=work.now,
        made_by=work.caller.id,
        consents=",".join(consents),
    )
    seal_in(work, row, document)
    work.session.add(row)
    work.session.flush()
    facts = {"client": client.id, "location": client.location, "versions": document["versions"]}
    work.record("comparison.completed", row.id, sources=(row.before, row.after, *consents), **facts)
    return Answer.of(ComparisonListed.of(row), client.id, status=201, at=f"/v1/comparisons/{row.id}")


def read(work: Work, name: str) -> ComparisonShown:
    row = find_comparison(work, name)
    client = client_of(work, row)
    work.record("comparison.read", row.id, client=client.id, location=client.location)
    return ComparisonShown.of(row, document=open_sealed(work, row))


def comparisons_of(work: Work, client: str) -> Client:
    """The client whose comparisons the caller may list."""
    row = find_client(work, client)
    work.may("comparison.read", resource_of(work, row, "comparison"))
    return row
