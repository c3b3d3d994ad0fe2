"""Skin in a mirror: what was read on one side is read on the other."""

from __future__ import annotations

import pytest

from tests.vision.concerns.on_skin import CONCERNS
from tests.vision.concerns.plants import PAINTS
from tests.vision.concerns.sitter import Sitter, farthest, points
from vision.concerns import Concern

POINTS = 0.5  # filters, borders of zones and medians fall between pixels; measured at most 0.25


def twin(zone: str) -> str:
    stem, _, side = zone.rpartition("_")
    return {"left": f"{stem}_right", "right": f"{stem}_left"}.get(side, zone)


@pytest.mark.parametrize("concern", CONCERNS, ids=lambda concern: concern.name)
def test_mirrored_skin_reads_the_same(concern: Concern, light_sitter: Sitter) -> None:
    """Skin that has more of it on one side."""
    canvas, paint = light_sitter.on(concern), PAINTS[concern.name]
    zones = [zone for zone, _ in canvas.atlas.by_kind(concern.zone_kinds)]
    lopsided = paint(canvas, [zone for zone in zones if zone.side != "left"], 0.9)
    lopsided = paint(lopsided, [zone for zone in zones if zone.side == "left"], 0.3)
    mirrored = {twin(zone): quantity for zone, quantity in lopsided.mirrored().quantities(concern).items()}
    assert abs(farthest(points(concern, lopsided.quantities(concern), mirrored))) <= POINTS
