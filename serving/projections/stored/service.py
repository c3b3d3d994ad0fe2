"""What is done with projections that are kept, in a transaction of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from serving.clients import Client, find_client, resource_of
from serving.desk import Answer, Work
from serving.photos.errors import PhotoChangedError
from serving.photos.finding import find_photo
from serving.projections.document import ViewName
from serving.projections.job import Job
from serving.projections.leave import Seen
from serving.projections.making import Making
from serving.projections.stored.asking import Asked, may_project
from serving.projections.stored.destroying import destroy_one
from serving.projections.stored.finding import check_shared, file_of, find_projection
from serving.projections.stored.labels import check_label
from serving.projections.stored.schemas import NewProjection, ProjectionMade, ProjectionShown
from serving.projections.stored.sealing import Shown, seal_shown, shown_of
from serving.projections.stored.tables import ProjectionFile, StoredProjection
from simulation.provenance import PictureFormat


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """Attributes:
    shown: what is sealed of it.
    files: by view; of each the label was read back.
    """

    shown: Shown
    files: Mapping[ViewName, bytes]
    format: PictureFormat

    @classmethod
    def of(cls, making: Making, job: Job) -> Made:
        """Raises LabelNotReadError."""
        for projection in making.made.values():
            check_label(projection)
        document = making.document().model_dump(mode="json", by_alias=True)
        shown = Shown(document=document, planned=job.outcomes.planned, findings=Seen.of(making.analysis).findings)
        return cls(shown, {view: each.file for view, each in making.made.items()}, job.format)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A projection whose pictures are in the object store already.

    Attributes:
        id, key: of the projection.
        objects: by the id of the row that will name each, its view and its name.
    """

    id: str
    key: str
    objects: Mapping[str, tuple[ViewName, str]]


def keep(work: Work, client: str, new: NewProjection, made: Made, sealed: Sealed) -> Answer:
    """What was shown, if everything that speaks for it still does.

    Raises:
        ConsentMissingError, ProjectionNotAuthorizedError, PhotoChangedError, NotFoundError: nothing is kept.
    """
    row = find_client(work, client, changing=True)
    if find_photo(work, new.photo, changing=True).client != row.id:
        raise PhotoChangedError()
    asked = may_project(work, client, new)
    asked.grounds.authorized(made.shown)
    projection = _row(work, row, asked, sealed)
    seal_shown(work, projection, made.shown)
    work.session.add(projection)
    work.session.flush()
    for name, (view, object_) in sealed.objects.items():
        mine = {"practice": row.practice, "client": row.id, "projection": projection.id}
        work.session.add(ProjectionFile(id=name, view=view, format=made.format, object=object_, **mine))
    work.session.flush()
    _record_made(work, projection, row, asked, made.shown)
    told = ProjectionMade.of(projection, **_told(made.shown))
    return Answer.of(told, row.id, status=201, at=f"/v1/projections/{projection.id}")


def read(work: Work, name: str) -> ProjectionShown:
    """Raises:
    PlanNotSharedError: it shows a plan that no system may read yet.
    """
    row, client = find_projection(work, name)
    check_shared(work, row)
    work.record("projection.read", row.id, client=client.id, location=client.location)
    shown = shown_of(work.office, row)
    return ProjectionShown.of(row, **_told(shown), document=shown.document)


def viewed(work: Work, name: str, view: ViewName | None) -> tuple[StoredProjection, ProjectionFile]:
    """Which picture is to be opened; that it is looked at is on record.

    Raises:
        ProjectionViewMissingError, PlanNotSharedError.
    """
    row, client = find_projection(work, name)
    check_shared(work, row)
    file = file_of(work, row, view)
    work.record("projection.viewed", row.id, client=client.id, location=client.location, view=file.view)
    return row, file


def delete(work: Work, name: str) -> None:
    """For good, in backups, too."""
    row, client = find_projection(work, name, changing=True)
    work.may("projection.delete", resource_of(work, client, "projection"))
    facts = {"client": client.id, "location": client.location, "sources": [row.photo]}
    destroy_one(work, row, "projection_deleted")
    work.record("projection.deleted", name, **facts)


def projections_of(work: Work, client: str) -> Client:
    """The client whose projections the caller may list."""
    row = find_client(work, client)
    work.may("projection.read", resource_of(work, row, "projection"))
    return row


def _row(work: Work, client: Client, asked: Asked, sealed: Sealed) -> StoredProjection:
    plan, number = asked.plan or (None, None)
    return StoredProjection(
        id=sealed.id,
        practice=client.practice,
        client=client.id,
        photo=asked.photo.id,
        plan=plan,
        plan_number=number,
        made_at=work.now,
        made_by=work.caller.id,
        consents=",".join(asked.grounds.consents),
        key=sealed.key,
    )


def _told(shown: Shown) -> dict[str, object]:
    files = shown.document["files"]
    return {"views": [each["view"] for each in files], "warnings": shown.document["warnings"]}


def _record_made(work: Work, row: StoredProjection, client: Client, asked: Asked, shown: Shown) -> None:
    sources = [row.photo, *([row.plan] if row.plan else []), *asked.grounds.consents]
    versions = shown.document["versions"] | asked.grounds.made_from
    if row.plan_number is not None:
        versions |= {"plan": str(row.plan_number)}
    facts = {"client": client.id, "location": client.location, "sources": sources, "versions": versions}
    work.record("projection.completed", row.id, **facts)
    work.emit("projection.completed", row.id, client=client.id, photo=row.photo)
