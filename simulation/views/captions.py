"""What stands over each picture of a view, from `data/captions.json`."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from simulation.labels import Language, TimePoint
from simulation.labels.wording import time_words, word

Level = Literal["low", "expected", "high"]
LEVELS: tuple[Level, ...] = ("low", "expected", "high")


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(
        files("simulation").joinpath("views", "data", "captions.json").read_text(encoding="utf-8")
    )
    return data


def of_today(language: Language) -> str:
    """ "Today"."""
    return str(_data()[language]["today"])


def at_level(level: Level, language: Language) -> str:
    """ "Projection · expected"."""
    return f"{word(language)} · {_data()[language][level]}"


def at_time(time_point: TimePoint, language: Language) -> str:
    """ "Projection · 4 weeks after treatment"."""
    return f"{word(language)} · {time_words(time_point, language)}"


def change(language: Language) -> str:
    """ "Projection · what changes"."""
    return f"{word(language)} · {_data()[language]['change']}"


def legend(language: Language) -> str:
    """What the colors of the map stand for."""
    return str(_data()[language]["legend"])
