"""Objects of a test that keeps none, or none for long."""

from __future__ import annotations

from datetime import datetime

from obstore.store import MemoryStore

from serving.objects import Objects


class Memory:
    """`serving.objects.objects.Place`."""

    def __init__(self) -> None:
        self.store = MemoryStore()

    def put(self, name: str, stored: bytes) -> None:
        self.store.put(name, stored)

    def tidy(self, older_than: datetime) -> None:
        """Nothing half-written is left here."""


def objects_in_memory() -> Objects:
    return Objects(Memory())
