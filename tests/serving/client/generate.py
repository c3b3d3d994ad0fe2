"""Writes the typed client from the API's description: `python -m tests.serving.client.generate`.

Models are made by datamodel-code-generator, methods by what is below; ruff gives both their form. The same description
gives the same bytes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import serving.client
from serving.app import create_app
from serving.openapi.operations import operations_of
from serving.settings import Settings
from tests.serving.client.methods import operations

HOME = Path(serving.client.__file__).parent
REFERENCE = "#/components/schemas/"
_CHECKED = {"example", "examples", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
_CHECKED |= {"minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "propertyNames"}
OPERATIONS = "operations.py"
WRITTEN = "# Written by `python -m tests.serving.client.generate` from the API's description; not edited by hand."
# Lines are as long as what the description says; pydantic gives each object a default of its own.
MODELS_HEADER = f"{WRITTEN}\n# ruff: noqa: E501, RUF012"


def written() -> dict[str, str]:
    """Text by file name."""
    api = create_app(Settings()).openapi()
    return {"models.py": _models(api), OPERATIONS: formed(operations(api, WRITTEN))}


def _models(api: dict[str, Any]) -> str:
    """Of what only the server says, fields that a later server adds are passed over."""
    schemas = api["components"]["schemas"]
    sent = _sent(api)
    told = {name: _bare(schema, strict=name in sent) for name, schema in schemas.items()}
    with TemporaryDirectory() as folder:
        said, models = Path(folder, "api.json"), Path(folder, "models.py")
        said.write_text(json.dumps({"openapi": "3.1.0", "info": api["info"], "components": {"schemas": told}}))
        asked = "--input-file-type openapi --output-model-type pydantic_v2.BaseModel --target-python-version 3.11"
        asked += " --base-class serving.client.model.Model --enum-field-as-literal all --use-schema-description"
        asked += (
            " --use-standard-collections --use-union-operator --use-annotated --strict-nullable --disable-timestamp"
        )
        asked += " --collapse-root-models --use-double-quotes --no-formatters"
        command = [sys.executable, "-m", "datamodel_code_generator", "--input", str(said), "--output", str(models)]
        subprocess.run([*command, *asked.split(), "--custom-file-header", MODELS_HEADER], check=True, cwd=folder)
        return formed(models.read_text())


def _bare(part: Any, *, strict: bool) -> Any:
    """What is left for types to say. Lengths, ranges and forms are the server's to check, and its 422 tells of them."""
    if isinstance(part, list):
        return [_bare(each, strict=strict) for each in part]
    if not isinstance(part, dict):
        return part
    kept = {name: value for name, value in part.items() if not _noise(name, value)}
    if part.get("additionalProperties") is False and not strict:
        del kept["additionalProperties"]
    return {name: _bare(value, strict=strict) for name, value in kept.items()}


def _noise(name: str, value: Any) -> bool:
    """Passwords are words here, for they are to be sent; a default that is a whole thing is the server's to know."""
    if name in ("title", "pattern"):
        return isinstance(value, str)
    if name == "default":
        return value is None or isinstance(value, dict) or (isinstance(value, list) and value != [])
    return name in _CHECKED or (name, value) in (("format", "password"), ("writeOnly", True))


def _sent(api: dict[str, Any]) -> set[str]:
    """Names of schemas that bodies hold."""
    found: set[str] = set()
    waiting = [each.told.get("requestBody") for each in operations_of(api)]
    while waiting:
        for name in set(_names(waiting.pop())) - found:
            found.add(name)
            waiting.append(api["components"]["schemas"][name])
    return found


def _names(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].removeprefix(REFERENCE)
        for each in part.values():
            yield from _names(each)
    elif isinstance(part, list):
        for each in part:
            yield from _names(each)


def formed(text: str) -> str:
    """As ruff writes it."""
    for asked in (("check", "--select", "I", "--fix"), ("format",)):
        command = [sys.executable, "-m", "ruff", *asked, "--quiet", "--stdin-filename", str(HOME / "written.py"), "-"]
        text = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    return text


if __name__ == "__main__":
    for name, text in written().items():
        (HOME / name).write_text(text)
