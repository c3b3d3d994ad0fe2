"""Notes as the API shows and takes them."""

from __future__ import annotations

import datetime

from pydantic import BaseModel, ConfigDict, Field

from planning.notes import ReadingDocument


class NewNote(BaseModel):
    """A note as it was written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(min_length=1, max_length=50_000, examples=["Takes Eliquis. Not pregnant."])
    on: datetime.date | None = Field(None, description="The day it was written; else today, at the client's home")


class NoteListed(BaseModel):
    """A note in a listing."""

    id: str = Field(examples=["not_01KAN6W0000000000000000000"])
    at: datetime.datetime
    by: str
    confirmations: int = Field(description="How often facts of it were confirmed")


class NoteShown(NoteListed):
    """A note, and what it seems to say: proposals. None of them is a fact of the profile before it is confirmed."""

    client: str
    on: datetime.date
    text: str
    reading: ReadingDocument


class NewConfirmation(BaseModel):
    """Facts of the note that a person confirms into the profile."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    facts: tuple[int, ...] = Field(min_length=1, max_length=200, description="By their place in the reading, from 0")
    replacing: tuple[str, ...] = Field((), max_length=200, description="Codes for which the note holds, not the record")
