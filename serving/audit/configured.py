"""The audit's secret and its checkpoints, where the settings say."""

from __future__ import annotations

from pathlib import Path

from serving.audit.checkpoints import CheckpointFile
from serving.audit.keys import AuditKeys
from serving.data_folder import data_folder, make_private_file
from serving.settings import Settings
from serving.vault.sources import MasterKeyFile, read_keys

AUDIT_KEY_FILE = "audit.key"
CHECKPOINTS_FILE = "audit-checkpoints.jsonl"


def configured_audit_keys(settings: Settings) -> AuditKeys:
    """The audit's secret: from the environment, or a file, which is where the database is not.

    Raises:
        MasterKeyInvalidError: it can't be read, others can read it, or it is something else.
    """
    if secret := settings.audit_key.get_secret_value():
        return AuditKeys(read_keys(secret)[0])
    file = MasterKeyFile(settings.audit_key_file or data_folder(settings) / AUDIT_KEY_FILE)
    if settings.audit_key_file is None:
        file.make()
    return AuditKeys(file.read()[0])


def configured_checkpoints(settings: Settings) -> CheckpointFile:
    """A file, made for this user alone if it is not there."""
    path = settings.audit_checkpoints or data_folder(settings) / CHECKPOINTS_FILE
    make_private_file(Path(path))
    return CheckpointFile(Path(path))
