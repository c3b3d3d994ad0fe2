"""What keeps the audit from being written or checked."""

from __future__ import annotations

from models.errors import CountenanceError


class AuditKeyError(CountenanceError):
    """There is no key to write or check the chain with, or it is not one."""

    code = "audit_key_unusable"
    status = 503
    title = "The audit's key cannot be used"


class CheckpointsUnreadableError(CountenanceError):
    """A file of checkpoints is not one; what it should prove is not proven."""

    code = "audit_checkpoints_unreadable"
    status = 422
    title = "The checkpoints cannot be read"
