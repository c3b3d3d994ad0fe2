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
from serving.audit import AuditKeys, Chain
from serving.audit.recorder import ChainRecorder
from serving.data_folder import data_folder, make_private_file
from serving.database import Base, Database, open_database
from serving.desk import Authenticate, Office
from serving.every_kept import KEPT
from serving.every_table import TABLES
from serving.objects import configured_objects
from serving.settings import Settings
from serving.stores import database_url
from serving.vault import configured_vault
from serving.vault.sources import MasterKeyFile
from serving.webhooks import Outbox

AUDIT_KEY_FILE = "audit.key"
logger = logging.getLogger(__name__)


def nobody(request: Request) -> Caller:
    """`Authenticate` of a server without accounts."""
    raise CredentialsMissingError()


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
        yield Office(database, vault, authenticate, policy, Scope(policy), recorder, Outbox(), now, objects, KEPT)


def configured_database(settings: Settings) -> Database:
    """The database. A file in the data folder gets its tables at the first start; another one when it is asked for."""
    url = make_url(database_url(settings))
    if url.get_backend_name() == "sqlite" and url.database:
        make_private_file(Path(url.database))
    database = open_database(database_url(settings))
    if settings.database_url is None:
        Base.metadata.create_all(database.engine, tables=TABLES)
    return database


def configured_audit_keys(settings: Settings) -> AuditKeys:
    """The audit's secret: kept in a file, which is where the database is not.

    Raises:
        MasterKeyInvalidError: the file can't be read, others can read it, or it holds something else.
    """
    file = MasterKeyFile(settings.audit_key_file or data_folder(settings) / AUDIT_KEY_FILE)
    if settings.audit_key_file is None:
        file.make()
    return AuditKeys(file.read()[0])
