"""Rows brought together: each name with what it may mean, every name once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planning.medicines.errors import MedicineDataError
from planning.medicines.rows import CombinationRow, IngredientRow, Route, Rows
from planning.medicines.wording import key


@dataclass(frozen=True, slots=True)
class Product:
    """Ingredients at a route, with the classes they bring.

    Attributes:
        bare: a name that could mean several products means this one.
    """

    ingredients: tuple[str, ...]
    route: Route
    classes: frozenset[str]
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, and the products it may mean."""

    name: str
    products: tuple[Product, ...]


def entries_by_key(rows: Rows) -> dict[str, Entry]:
    """Each name's letters to its entry.

    Raises:
        MedicineDataError: a name stands twice, or a row names a class, a support or an ingredient that is not there.
    """
    _check_classes(rows)
    by_ingredient = _group(rows.ingredients)
    found: dict[str, Entry] = {}
    for ingredient, group in by_ingredient.items():
        _add(found, (ingredient, *(alias for row in group for alias in row.aliases)), tuple(map(_product, group)))
        for row in group:
            _add(found, row.brands, (_product(row),))
    for combination in rows.combinations:
        _add(found, combination.names, (_combined(combination, by_ingredient),))
    return found


def _group(rows: Iterable[IngredientRow]) -> dict[str, list[IngredientRow]]:
    groups: dict[str, list[IngredientRow]] = {}
    for row in rows:
        groups.setdefault(row.ingredient, []).append(row)
    for ingredient, group in groups.items():
        routes = [row.route for row in group]
        several = len(group) > 1 and "any" in routes
        if several or len(set(routes)) < len(group) or sum(row.bare for row in group) > 1:
            raise MedicineDataError(f"{ingredient}: rows of one ingredient differ by route, and one at most is bare")
    return groups


def _product(row: IngredientRow) -> Product:
    return Product((row.ingredient,), row.route, frozenset(row.classes), row.bare)


def _combined(row: CombinationRow, by_ingredient: dict[str, list[IngredientRow]]) -> Product:
    members = [_member(name, row, by_ingredient) for name in row.ingredients]
    return Product(row.ingredients, row.route, frozenset(code for member in members for code in member.classes))


def _member(name: str, row: CombinationRow, by_ingredient: dict[str, list[IngredientRow]]) -> IngredientRow:
    group = by_ingredient.get(name, [])
    fitting = [member for member in group if row.route == "any" or member.route in ("any", row.route)]
    bare = [member for member in fitting if member.bare or len(fitting) == 1]
    if len(bare) != 1:
        raise MedicineDataError(f"{row.names[0]}: which {name} is meant at route {row.route}?")
    return bare[0]


def _add(found: dict[str, Entry], names: Iterable[str], products: tuple[Product, ...]) -> None:
    for name in names:
        if found.setdefault(key(name), entry := Entry(name, products)) is not entry:
            raise MedicineDataError(f"{name}: the name stands twice")


def _check_classes(rows: Rows) -> None:
    codes = {row.code for row in rows.classes}
    for row in rows.ingredients:
        if unknown := (set(row.classes) - codes) | (set(row.classes.values()) - set(rows.support)):
            raise MedicineDataError(f"{row.ingredient}: no such class or support", unknown=sorted(unknown))
