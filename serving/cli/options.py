"""Options that more than one command takes, said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

ColorCorrection = Annotated[
    Path | None,
    typer.Option(help="The tablet's, as calibrate wrote it; for photos without a card.", exists=True, dir_okay=False),
]
LargestFace = Annotated[bool, typer.Option("--largest-face", help="Take the largest face where there are several.")]
Device = Annotated[
    Literal["cpu", "cuda"] | None, typer.Option(help="COUNTENANCE_DEVICE if not said; never falls back by itself.")
]
