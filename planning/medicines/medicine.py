"""What a name was found to be, or why it was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Strength = Literal["label", "paper", "manual", "secondary", "by_class"]
Reason = Literal["unknown", "unclear", "route_needed"]


@dataclass(frozen=True, slots=True)
class Medicine:
    """A name that the dictionary knows.

    Attributes:
        name_given: as it was written.
        matched: the brand or ingredient; with the form where the classes depend on it ("hydrocortisone cream").
        ingredients: of the product, in the order of the label.
        classes: codes that rules ask for; empty for a medicine to which no rule applies.
        exact: the name itself, not a spelling near it; doses and forms around it do not count.
        similarity: 1 for an exact name, else 1 − distance / letters.
    """

    name_given: str
    matched: str
    ingredients: tuple[str, ...]
    classes: frozenset[str]
    exact: bool
    similarity: float


@dataclass(frozen=True, slots=True)
class Unrecognized:
    """A name that a person has to look at. It says nothing about what the medicine may be.

    Attributes:
        name_given: as it was written.
        suggestions: names the dictionary would find, nearest first; empty where nothing is near.
        reason: nothing known is near; several are, or one but not surely; or the form decides and was not given.
    """

    name_given: str
    suggestions: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class MedicineClass:
    """A class that rules ask for, with the source of its rule."""

    code: str
    title: str
    strength: Strength
    source: str


@dataclass(frozen=True, slots=True)
class Membership:
    """Why an ingredient belongs to a class."""

    ingredient: str
    code: str
    strength: Strength
    source: str
