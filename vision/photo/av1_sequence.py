"""The picture size inside an AV1 bitstream, which need not be what the container around it says."""

from __future__ import annotations

_SEQUENCE_HEADER, _TEMPORAL_DELIMITER = 1, 2


class _Bits:
    """Most significant bit first; past the end everything reads as zero."""

    def __init__(self, data: bytes) -> None:
        self._value, self._left = int.from_bytes(data, "big"), 8 * len(data)

    def take(self, count: int) -> int:
        self._left -= count
        return (self._value >> self._left if self._left >= 0 else 0) & ((1 << count) - 1)

    def skip_uvlc(self) -> None:
        """A variable-length number (AV1, 4.10.3)."""
        zeros = 0
        while zeros < 32 and not self.take(1):
            zeros += 1
        self.take(zeros)


def coded_size(item: bytes) -> tuple[int, int] | None:
    """(width, height) of the largest frame of a bitstream; None where it does not begin like AV1.

    Args:
        item: the beginning of the bitstream; 64 bytes are plenty.
    """
    position = 0
    while position + 2 <= len(item):
        header = item[position]
        kind, has_extension, has_size = header >> 3 & 15, header >> 2 & 1, header >> 1 & 1
        content = position + 1 + has_extension
        if kind == _SEQUENCE_HEADER:
            return _sequence_size(item[content + _size_bytes(item, content) * has_size :][:64])
        if kind != _TEMPORAL_DELIMITER or not has_size or item[content : content + 1] != b"\0":
            return None
        position = content + 1
    return None


def _size_bytes(item: bytes, position: int) -> int:
    """How many bytes the leb128 length takes (AV1, 4.10.5)."""
    for count in range(1, 9):
        if not item[position + count - 1 : position + count] or item[position + count - 1] < 0x80:
            return count
    return 8


def _sequence_size(payload: bytes) -> tuple[int, int]:
    """sequence_header_obu (AV1, 5.5.1) up to the frame size."""
    bits = _Bits(payload)
    bits.take(4)  # seq_profile, still_picture
    if bits.take(1):  # reduced_still_picture_header
        bits.take(5)
    else:
        _skip_timing_and_points(bits)
    width_bits, height_bits = bits.take(4) + 1, bits.take(4) + 1
    return bits.take(width_bits) + 1, bits.take(height_bits) + 1


def _skip_timing_and_points(bits: _Bits) -> None:
    delay_bits = _skip_timing(bits) if bits.take(1) else 0
    has_initial_delay = bits.take(1)
    for _ in range(bits.take(5) + 1):  # operating points
        bits.take(12)
        if bits.take(5) > 7:  # seq_level_idx
            bits.take(1)
        if delay_bits and bits.take(1):
            bits.take(2 * delay_bits + 1)
        if has_initial_delay and bits.take(1):
            bits.take(4)


def _skip_timing(bits: _Bits) -> int:
    """timing_info and decoder_model_info; gives the length of the buffer delays, 0 without a model."""
    bits.take(64)
    if bits.take(1):  # equal_picture_interval
        bits.skip_uvlc()
    if not bits.take(1):  # decoder_model_info_present
        return 0
    delay_bits = bits.take(5) + 1
    bits.take(42)
    return delay_bits
