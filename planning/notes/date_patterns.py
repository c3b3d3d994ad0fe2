"""How notes write days. Named groups: `y`, `m`, `d` figures; `count` and `unit` of a span; `lead`, the word before."""

from __future__ import annotations

import re


def _compiled(pattern: str) -> re.Pattern[str]:
    """Case and the space within a pattern as written here do not matter."""
    return re.compile(pattern, re.IGNORECASE | re.ASCII | re.VERBOSE)


_LEAD = r"""(?:\b(?P<lead>since|from|until|till|thru|through|to|by|on|in|around|circa|as\ of|before|after|of)\s+)?"""
_PART = r"""(?:(?:early|mid|late|(?:the\ )?end\ of|(?:the\ )?beginning\ of|start\ of)[\s-]+)?"""
_MONTH = r"""(?P<month>jan(?:uary|urary)?|feb(?:ruary|urary|uary|ruay|rary)?|mar(?:ch)?|apr(?:il)?
    |may(?!\ (?:be|have|not|get|need|want|start|do|cause|consider|also|try|return|benefit|or)\b)
    |june?|july?|aug(?:ust)?|sept?(?:ember|mber)?
    |oct(?:ober|obre)?|nov(?:ember|emeber|mber)?|dec(?:ember|emeber|mber)?)\b\.?"""
_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_COUNT = rf"""(?:(?<![\w-])a\ (?=couple))?(?P<count>\d{{1,3}}|\b(?:couple|an?|{_NUMBER})\b)(?:\ of)?"""
_UNIT = r"""(?P<unit>days?|d|weeks?|wks?|w|months?|mos?|mths?|m|years?|yrs?|y)\b\.?"""
_VAGUE = r"""(?:(?:about|around|approximately|approx\.?|roughly|almost|nearly|over|~|at\ least|more\ than
    |less\ than)\s*)?"""
_BACK = r"""(?:(?:ago|prior|back|earlier)\b|(?:post|out|off)\b(?!\s*(?:op|partum)))"""

ISO = _compiled(_LEAD + r"""\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b""")
SLASHED = _compiled(_LEAD + r"""(?<![\d/.])(?P<m>\d{1,2})[/-](?P<d>\d{1,2})[/-](?P<y>\d{4}|\d{2})\b(?![/-])""")
SLASHED_MONTH = _compiled(_LEAD + r"""(?<![\d/.])(?P<m>\d{1,2})/(?P<y>(?:19|20)\d{2})\b""")
AGO = _compiled(
    _VAGUE + _COUNT + rf"""(?:\s*(?:-|–|to|or)\s*(?P<count_to>\d{{1,3}}|{_NUMBER}))?[\s-]*""" + _UNIT + r"\s*" + _BACK
)
FEW_AGO = _compiled(r"""(?:(?:a|the)\ )?(?:few|several)\s+""" + _UNIT + r"\s*" + _BACK)
LASTING = _compiled(
    r"""(?P<lasting>\bx|×|\bfor|\bover)\s*
    (?:the\ (?:last|past)\ |at\ least\ |about\ |over\ |more\ than\ |almost\ |~|the\ )?"""
    + _COUNT
    + r"\s*\+?\s*"
    + _UNIT
    + r"(?!\s*(?:ago|old|from\ now|later|apart))"
)
NAMED = _compiled(
    _LEAD
    + r"""\b(?:(?P<which>last|this\ past|this|past)\s+|(?:the\s+)?(?P<before>[12]\d|3[01]|0?[1-9])
    (?:st|nd|rd|th)?\s+(?:of\s+)?(?=[a-z]))?"""
    + _PART
    + _MONTH
    + r"""(?:\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?(?![\d/]))?
    (?:,?\s+(?:of\s+)?(?:(?P<y>\d{4}|['’]\d{2})\b|(?P<year>this|last)\ year\b))?"""
)
LAST_UNIT = _compiled(_LEAD + r"""(?<!the\ )\blast\s+(?P<unit>week|month|year|wk|mo|yr)\b""")
THIS_UNIT = _compiled(_LEAD + r"""(?:earlier\ )?\bthis\s+(?P<unit>week|month|year)\b""")
SEASON = _compiled(
    _LEAD
    + r"""\b(?:(?:the|last|this|this\ past|past)\ )*(?P<season>spring|summer|fall|autumn|winter)\b
    (?:\s+(?:of\s+)?(?P<y>(?:19|20)\d{2}))?"""
)
TODAY = _compiled(
    _LEAD
    + r"""\b(?:yesterday|yest|ystrdy|last\ night|last\ nite|today|2day|this\ morning
    |this\ a\.?m\b|tonight|earlier\ today)\b"""
)
WEEKDAY = _compiled(
    _LEAD
    + r"""(?:(?:last|this\ past|past)\ )?
    (?<!next\ )(?<!ends\ )(?<!until\ )(?<!this\ )(?<!by\ )(?<!till\ )(?<!coming\ )
    (?<!cancel\ )(?<!move\ )(?<!for\ )(?<!to\ )
    (?:\b(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b
    |\b(?P<short>mon|tues?|weds?|thurs?|thu|fri|(?:(?<=on\ )|(?<=last\ )|(?<=past\ )|(?<=since\ ))(?:sat|sun)
    |sat(?=\s*(?:,|$)))\b)"""
)
HOLIDAY = _compiled(
    _LEAD
    + r"""\b(?:last|this\ past|past|over|at|around)\s+
    (?P<holiday>xmas|x-mas|christmas|thanksgiving|halloween|new\ year'?s|valentine'?s|easter
    |labor\ day|memorial\ day)\b"""
)
SHORT_YEAR = _compiled(r"""\b(?P<lead>in|since|from|until|till|of|back\ in)\s+['’](?P<y>\d{2})\b(?!['’]?s)""")
DECADE = _compiled(_LEAD + r"""(?:the\ )?(?:\b19|\b20|['’]|\b)(?P<tens>\d0)['’]?s\b""")
BARE_YEAR = _compiled(
    _LEAD + _PART + r"""(?<![\d/.,$])\b(?P<y>(?:19[5-9]|20[0-4])\d)\b(?!\s*(?:mg|mcg|u\b|units|ml|iu))(?![/.,:]\d)"""
)
SLASHED_DAY = _compiled(
    r"""(?:\b(?P<lead>since|on|in|until|till|from)\s+)?(?<![\d/.:-])
    (?<!pain\ )(?<!grade\ )(?<!score\ )(?<!rated\ )(?<!scale\ )
    (?<!bp\ )\b(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])\b
    (?!\s*(?:[/%]|tabs?|tablets?|ppd|packs?|caps?|pills?|syringes?|syr|strength|mg|ml|cc|of|doses?|cups?|vials?|units?|u\b))"""
)
