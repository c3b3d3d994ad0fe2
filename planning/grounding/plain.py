"""A sentence of a protocol in fewer words: what says the same reads the same, and what is no rule is left out."""

from __future__ import annotations

import re

_NUMBERS = {
    word: str(n)
    for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1)
} | {"a": "1", "twelve": "12", "fourteen": "14"}
_UNIT = r"(?= (?:days?|weeks?|months?)\b)"
_WRITTEN = re.compile(
    rf"\b({'|'.join(_NUMBERS)})(?=(?: (?:to|or) | ?[-–] ?)(?:\d|{'|'.join(_NUMBERS)})| (?:days?|weeks?|months?)\b)"
)
# The longer end of a range counts: a protocol that asks for 10 to 14 days is kept by 14.
_RANGE = re.compile(rf"\b\d{{1,3}} ?(?:-|–|—|to|or) ?(\d{{1,3}}){_UNIT}")
_SAME = (
    (re.compile(r"\b(?:prior to|ahead of)\b"), "before"),
    (re.compile(r"\b(?:discontinue|withhold|omit|cease|avoid)(?:d|s)?\b"), "stop"),
    (re.compile(r"\b(?:do not|don't|never) (?:use|apply)\b"), "no"),
    (re.compile(r"\bwithin (\d{1,3} (?:days?|weeks?|months?)) of\b"), r"\1 before"),
)
# Relief, doubt, conditions, others' custom, and what is taken back: none of it is a rule for everybody.
_NO_RULE = re.compile(
    r"\b(?:need not|needn't|no need|not necessary|not needed|(?:don't|do not|does not|doesn't) (?:need|have)|"
    r"no longer|used to|earlier we|formerly|previously|some clinics|other clinics|most|many|others|elsewhere|"
    r"on (?:their|her|his) own|not \d{1,3}|if|unless|whether|"
    r"(?:not|never|don't) (?:be )?(?:stop|stops|stopped|pause|paused|hold|rest)|not (?:retin\w+|acids?)|"
    r"at most|no more than|not more than|no longer than|more than|as little as|up to|until|maximum)\b|\?"
)
# What people do beside a treatment, and people beside the client.
_ASIDE = re.compile(
    r"\b(?:discounts?|prices?|judg\w*|results?|"
    r"photograph\w*|pictures?|photos?|review\w*|discuss\w*|refund\w*|charged?|fee|phone\w*|accompan\w*|parents?|"
    r"guardian|sign|signs|staff|injectors?|test (?:spot|patch)|patch test|numbing|first choice|only|limited)\b"
)


def plain(sentence: str) -> str | None:
    """Lower case, figures as figures, ranges by their longer end; None for what is no rule."""
    text = " ".join(sentence.lower().replace("’", "'").split())
    if _NO_RULE.search(text) or _ASIDE.search(text):
        return None
    text = _RANGE.sub(r"\1", _WRITTEN.sub(lambda found: _NUMBERS[found[1]], text))
    for pattern, same in _SAME:
        text = pattern.sub(same, text)
    return text
