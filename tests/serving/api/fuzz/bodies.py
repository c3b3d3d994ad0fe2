"""Bodies as a client sends them."""

from __future__ import annotations

import json
from typing import Any


def parts_of(files: Any) -> list[tuple[str, Any]]:
    """Of a form as it was made up."""
    pairs = list(files.items()) if isinstance(files, dict) else list(files)
    return [(name, _file(value)) for name, value in pairs]


def _file(value: Any) -> Any:
    """What the client sends: the name of the file, or none, and bytes."""
    if not isinstance(value, tuple):
        return (None, value if isinstance(value, bytes) else str(value).encode())
    content = value[1]
    return (value[0], content if isinstance(content, bytes) else str(content).encode(), *value[2:])


def as_form(said: dict[str, Any]) -> list[tuple[str, Any]]:
    """As a browser sends it."""
    parts: list[tuple[str, Any]] = []
    for name, value in said.items():
        data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        file = ("p.jpg", data, "image/jpeg") if name in ("photo", "animated", "mask") else (None, data)
        parts.append((name.encode("utf-8", "replace").decode(), file))
    return parts


def as_json(body: Any) -> bytes:
    return json.dumps(body).encode()
