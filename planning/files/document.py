"""The base of everything that is written in a file: frozen, and a field nobody knows is an error, not ignored."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Document(BaseModel):
    """A value read from a file."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
