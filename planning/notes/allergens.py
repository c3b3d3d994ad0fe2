"""Which of the substances that a sentence names are named as an allergy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from planning.notes.language import Found
from planning.notes.sentences import Sentence

# Nothing but an allergy makes a note name these beside a reaction.
_PURE = frozenset(
    ("cow_milk_allergy", "metal_allergy", "gram_positive_protein_allergy", "lidocaine_allergy", "anesthetic_allergy")
)
_NUMBING = frozenset(("lidocaine_allergy", "anesthetic_allergy"))
_TOKEN = re.compile(
    r"(?:non)?allerg\w*|alerg\w*|hypersens\w*|sensiti[sz]ed|hives|urticaria\w*|welts?|wheals?|wheez\w*|anaphyla\w*|angioedema"
    r"|rash(?:es|y)?|reaction|reacts?|reacted|rxn|prick|intradermal|patch|rast|ige|acd|melisa"
)
_SWELLS = re.compile(r"swell\w*|swelled|swollen|itch\w*|blister\w*|sensitiv\w*|dermatitis|puff\w*|throat|tongue")
_WORN = re.compile(r"jewel|earring|buckle|strap|watch|button")
_WEEPS = re.compile(r"weep\w*|ooz\w*|irritat\w*|green|breaks?|broke|red|infected")
_DENIED = frozenset(
    ("no", "not", "denies", "without", "never", "nil", "w/o", "none", "if", "risk", "non", "any", "for")
)
_NEAR = 8  # words
_JOINTS = frozenset((",", "/", "and", "or", "&", "+", "nor"))


def is_allergy(
    one: Found, codes: tuple[str, ...], sentence: Sentence, cues: tuple[Found, ...], doc: Doc, others: Sequence[Found]
) -> bool:
    """Named after a word of allergy with no verb between, right before one, or under the heading of allergies.

    Args:
        one: the substance.
        codes: what an allergy to it answers.
        sentence: where it stands.
        cues: of the sentence.
        doc: the sentence's words.
        others: all substances of the sentence.
    """
    if any(c.name == "allergy.not" and (c.last == one.first or c.first == one.last) for c in cues):
        return False
    if sentence.section == "allergies":
        return not any(c.name == "hard" for c in cues if c.last <= one.first)
    swept = any(token.text in ("nkda", "nka", "allergies", "allergy") for token in doc[: one.first])
    if swept and any(c.name == "hard" and c.last == one.first for c in cues):
        return True
    before = [c for c in cues if c.name == "allergy.before" and c.last <= one.first]
    after = any(c.name == "allergy.after" and _next(one, c, doc, others) for c in cues)
    return after or any(_open(c, one, cues, doc) for c in before) or _pure(one, codes, doc) or _to_it(one, doc)


def _pure(one: Found, codes: tuple[str, ...], doc: Doc) -> bool:
    """`Nickel, rash from her belt buckle.`"""
    if not _PURE & {*codes} or _WORN.search(doc[one.first : one.last].text):
        return False
    first, last = max(one.first - _NEAR, 0), min(one.last + _NEAR, len(doc))
    return any(_tells(doc, place, codes) for place in range(first, last) if not one.first <= place < one.last)


def _tells(doc: Doc, place: int, codes: tuple[str, ...]) -> bool:
    key = doc[place].text
    told = _TOKEN.fullmatch(key) or (not _NUMBING & {*codes} and _SWELLS.fullmatch(key))
    told = told or ("metal_allergy" in codes and _WEEPS.fullmatch(key))
    return bool(told) and not _DENIED & {token.text for token in doc[max(place - 3, 0) : place]}


def _to_it(one: Found, doc: Doc) -> bool:
    """`No lidocaine please, she is allergic to it.`"""
    behind = " ".join(token.text for token in doc[one.last : one.last + _NEAR])
    return re.search(r"(?<!not )\ballergic to (?:it|them|that|these|both)\b", behind) is not None


def _next(one: Found, cue: Found, doc: Doc, others: Sequence[Found]) -> bool:
    """`Milk: severe allergy`, `lidocaine (allergy)`, `Sculptra/Radiesse allergy`."""
    named = {i for other in others if other.first >= one.last for i in range(other.first, other.last)}
    gap = [token.text for token in doc[one.last : cue.first] if token.i not in named]
    if cue.first < one.last:
        return False
    listed = bool(named) and all(key in _JOINTS for key in gap)
    return listed or (
        len(gap) <= 3 and all(key in (":", "-", "(", ">", "→", "=", "?", "severe", "true", "known") for key in gap)
    )


def _open(cue: Found, one: Found, cues: tuple[Found, ...], doc: Doc) -> bool:
    """Nothing between a word of allergy and a substance begins another statement."""
    between = [c for c in cues if cue.last <= c.first < one.first]
    if any(c.name in ("hard", "taking.before", "stopped.before") and c.first > cue.last for c in between):
        return False
    if any(c.name == "hypothetical.after" and c.first == one.last for c in cues):
        return False
    gap = [token.text for token in doc[cue.last : one.first]]
    return len(gap) <= 3 or "," in gap or "/" in gap or "or" in gap or "and" in gap
