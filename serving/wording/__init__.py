"""In which language a problem is told: English by default, Spanish where it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

Language = Literal["en", "es"]


def language_of(accept_language: str | None) -> Language:
    """The one of ours that a header prefers; English where it names neither."""
    preferred = sorted(_weighed(accept_language or ""), key=lambda found: -found[1])
    return next((language for language, weight in preferred if weight > 0), "en")


def title(code: str, english: str, language: Language) -> str:
    """A problem's title."""
    return english if language == "en" else spanish_titles().get(code, english)


@cache
def spanish_titles() -> Mapping[str, str]:
    """By code: what people meet at a tablet. What only programmers meet stays English."""
    read: Mapping[str, str] = yaml.safe_load(files("serving.wording").joinpath("es.yaml").read_text(encoding="utf-8"))
    return read


def _weighed(header: str) -> list[tuple[Language, float]]:
    """Ours among the header's languages, in its order. What can't be read has no weight."""
    found: list[tuple[Language, float]] = []
    for each in header.split(","):
        name, _, rest = each.strip().partition(";")
        weight = _weight(rest)
        match name.strip().lower().partition("-")[0]:
            case "en" | "*":
                found.append(("en", weight))
            case "es":
                found.append(("es", weight))
    return found


def _weight(text: str) -> float:
    if not text.strip():
        return 1.0
    try:
        return float(text.strip().removeprefix("q="))
    except ValueError:
        return 0.0
