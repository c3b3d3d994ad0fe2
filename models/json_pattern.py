"""A JSON schema as a regular expression, so that a model can be held to it letter by letter.

Only what our answers are made of: objects with all their fields in order, arrays, strings, constants and choices. What
it does not know is refused, never let through. Values are those of the JSON schema's draft 2020-12.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import regex

from models.errors import CountenanceError

_LONGEST_STRING = 400  # characters, where the schema names no limit
_MOST_ITEMS = 32
_CHARACTER = r'(?:[^"\\\x00-\x1f]|\\["\\/bfnrt])'
_COMMA, _COLON = ", ?", ": ?"


class SchemaUnsupportedError(CountenanceError):
    """A part of a schema that no pattern is made of."""

    code = "schema_unsupported"
    status = 500
    title = "The form of an answer can't be enforced"


def json_pattern(schema: Mapping[str, Any]) -> str:
    """The pattern of every JSON text of the schema, written without line breaks.

    Raises:
        SchemaUnsupportedError: it asks for something else than objects, arrays, strings, constants and choices.
    """
    return _of(schema, schema)


def _of(part: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    if "$ref" in part:
        return _of(whole["$defs"][part["$ref"].removeprefix("#/$defs/")], whole)
    if "const" in part:
        return _any_of([part["const"]])
    if "enum" in part:
        return _any_of(part["enum"])
    for choice in ("anyOf", "oneOf"):
        if choice in part:
            return f"(?:{'|'.join(_of(each, whole) for each in part[choice])})"
    match part.get("type"):
        case "string":
            return f'"{_CHARACTER}{{{part.get("minLength", 0)},{part.get("maxLength", _LONGEST_STRING)}}}"'
        case "array":
            return _array(part, whole)
        case "object":
            fields = (f"{_written(name)}{_COLON}{_of(of, whole)}" for name, of in _fields(part))
            return r"\{" + _COMMA.join(fields) + r"\}"
        case other:
            raise SchemaUnsupportedError(f"a value of type {other}", type=str(other))


def _fields(part: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    return list(part.get("properties", {}).items())


def _array(part: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    least, most = part.get("minItems", 0), part.get("maxItems", _MOST_ITEMS)
    one = _of(part["items"], whole)
    several = f"{one}(?:{_COMMA}{one}){{{max(least - 1, 0)},{max(most - 1, 0)}}}"
    return rf"\[{several}\]" if least else rf"\[(?:{several})?\]"


def _any_of(values: Iterable[object]) -> str:
    return f"(?:{'|'.join(_written(value) for value in values)})"


def _written(value: object) -> str:
    return str(regex.escape(json.dumps(value, ensure_ascii=False)))
