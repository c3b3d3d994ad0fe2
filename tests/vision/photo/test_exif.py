"""The orientation reader against blocks that are right, odd and hostile."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vision.photo.exif import read_orientation


def block(order: str, tag: int = 0x0112, kind: int = 3, value: int = 6, offset: int = 8) -> bytes:
    mark = b"II*\0" if order == "<" else b"MM\0*"
    return b"Exif\0\0" + mark + struct.pack(order + "IHHHIHH", offset, 1, tag, kind, 1, value, 0)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("value", range(1, 9))
def test_reads_both_byte_orders(order, value):
    assert read_orientation(block(order, value=value)) == value
    assert read_orientation(block(order, value=value).removeprefix(b"Exif\0\0")) == value


@pytest.mark.parametrize("odd", [{"value": 0}, {"value": 9}, {"kind": 4}, {"tag": 0x0111}, {"offset": 4000}])
def test_what_is_not_an_orientation_means_upright(odd):
    assert read_orientation(block("<", **odd)) == 1


@pytest.mark.parametrize("exif", [None, b"", b"Exif\0\0", block("<")[:-6]])
def test_absent_or_cut_means_upright(exif):
    assert read_orientation(exif) == 1


@given(st.binary(max_size=200), st.sampled_from([b"", b"II*\0", b"MM\0*", b"Exif\0\0II*\0"]))
def test_any_bytes_give_an_orientation(tail, head):
    assert 1 <= read_orientation(head + tail) <= 8
