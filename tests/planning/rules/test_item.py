"""Where two treatments meet on the skin."""

from __future__ import annotations

import pytest

from planning.rules import zone_kind, zones_cover, zones_meet


@pytest.mark.parametrize(
    ("some", "others", "meet"),
    [
        (("temple_left",), ("temple_left",), True),
        (("temple_left",), ("temple_right",), False),
        (("temple",), ("temple_right",), True),
        (("temple_left",), ("temple",), True),
        (("temple",), ("forehead",), False),
        (("face",), ("chin",), True),
        ((), ("chin",), True),
        (("chin",), (), True),
        (("nose", "chin"), ("chin", "lips"), True),
    ],
)
def test_zones_meet(some: tuple[str, ...], others: tuple[str, ...], meet: bool) -> None:
    assert zones_meet(some, others) is zones_meet(others, some) is meet


@pytest.mark.parametrize(
    ("outer", "inner", "cover"),
    [
        (("temple",), ("temple_left", "temple_right"), True),
        (("temple_left",), ("temple",), False),
        (("temple_left",), ("temple_left",), True),
        (("face",), ("temple",), True),
        ((), ("temple",), True),
        (("temple",), (), False),
        (("temple",), ("temple", "chin"), False),
    ],
)
def test_zones_cover(outer: tuple[str, ...], inner: tuple[str, ...], cover: bool) -> None:
    assert zones_cover(outer, inner) is cover


def test_a_zone_without_sides_is_its_own_kind() -> None:
    assert (zone_kind("temple_left"), zone_kind("forehead"), zone_kind("tear_trough_right")) == (
        "temple",
        "forehead",
        "tear_trough",
    )
