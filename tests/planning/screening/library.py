"""A small library to hold the engine against, so that its tests do not move with the clinical files."""

from __future__ import annotations

from pathlib import Path

from planning.library import Library, read_library

HERE = Path(__file__).parent
TREATMENT, RULES = (HERE / "treatment.yaml.in").read_text(), (HERE / "shared.yaml").read_text()
KINDS = {"fill": "filler", "beam": "laser", "acid": "peel", "wash": "facial"}


def library() -> Library:
    files = {f"{name}.yaml": TREATMENT.format(id=name, kind=kind, tags=kind) for name, kind in KINDS.items()}
    cream = TREATMENT.format(id="cream", kind="home_care", tags="retinoid")
    return read_library({**files, "cream.yaml": cream}, {"shared.yaml": RULES})
