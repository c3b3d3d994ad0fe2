"""Where treatments take place, and with what."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from planning.files import Document


class Room(Document):
    """A room.

    Attributes:
        kinds: of treatments it is fit for; empty for all.
    """

    id: str
    title: str
    kinds: tuple[str, ...] = ()


class Device(Document):
    """A device on the premises.

    Attributes:
        kind: as treatment files name it.
        rooms: ids of rooms it can be used in; empty where it moves.
        settings: the practice's own, by treatment id: shown to the provider as reference, never applied.
    """

    id: str
    title: str
    kind: str
    rooms: tuple[str, ...] = ()
    settings: dict[str, str] = Field(default_factory=dict)


class Brand(Document):
    """How documents of the practice look and sound."""

    name: str
    primary_color: str = Field(pattern="^#[0-9a-f]{6}$")
    accent_color: str = Field(pattern="^#[0-9a-f]{6}$")
    tone: Literal["warm", "plain", "clinical"]
    languages: tuple[Literal["en", "es"], ...] = Field(default=("en",), min_length=1)
    contact: str = ""


class Protocol(Document):
    """The practice's own written rule of work for treatments, by the name of its document."""

    id: str
    title: str
    treatments: tuple[str, ...] = Field(min_length=1)
    document: str
