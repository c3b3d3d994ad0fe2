"""A file's content as the value it must be, or every problem with its line."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from planning.files.errors import DocumentInvalidError, Problem
from planning.files.located import Located

Model = TypeVar("Model", bound=BaseModel)


def parse(model: type[Model], located: Located) -> Model:
    """The content as a value.

    Raises:
        DocumentInvalidError: with every field that is wrong, and its line.
    """
    try:
        return model.model_validate(located.data)
    except ValidationError as error:
        raise DocumentInvalidError(
            [_problem(located, dict(entry)) for entry in error.errors(include_url=False)]
        ) from None


def _problem(located: Located, entry: dict[str, object]) -> Problem:
    place = entry["loc"]
    path = tuple(place) if isinstance(place, tuple) else ()
    name = ".".join(map(str, path)) or "the file"
    return Problem(located.file, located.line(path), f"{name}: {str(entry['msg']).removeprefix('Value error, ')}")
