"""What looks as if it mattered and was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planning.notes.marked import Marked
from planning.notes.medicines import allergic_to
from planning.notes.spans import Span, quote
from planning.notes.vocabulary import single_words

_SUFFIX = re.compile(
    r"\w{2,}(?:itis|oma|osis|emia|aemia|pathy|ectomy|plasty|otomy|ostomy|algia|penia|philia|trophy|plegia|syndrome)s?"
)
_DRUG = re.compile(
    r"\w{3,}(?:mab|nib|statin|pril|sartan|olol|cillin|mycin|cycline|azole|oxacin|dipine|gliptin|gliflozin|tide|triptan"
    r"|prazole|thiazide|olone|asone|sone|onide|pine|pram|tine|zepam|zolam|barbital|parin|gatran|xaban|grel|lukast"
    r"|retin|tinib|cept|limus|prine|trexate|vir|ide)"
)
_OF_ILLNESS = single_words("of_illness")
_PLAIN = single_words("plain")
_DRUGS = frozenset(("meds", "medication", "medications", "pill", "pills", "infusion", "infusions", "surgery"))
_TAKERS = single_words("takers")


def unread_spans(said: Marked, understood: bool) -> Iterator[Span]:
    """Drug-like words that no dictionary has, and whole sentences about an illness of which nothing was read."""
    covered = {place for mention in said.mentions for place in range(mention.first, mention.last)}
    covered |= {place for zone in said.zones for place in range(zone.first, zone.last)}
    cued = {place for cue in said.cues if "." in cue.name for place in range(cue.first, cue.last)}
    names = [
        place for place in range(len(said.keys)) if place not in covered and _names_drug(said, place, covered | cued)
    ]
    yield from (quote(said.note, said.words[place].start, said.words[place].end) for place in names)
    medical = any(_medical(said, place, covered) for place in range(len(said.keys)))
    named = not understood and any(
        m.term.kind in ("health", "allergen") and m.term.sense != "member" for m in said.mentions
    )
    untolerated = any(m.term.kind == "medicine" and allergic_to(said, m) for m in said.mentions)
    unclear = any(one.state == "unclear" for one in said.asked)
    blank = all(one.state == "blank" for one in said.asked) and bool(said.asked)
    if unclear or (not names and not blank and (medical or named or untolerated or _other_allergy(said))):
        yield quote(said.note, said.sentence.start, said.sentence.end)


def _other_allergy(said: Marked) -> bool:
    """An allergy to something that no question asks about."""
    if said.sentence.section == "allergies":
        named = any(mention.term.kind in ("allergen", "sweeping") for mention in said.mentions)
        return not named or len(said.mentions) < 1 + said.keys.count(",")
    cues = [cue for cue in said.cued("allergy.before", first=0, last=len(said.keys)) if cue.last < len(said.keys)]
    return any(
        not any(m.term.kind == "allergen" and m.first >= cue.first for m in said.mentions)
        for cue in cues
        if said.keys[cue.last - 1] in ("to", "from")
    )


def _names_drug(said: Marked, place: int, taken: set[int]) -> bool:
    key = said.keys[place]
    if not key.isalpha() or len(key) < 4 or place in taken or {key, key.removesuffix("s")} & _PLAIN:
        return False
    before = said.keys[place - 1] if place else ""
    behind = said.keys[place + 1 : place + 3]
    dosed = len(behind) == 2 and behind[0][:1].isdigit() and behind[1] in ("mg", "mcg", "iu", "units")
    listed = said.sentence.section == "medicines" and before in ("", ",", ":", "-", "and")
    return (
        dosed
        or listed
        or bool(_DRUG.fullmatch(key) and before in (*_TAKERS, ",", "and"))
        or (before in _TAKERS and _strange(said, place))
    )


def _strange(said: Marked, place: int) -> bool:
    """Not followed by more of an ordinary phrase (`on top of`), so that it stands where a name would."""
    behind = said.keys[place + 1 : place + 2]
    return (
        not behind
        or not behind[0].isalpha()
        or behind[0]
        in (
            "for",
            "daily",
            "nightly",
            "bid",
            "prn",
            "since",
            "and",
            "qhs",
            "but",
            "cream",
            "x",
            "weekly",
            "until",
            "at",
            "in",
        )
    )


def _medical(said: Marked, place: int, covered: set[int]) -> bool:
    key = said.keys[place]
    if place in covered:
        return False
    if _SUFFIX.fullmatch(key):
        return True
    none = any(word in said.keys for word in ("no", "none", "denies", "nil", "not"))
    return key in _OF_ILLNESS and not said.mentions and not (none and key in _DRUGS)
