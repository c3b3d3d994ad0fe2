"""Where a statement comes from, and how far that carries."""

from __future__ import annotations

from typing import Literal, Protocol

from pydantic import Field

from planning.files import Document

Strength = Literal["label", "paper", "guideline", "statute", "manual", "secondary", "house"]


class Source(Document):
    """One source of a file, which its statements name by key.

    Attributes:
        cite: what it is and where it is found (DOI, PMID, page).
        strength: a product's `label`; a peer-reviewed `paper`; a society's or authority's `guideline`; a `statute`; a
            maker's `manual` or a clinic's page; `secondary`, which reports of others; `house`: our own default where
            sources differ, for the medical director to settle.
    """

    cite: str = Field(min_length=4)
    strength: Strength


class Stated(Protocol):
    """Anything in a file that names its source."""

    @property
    def source(self) -> str: ...
