"""What somebody sends who means harm, or whose program is broken: words, numbers, shapes, pictures, headers."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Iterator
from random import Random
from typing import Any

from PIL import Image

from tests.serving.photos.conftest import portrait

LONG = "x" * 70_000
WORDS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",  # half of a pair
    "\udfff\ud800",
    "\ufeff",
    "\u202eevil\u202c",  # from right to left
    "مرحبا بالعالم",
    "e\u0301" * 40,
    "👩‍👩‍👧‍👦" * 30,
    "\u2028\u2029\x85",
    "\x1b[31m",
    "'; DROP TABLE clients; --",
    "<script>alert(1)</script>",
    "{{7*7}}${7*7}#{7*7}",
    "../../../../etc/passwd",
    "%00%0d%0aSet-Cookie: a=b",
    "=cmd|'/c calc'!A1",
    "#set page(width: 1pt)",
    "cli_01KAN6W0000000000000000000",
    "CLI_01KAN6W0000000000000000000",
    "null",
    "NaN",
    "-0",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "0000-00-00",
    "2026-02-30",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59.999999-14:00",
    "2026-11-22T09:00:60Z",
    "9" * 400,
    "A" * 65,
    "x" * 201,
    LONG,
)
NUMBERS: tuple[Any, ...] = (
    0,
    -1,
    1,
    2**31 - 1,
    2**31,
    2**63 - 1,
    2**63,
    -(2**63) - 1,
    10**400,
    1.5,
    -0.0,
    1e308,
    5e-324,
    float("nan"),
    float("inf"),
)
SHAPES: tuple[Any, ...] = (None, True, False, [], {}, [None], {"": ""}, [[]] * 300, {"__proto__": {"x": 1}})
NAMES = (
    "\x00", "%00", "a b", "ü", "'", "A" * 64, "A" * 65, "x" * 3000, "-1", "0", "1.0", "9" * 30, "2147483648", "~", "*"
)  # fmt: skip
TYPES: tuple[str | bytes, ...] = (
    "text/plain",
    "application/json; charset=utf-16",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "",
    b"\xff/\xfe",
)
LANGUAGES: tuple[str | bytes, ...] = (
    "es",
    "es-MX,es;q=0.9,en;q=0.1",
    "EN",
    "*",
    "",
    ";q=",
    "es;q=nan",
    "en;q=-1,es;q=1e400",
    "x" * 4000,
    "de, fr;q=0.5",
    b"\xff\xfe",
    "es;" * 500,
    ",,,,",
)
TAGS: tuple[str | bytes, ...] = (
    "*",
    "3",
    '"3',
    '"999999999999999999999"',
    'W/"1"',
    '"1", "2"',
    "",
    b'"\xff"',
    '"' + "1" * 4000 + '"',
)
KEYS: tuple[str | bytes, ...] = ("", " ", "a b", "x" * 256, "x" * 255, b"\xff", "ü".encode(), "'", "\t")
BEARERS: tuple[str | bytes, ...] = (
    "Bearer",
    "Bearer  ",
    "Basic YTpi",
    "Bearer cnt_ses_" + "x" * 43,
    "Bearer cnt_live_key_x",
    "Bearer cnt_tab_",
    "Bearer eyJhbGciOiJub25lIn0.e30.",
    "Bearer a.b.c",
    b"Bearer \xff\xfe",
    "Bearer " + "x" * 5000,
)


def bent(document: Any, luck: Random) -> Any:
    """The same with one part of it replaced, left out, or beside one that nobody asked for."""
    changed = copy.deepcopy(document)
    places = list(_places(changed))
    if not places:
        return luck.choice(SHAPES)
    holder, name = luck.choice(places)
    way = luck.random()
    if way < 0.12 and isinstance(holder, dict):
        del holder[name]
    elif way < 0.2 and isinstance(holder, dict):
        holder[luck.choice(("more", "", "\x00", "id", "practice", "__class__"))] = luck.choice(WORDS)
    elif way < 0.25:
        holder[name] = [holder[name]] * luck.choice((0, 2, 60, 2000))
    else:
        holder[name] = luck.choice(luck.choice((WORDS, WORDS, NUMBERS, SHAPES)))
    return changed


def _places(document: Any) -> Iterator[tuple[Any, Any]]:
    """Every part, by what holds it."""
    if not isinstance(document, dict | list):
        return
    for name in document if isinstance(document, dict) else range(len(document)):
        yield document, name
        yield from _places(document[name])


def no_json(luck: Random) -> bytes:
    """Bodies that no program should have sent."""
    return luck.choice(
        (
            b"",
            b"{",
            b"\xff\xfe",
            b"[" * 50_000,
            b'{"a":' * 3000 + b"1" + b"}" * 3000,
            b"null",
            b"[]",
            b'""',
            b"NaN",
            b'{"a": 1, "a": 2}',
            b'"\\ud800"',
            b"1" * 5000,
            json.dumps({LONG: LONG}).encode(),
            "ü".encode("utf-16"),
        )
    )


def broken_picture(luck: Random) -> bytes:
    """Files that are no photo, or hardly one."""
    whole = portrait()
    makers = (
        lambda: b"",
        lambda: b"text",
        lambda: whole[: luck.randrange(1, len(whole))],
        lambda: whole[:2] + luck.randbytes(2000),
        lambda: _flipped(whole, luck),
        lambda: _png((1, 1)),
        lambda: _png((9000, 9000)),
        lambda: (
            b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x02\x00\x00\x00" + bytes(40)
        ),
        lambda: b"GIF89a" + bytes(50),
        lambda: b"RIFF\xff\xff\xff\xffWEBPVP8 " + bytes(60),
        lambda: b"\x00\x00\x00\x18ftypheic" + bytes(200),
        lambda: b"%PDF-1.7\n" + bytes(50),
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    )
    return luck.choice(makers)()


def _flipped(data: bytes, luck: Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(30):
        damaged[luck.randrange(len(damaged))] = luck.randrange(256)
    return bytes(damaged)


def _png(size: tuple[int, int]) -> bytes:
    file = io.BytesIO()
    Image.new("1", size).save(file, "PNG")
    return file.getvalue()
