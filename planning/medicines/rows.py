"""The data files as they are written, checked row by row."""

from __future__ import annotations

from typing import Literal, TypeVar

from pydantic import Field

from planning.files import Document, parse, shipped
from planning.medicines.medicine import Strength

Route = Literal["any", "systemic", "skin", "eye", "nose", "inhaled", "vaginal"]
_INGREDIENT_FILES = ("skin", "blood", "light", "nerve_muscle", "immune", "hormones", "everyday")


class IngredientRow(Document):
    """An ingredient at a route. Where it has several rows, `bare` marks the one its name alone means.

    Attributes:
        classes: class code to the support of the membership.
        brands: name this row. `aliases` name the ingredient, so their route may have to be asked.
    """

    ingredient: str
    route: Route = "any"
    bare: bool = False
    classes: dict[str, str] = Field(default_factory=dict)
    brands: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class CombinationRow(Document):
    """A product of several ingredients, all given by one route."""

    names: tuple[str, ...]
    ingredients: tuple[str, ...]
    route: Route = "any"


class ClassRow(Document):
    """A class and the source of the rule behind it."""

    code: str
    title: str
    strength: Strength
    source: str


class SupportRow(Document):
    """A reason why an ingredient is a member of a class."""

    strength: Strength
    source: str


class Wording(Document):
    """Words around a name: forms by route, words that say nothing, and names too vague to mean one medicine."""

    source: str
    shown_as: dict[Route, str]
    routes: dict[Route, tuple[str, ...]]
    ignored: tuple[tuple[str, ...], ...]
    vague: dict[str, tuple[str, ...]]


class _IngredientFile(Document):
    source: str
    ingredients: tuple[IngredientRow, ...]


class _CombinationFile(Document):
    source: str
    combinations: tuple[CombinationRow, ...]


class _ClassFile(Document):
    source: str
    classes: tuple[ClassRow, ...]


class _SupportFile(Document):
    source: str
    support: dict[str, SupportRow]


class Rows(Document):
    """Everything that the data files say."""

    ingredients: tuple[IngredientRow, ...]
    combinations: tuple[CombinationRow, ...]
    classes: tuple[ClassRow, ...]
    support: dict[str, SupportRow]
    wording: Wording


def read_rows() -> Rows:
    """The package's own data files.

    Raises:
        DocumentInvalidError: a file does not have the form it should have, with the lines.
    """
    return Rows(
        ingredients=tuple(row for name in _INGREDIENT_FILES for row in _read(name, _IngredientFile).ingredients),
        combinations=_read("combinations", _CombinationFile).combinations,
        classes=_read("classes", _ClassFile).classes,
        support=_read("support", _SupportFile).support,
        wording=_read("wording", Wording),
    )


Content = TypeVar("Content", bound=Document)


def _read(name: str, form: type[Content]) -> Content:
    return parse(form, shipped("medicines", "data", f"{name}.yaml"))
