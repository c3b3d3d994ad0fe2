"""What a running server does beside answering: events are delivered, the audit vouched for, everything counted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from prometheus_client import CollectorRegistry

from serving.audit import AuditKeys
from serving.audit.configured import configured_audit_keys, configured_checkpoints
from serving.audit.witness import Checkpoints, Witness
from serving.desk import Office
from serving.health.checks import Checks, configured_checks
from serving.metrics import KeepingMetrics, RequestMetrics
from serving.settings import Settings
from serving.webhooks import Courier, Guard
from serving.webhooks.worker import Rounds, backlog


@dataclass(frozen=True, slots=True)
class Keeping:
    """Built in the lifespan.

    Attributes:
        guard: judges addresses that events may be sent to.
        checks: what readiness asks, beside the networks.
    """

    registry: CollectorRegistry
    audit_keys: AuditKeys
    checkpoints: Checkpoints
    witness: Witness
    guard: Guard
    checks: Checks
    requests: RequestMetrics


@asynccontextmanager
async def keeping_up(settings: Settings, office: Office) -> AsyncIterator[Keeping]:
    """At the end no further delivery is begun, those under way have `drain_s`, and a last checkpoint is written."""
    keeping = _keeping(settings, office)
    rounds = Rounds(configured_courier(settings, office, keeping.guard), settings.webhooks_every_s)
    if settings.webhooks_in_server:
        rounds.start()
    try:
        async with every(settings.audit_checkpoint_minutes * 60, keeping.witness.try_to_write):
            yield keeping
    finally:
        await asyncio.to_thread(rounds.end, settings.drain_s)
        await asyncio.to_thread(keeping.witness.try_to_write)


def configured_guard(settings: Settings) -> Guard:
    return Guard([host.strip() for host in settings.webhook_trusted_hosts.split(",") if host.strip()])


def configured_courier(settings: Settings, office: Office, guard: Guard) -> Courier:
    return Courier(office.database, guard, office.sealing.unseal, office.now)


def _keeping(settings: Settings, office: Office) -> Keeping:
    registry, keys, checkpoints = CollectorRegistry(), configured_audit_keys(settings), configured_checkpoints(settings)
    witness = Witness(office.database, keys, checkpoints, office.now)
    KeepingMetrics(registry, office.database.in_use, lambda: backlog(office.database, office.now()), witness.age_s)
    checks = configured_checks(settings, office)
    return Keeping(registry, keys, checkpoints, witness, configured_guard(settings), checks, RequestMetrics(registry))


@asynccontextmanager
async def every(seconds: float, do: Callable[[], object]) -> AsyncIterator[None]:
    """In a thread, again and again, for as long as the block lasts."""
    ended = asyncio.Event()

    async def go() -> None:
        while not ended.is_set():
            await asyncio.to_thread(do)
            try:
                await asyncio.wait_for(ended.wait(), seconds)
            except TimeoutError:
                continue

    task = asyncio.create_task(go())
    try:
        yield
    finally:
        ended.set()
        await task
