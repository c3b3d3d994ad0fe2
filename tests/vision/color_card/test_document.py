"""The file of a tablet's correction."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from vision.color_card import (
    ColorCorrection,
    ColorCorrectionDocument,
    ColorCorrectionInvalidError,
    parse_correction,
)

FROM_CARD = ColorCorrection(np.diag([1.1, 1.0, 1.3]) + 0.01, "colorchecker", 23, 12.5, 1.25)


@pytest.fixture
def document() -> ColorCorrectionDocument:
    return ColorCorrectionDocument.of(FROM_CARD, "tablet in room 2")


@pytest.fixture
def written(document: ColorCorrectionDocument) -> dict[str, Any]:
    return json.loads(document.model_dump_json())


def test_it_names_its_schema_and_the_device(written: dict[str, Any]) -> None:
    assert written["schema"] == "countenance.color-correction/1"
    assert written["device_name"] == "tablet in room 2"


def test_the_round_trip_keeps_every_number(document: ColorCorrectionDocument) -> None:
    stored = parse_correction(document.model_dump_json())
    assert (stored.matrix == FROM_CARD.matrix).all()
    assert (stored.patches, stored.delta_e_before, stored.delta_e_after) == (23, 12.5, 1.25)


def test_what_is_read_from_a_file_says_so(document: ColorCorrectionDocument) -> None:
    assert parse_correction(document.model_dump_json()).source == "stored"


def test_what_was_stored_is_not_stored_again(document: ColorCorrectionDocument) -> None:
    with pytest.raises(ValueError, match="card"):
        ColorCorrectionDocument.of(document.correction())


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"schema": "countenance.color-correction/2"}, "schema"),
        ({"matrix": [[1, 0, 0], [0, 1, 0]]}, "matrix"),
        ({"matrix": [[1, 0, 0], [0, 1, 0], [0, 0, 9]]}, "matrix"),
        ({"matrix": [[0, 1, 0], [1, 0, 0], [0, 0, 1]]}, "matrix"),
        ({"matrix": [[-1, 2, 0], [0, 1, 0], [0, 0, 1]]}, "matrix"),
        ({"matrix": [[1, 0, 0], [0, 1, 0], [0, 0, "NaN"]]}, "matrix"),
        ({"source": "stored"}, "source"),
        ({"patches": 0}, "patches"),
        ({"delta_e_after": -1}, "delta_e_after"),
        ({"surprise": 1}, "surprise"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_named(change: dict[str, Any], named: str, written: dict[str, Any]) -> None:
    with pytest.raises(ColorCorrectionInvalidError, match=named) as refusal:
        parse_correction(json.dumps(written | change))
    assert refusal.value.code == "color_correction_invalid"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", b"\xff\xfe"])
def test_what_is_no_document_is_refused(text: str | bytes) -> None:
    with pytest.raises(ColorCorrectionInvalidError):
        parse_correction(text)
