"""How images and data are stored and protected."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import select

from serving.audit.tables import AuditEvent
from serving.backup.last import last_backup
from serving.buckets import is_bucket
from serving.clients import Client
from serving.erasure.tables import Erasure
from serving.governance.asked import Asked
from serving.governance.schemas import AuditTold, BackupTold, ErasuresTold, MasterKeyFrom, Missing, RuleKept, Storage
from serving.photos.tables import Analysis, Photo
from serving.retention.schedule import schedule
from serving.settings import Settings
from serving.vault.sealed import ALGORITHM


def storage(asked: Asked, settings: Settings) -> Storage:
    kept = last_backup(settings)
    backup = BackupTold(at=kept.at, objects=kept.objects, bytes=kept.size) if kept else None
    audit, erasures = _audit(asked), _erasures(asked)
    return Storage(
        database=asked.work.office.database.engine.dialect.name,
        objects="bucket" if settings.objects and is_bucket(settings.objects) else "folder",
        encryption=ALGORITHM,
        keys="of each client alone",
        master_key=_master_key(settings),
        photos=asked.count(Photo),
        analyses=asked.count(Analysis),
        analyses_with_geometry=asked.count(Analysis, Analysis.geometry.is_not(None)),
        sealed=_sealed(asked),
        destroyed={what: number for what in _ends() if (number := asked.events(f"{what}.destroyed"))},
        schedule=[
            RuleKept(what=rule.what, days_after_last_visit=rule.days_after_last_visit, ends=list(rule.ends))
            for rule in schedule()
        ],
        backup=backup,
        audit=audit,
        erasures=erasures,
        missing=list(_missing(backup, audit, erasures)),
    )


def _ends() -> list[str]:
    return [rule.what for rule in schedule()]


def _master_key(settings: Settings) -> MasterKeyFrom:
    if settings.master_key_provider:
        return "key management service"
    if settings.master_key.get_secret_value():
        return "environment"
    return "file" if settings.master_key_file else "data folder"


def _sealed(asked: Asked) -> dict[str, int]:
    """Of tables that say whose practice a row is of; a client's own row is one of them."""
    tables = [each.table for each in asked.work.office.kept.tables if each.sealed]
    counted = {
        table.__tablename__: asked.count(table)
        for table in tables
        if {"practice", "client"} <= set(table.__table__.c.keys())
    }
    return {"clients": asked.count(Client, Client.sealed.is_not(None), client="id")} | counted


def _audit(asked: Asked) -> AuditTold:
    last = asked.last_event("audit.verified")
    return AuditTold(
        events=asked.count(AuditEvent),
        verified_at=last.at if last else None,
        whole=bool(json.loads(last.body)["facts"]["whole"]) if last else None,
    )


def _erasures(asked: Asked) -> ErasuresTold:
    states = asked.by(Erasure.state)
    owners = {entry.destruction.owner for entry in asked.work.office.sealing.entries()}
    done = select(Erasure.client).where(asked.mine(Erasure), Erasure.state == "done")
    return ErasuresTold(
        done=states.get("done", 0),
        begun=states.get("begun", 0),
        held=asked.count(Erasure, Erasure.held.is_not(None)),
        keys_destroyed=len(owners & set(asked.work.session.scalars(done))),
    )


def _missing(backup: BackupTold | None, audit: AuditTold, erasures: ErasuresTold) -> Iterable[Missing]:
    if backup is None:
        yield "no_backup"
    if audit.verified_at is None:
        yield "no_audit_verification"
    if not erasures.done + erasures.begun:
        yield "no_erasure"
