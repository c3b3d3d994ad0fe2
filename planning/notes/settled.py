"""The facts of one sentence beside each other: what one of them tells better, the others need not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from planning.notes.facts import Certainty, FactKind, ProposedFact
from planning.notes.vocabulary import single_words
from planning.profile import Answer

_METAL = frozenset(("metal_in_face_or_neck", "dental_metal", "metal_elsewhere"))
_GROUPS = single_words("groups")
_SINCE = re.compile(
    r"\W*(?:\w+\W+){0,2}?(?:since|in (?:over |about |the (?:last|past) )?(?:\d+|a|many|several|years|\w+ years)"
    r"|for (?:over |about )?(?:\d+|many|several|years|\w+ years)|lately|recently|x\s?\d+|anymore|any more|now on)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(r"s?\s*:(?!\s*y)", re.IGNORECASE)  # `Retinoids: tretinoin no, adapalene no`
_HEADS = re.compile(r"[^.;,:]{0,15}:(?!\s*y)|\s*(?:\(|with\b|w/|using\b)", re.IGNORECASE)


def settled(facts: Iterable[ProposedFact]) -> Iterator[ProposedFact]:
    """Without those that another fact of the sentence replaces."""
    told = list(facts)
    return (fact for fact in told if not any(_replaces(other, fact) for other in told if other is not fact))


def _replaces(other: ProposedFact, fact: ProposedFact) -> bool:
    if other.kind is not fact.kind or other.experiencer is not fact.experiencer:
        return False
    return (
        _only_supposed(other, fact)
        or _asked_for(other, fact)
        or _symptom(other, fact)
        or _only_worn(other, fact)
        or _of_that_allergy(other, fact)
        or _therefore(other, fact)
        or _not_again(other, fact)
        or _still_smokes(other, fact)
        or _says_where(other, fact)
        or _dated(other, fact)
        or _member(other, fact)
    )


def _only_supposed(other: ProposedFact, fact: ProposedFact) -> bool:
    """`HQ gave her a rash, avoid hydroquinone`: what is so need not be supposed."""
    same = fact.kind is FactKind.HEALTH and fact.code == other.code
    stated = other.answer is Answer.YES and other.certainty is Certainty.STATED
    return same and stated and fact.certainty in (Certainty.HYPOTHETICAL, Certainty.PLANNED)


def _asked_for(other: ProposedFact, fact: ProposedFact) -> bool:
    """`An insulin pump? No, and no other implant`: what was asked for, and is denied behind."""
    same = fact.kind is FactKind.HEALTH and fact.code == other.code and other.answer is Answer.NO
    before = fact.sentence.text[: fact.quote.start - fact.sentence.start]
    asked = _ASKED.search(before) or fact.sentence.text[fact.quote.end - fact.sentence.start :].lstrip().startswith("?")
    supposed = fact.certainty in (Certainty.HYPOTHETICAL, Certainty.UNCERTAIN) and other.certainty is Certainty.STATED
    return same and supposed and bool(asked) and other.quote.start >= fact.quote.start


_ASKED = re.compile(r"\b(?:asked|asking|questioned|enquired|query|checked)\b(?!.*\bif she\b)", re.IGNORECASE)


def _symptom(other: ProposedFact, fact: ProposedFact) -> bool:
    """`Rash on the arms each summer, lupus`, `bacteremia with MRSA`: part of what is named beside it."""
    both = fact.kind is other.kind is FactKind.HEALTH and other.answer is Answer.YES
    if not both or fact.code not in _SYMPTOMS.get(other.code, ()) or other.certainty is not Certainty.STATED:
        return False
    return fact.code != "anesthetic_allergy" or _PROCEDURE.search(fact.quote.text) is not None


def _of_that_allergy(other: ProposedFact, fact: ProposedFact) -> bool:
    """`Lidocaine made her throat swell`: how she reacted is told with what to, and nobody called it anaphylaxis."""
    allergic = other.code.endswith("_allergy") and other.answer is Answer.YES
    return allergic and fact.code == "anaphylaxis" and _NAMED.search(fact.quote.text) is None


_NAMED = re.compile(r"anaphyl|epi|pen\b|severe|serious|life|jext|emerade|auvi", re.IGNORECASE)


def _therefore(other: ProposedFact, fact: ProposedFact) -> bool:
    """`EMLA gave her wheals, so no numbing cream for her`: what follows from an allergy denies none."""
    allergy = fact.kind is FactKind.HEALTH and fact.code == other.code and fact.code.endswith("_allergy")
    behind = fact.sentence.text[fact.quote.end - fact.sentence.start :]
    same = allergy and (fact.answer, other.answer) == (Answer.NO, Answer.YES)
    return same and "allerg" not in (fact.quote.text + behind).lower()


def _only_worn(other: ProposedFact, fact: ProposedFact) -> bool:
    """`Cheap jewelry gives her a rash, no known metal allergy`: the allergy was asked for by its name."""
    denied = fact.code == other.code == "metal_allergy" and other.answer is Answer.NO
    return denied and _WORN.search(fact.quote.text) is not None


_WORN = re.compile(r"jewel|earring|buckle|strap|watch|button", re.IGNORECASE)
_SYMPTOMS = {
    "lupus": ("active_rash",),
    "septicemia": ("skin_infection", "recent_infection"),
    "botulinum_toxin_allergy": ("active_rash",),
    "hyaluronic_filler_allergy": ("active_rash",),
    "anesthetic_allergy": ("dental_work", "active_rash"),
    "skin_infection": ("active_rash",),
    "changing_lesion": ("open_wound",),
    "lidocaine_allergy": ("anesthetic_allergy", "dental_work", "active_rash"),
}
_PROCEDURE = re.compile(r"\b(?:dental|block|local|injections?|dentist)\b", re.IGNORECASE)


def _not_again(other: ProposedFact, fact: ProposedFact) -> bool:
    """`Epilepsy, no seizure since 2019`: that none came since takes nothing back."""
    same = fact.kind is FactKind.HEALTH and fact.code == other.code and other.certainty is Certainty.STATED
    behind = fact.sentence.text[fact.quote.end - fact.sentence.start :]
    return same and (fact.answer, other.answer) == (Answer.NO, Answer.YES) and bool(_SINCE.match(behind))


def _still_smokes(other: ProposedFact, fact: ProposedFact) -> bool:
    """Who stopped smoking but vapes has not stopped."""
    both = fact.code == other.code == "tobacco"
    return both and fact.answer is Answer.NO and other.answer is Answer.YES


def _says_where(other: ProposedFact, fact: ProposedFact) -> bool:
    """`Metal plates (ankle)`: where the metal is has been told."""
    both = fact.code in _METAL and other.code in _METAL
    return both and fact.answer is Answer.UNKNOWN and other.answer is Answer.YES


def _dated(other: ProposedFact, fact: ProposedFact) -> bool:
    """`Had skin cancer: BCC 2020`: the one with a day."""
    same = (other.code, other.answer, other.certainty) == (fact.code, fact.answer, fact.certainty)
    return same and fact.kind is FactKind.HEALTH and fact.on is None and other.on is not None


def _member(other: ProposedFact, fact: ProposedFact) -> bool:
    """`Blood thinners: Plavix` names the group as a heading."""
    if fact.kind not in (FactKind.MEDICINE, FactKind.TREATMENT) or fact.code not in _GROUPS or other.code in _GROUPS:
        return False
    behind = fact.sentence.text[fact.quote.end - fact.sentence.start :]
    both = fact.answer is Answer.YES and other.answer is Answer.YES
    if fact.answer is Answer.YES and other.answer is Answer.NO and other.quote.start > fact.quote.end:
        return _LISTS.match(behind) is not None
    if both and 0 <= fact.quote.start - other.quote.end <= 1:
        return True  # `Juvederm cheek filler`
    return both and _HEADS.match(behind) is not None and other.quote.start > fact.quote.end
