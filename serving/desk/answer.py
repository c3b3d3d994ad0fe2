"""What a route answers once its transaction has ended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

from fastapi import Response
from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that can be given again.

    Attributes:
        owner: whose key seals it while it is kept: the client's it speaks of, else the practice's.
        body: JSON; empty for none.
        headers: ETag and Location.
    """

    status: int
    owner: str
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, body: BaseModel, owner: str, *, status: int = 200, version: int | None = None, at: str = "") -> Self:
        """A document.

        Args:
            version: of the row that it shows, where people edit it.
            at: the path that it is found at, for what was made.
        """
        headers = [("Location", at)] if at else []
        if version is not None:
            headers.append(("ETag", tag(version)))
        return cls(status, owner, body.model_dump_json(by_alias=True).encode(), tuple(headers))

    def response(self, more: Mapping[str, str] = MappingProxyType({})) -> Response:
        """As HTTP has it, with more headers."""
        headers = dict(self.headers) | dict(more)
        return Response(self.body, self.status, headers, "application/json" if self.body else None)

    def dumped(self) -> bytes:
        kept = {"status": self.status, "body": self.body.decode(), "headers": self.headers}
        return json.dumps(kept).encode()

    @classmethod
    def loaded(cls, data: bytes, owner: str) -> Self:
        kept = json.loads(data)
        headers = tuple((name, value) for name, value in kept["headers"])
        return cls(kept["status"], owner, kept["body"].encode(), headers)


def tag(version: int) -> str:
    """A row's entity tag: strong, for the version says everything about its content."""
    return f'"{version}"'
