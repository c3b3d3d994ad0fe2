"""The table of concerns as vision/README.md shows it: what the registry and the repeatability file say."""

from __future__ import annotations

import json
from pathlib import Path

from vision.concerns import CONCERNS, Concern

REPEATABILITY = Path(__file__).parents[2] / "vision" / "findings" / "data" / "repeatability.json"
HEADER = ["concern", "zones", "quantity", "needs mm/px", "anchors 0 – 100", "version", "sd"]


def concern_table() -> list[str]:
    """Lines of a Markdown table, a row for each concern."""
    scatter: dict[str, float] = json.loads(REPEATABILITY.read_text())["severity_sd"]
    cells = [HEADER, ["---"] * len(HEADER), *(_cells(concern, scatter.get(concern.name)) for concern in CONCERNS)]
    return [f"| {' | '.join(row)} |" for row in cells]


def _cells(concern: Concern, sd: float | None) -> list[str]:
    low, high = concern.anchors
    return [
        f"`{concern.name}`",
        ", ".join(concern.zone_kinds),
        concern.unit,
        " – ".join(f"{needs:g}" for needs in sorted({*concern.zones.values()})),
        f"{low:g} – {high:g}",
        concern.version,
        "not measured" if sd is None else f"{sd:.1f}",
    ]
