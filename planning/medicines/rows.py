"""The data files as they are written, checked row by row."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from planning.medicines.errors import MedicineDataError
from planning.medicines.medicine import Strength

Route = Literal["any", "systemic", "skin", "eye", "nose", "inhaled", "vaginal"]
_INGREDIENT_FILES = ("skin", "blood", "light", "nerve_muscle", "immune", "hormones", "everyday")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IngredientRow(_Strict):
    """An ingredient at a route. Where it has several rows, `bare` marks the one its name alone means.

    Attributes:
        classes: class code to the support of the membership.
        brands: name this row. `aliases` name the ingredient, so their route may have to be asked.
    """

    ingredient: str
    route: Route = "any"
    bare: bool = False
    classes: dict[str, str] = {}
    brands: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class CombinationRow(_Strict):
    """A product of several ingredients, all given by one route."""

    names: tuple[str, ...]
    ingredients: tuple[str, ...]
    route: Route = "any"


class ClassRow(_Strict):
    """A class and the source of the rule behind it."""

    code: str
    title: str
    strength: Strength
    source: str


class SupportRow(_Strict):
    """A reason why an ingredient is a member of a class."""

    strength: Strength
    source: str


class Wording(_Strict):
    """Words around a name: forms by route, words that say nothing, and names too vague to mean one medicine."""

    source: str
    shown_as: dict[Route, str]
    routes: dict[Route, tuple[str, ...]]
    ignored: tuple[tuple[str, ...], ...]
    vague: dict[str, tuple[str, ...]]


class _IngredientFile(_Strict):
    source: str
    ingredients: tuple[IngredientRow, ...]


class _CombinationFile(_Strict):
    source: str
    combinations: tuple[CombinationRow, ...]


class _ClassFile(_Strict):
    source: str
    classes: tuple[ClassRow, ...]


class _SupportFile(_Strict):
    source: str
    support: dict[str, SupportRow]


class Rows(_Strict):
    """Everything that the data files say."""

    ingredients: tuple[IngredientRow, ...]
    combinations: tuple[CombinationRow, ...]
    classes: tuple[ClassRow, ...]
    support: dict[str, SupportRow]
    wording: Wording


def read_rows() -> Rows:
    """The package's own data files.

    Raises:
        MedicineDataError: a file does not have the form it should have.
    """
    return Rows(
        ingredients=tuple(row for name in _INGREDIENT_FILES for row in _read(name, _IngredientFile).ingredients),
        combinations=_read("combinations", _CombinationFile).combinations,
        classes=_read("classes", _ClassFile).classes,
        support=_read("support", _SupportFile).support,
        wording=_read("wording", Wording),
    )


Content = TypeVar("Content", bound=BaseModel)


def _read(name: str, form: type[Content]) -> Content:
    text = (files("planning.medicines") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    try:
        return form.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    except (ValidationError, yaml.YAMLError) as error:
        raise MedicineDataError(f"{name}.yaml: {error}", file=f"{name}.yaml") from error
