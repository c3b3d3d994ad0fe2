"""The medicines dictionary as rules ask it."""

from __future__ import annotations

from planning.medicines import Dictionary, Medicine
from planning.rules import Classes


def known_classes(dictionary: Dictionary) -> Classes:
    """Classes of a medicine by its name as told; None where the dictionary does not know it."""

    def classes(name: str) -> frozenset[str] | None:
        found = dictionary.find(name)
        return found.classes if isinstance(found, Medicine) else None

    return classes
