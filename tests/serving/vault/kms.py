"""A key management service that fails in the ways these do."""

from __future__ import annotations

import os
from typing import Literal

from serving.vault import LocalMasterKey, MasterKeyRefusedError, MasterKeyUnavailableError

Mood = Literal[
    "well",  # answers
    "throttled",  # its client raises what we agreed on
    "no_route",  # its client raises what the operating system says
    "own_error",  # its client raises an error of its own kind, with a host in it
    "disabled",  # the key was switched off, or is to be deleted
    "garbage",  # answers, with bytes that are nothing
    "short",  # answers, with a key that is too short
    "another",  # answers, with another key of the right length
]


class FakeService:
    def __init__(self, name: str = "arn:test:key/1") -> None:
        self._inside = LocalMasterKey(os.urandom(32))
        self.name = name
        self.mood: Mood = "well"
        self.calls = 0

    def wrap(self, key: bytes, context: str) -> bytes:
        self._behave()
        return b"garbage" if self.mood == "garbage" else self._inside.wrap(key, context)

    def unwrap(self, wrapped: bytes, context: str) -> bytes:
        self._behave()
        key = self._inside.unwrap(wrapped, context)
        return {"short": key[:16], "another": bytes(40)}.get(self.mood, key)

    def _behave(self) -> None:
        self.calls += 1
        if self.mood == "throttled":
            raise MasterKeyUnavailableError()
        if self.mood == "no_route":
            raise ConnectionError("no route to kms.example")
        if self.mood == "own_error":
            raise RuntimeError("kms.example: InternalFailure")
        if self.mood == "disabled":
            raise MasterKeyRefusedError()
