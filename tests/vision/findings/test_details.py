"""Details in words."""

from __future__ import annotations

import pytest

from vision.findings import detail_words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("count", 4.0, "count 4"),
        ("length_mm", 131.4, "length 131 mm"),
        ("length_mm", 6.25, "length 6.2 mm"),
        ("depth_percent", 4.9, "depth 4.9 %"),
        ("area_mm2", 310.0, "area 310 mm²"),
        ("pigmented_absorbance", 3.14, "pigmented 3.1 /100 absorbance"),
        ("contrast_units", 3.14, "contrast 3.1 units"),
        ("spot_diameter_mm", 2.5, "spot diameter 2.5 mm"),
        ("length_mm", -12.0, "length -12 mm"),
    ],
)
def test_a_name_tells_its_unit(name: str, value: float, words: str) -> None:
    assert detail_words({name: value}) == [words]


def test_they_keep_their_order_and_nothing_gives_nothing() -> None:
    assert detail_words({"length_mm": 20.0, "count": 1.0}) == ["length 20 mm", "count 1"]
    assert detail_words({}) == []
