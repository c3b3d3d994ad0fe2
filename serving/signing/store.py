"""A private signer in a folder, made on first use.

The files of a signer belong together, so they appear together: they are written into a folder of their own beside the
place, which is then renamed. Where two processes start at once, one rename wins and both read what it put there.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509

from serving.data_folder import sync_folder
from serving.signing.errors import SigningFolderError
from simulation.provenance import Signer, SignerUnreadableError, parse_signer, private_signer

KEY_FILE = "key.pem"
CERTIFICATES_FILE = "certificates.pem"

# Without a timestamp authority a signature lasts as long as its certificate, and a client's record for decades.
_LIFETIME = timedelta(days=25 * 365)
_CLOCKS_DIFFER = timedelta(days=1)


def default_signing_dir() -> Path:
    """$XDG_DATA_HOME/countenance/signing, or ~/.local/share/countenance/signing."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "countenance" / "signing"


class SigningStore:
    """The private signer of a practice.

    Args:
        folder: its own; made for this user alone, as are the files in it.
        announce: is told, once, that a signer was made, what it is worth, and how to replace it.
    """

    def __init__(self, folder: Path, announce: Callable[[str], None]) -> None:
        self._folder = folder
        self._announce = announce

    def signer(self, practice: str, now: datetime) -> Signer:
        """The signer; made for this practice if there is none yet.

        Args:
            practice: its name, for a signer that has to be made.
            now: with its time zone.

        Raises:
            SigningFolderError: there is none, and none can be written.
            ProvenanceError: there is one that cannot be used: unreadable, expired, mismatched.
        """
        place = self._folder / "private"
        try:
            if not place.exists():
                self._make(place, practice, now)
        except OSError as error:
            raise SigningFolderError(f"No signing key can be kept in {self._folder}: {error.strerror}.") from error
        return read_signer(place / KEY_FILE, place / CERTIFICATES_FILE, now)

    def _make(self, place: Path, practice: str, now: datetime) -> None:
        ends = now + _LIFETIME
        made = private_signer(practice, now - _CLOCKS_DIFFER, ends, (_serial(), _serial()))
        if _put(place, made):
            self._announce(_first_use(practice, place, ends))


def read_signer(key: Path, certificates: Path, now: datetime) -> Signer:
    """The signer in two files.

    Raises:
        ProvenanceError: a file cannot be read, or the two cannot sign now.
    """
    return parse_signer(_read(key), _read(certificates), now)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SignerUnreadableError(f"{path} cannot be read: {error.strerror}.") from error


def _put(place: Path, signer: Signer) -> bool:
    """Whether it is this signer that now stands in the place, and not one that another process put there first.

    Raises:
        OSError: nothing can be written.
    """
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".private-", dir=place.parent))  # 0700
    try:
        _write(beside / KEY_FILE, signer.private_key_pem)
        _write(beside / CERTIFICATES_FILE, signer.certificates_pem)
        sync_folder(beside)
        return _renamed(beside, place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _renamed(beside: Path, place: Path) -> bool:
    try:
        beside.rename(place)
    except OSError:
        if place.exists():  # a folder with files in it is never replaced by a rename
            return False
        raise
    for above in (place.parent, *place.parent.parents[:2]):  # the practice's folder and that of all may be new, too
        sync_folder(above)
    return True


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _serial() -> int:
    return x509.random_serial_number()


def _first_use(practice: str, place: Path, ends: datetime) -> str:
    return (
        f"Made a private signing key and certificate for {practice} in {place}, valid until {ends.date()}. "
        "Readers show what it signs as valid, but untrusted: nobody outside vouches for it. A practice's own "
        "certificate is set with COUNTENANCE_SIGNING_KEY and COUNTENANCE_SIGNING_CERTIFICATES."
    )
