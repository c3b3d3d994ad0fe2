"""What ships is what the API's description says, and needs nothing of the house."""

from __future__ import annotations

import subprocess
import sys
from inspect import getmembers, isfunction

import pytest

from serving.app import create_app
from serving.client import Client, Model, models
from serving.client.operations import Operations
from serving.openapi.operations import operations_of
from serving.settings import Settings
from tests.serving.client.generate import HOME, OPERATIONS, WRITTEN, formed, written
from tests.serving.client.methods import operations

API = create_app(Settings()).openapi()
ALONE = """
import sys

class Nothing:
    def find_spec(self, name, path=None, target=None):
        top = name.split(".")[0]
        if name.startswith("serving.") and not name.startswith("serving.client"):
            raise ImportError(name)
        if top in {"fastapi", "starlette", "sqlalchemy", "numpy", "models", "vision", "planning", "simulation"}:
            raise ImportError(name)

sys.meta_path.insert(0, Nothing())
import serving.client
print(serving.client.Client.__name__)
"""


def test_methods_are_those_of_the_description() -> None:
    assert (HOME / OPERATIONS).read_text() == formed(operations(API, WRITTEN)), (
        "python -m tests.serving.client.generate"
    )


def test_all_of_it_is_byte_for_byte() -> None:
    pytest.importorskip("datamodel_code_generator")
    now = written()
    assert {name: (HOME / name).read_text() for name in now} == now


def test_no_operation_is_left_out() -> None:
    methods = {name for name, _ in getmembers(Operations, isfunction) if name in vars(Operations)}
    assert methods == {each.id for each in operations_of(API)}


def test_every_schema_is_a_model_and_takes_the_examples() -> None:
    for each in operations_of(API):
        for part in (each.told.get("requestBody"), *each.successes.values()):
            content = (part or {}).get("content", {}).get("application/json", {})
            name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            if name and "example" in content:
                model = getattr(models, name)
                assert issubclass(model, Model)
                assert model.model_validate(content["example"])


def test_no_field_hides_what_every_model_has() -> None:
    kinds = [kind for kind in vars(models).values() if isinstance(kind, type) and issubclass(kind, Model)]
    assert len(kinds) > 200
    assert [kind for kind in kinds if {"etag", "as_json"} & kind.model_fields.keys()] == []


def test_it_stands_alone() -> None:
    run = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, Client.__name__), run.stderr
