"""Opening what stored things stand on, as the settings say: for the server, and for commands that work beside it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from fastapi import Request
from sqlalchemy import make_url

from serving.access import Caller, CedarPolicy, Scope
from serving.access.errors import CredentialsMissingError
from serving.audit import Chain
from serving.audit.configured import configured_audit_keys
from serving.audit.recorder import ChainRecorder
from serving.data_folder import make_private_file
from serving.database import Database, open_database
from serving.database.schema import Schema
from serving.desk import Authenticate, Office
from serving.every_kept import KEPT
from serving.objects import configured_objects
from serving.rates import Rate
from serving.settings import Settings
from serving.stores import database_url
from serving.vault import configured_vault
from serving.webhooks import Outbox

logger = logging.getLogger(__name__)


def nobody(request: Request) -> Caller:
    """`Authenticate` of a server without accounts."""
    raise CredentialsMissingError()


def admitted(authenticate: Authenticate, rate: Rate) -> Authenticate:
    """Whose request it is, noted for its log line, if that caller has not asked for too much."""

    def asked(request: Request) -> Caller:
        caller = authenticate(request)
        request.state.caller = caller.id
        rate.take(caller.id)
        return caller

    return asked


@contextmanager
def open_office(
    settings: Settings,
    now: Callable[[], datetime],
    authenticate: Authenticate = nobody,
    announce: Callable[[str], None] = logger.warning,
) -> Iterator[Office]:
    """Everything that a desk needs, closed after the block. Deletions were replayed before anything can be read.

    Args:
        announce: is told, once, of a master key that was made.

    Raises:
        CountenanceError: whatever keeps it from being opened; nothing is served then.
    """
    policy = CedarPolicy(now, settings.strong_minutes)
    objects = configured_objects(settings)
    recorder = ChainRecorder(Chain(configured_audit_keys(settings)))
    with closing(configured_database(settings)) as database, closing(configured_vault(settings, announce)) as vault:
        admit = admitted(authenticate, Rate(settings.requests_per_s, settings.requests_burst))
        yield Office(database, vault, admit, policy, Scope(policy), recorder, Outbox(), now, objects, KEPT)


def configured_database(settings: Settings) -> Database:
    """The database. A new file in the data folder gets its tables by itself; all others when it is asked for.

    Raises:
        SchemaOutdatedError, SchemaUnknownError: nothing is served from tables that are not this server's.
    """
    database = unchecked_database(settings)
    schema = Schema(database)
    if settings.database_url is None and schema.empty():
        schema.upgrade()
    schema.require_newest()
    return database


def unchecked_database(settings: Settings) -> Database:
    """The database, whatever tables it has: for those who migrate it."""
    url = make_url(database_url(settings))
    if url.get_backend_name() == "sqlite" and url.database:
        make_private_file(Path(url.database))
    return open_database(database_url(settings))
