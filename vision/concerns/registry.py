"""The concerns we measure, one row of `data/concerns.json` each; the measure is the file of the same name."""

from __future__ import annotations

import json
from importlib import import_module
from importlib.resources import files
from typing import Any

from vision.concerns.concern import Concern

_TUPLES = ("anchors", "spoiled_by", "unsettled_by", "coupled_with")


def _concern(row: dict[str, Any]) -> Concern:
    measure = import_module(f"vision.concerns.{row['name']}").MEASURE
    fields: dict[str, Any] = {key: tuple(value) if key in _TUPLES else value for key, value in row.items()}
    return Concern(**fields, measure=measure)


def load_concerns() -> tuple[Concern, ...]:
    """Reads the registry.

    Raises:
        ModuleNotFoundError: a row without its file.
        TypeError: a row with a field missing or too many.
    """
    table = json.loads((files("vision.concerns") / "data" / "concerns.json").read_text())
    return tuple(map(_concern, table["concerns"]))


CONCERNS: tuple[Concern, ...] = load_concerns()
