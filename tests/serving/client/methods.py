"""A typed method for each operation of the API's description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from serving.openapi.operations import Operation, operations_of

_HEADER = '''"""Every operation of the API, by its operationId."""

{written}
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal

from serving.client import models
from serving.client.transport import Download, File, Tagged, Transport, quoted


class Operations(Transport):
'''
JSON = "application/json"
_TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "object": "dict[str, str]"}
_FORMATS = {"date": "date", "date-time": "datetime"}
_IN_PAGES = ("cursor",)  # a listing goes through its pages by itself


@dataclass(frozen=True)
class Argument:
    """Attributes:
    type: as Python has it.
    default: None where it has to be given.
    """

    name: str
    type: str
    default: str | None = None

    @property
    def said(self) -> str:
        return f"{self.name}: {self.type}" + ("" if self.default is None else f" = {self.default}")


def operations(api: dict[str, Any], written: str) -> str:
    return _HEADER.format(written=written) + "\n".join(_method(each, api) for each in operations_of(api))


def _method(operation: Operation, api: dict[str, Any]) -> str:
    first, named, told = _arguments(operation)
    start, returns = _answer(operation, api)
    path = re.sub(r"{(\w+)}", r"{quoted(\1)}", operation.path)
    path = f'f"{path}"' if "{" in path else f'"{path}"'
    star = ["*"] if named else []
    signature = ", ".join(["self", *(each.said for each in first), *star, *(each.said for each in named)])
    call = f"{start}{path}, {', '.join(f'{name}={value}' for name, value in told.items())})"
    return f"    def {operation.id}({signature}) -> {returns}:\n        {_words(operation)}\n        {call}\n"


def _arguments(operation: Operation) -> tuple[list[Argument], list[Argument], dict[str, str]]:
    """What stands in its place, what is named, and what the transport is told."""
    first = [Argument(each["name"], _type(each["schema"])) for each in _of(operation, "path")]
    named: list[Argument] = []
    told: dict[str, str] = {}
    query = [each for each in _of(operation, "query") if each["name"] not in _IN_PAGES]
    for each in query:
        named.append(_optional(each["name"], each["schema"], required=each.get("required", False)))
    if query or operation.parameter("cursor", "query"):
        told["query"] = "{" + ", ".join(f'"{each["name"]}": {each["name"]}' for each in query) + "}"
    for kind, content in operation.told.get("requestBody", {}).get("content", {}).items():
        if kind == JSON:
            first.append(Argument("body", _type(content["schema"])))
            told["body"] = "body"
        else:
            _form(content["schema"], first, named, told)
    if tag := operation.parameter("if-match"):
        named.append(_optional("if_match", {"$ref": "Tagged"}, required=tag["required"]))
        told["if_match"] = "if_match"
    if operation.parameter("idempotency-key"):
        named.append(Argument("idempotency_key", "str | None", "None"))
        told |= {"once": "True", "idempotency_key": "idempotency_key"}
    return first, named, told


def _form(schema: dict[str, Any], first: list[Argument], named: list[Argument], told: dict[str, str]) -> None:
    files, words = {}, {}
    for name, part in schema["properties"].items():
        required = name in schema["required"]
        if part.get("format") == "binary":
            files[name] = name
            (first if required else named).append(
                Argument(name, "File") if required else Argument(name, "File | None", "None")
            )
        else:
            words[name] = name
            (first if required else named).append(_optional(name, part, required=required))
    for kind, names in (("files", files), ("form", words)):
        told[kind] = "{" + ", ".join(f'"{name}": {name}' for name in names) + "}"


def _optional(name: str, schema: dict[str, Any], *, required: bool) -> Argument:
    """What is not given is not sent, so that the server's default holds."""
    kind = _type(schema)
    if required:
        return Argument(name, kind)
    return Argument(name, kind if kind.endswith("| None") else f"{kind} | None", "None")


def _answer(operation: Operation, api: dict[str, Any]) -> tuple[str, str]:
    """How the call begins, and what it returns."""
    method = f'"{operation.method.upper()}"'
    (answer,) = operation.successes.values()
    kinds = answer.get("content", {})
    if not kinds and "204" in operation.successes:
        return f"self._send({method}, ", "None"
    if set(kinds) != {JSON}:
        return f"return self._download({method}, ", "Download"
    kind = _type(kinds[JSON]["schema"])
    if operation.parameter("cursor", "query"):
        page = api["components"]["schemas"][kind.removeprefix("models.")]
        row = _type(page["properties"]["items"]["items"])
        return f"return self._pages({row}, ", f"Iterator[{row}]"
    return f"return self._model({kind}, {method}, ", kind


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        _, parted, name = schema["$ref"].rpartition("/")
        return f"models.{name}" if parted else name
    if "enum" in schema:
        return f"Literal[{', '.join(repr(value) for value in schema['enum'])}]"
    if "const" in schema:
        return f"Literal[{schema['const']!r}]"
    if "anyOf" in schema:
        return " | ".join(sorted({_type(each) for each in schema["anyOf"]}, key=lambda kind: kind == "None"))
    if schema.get("type") == "null":
        return "None"
    if schema.get("type") == "array":
        return f"list[{_type(schema['items'])}]"
    return _FORMATS.get(schema.get("format", ""), _TYPES[schema["type"]])


def _of(operation: Operation, place: str) -> list[dict[str, Any]]:
    return [each for each in operation.told.get("parameters", ()) if each["in"] == place]


def _words(operation: Operation) -> str:
    """Its summary, and what the API's page says of it, without examples for a command line."""
    about = operation.told.get("description", "").partition("```")[0].strip()
    said = f"{operation.told['summary']}.\n\n{about}".strip().replace('"', "'").splitlines()
    if len(said) == 1:
        return f'"""{said[0]}"""'
    return '"""' + "\n        ".join([*said, '"""']).replace("\n        \n", "\n\n")
