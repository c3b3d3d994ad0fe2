"""What people read for the code of a group."""

from __future__ import annotations

import json
from importlib.resources import files

_GROUPS: dict[str, dict[str, str]] = json.loads((files("vision.concerns") / "data" / "groups.json").read_text())[
    "groups"
]


def group_title(group: str) -> str:
    """As a heading: `under_eye` is "Under the eye"."""
    return _GROUPS[group]["title"]


def group_words(group: str) -> str:
    """In the middle of a sentence: `under_eye` is "the under-eye area"."""
    return _GROUPS[group]["words"]
