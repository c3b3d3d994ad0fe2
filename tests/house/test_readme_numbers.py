"""The numbers that vision/README.md tells of each concern are those of the code."""

from __future__ import annotations

import json

from tests.house.house import ROOT
from vision.concerns import CONCERNS, Concern

HEADER = ["concern", "zones", "quantity", "needs mm/px", "anchors 0 – 100", "version", "sd"]
REPEATABILITY = json.loads((ROOT / "vision/findings/data/repeatability.json").read_text())["severity_sd"]


def table() -> list[list[str]]:
    """The cells of the README's table of concerns, header first, without the line of dashes."""
    lines = (ROOT / "vision" / "README.md").read_text().splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("| concern |"))
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return [rows[0], *rows[2:]]


def row(concern: Concern) -> list[str]:
    low, high = concern.anchors
    sd = REPEATABILITY.get(concern.name)
    return [
        f"`{concern.name}`",
        ", ".join(concern.zone_kinds),
        concern.unit,
        " – ".join(f"{needs:g}" for needs in sorted({*concern.zones.values()})),
        f"{low:g} – {high:g}",
        concern.version,
        "not measured" if sd is None else f"{sd:.1f}",
    ]


def test_the_table_of_concerns_is_what_the_code_says() -> None:
    assert table() == [HEADER, *map(row, CONCERNS)]
