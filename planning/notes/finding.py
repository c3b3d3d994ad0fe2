"""Finds things, cues, clauses and days in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from spacy.tokens import Doc, Span

from planning.notes.allergens import is_allergy
from planning.notes.clauses import clause_starts
from planning.notes.dates import find_dates
from planning.notes.forms import asked
from planning.notes.language import Found, Reader, longest, matches, reader
from planning.notes.marked import Marked, Mention
from planning.notes.sentences import Sentence
from planning.notes.spelling import corrected
from planning.notes.vocabulary import Kind
from planning.notes.words import Word, words


def marked(note: str, sentence: Sentence, on: date) -> Marked:
    """Finds everything in one sentence."""
    reading = reader()
    told = words(note, sentence.start, sentence.end)
    doc = reading.document(corrected(told, reading.known))
    raw_cues = tuple(matches(reading.cues, doc))
    named, zones = _named(reading, doc, note, told, sentence, raw_cues)
    cues = tuple(cue for cue in raw_cues if _counts(cue, raw_cues, named))
    keys = tuple(token.text for token in doc)
    questions = asked(keys, named, cues, _breaks(note, told))
    bounds = {bound for one in questions for bound in (one.first, one.closes) if bound < len(keys)}
    starts = tuple(sorted({*clause_starts(keys, named, cues), *bounds}))
    mentions = _mentions(reading, doc, named, starts)
    places = tuple(Mention(reading.terms[int(z.name)], z.first, z.last, 0, len(keys), False) for z in zones)
    return Marked(
        note,
        sentence,
        told,
        keys,
        mentions,
        places,
        cues,
        starts,
        find_dates(note, sentence.start, sentence.end, on),
        questions,
    )


def _breaks(note: str, told: tuple[Word, ...]) -> frozenset[int]:
    """Words behind a gap as wide as between the columns of a form."""
    gaps = (note[before.end : word.start] for before, word in pairwise(told))
    return frozenset(place for place, gap in enumerate(gaps, 1) if len(gap) > 1 and gap.isspace())


def _counts(cue: Found, cues: tuple[Found, ...], named: tuple[Found, ...]) -> bool:
    inside = any(cue.first >= name.first and cue.last <= name.last for name in named)
    structural = cue.name in ("hard", "openers") or cue.name.startswith(
        ("soft.", "direct.", "echo.", "client", "den", "nots")
    )
    return not inside and (structural or not any(cue.within(o) and _meaning(o) and not _meets(o, named) for o in cues))


def _meets(cue: Found, named: tuple[Found, ...]) -> bool:
    """A cue that reaches into a thing is none: `intends to start` before `start trying`."""
    return any(cue.first < one.first < cue.last for one in named)


def _meaning(cue: Found) -> bool:
    return not cue.name.startswith(("openers", "soft", "hard", "direct", "echo", "sections", "ignored"))


def _named(
    reading: Reader, doc: Doc, note: str, told: tuple[Word, ...], sentence: Sentence, cues: tuple[Found, ...]
) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """Things, and places on the face, which may stand within things (`lip filler`)."""
    found = [one for one in matches(reading.names, doc) if _as_written(note, told, one)]
    found += _by_pattern(reading, note, told, sentence)
    zones = longest(doc, (one for one in found if _kind(reading, one) == "zone"))
    things = longest(doc, (one for one in found if _kind(reading, one) != "zone"))
    substances = longest(doc, matches(reading.allergens, doc))
    allergens = tuple(
        one
        for one in substances
        if is_allergy(one, reading.terms[int(one.name)].codes, sentence, cues, doc, substances)
    )
    whole = tuple(one for one in things if _kind(reading, one) == "health")
    allergens = tuple(one for one in allergens if not any(one.within(other) for other in whole))
    kept = (
        one
        for one in things
        if not _of_one(reading, one, doc) and not any(one.first < a.last and a.first < one.last for a in allergens)
    )
    return tuple(sorted((*kept, *allergens), key=lambda one: one.first)), zones


def _by_pattern(reading: Reader, note: str, told: tuple[Word, ...], sentence: Sentence) -> Iterator[Found]:
    text = note[sentence.start : sentence.end].lower()
    likely = (rows for stems, rows in reading.patterns if not stems or any(stem in text for stem in stems))
    for pattern, name in (row for rows in likely for row in rows):
        for match in pattern.finditer(note, sentence.start, sentence.end):
            inside = [i for i, word in enumerate(told) if match.start() <= word.start and word.end <= match.end()]
            if inside:
                yield Found(name, inside[0], inside[-1] + 1)


def _of_one(reading: Reader, one: Found, doc: Doc) -> bool:
    """`No known allergies to lidocaine` says nothing of all others."""
    return (
        _kind(reading, one) == "sweeping"
        and one.last < len(doc)
        and doc[one.last].text in ("to", "except", "but", "other")
    )


def _kind(reading: Reader, one: Found) -> Kind:
    return reading.terms[int(one.name)].kind


def _as_written(note: str, told: tuple[Word, ...], one: Found) -> bool:
    """LED is a light, led is a verb; a word or two of these stand for a treatment only in capitals."""
    text = note[told[one.first].start : told[one.last - 1].end]
    if text.lower() == "icd" and _is_code(told, one):
        return False
    return text.lower() not in ("led", "all", "mono", "halo", "infini", "potenza") or text != text.lower()


def _is_code(told: tuple[Word, ...], one: Found) -> bool:
    """ICD-10 L70.0 is no defibrillator."""
    behind = [word.key for word in told[one.last : one.last + 2]]
    numbered = behind[:1] in (["9"], ["10"], ["11"])
    return numbered or (len(behind) == 2 and len(behind[0]) == 1 and behind[1][0].isdigit())


def _mentions(reading: Reader, doc: Doc, named: tuple[Found, ...], starts: tuple[int, ...]) -> tuple[Mention, ...]:
    """negspacy reads each clause as it would a sentence."""
    for token in doc:
        token.is_sent_start = token.i in starts
    doc.set_ents([Span(doc, one.first, one.last, label=_kind(reading, one)) for one in named])
    reading.negex(doc)
    bounds = [*starts, len(doc)]
    return tuple(
        Mention(
            reading.terms[int(one.name)],
            one.first,
            one.last,
            max(start for start in starts if start <= one.first),
            min(bound for bound in bounds if bound > one.first),
            reading.terms[int(one.name)].sense != "yes" and (bool(ent._.negex) or _denies(doc, one)),
        )
        for one, ent in zip(named, doc.ents, strict=True)
    )


def _denies(doc: Doc, one: Found) -> bool:
    """`Moles: nothing new or changing` is found as a whole, its denial in it."""
    inside = [token.text for token in doc[one.first : one.last]]
    before = [token.text for token in doc[max(one.first - 2, 0) : one.first]]
    if before[-1:] and before[-1] in ("be", "get", "become") and before[0] in ("can't", "cannot"):
        return True
    if before[-1:] and before[-1] in ("can't", "cannot") and inside[0] in ("get", "become", "conceive"):
        return True
    if any(key.startswith("heal") for key in inside[1:]):
        inside = [key for key in inside if key not in ("not", "hasn't", "isn't", "aren't", "haven't")]
    return any(
        key in ("no", "none", "nothing", "denies", "without", "isn't", "hasn't", "aren't", "haven't")
        or (key == "not" and behind not in ("going", "sure"))
        for key, behind in pairwise(inside)
    )
