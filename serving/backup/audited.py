"""Whether the audit that a backup brought back is whole by the secret at hand.

The secret is in no backup, as the master key is in none. With another one the server would go on all the same, and
nobody could ever verify what was told before: so whoever restores is told at once.
"""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import inspect

from serving.audit import Verified, verify
from serving.audit.configured import configured_audit_keys
from serving.audit.reading import practices_told_of
from serving.audit.tables import AuditEvent
from serving.opening import unchecked_database
from serving.settings import Settings


def audited(settings: Settings) -> tuple[Verified, ...]:
    """Each chain, without checkpoints: those of after the backup vouch for events that it does not have. Nothing where
    the backup is older than the audit.

    Raises:
        MasterKeyInvalidError: the audit's secret can't be read.
    """
    with closing(unchecked_database(settings)) as database:
        if not inspect(database.engine).has_table(AuditEvent.__tablename__):
            return ()
        keys = configured_audit_keys(settings)
        with database.reading() as session:
            return tuple(verify(session, practice, keys) for practice in practices_told_of(session))
