"""The label's words in each language, from `data/words.json`."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from simulation.labels.facts import LabelFacts, Language, TimePoint

_WEEK, _MONTH = 7, 30
_MANY_WEEKS = 13  # from here on people count in months


@cache
def _words(language: Language) -> dict[str, Any]:
    text = files("simulation").joinpath("labels", "data", "words.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)[language]
    return words


def word(language: Language) -> str:
    """The one word that stands in every crop: "Projection"."""
    return str(_words(language)["word"])


def headline(language: Language) -> str:
    """The word, and that it promises nothing."""
    return str(_words(language)["headline"])


def time_words(time_point: TimePoint, language: Language) -> str:
    """ "4 weeks after treatment", "after visit 2", "at its peak", "when it has faded"."""
    words, count = _words(language), time_point.count
    if time_point.moment != "days":
        return str(words[time_point.moment]).format(count=count)
    unit = "days"
    if count and count % _WEEK == 0 and count // _WEEK < _MANY_WEEKS:
        unit, count = "weeks", count // _WEEK
    elif count and count % _MONTH == 0:
        unit, count = "months", count // _MONTH
    return str(words[unit][count != 1]).format(count=count)


def date_words(facts: LabelFacts) -> str:
    """ "November 22, 2026", "22 de noviembre de 2026"."""
    words, given = _words(facts.language), facts.date
    return str(words["date"]).format(day=given.day, month=words["month_names"][given.month - 1], year=given.year)


def details(facts: LabelFacts, named: int) -> list[str]:
    """What follows the headline, in pieces: treatments, moment, date, practice, version.

    Args:
        named: how many treatments are named; the others are counted.
    """
    treatments = ", ".join(facts.treatments[:named])
    if rest := len(facts.treatments) - named:
        treatments = f"{treatments} {_words(facts.language)['more'].format(count=rest)}"
    moment = time_words(facts.time_point, facts.language)
    return [treatments, moment, date_words(facts), facts.practice, facts.version]
