"""Invented notes with identifiers in many spellings, and which words and figures may not be left of each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

NAMES = (
    *("Jordan Alvarez", "Zoë O'Brien", "María Núñez", "Priyanka Raghunathan", "Dmitri Volkov", "Siobhan Kessler"),
    *("Rose Hunter", "Hope Young", "Mark Page", "April Stone", "Will Grant", "Olive Fields"),
)
PLAIN = NAMES[:6]  # the others are words of everyday speech
SPELLINGS: dict[str, Callable[[str, str], str]] = {
    "as it is": lambda first, last: f"{first} {last}",
    "loud": lambda first, last: f"{first} {last}".upper(),
    "last first": lambda first, last: f"{last}, {first}",
    "whose": lambda first, last: f"{first} {last}'s",
    "an initial": lambda first, last: f"{first[0]}. {last}",
    "joined": lambda first, last: f"{first}{last}",
    "spread": lambda first, last: " ".join(f"{first}{last}"),
    "with a title": lambda first, last: f"Ms. {last}",
    "without accents": lambda first, last: _bare(f"{first} {last}"),
    "wide letters": lambda first, last: "".join(
        chr(ord(c) + 0xFEE0) if c.isalpha() and c.isascii() else c for c in last
    ),
    "low": lambda first, last: f"{first} {last}".lower(),
    "misspelled": lambda first, last: f"{first[:2]}{first[1:]} {last[:-1]}{last[-1] * 2}",
}
BORN = (
    *("1984-04-02", "4/2/84", "02.04.1984", "April 2, 1984", "2 Apr 84", "the second of April nineteen eighty-four"),
    *("04-02-1984", "2nd of april 1984", "Apr. 2nd, '84"),
)
PHONES = (
    *("555-010-4477", "(555) 010 4477", "+1.555.010.4477", "5550104477", "555 - 010 - 4477"),
    "five five five zero one zero four four seven seven",
)
MAILS = (
    "jo.quill@example.com",
    "JQuill84@mail.example.org",
    "jo dot quill at example dot com",
    "quill (at) example (dot) com",
)
PLACES = ("12 Larkspur Lane, Springfield, IL 62704", "44B Rosewood St Apt 7", "flat 3, Quillon House, Leeds LS1 4DY")
IDS = ("MRN 00123456", "chart #A-4471-QX", "SSN 078-05-1120", "policy no. ZX99-7781", "ID: QW4471")
_TEMPLATES = (
    "{name}, born {born}, came today. Denies lupus. Takes Eliquis. Call {phone} or {mail}. Lives at {place}. {id}",
    "Name: {name}\nDOB: {born}\nPhone: {phone}\nE-mail: {mail}\nAddress: {place}\n{id}\nDenies lupus.\nTakes Eliquis.",
    "pt {name} ({born}) denies lupus. takes eliquis. Cell {phone}; {mail}; {place}; {id}",
    "Seen with her sister. Denies lupus. Takes Eliquis. Call {name} on {phone}. {mail}, {place}, {id}, {born}.",
    "{id} {born} {phone}\nDenies lupus. Takes Eliquis. {name} wants fuller lips. Card to {place}, copy to {mail}",
)


@dataclass(frozen=True, slots=True)
class Identified:
    """`words` and `figures` may not be left; `name` is what the practice knows."""

    text: str
    name: str
    spelling: str
    words: frozenset[str]


def identified() -> Iterator[Identified]:
    """Every name in every spelling, with the other identifiers in turn."""
    count = 0
    for name in NAMES:
        first, last = name.split(" ")
        for spelling, spell in SPELLINGS.items():
            parts = {
                "name": spell(first, last),
                "born": BORN[count % len(BORN)],
                "phone": PHONES[count % len(PHONES)],
                "mail": MAILS[count % len(MAILS)],
                "place": PLACES[count % len(PLACES)],
                "id": IDS[count % len(IDS)],
            }
            text = _TEMPLATES[count % len(_TEMPLATES)].format(**parts)
            yield Identified(text, name, spelling, _words(f"{name} {parts['name']}") | _SECRET)
            count += 1


def left(text: str, note: Identified) -> set[str]:
    """What is left of the identifiers: words, and any figure."""
    return (_words(text) & note.words) | set(re.findall(r"\S*\d\S*", text))


def _words(text: str) -> frozenset[str]:
    found = re.findall(r"[^\W\d_]{3,}", text.casefold())
    return frozenset(found) | frozenset(_bare(word) for word in found)


def _wide(sign: str) -> str:
    return chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalpha() else sign


def _bare(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


_SECRET = frozenset(
    ("quill", "larkspur", "springfield", "rosewood", "quillon", "leeds", "april", "apr", "nineteen", "eighty", "five")
) | frozenset(("zero", "seven", "jquill", "zx", "qw", "qx"))
