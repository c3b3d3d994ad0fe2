"""Whether a passage speaks of a treatment: by its name, or by that of its kind."""

from __future__ import annotations

import re

from planning.grounding.names import names
from planning.grounding.passage import Passage
from planning.grounding.terms import home_care_terms, named, treatment_terms
from planning.grounding.words import words
from planning.library import Treatment

# Kinds that tell nothing of how a treatment is done: what is said of all of them may be about any other.
_BROAD = frozenset(
    (
        "energy",
        "photothermal",
        "resurfacing",
        "visible_light",
        "tightening",
        "pigment_removing",
        "home_care",
        "injectable",
        "facial",
    )
)
_EVERYDAY = frozenset(words("acid broad spectrum topical vitamin c alpha"))
_OTHER_ACIDS = re.compile(r"\b(?:azelaic|salicylic|hyaluronic|tranexamic|lactic|trichloroacetic|ascorbic) acids?\b")


def by_itself(passage: Passage, treatment: Treatment) -> bool:
    """Its own heading or its text names it."""
    return _names_it(" ".join((*passage.headings[-1:], passage.text)), treatment)


def by_title(passage: Passage, treatment: Treatment) -> bool:
    """The protocol's title or a heading further out does."""
    return _names_it(" . ".join((passage.title, *passage.headings)), treatment)


def _names_it(text: str, treatment: Treatment) -> bool:
    called, told = treatment.called - _BROAD, set(names(text))
    if treatment.home_care:
        plain = _OTHER_ACIDS.sub(" ", text.lower())
        own = {*called, *names(treatment.title)} & {*told, *named(plain, home_care_terms())}
        return bool(own or (set(words(treatment.title)) - _EVERYDAY) & set(words(text)))
    return bool(called & {*(code.removeprefix("treatment:") for code in told), *named(text.lower(), treatment_terms())})
