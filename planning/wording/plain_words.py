"""The short list of words that a language model's sentence may be made of besides its slots."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from planning.wording.words import Language


@cache
def plain_words(language: Language) -> frozenset[str]:
    table = json.loads((files("planning") / "wording" / "data" / "plain_words.json").read_text(encoding="utf-8"))
    return frozenset(table[language].split())
