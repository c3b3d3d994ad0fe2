"""Hand-written files of the command line, as the values they must be."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from planning.files import DocumentInvalidError, Problem, parse, read_yaml

Model = TypeVar("Model", bound=BaseModel)


def read_document(model: type[Model], path: Path) -> Model:
    """A YAML or JSON file as a value.

    Raises:
        DocumentInvalidError: it cannot be read, or is not what it must be; with every problem and its line.
    """
    return parse(model, read_yaml(read_text(path), path.name))


def read_text(path: Path) -> str:
    """A file's text.

    Raises:
        DocumentInvalidError: it is not there, not to be read, or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise DocumentInvalidError([Problem(path.name, 1, f"can't be read: {reason}")]) from None
