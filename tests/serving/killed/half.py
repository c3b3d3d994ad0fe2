"""Whether anything half-written is visible, seen from below: rows, sealed bytes and objects, in one state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.errors import CountenanceError
from serving.audit.tables import AuditEvent
from serving.clients.tables import Client
from serving.consents.tables import Consent
from serving.database import Base, ObjectName
from serving.desk import Office
from serving.desk.orphans import sweep_orphans
from serving.desk.tables import GivenAnswer
from serving.photos.files import open_file
from serving.photos.tables import Photo
from serving.plans.content import digest
from serving.plans.signing import where as document_at
from serving.plans.tables import Plan, PlanSignature, PlanVersion
from serving.webhooks.tables import Delivery, OutgoingEvent, WebhookEndpoint

TABLES = {"client": Client, "consent": Consent, "photo": Photo, "plan": Plan}
ON_RECORD = ("client.created", "consent.given", "photo.received", "plan.drafted", "plan.approved")
_CLOCKS_DIFFER = timedelta(seconds=2)  # a file's time is rounded
SIGNED = ("approved", "shared", "superseded")


def half_written(office: Office, since: datetime) -> Iterator[str]:
    """What should never be seen.

    Args:
        since: things of before were looked at already; what all together have to be is looked at anyhow.
    """
    with office.database.reading() as session:
        yield from _photos(office, session, since)
        yield from _plans(office, session, since)
        yield from _answers(session)
        yield from _events(session)
        yield from _on_record(session)
    yield from _objects(office, since)


def stored(office: Office) -> dict[str, list[str]]:
    """Ids of everything there is, by kind."""
    with office.database.reading() as session:
        found = {kind: sorted(session.scalars(select(table.id))) for kind, table in TABLES.items()}
        return found | {"approval": sorted(session.scalars(select(PlanSignature.plan)))}


def left_over(office: Office) -> tuple[int, list[str]]:
    """How many objects without a row a sweep takes away, and what it should have done otherwise."""
    swept = sweep_orphans(office)
    with office.database.reading() as session:
        named = set(_named(session))
    kept = {each.name for each in office.objects.kept()}
    wrong = [f"object {name}: swept, and a row names it" for name in named - kept]
    return len(swept), wrong + [f"object {name}: no row names it, and it was not swept" for name in kept - named]


def _photos(office: Office, session: Session, since: datetime) -> Iterator[str]:
    for row in session.scalars(select(Photo).where(Photo.received_at >= since)):
        try:
            for which in ("original", "bare"):
                open_file(office, row, which)  # type: ignore[arg-type]
        except CountenanceError as error:
            yield f"photo {row.id}: {error.code}"


def _plans(office: Office, session: Session, since: datetime) -> Iterator[str]:
    for plan in session.scalars(select(Plan).where(Plan.updated_at >= since)):
        versions = session.scalars(select(PlanVersion).filter_by(plan=plan.id).order_by(PlanVersion.number)).all()
        if [each.number for each in versions] != list(range(1, plan.number + 1)):
            yield f"plan {plan.id}: a version is missing"
        for each in versions:
            sealed = office.sealing.unseal(each.client, f"plan_versions.sealed:{each.id}", each.sealed)
            if digest(sealed) != each.sha256:
                yield f"plan {plan.id}: version {each.number} is damaged"
        signatures = session.scalars(select(PlanSignature).filter_by(plan=plan.id)).all()
        if len(signatures) != (plan.state in SIGNED) or (plan.signed_at is not None) != (plan.state in SIGNED):
            yield f"plan {plan.id}: {plan.state} with {len(signatures)} signatures"
        yield from (what for each in signatures for what in _document(office, each))


def _document(office: Office, row: PlanSignature) -> Iterator[str]:
    if row.document is None:
        yield f"signature {row.id}: without a document"
        return
    try:
        pdf = office.sealing.unseal(row.client, document_at(row.id), office.objects.get(row.document))
    except CountenanceError as error:
        yield f"signature {row.id}: {error.code}"
        return
    if digest(pdf) != row.document_sha256:
        yield f"signature {row.id}: another document"


def _answers(session: Session) -> Iterator[str]:
    empty = select(func.count()).where(GivenAnswer.owner.is_(None) | GivenAnswer.sealed.is_(None))
    if session.scalar(empty):
        yield "an answer that was never given is there"


def _events(session: Session) -> Iterator[str]:
    """Each goes to everybody who asked for it, once."""
    listeners = session.scalar(select(func.count()).select_from(WebhookEndpoint))
    deliveries = select(func.count(Delivery.id)).where(Delivery.event == OutgoingEvent.id).scalar_subquery()
    for name in session.scalars(select(OutgoingEvent.id).where(deliveries != listeners)):
        yield f"event {name}: not to be delivered once to each"


def _on_record(session: Session) -> Iterator[str]:
    """Told to systems and to the audit: both, or neither."""
    counts = []
    for table, kind in ((OutgoingEvent, OutgoingEvent.kind), (AuditEvent, AuditEvent.event)):
        counts.append(Counter(session.execute(select(kind, table.subject).where(kind.in_(ON_RECORD))).tuples().all()))
    for what in (counts[0] - counts[1]) + (counts[1] - counts[0]):
        yield f"{what}: told, and not on record, or the other way round"
    yield from (f"{what}: {times} times" for what, times in counts[0].items() if times > 1)


def _objects(office: Office, since: datetime) -> Iterator[str]:
    """Those that no row names, too: each is whole."""
    for each in office.objects.kept():
        if each.at < since - _CLOCKS_DIFFER:
            continue
        try:
            office.objects.get(each.name)
        except CountenanceError as error:
            yield f"object {each.name}: {error.code}"


def _named(session: Session) -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, ObjectName):
                yield from session.scalars(select(column).where(column.is_not(None)))


def tomorrow() -> datetime:
    """When whatever no row names is swept."""
    return datetime.now(UTC) + timedelta(hours=25)
