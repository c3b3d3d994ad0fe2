"""The managed library of consent texts: one file a version, whose id a signed form names for good.

A text is never changed once it has been signed: a new wording is a new file with the next number. What ships is a
template that no lawyer has read, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from planning.files import Document, parse, read_yaml
from planning.library import Treatment

GENERAL = "general"
_PARTS = re.compile(r"---\n(?P<head>.*?)\n---\n(?P<body>.*)", re.DOTALL)


class ConsentHead(Document):
    """Attributes:
    id: name and version, as `toxin@1`.
    kinds: of treatments it is for; `general` for all.
    source: whose sentences they are, and who has read them.
    """

    id: str
    title: str
    kinds: tuple[str, ...]
    source: str


class ConsentPart(Document):
    """A heading with its paragraphs and its list."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


class Consent(Document):
    """One version of one text."""

    head: ConsentHead
    parts: tuple[ConsentPart, ...]

    @property
    def text(self) -> str:
        """All of it, a line each."""
        return "\n".join(line for part in self.parts for line in (part.heading, *part.paragraphs, *part.points))


@cache
def consents() -> Mapping[str, Consent]:
    """All that ship, by id."""
    paths = files("planning").joinpath("documents", "consents").iterdir()
    names = sorted(path.name for path in paths if path.name.endswith(".md"))
    read = [_read(_text(name), name) for name in names]
    return {consent.head.id: consent for consent in read}


def consents_for(treatments: Iterable[Treatment]) -> tuple[Consent, ...]:
    """The general text, then the newest of each kind, once; none for what is only used at home."""
    kinds = list(dict.fromkeys(each.kind for each in treatments if not each.home_care))
    return tuple(dict.fromkeys(_newest(kind) for kind in (GENERAL, *kinds))) if kinds else ()


def _text(name: str) -> str:
    return files("planning").joinpath("documents", "consents", name).read_text(encoding="utf-8")


def _newest(kind: str) -> Consent:
    return max((each for each in consents().values() if kind in each.head.kinds), key=_version)


def _version(consent: Consent) -> int:
    return int(consent.head.id.rpartition("@")[2])


def _read(text: str, name: str) -> Consent:
    parts = _PARTS.fullmatch(text)
    head, body = (parts["head"], parts["body"]) if parts else ("", "")
    sections = (section.partition("\n") for section in body.split("## ")[1:])
    return Consent(
        head=parse(ConsentHead, read_yaml(head, name)),
        parts=tuple(_part(heading, content) for heading, _, content in sections),
    )


def _part(heading: str, content: str) -> ConsentPart:
    lines = [line.strip() for line in content.splitlines() if line.strip()]
    return ConsentPart(
        heading=heading.strip(),
        paragraphs=tuple(line for line in lines if not line.startswith("- ")),
        points=tuple(line.removeprefix("- ") for line in lines if line.startswith("- ")),
    )
