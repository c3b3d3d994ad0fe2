"""What an operation is asked with so that it succeeds: the table `likely.yaml`, with things in place of their names."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.serving.api.fuzz.pantry import Pantry

FILE = Path(__file__).parent / "likely.yaml"


@dataclass(frozen=True)
class Likely:
    """Attributes:
    who: whose credentials.
    given: names of things in place of those of the path's names.
    body, form: what is sent; names in braces are things.
    tag: the path at which the ETag is read, of what is edited; None for the operation's own, "" for none.
    never: why it can't succeed here; empty where it can.
    """

    who: str = "medical_director"
    given: dict[str, str] = field(default_factory=dict)
    body: Any = None
    form: dict[str, Any] | None = None
    tag: str | None = None
    never: str = ""


@cache
def table() -> dict[str, Likely]:
    return {operation: Likely(**said) for operation, said in yaml.safe_load(FILE.read_text()).items()}


def ids_of(likely: Likely, made_up: dict[str, Any], pantry: Pantry) -> dict[str, str]:
    """For a path's names; what is no thing stays as it was made up."""
    given = {name: likely.given.get(name, name) for name in made_up}
    return {name: str(pantry.thing(thing) if pantry.has(thing) else made_up[name]) for name, thing in given.items()}


def filled(said: Any, pantry: Pantry, ids: dict[str, str]) -> Any:
    """With things in place of their names."""
    if isinstance(said, dict):
        return {name: filled(value, pantry, ids) for name, value in said.items()}
    if isinstance(said, list):
        return [filled(value, pantry, ids) for value in said]
    if not (isinstance(said, str) and said.startswith("{") and said.endswith("}")):
        return said
    name = said[1:-1]
    return pantry.sha256_of(ids["plan"]) if name == "sha256 of plan" else pantry.thing(name)
