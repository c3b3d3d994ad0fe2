"""A file that cannot be used, with every problem and its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import CountenanceError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file.

    Attributes:
        file: its name as given.
        line: from 1.
        message: a sentence.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class DocumentInvalidError(CountenanceError):
    """A profile, treatment, rule or practice file is not what it must be. Nothing of it is used."""

    code = "document_invalid"
    status = 422
    title = "A file is not valid"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)), problems=[str(problem) for problem in problems])
        self.problems = tuple(problems)
