"""Labeled notes, and what a reading of them is worth.

A label is `kind code answer [taking|stopped] [family] [on=…|from=…|until=…] [~certainty]`; of a laboratory value and a
phototype the third word is the value. A date counts only where the label has one, and as far as the label has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from planning.notes import ProposedFact, read_notes
from planning.notes.when import When

LABELLED = Path(__file__).parent / "labelled"
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True, slots=True)
class Note:
    """One labeled note."""

    text: str
    on: date
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Labels found, labels missed, and facts that nobody labeled, each with its note."""

    found: tuple[tuple[Note, str], ...]
    missed: tuple[tuple[Note, str], ...]
    invented: tuple[tuple[Note, str], ...]

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * len(self.found) / (2 * len(self.found) + len(self.missed) + len(self.invented))

    def recall(self, codes: frozenset[str]) -> float:
        """Of yes labels of some codes, the client's own."""
        found, missed = (sum(blocks(label, codes) for _, label in rows) for rows in (self.found, self.missed))
        return found / (found + missed)


def blocks(label: str, codes: frozenset[str]) -> bool:
    """Is it a yes of one of the codes, stated of the client?"""
    kind, *rest = label.split()
    plain = not any(word == "family" or word.startswith("~") for word in rest)
    return plain and any(f" {code} yes" in label for code in codes) and kind in ("health", "medicine")


def labelled(name: str) -> tuple[Note, ...]:
    """The notes of one file."""
    content = yaml.safe_load((LABELLED / f"{name}.yaml").read_text())
    return tuple(Note(row["text"], content["written"], tuple(row["facts"])) for row in content["notes"])


def told(fact: ProposedFact) -> str:
    """A fact as a label, without its days."""
    words = [fact.kind.value, fact.code, fact.answer.value]
    if fact.kind.value == "laboratory":
        words[2] = f"{fact.value:g}" if fact.value is None or fact.value % 1 else str(int(fact.value or 0))
    if fact.kind.value == "phototype":
        words = ["phototype", _ROMAN[int(fact.value)] if fact.value else "unknown"]
    if fact.kind.value == "goal":
        words = ["goal", fact.code]
    words += [fact.status.value] if fact.status else []
    words += ["family"] if fact.experiencer.value == "family" else []
    words += [f"~{fact.certainty.value}"] if fact.certainty.value != "stated" else []
    return " ".join(words)


def fits(label: str, fact: ProposedFact) -> bool:
    """The same, and on the labeled days."""
    plain = " ".join(word for word in label.split(" ") if "=" not in word)
    days = dict(word.split("=") for word in label.split(" ") if "=" in word)
    whens = {"on": fact.on, "from": fact.started, "until": fact.stopped}
    return plain == told(fact) and all(_on(whens[name], day, name) for name, day in days.items())


def _on(when: When | None, day: str, name: str) -> bool:
    return when is not None and str(when.first if name == "from" else when.last).startswith(day)


def score(notes: tuple[Note, ...]) -> Score:
    """Reads all and compares."""
    found, missed, invented = [], [], []
    for note in notes:
        facts = list(read_notes(note.text, note.on).facts)
        for label in note.labels:
            fact = next((one for one in facts if fits(label, one)), None)
            (missed if fact is None else found).append((note, label))
            facts = [one for one in facts if one is not fact]
        invented += [(note, told(fact) + _days(fact)) for fact in facts]
    return Score(tuple(found), tuple(missed), tuple(invented))


def _days(fact: ProposedFact) -> str:
    named = (("on", fact.on), ("from", fact.started), ("until", fact.stopped))
    return "".join(f" {name}={when.last}" for name, when in named if when)
