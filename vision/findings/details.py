"""Counts, lengths, depths and areas in words. Which there are is for the measures to say; the name tells the unit."""

from __future__ import annotations

from collections.abc import Mapping

_UNITS = {"mm": "mm", "mm2": "mm²", "percent": "%", "absorbance": "/100 absorbance"}
_WHOLE = 10.0  # from here on, decimals say more than is known


def detail_words(details: Mapping[str, float]) -> list[str]:
    """`{"count": 4, "length_mm": 131.4}` as people read it: "count 4", "length 131 mm"."""
    if details.get("count") == 0:
        return ["count 0"]  # and nothing to say of the length of no lines
    return [_words(name, value) for name, value in details.items()]


def _words(name: str, value: float) -> str:
    what, _, unit = name.rpartition("_")
    number = f"{value:.0f}" if abs(value) >= _WHOLE or not what else f"{value:.1f}"
    return f"{what.replace('_', ' ')} {number} {_UNITS.get(unit, unit)}" if what else f"{name} {number}"
