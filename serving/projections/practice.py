"""In whose name: the practice on label and signature, and its own decisions on rules."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planning.files import DocumentInvalidError, Problem
from planning.library import Library
from planning.practice import read_practice
from planning.screening import Policy

_FILES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class GivenBy:
    """Attributes:
    name: as the label has it.
    policy: decisions on rules, signed by its director; none where only a name was given.
    """

    name: str
    policy: Policy


def read_given_by(said: str, location: str | None, library: Library) -> GivenBy:
    """A practice.

    Args:
        said: its name, or the path of its file (.yaml, .yml, .json).
        location: id of one of the file's locations; the first when nothing is said.

    Raises:
        DocumentInvalidError, LocationUnknownError: of the file.
    """
    path = Path(said)
    if path.suffix not in _FILES:
        return GivenBy(said, Policy())
    file = read_practice(_text(path), path.name, library)
    here = file.at(location or file.locations[0].id)
    return GivenBy(here.brand.name if here.brand else file.title, here.policy)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise DocumentInvalidError([Problem(path.name, 1, f"can't be read: {reason}")]) from None
