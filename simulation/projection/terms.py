"""Under what a projection leaves: by whose leave, in whose name, on which day, signed by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from simulation.authorization import Authorization
from simulation.labels import Language
from simulation.provenance import PictureFormat, Signer


@dataclass(frozen=True, slots=True)
class Terms:
    """Attributes:
    authorization: exists only where nothing speaks against a projection.
    given_on: the day on which it is given to the client.
    practice: its name.
    signer: the practice's.
    software_version: of Countenance.
    library_version: of the treatment files.
    language: of the label.
    format: of the file.
    """

    authorization: Authorization
    given_on: date
    practice: str
    signer: Signer
    software_version: str
    library_version: str
    language: Language = "en"
    format: PictureFormat = "png"
