"""What happened, kept so that nobody changes it unnoticed: one chain a practice, in the transaction of what it tells.

Every event carries an HMAC over itself and the event before it, with a key that is not in the database. Now and then
the end of a chain is signed and written elsewhere, as a checkpoint. `verify` finds any alteration, removal, reordering,
insertion, and truncation up to the last checkpoint; `BLIND_SPOTS` says what it cannot see. Ids only: no event holds a
name, a value or a word about a client, so that the chain stays whole when a client is erased.
"""

from serving.audit.chain import Chain
from serving.audit.checkpoints import Checkpoint, CheckpointFile
from serving.audit.entry import Entry
from serving.audit.errors import AuditKeyError, CheckpointsUnreadableError
from serving.audit.keys import AuditKeys
from serving.audit.recorder import ChainRecorder
from serving.audit.verify import BLIND_SPOTS, Finding, Verified, verify

__all__ = [
    "BLIND_SPOTS",
    "AuditKeyError",
    "AuditKeys",
    "Chain",
    "ChainRecorder",
    "Checkpoint",
    "CheckpointFile",
    "CheckpointsUnreadableError",
    "Entry",
    "Finding",
    "Verified",
    "verify",
]
