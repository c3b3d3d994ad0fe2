"""Which signer the settings name."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from serving.data_folder import data_folder
from serving.settings import Settings
from serving.signing.store import SigningStore, default_signing_dir, read_signer
from simulation.provenance import Signer

logger = logging.getLogger(__name__)


def configured_signer(settings: Settings, practice: str, now: datetime, announce: Callable[[str], None]) -> Signer:
    """The practice's own signer where the settings name one, and otherwise a private one.

    Args:
        practice: its name, for a private signer that has to be made.
        now: with its time zone.
        announce: is told when a private signer was made.

    Raises:
        SigningFolderError: a private signer has to be made and cannot be kept.
        ProvenanceError: the signer cannot be used: unreadable, expired, mismatched. Nothing falls back.
    """
    if settings.signing_key and settings.signing_certificates:
        return read_signer(settings.signing_key, settings.signing_certificates, now)
    return SigningStore(settings.signing_dir or default_signing_dir(), announce).signer(practice, now)


def practice_signer(settings: Settings, practice: str, title: str, now: datetime) -> Signer:
    """Of one practice of several: the one that the settings name; else a private one of its own, in the data folder.

    Args:
        practice: its id.
        title: its name, for a private signer that has to be made.

    Raises: as `configured_signer`.
    """
    folder = settings.signing_dir or data_folder(settings) / "signing"
    own = settings.model_copy(update={"signing_dir": folder / practice})
    return configured_signer(own, title, now, logger.warning)
