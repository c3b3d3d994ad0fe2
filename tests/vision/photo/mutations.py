"""Deterministic damage to photo files: what broken cameras, cut uploads and hostile hands produce.

A mutation takes a file and a random generator and gives another file. Nothing here is random between runs.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator

import numpy as np

Mutation = Callable[[bytes, np.random.Generator], bytes]
# Values that overflow, wrap around, or allocate.
_EXTREMES = (0, 1, 0x7F, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x10000, 0xFFFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
# Fields worth attacking: what follows these names decides sizes, lengths and colors.
_FIELDS = re.compile(
    rb"\xff[\xc0-\xc4\xda\xdb\xdd\xe1\xe2]|IHDR|PLTE|tRNS|iCCP|eXIf|IDAT|VP8X|VP8L|VP8 |ICCP|EXIF|ALPH|RIFF"
    rb"|ftyp|meta|iloc|iinf|infe|iprp|ipco|ipma|ispe|pixi|colr|hvcC|av1C|irot|imir|mdat|idat|Exif|acsp|II\*|MM\0"
)


def truncate(data: bytes, rng: np.random.Generator) -> bytes:
    return data[: rng.integers(0, len(data))]


def truncate_and_close(data: bytes, rng: np.random.Generator) -> bytes:
    """Cut, then made to look whole: end marker, RIFF size, end chunk or padding to the old length."""
    cut = truncate(data, rng)
    if data[:2] == b"\xff\xd8":
        return cut + b"\xff\xd9"
    if data[:4] == b"RIFF":
        return cut[:4] + struct.pack("<I", max(len(cut) - 8, 0)) + cut[8:]
    if data[1:4] == b"PNG":
        return repair_png(cut + struct.pack(">I4sI", 0, b"IEND", zlib.crc32(b"IEND")))
    return cut.ljust(len(data), b"\0")


def flip_bits(data: bytes, rng: np.random.Generator) -> bytes:
    return _flip(data, rng, len(data))


def flip_header_bits(data: bytes, rng: np.random.Generator) -> bytes:
    return _flip(data, rng, min(len(data), 700))


def splice(data: bytes, rng: np.random.Generator) -> bytes:
    """Remove, repeat or move a stretch of bytes."""
    a, b = sorted(rng.integers(0, len(data), 2).tolist())
    b = min(b, a + 4000)
    at = int(rng.integers(0, len(data)))
    return [data[:a] + data[b:], data[:at] + data[a:b] + data[at:], data[:b] + data[a:]][rng.integers(3)]


def overwrite(data: bytes, rng: np.random.Generator) -> bytes:
    """A stretch of zeros, ones or noise."""
    start, length = int(rng.integers(0, len(data))), int(rng.integers(1, 512))
    noise = [b"\0" * length, b"\xff" * length, rng.bytes(length)][rng.integers(3)]
    return (data[:start] + noise + data[start + length :])[: len(data)]


def hostile_field(data: bytes, rng: np.random.Generator) -> bytes:
    """An extreme number in or beside a named field: declared sizes, lengths, counts, offsets."""
    changed = bytearray(data)
    places = [m.start() for m in _FIELDS.finditer(data[:20000])]
    for _ in range(int(rng.integers(1, 4))):
        start = max(places[rng.integers(len(places))] + int(rng.integers(-4, 24)), 0)
        width = int(rng.choice([1, 2, 4]))
        value = int(rng.choice(_EXTREMES)) & (256**width - 1)
        changed[start : start + width] = value.to_bytes(width, "big" if rng.integers(2) else "little")
    return bytes(changed)


def declare_another_size(data: bytes, rng: np.random.Generator) -> bytes:
    """The size in the header, changed: nothing, one pixel, somewhat other, all that the field can hold."""
    widths = (0, 1, 300, 5000, 0x3FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
    size = [int(rng.choice(widths)), int(rng.choice(widths))]
    for name, offset, width in ((b"IHDR", 4, 4), (b"ispe", 8, 4), (b"VP8X", 12, 3), (b"VP8 ", 14, 2)):
        if 0 < (at := data.find(name)) < 2000:
            order = "little" if name.startswith(b"VP8") else "big"
            fields = b"".join((v & (256**width - 1)).to_bytes(width, order) for v in size)
            return data[: at + offset] + fields + data[at + offset + 2 * width :]
    for frame in re.finditer(rb"\xff[\xc0-\xc2]\x00[\x0b\x11\x14]\x08", data):
        return data[: frame.end()] + struct.pack(">HH", *(v & 0xFFFF for v in size)) + data[frame.end() + 4 :]
    return hostile_field(data, rng)


def exif_loop(data: bytes, rng: np.random.Generator) -> bytes:
    """Every pointer of the EXIF directory leads back to the directory."""
    start = max(data.find(b"MM\0*"), data.find(b"II*\0"))
    if start < 0:
        return hostile_field(data, rng)
    changed = bytearray(data)
    for at in range(start + 8, min(start + 120, len(data) - 4), int(rng.choice([2, 4, 12]))):
        changed[at : at + 4] = struct.pack(">I" if data[start : start + 2] == b"MM" else "<I", 8)
    return bytes(changed)


def _flip(data: bytes, rng: np.random.Generator, reach: int) -> bytes:
    changed = bytearray(data)
    for at in rng.integers(0, reach, rng.integers(1, 17)):
        changed[at] ^= 1 << int(rng.integers(8))
    return bytes(changed)


def repair_png(data: bytes) -> bytes:
    """The same chunks with checksums that fit, so that damage reaches the decoder behind the check."""
    repaired, position = bytearray(data), 8
    while position + 12 <= len(data):
        end = position + 12 + int.from_bytes(data[position : position + 4], "big")
        if end > len(data):
            break
        repaired[end - 4 : end] = struct.pack(">I", zlib.crc32(data[position + 4 : end - 4]))
        position = end
    return bytes(repaired)


MUTATIONS: tuple[Mutation, ...] = (
    truncate,
    truncate_and_close,
    flip_bits,
    flip_header_bits,
    splice,
    overwrite,
    hostile_field,
    hostile_field,
    declare_another_size,
    exif_loop,
)


def mutants(files: dict[str, bytes], count: int) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of `count` damaged files: every file in turn, every mutation in turn."""
    names = sorted(files)
    for i in range(count):
        name = names[i % len(names)]
        mutation = MUTATIONS[i // len(names) % len(MUTATIONS)]
        rng = np.random.default_rng(i)
        mutant = mutation(files[name], rng)
        # Most PNGs get fitting checksums; otherwise nothing behind the checksum would be tried.
        if name.startswith("png") and rng.integers(4):
            mutant = repair_png(mutant)
        yield f"{i}:{name}:{mutation.__name__}", mutant
