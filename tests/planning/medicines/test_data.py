"""The data files agree with themselves, and an error in them is told."""

from __future__ import annotations

from typing import Any

import pytest

from planning.medicines import Dictionary, MedicineDataError
from planning.medicines.rows import CombinationRow, IngredientRow, Rows, read_rows


@pytest.fixture(scope="module")
def rows() -> Rows:
    return read_rows()


def changed(rows: Rows, **fields: Any) -> Rows:
    return rows.model_copy(update={name: (*getattr(rows, name), row) for name, row in fields.items()})


@pytest.mark.parametrize(
    "row",
    [
        IngredientRow(ingredient="newcillin", brands=("ACCU-TANE",)),  # a brand of another
        IngredientRow(ingredient="warfarin"),  # a second row at the same route
        IngredientRow(ingredient="newcillin", classes={"no_such_class": "group"}),
        IngredientRow(ingredient="newcillin", classes={"nsaid": "no_such_support"}),
    ],
)
def test_a_contradicting_ingredient_is_refused(rows: Rows, row: IngredientRow) -> None:
    with pytest.raises(MedicineDataError):
        Dictionary(changed(rows, ingredients=row))


@pytest.mark.parametrize(
    "row",
    [
        CombinationRow(names=("Newmix",), ingredients=("aspirin", "unobtainium")),
        CombinationRow(names=("Newmix",), ingredients=("clindamycin", "aspirin")),  # clindamycin at which route?
        CombinationRow(names=("Yaz",), ingredients=("aspirin", "caffeine")),
    ],
)
def test_a_contradicting_combination_is_refused(rows: Rows, row: CombinationRow) -> None:
    with pytest.raises(MedicineDataError):
        Dictionary(changed(rows, combinations=row))


def test_every_support_is_used(rows: Rows) -> None:
    assert {support for row in rows.ingredients for support in row.classes.values()} == set(rows.support)


def test_classes_and_supports_say_where_they_come_from(rows: Rows) -> None:
    assert all(row.source.strip() for row in (*rows.classes, *rows.support.values()))


def test_the_packages_own_data_are_read_once() -> None:
    assert Dictionary.load() is Dictionary.load()
