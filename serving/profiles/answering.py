"""A profile as an answer."""

from __future__ import annotations

from serving.clients import find_client
from serving.desk import Answer, Work
from serving.profiles.keeping import profile_of
from serving.profiles.schemas import ProfileShown
from serving.profiles.tables import ClientProfile


def answer_of(work: Work, row: ClientProfile) -> Answer:
    """The whole of it, with its entity tag."""
    shown = ProfileShown(
        client=row.client,
        updated_at=row.updated_at,
        updated_by=row.updated_by,
        document=profile_of(work, find_client(work, row.client)).profile,
    )
    return Answer.of(shown, row.client, version=row.version)
