"""Every model says where it comes from, what it is and under which license."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from models.registry import REGISTRY
from models.spec import ModelSpec

each_model = pytest.mark.parametrize("spec", REGISTRY, ids=lambda spec: spec.name)


@each_model
def test_hashes_are_sha256(spec: ModelSpec) -> None:
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in (spec.sha256, spec.resource_sha256))


@each_model
def test_card_is_there_and_about_this_model(spec: ModelSpec) -> None:
    card = (files("models") / "cards" / spec.card).read_text()
    assert spec.name in card


@each_model
@pytest.mark.parametrize("field", ["version", "license", "source", "package", "resource"])
def test_row_is_complete(spec: ModelSpec, field: str) -> None:
    assert getattr(spec, field).strip()


@each_model
def test_card_names_the_license(spec: ModelSpec) -> None:
    assert spec.license in (files("models") / "cards" / spec.card).read_text()


@each_model
def test_card_pins_the_same_bytes(spec: ModelSpec) -> None:
    assert spec.sha256[:16] in (files("models") / "cards" / spec.card).read_text()


def test_names_are_unique() -> None:
    names = [spec.name for spec in REGISTRY]
    assert len(set(names)) == len(names)
