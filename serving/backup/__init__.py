"""Backups and the way back. What was erased stays erased: a restore follows the ledger before anything else."""

from serving.backup.audited import audited
from serving.backup.making import Made, back_up
from serving.backup.restoring import Restored, restore

__all__ = ["Made", "Restored", "audited", "back_up", "restore"]
