"""Rows of the vocabulary's files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import ConfigDict, Field

from planning.files import Document


class Row(Document):
    """A code with the forms that stand for it, and what they say beside it (see `vocabulary.Term`)."""

    code: str
    also: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    answer: Literal["", "no"] = ""
    result: bool = False
    wished: bool = False
    activity: bool = False
    member: bool = False
    unless_no: bool = False
    wish: tuple[str, ...] = ()
    concern: tuple[str, ...] = ()

    def senses(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Forms by the sense that they have."""
        flags = {
            "no": bool(self.answer),
            "result": self.result,
            "wished": self.wished,
            "activity": self.activity,
            "member": self.member,
            "unless_no": self.unless_no,
        }
        yield next((name for name, is_so in flags.items() if is_so), ""), self.forms
        yield "wish", self.wish
        yield "concern", self.concern


class Sweeping(Document):
    """Forms that answer several questions at once."""

    codes: tuple[str, ...]
    forms: tuple[str, ...]


class Pattern(Document):
    """`stems`: no match without one of these in the sentence; looked for first, for they are found faster."""

    code: str
    pattern: str
    stems: tuple[str, ...] = ()
    answer: Literal["", "no", "yes"] = ""


class Reaction(Document):
    """A way to tell how a substance was borne; `SUBSTANCE` stands for the forms of a row."""

    pattern: str
    stems: tuple[str, ...] = ()
    answer: Literal["", "no"] = ""
    codes: tuple[str, ...] = ()


class Terms(Document):
    """A file of the vocabulary."""

    source: str
    terms: tuple[Row, ...]
    stands_for: tuple[Sweeping, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    not_here: tuple[str, ...] = ()
    reactions: tuple[Reaction, ...] = ()


class DescribedFile(Document):
    """`described.yaml`; `parts` stand in braces in its patterns."""

    source: str
    parts: dict[str, str]
    patterns: tuple[Pattern, ...]


class Cues(Document):
    """A file of lists of phrases, in groups or not."""

    model_config = ConfigDict(frozen=True, extra="allow")
    source: str = Field(min_length=1)


class Words(Document):
    """A file of lists of single words."""

    source: str
    words: dict[str, tuple[str, ...]]
