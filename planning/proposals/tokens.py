"""A note in tokens, each with whether it has to go."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import OSA

from planning.proposals.known_words import KnownWords, known_words

_TOKEN = re.compile(r"\n|[A-Za-z]/[A-Za-z](?![^\W\d_])|[^\W\d_]+(?:['’][^\W\d_]+)*|\S")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MARKS = frozenset(".,;:!?()[]/+-=&%*\"'“”‘’–—…<>→•|~#☐☑☒✓\n")
# Whatever stands in one run of characters with a figure, an at sign, or the end of a net address.
_RUNS = re.compile(
    r"\S*@\S*|\S*://\S*|\bwww\.\S+|\S+\.(?:com|net|org|edu|info|biz|gov|io|me|co|us|uk|ca|au|de|example)\b\S*",
    re.IGNORECASE,
)
_SPELLED_ADDRESS = re.compile(
    r"(?:\S+[ \t]+dot[ \t]+)*\S+[ \t]*(?:[(\[]at[)\]]|\bat\b)[ \t]*\S+[ \t]*(?:[(\[]dot[)\]]|\bdot\b)[ \t]*\S+",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b(?:(?:first|last|full|sur|maiden|family|given|preferred|legal|pt|patient|client|provider|emergency contact)?"
    r"[ ]?name|address|addr|d\.?o\.?b\.?|date of birth|birth ?date|born(?: on)?|mrn|chart (?:no|number|#)|ssn"
    r"|social security|phone|ph|tel|telephone|cell|mobile|fax|e-?mail|insurance|policy|member id|id|zip|city|employer"
    r"|emergency contact|next of kin|seen by|signed(?: by)?|referred by|instagram|insta|ig|facebook|whatsapp)\b"
    r"(?: ?(?:no|number|#|is)\b\.?)?[ \t]*[:=#][ \t]*(?P<value>[^\n;|.]{1,80})",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?i:dr|mr|mrs|ms|mx|prof|doctor|called|named|lives (?:on|in|at|with)|works (?:at|for))\.?[ \t]+"
    r"(?P<value>[^\W\d_]+(?:['’-][^\W\d_]+)*(?:[ \t]+[A-Z][^\W\d_]*\.?){0,2})"
    r"|\b(?:Miss|Nurse|Sir|Madam)[ \t]+(?P<title>[^\W\d_]+)"
)
_BEGINS = re.compile(r"(?:^|[.!?:;\n•*>☐☑☒✓\])-])[\s\"'“(\[]*$")
_ALONE = frozenset(("a", "i", "y", "n", "x"))
_JOINS = frozenset(("of", "the", "and", "de", "van", "von", "da", "la"))
_NEAR_SPELLING = 5  # letters, from which a slip of one is the same name
_LOUD = 0.6  # of a line's letters, from which capitals say nothing


@dataclass(frozen=True, slots=True)
class Token:
    """Characters `start` to `end` (not included): a word, or one other character."""

    start: int
    end: int
    text: str
    gone: bool = False

    @property
    def is_word(self) -> bool:
        return self.text[:1].isalpha()

    @property
    def key(self) -> str:
        return self.text.lower().replace("’", "'").removesuffix("'s")


def judged(note: str, identifiers: Collection[str]) -> tuple[Token, ...]:
    """All of the note but the space between, in order."""
    known = known_words()
    taken, figures = _taken(note, known), _terms_with_figures(note, known)
    own = frozenset(part for each in identifiers for part in _parts(each))
    tokens = [token if _within(token, figures) else _judged(note, token, taken, own, known) for token in _tokens(note)]
    return tuple(_beside(_numbers(_letters(tokens), known), known))


def _tokens(note: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(note):
        yield Token(match.start(), match.end(), match[0])


def _taken(note: str, known: KnownWords) -> list[tuple[int, int]]:
    """Stretches that go whatever stands in them."""
    spans = [match.span() for runs in (_RUNS, _SPELLED_ADDRESS) for match in runs.finditer(note)]
    for match in re.finditer(r"\S+", note):
        if any(sign.isnumeric() for sign in match[0]) and _bare(match[0]) not in known.with_digits:
            spans.append(match.span())
    spans += [match.span("value") for match in _LABELLED.finditer(note)]
    spans += [match.span("value" if match["value"] else "title") for match in _called(note, known)]
    return spans


def _terms_with_figures(note: str, known: KnownWords) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S+", note) if _bare(match[0]) in known.with_digits]


def _bare(run: str) -> str:
    return run.strip(".,;:()[]").lower()


def _within(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < token.end and token.start < end for start, end in spans)


def _called(note: str, known: KnownWords) -> Iterator[re.Match[str]]:
    """Behind a title or `named`, unless it goes on in plain words (`called to say`)."""
    for match in _CALLED.finditer(note):
        told = match["value"] or match["title"]
        if not told.islower() or told in known.also_names or not known.knows(told):
            yield match


def _parts(identifier: str) -> Iterator[str]:
    return (_folded(word) for word in _WORD.findall(identifier) if len(word) > 1)


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'").removesuffix("'s"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _judged(note: str, token: Token, taken: Sequence[tuple[int, int]], own: frozenset[str], known: KnownWords) -> Token:
    gone = _within(token, taken)
    if not gone and token.is_word:
        gone = _is_own(token.text, own) or not _harmless(note, token, known)
    elif not gone:
        gone = token.text not in _MARKS
    return replace(token, gone=gone)


def _is_own(word: str, own: frozenset[str]) -> bool:
    folded = _folded(word)
    return any(
        folded == part or (len(part) >= _NEAR_SPELLING and OSA.distance(folded, part, score_cutoff=1) <= 1)
        for part in own
    )


def _harmless(note: str, token: Token, known: KnownWords) -> bool:
    """A word that is known, and is written as no name is."""
    key, text = token.key, token.text
    if "/" in text:
        return text.lower() in known.slashed
    if not text.isascii() and "’" not in text:
        return False
    if len(text) == 1:
        return key in _ALONE
    if not known.knows(key) and key not in known.numbers:
        return False
    if text.islower():
        return True
    if key in known.also_names:
        return False
    begins = _BEGINS.search(note[max(token.start - 40, 0) : token.start]) is not None or not note[: token.start].strip()
    if text.isupper():
        return key in known.terms or key in known.cues or _is_loud(note, token) or begins
    return key in known.terms or (begins and not _leads_name(note, token, known))


def _is_loud(note: str, token: Token) -> bool:
    start, end = note.rfind("\n", 0, token.start) + 1, note.find("\n", token.end)
    letters = [sign for sign in note[start : end if end >= 0 else len(note)] if sign.isalpha()]
    return sum(sign.isupper() for sign in letters) > _LOUD * len(letters)


def _leads_name(note: str, token: Token, known: KnownWords) -> bool:
    """`Patience Okafor` begins a sentence as `Takes Florbitrex` does; words of meaning name nobody."""
    behind = re.match(r"[ \t]+([A-Z][^\W\d_]+)", note[token.end :])
    return behind is not None and not known.knows(behind[1].lower()) and token.key not in known.cues


def _letters(tokens: Iterable[Token]) -> list[Token]:
    """A letter beside a letter spells something: `J a n e`."""
    told = list(tokens)
    alone = [token.is_word and len(token.text) == 1 for token in told]
    return [
        replace(token, gone=True)
        if alone[place] and (any(alone[max(place - 2, 0) : place]) or any(alone[place + 1 : place + 3]))
        else token
        for place, token in enumerate(told)
    ]


def _numbers(tokens: Sequence[Token], known: KnownWords) -> list[Token]:
    """Two figures in words beside each other: a phone, a year, a day."""
    told = list(tokens)
    words = [place for place, token in enumerate(told) if token.is_word]
    for first, second in pairwise(words):
        if told[first].key in known.numbers and told[second].key in known.numbers and second - first <= 2:
            told[first], told[second] = replace(told[first], gone=True), replace(told[second], gone=True)
    return told


def _beside(tokens: Sequence[Token], known: KnownWords) -> list[Token]:
    """A word that may be a name, a month or a figure, beside something that had to go, goes too; from both sides."""
    told = list(tokens)
    for order in (range(len(told)), range(len(told) - 1, -1, -1)):
        gone = False
        for place in order:
            token = told[place]
            if not token.gone and gone and (token.key in known.also_names or token.key in known.numbers):
                told[place] = token = replace(token, gone=True)
            if token.gone or (token.text not in ("-", ".", ",", "'") and token.key not in _JOINS):
                gone = token.gone and token.text != "\n"
    return told
