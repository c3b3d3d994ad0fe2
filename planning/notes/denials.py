"""Denials that name nothing, and refer back: `she does not`, `I haven't got one now`."""

from __future__ import annotations

import re

_WHO = (
    r"(?:she|he|i|they|it|this|that|who|pt|(?:the )?(?:patient|client)|(?:mrs|mr|ms|miss)\.? \w+)"
    r"(?: (?:herself|himself|myself|personally))?"
)
_NOT = (
    r"(?:(?: (?:certainly|definitely|clearly|really|actually|simply|also|has|have|had|is|was|am|'ve))*"
    r"(?: (?:does|do|did|has|have|had|is|was|am|were|would) ?(?:not|never)| (?:does|do|did|has|have|had|is|was)n'?t"
    r"| ?'?(?:s|m|ve|d) (?:not|never)| never| not))"
)
_ONE = (
    r"(?: (?:ever|got|have|had|get|gets|been|form|forms|take|taken|use|used|suffered|smoked?|made|developed"
    r"|react(?:ed)?|(?:from )?(?:one|it|them|any|either|that|this|those|so|the case|such a thing"
    r"|anything (?:like|of) (?:that|it|the sort|the kind))))*"
)
_NOTHING = (
    r"(?:(?: ?'?s| ?'?ve| has| have| had| wears| takes| uses)(?: got)? (?:none|nothing|neither"
    r"|no such (?:thing|device|history))"
    r"(?: (?:like|of) (?:that|it|them|those|the (?:sort|kind|like)))?)"
)
_CLOSING = (
    r"(?: (?:herself|himself|myself|either|personally|now|though|today|currently"
    r"|at (?:all|present|the moment|this time)|after all|any ?more|again"
    r"|in (?:her|his|my) (?:own )?life|to date|so far|in the end|since|these days"
    r"|then|right now))*"
)
_END = r"(?=\s*(?:[,.;:!?)\"”'’–—-]|$|and\b|so\b|because\b|but\b|though\b|as\b|since\b|when\b))"
DENIED = re.compile(rf"\b(?:{_WHO}|and|but)(?:{_NOT}{_ONE}|{_NOTHING}){_CLOSING}{_END}", re.IGNORECASE)
NOT_THE_CLIENT = re.compile(
    rf"\b(?:not|never) (?:her|him|me|she|he|i|mine|hers|his|the (?:patient|client)|herself|himself|myself)"
    rf"(?: (?:herself|himself|myself))?{_END}",
    re.IGNORECASE,
)
RELATIVE = (
    r"(?:(?:late|own|twin|older|elder|younger|little|big|best|eldest|youngest|ex|half|step|great)[- ])*"
    r"(?:mum|mom|mother|mama|dad|father|parents?|sisters?|brothers?|siblings?|twin|aunt(?:ie|y)?|uncle|cousin|niece"
    r"|nephew|daughters?|sons?|child|children|boy|girl|grand(?:mother|father|ma|pa|son|daughter|parents)|gran|nan|granny"
    r"|husband|wife|partner|boyfriend|girlfriend|fianc[eé]e?|friend|flatmate|roommate|colleague|neighbou?r)(?:-in-law)?"
)
_WHOSE = r"(?:her|his|my|their|the(?:ir)?|a)"
# `Her mother has one`, `my sister does`
THEIRS = re.compile(
    rf"\b{_WHOSE} {RELATIVE}\s+(?:has|had|have|gets|got|does|did|do|is|was|wears|takes)"
    rf"(?: (?:got|had|one|it|them|some|that|the same|too|both|always))*{_END}",
    re.IGNORECASE,
)
# `It is her father`, `it was her sister who does`
IT_IS_THEIRS = re.compile(
    rf"\b(?:it|that)(?: is| was|'s|’s|s| were|'?ll be)(?: actually| in fact| only| really)?"
    rf" {_WHOSE} {RELATIVE}(?:'s|’s)?"
    rf"(?: (?:who|that) (?:is|was|does|did|has|had|gets|got|takes)(?: (?:it|one|them|that))?)?{_END}",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """With straight apostrophes, of the same length."""
    return text.replace("’", "'")
