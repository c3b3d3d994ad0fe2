"""Answers told in words behind what was asked, believed or written down: `she said no`, `and that is wrong`."""

from __future__ import annotations

import re

_SAID = (
    r"(?:said|says|answered|answers|replied|replies|told (?:me|us)|assured (?:me|us)|tells (?:me|us)"
    r"|the answer (?:is|was)|answer:?)"
)
_FIRMLY = r"(?: (?:clear|firm|definite|simple|straight|flat|the))*"
_ENDS = r"(?=\s*(?:[,.;!)\"”'-]|$|and\b|but\b|to (?:both|all|each|that|it|everything|this)\b))"
SAID_NO = re.compile(
    rf"\b{_SAID}(?: that| with| in)?(?: an?)?{_FIRMLY} (?:no|not|never|neither|none|negative){_ENDS}"
    rf"|\b{_SAID}(?: that)? (?:she|he|i) (?:(?:has|had|have) (?:never|not)|never|does not|doesn't|did not|didn't)\b"
    r"|\b(?:is|are|was|were) not the case\b|\bnone of (?:that|this|it|those|these)(?: applies)?\b"
    r"|\bshook (?:her|his) head\b"
    rf"|\bthere (?:is|are|was|were) (?:simply |certainly )?(?:none|nothing|not any)"
    rf"(?: (?:implanted|fitted|there|to note|of the (?:kind|sort)|like (?:it|that)|in place|at all|now|today))*{_ENDS}",
    re.IGNORECASE,
)
ANSWERED_NO = re.compile(
    rf"\b(?:is|was|were|are|got)(?: both| all)? (?:answered|met|ticked|marked|circled)"
    rf"(?: (?:with|as|in))?(?: an?)?{_FIRMLY} (?:no|negative){_ENDS}",
    re.IGNORECASE,
)
SAID_YES = re.compile(
    rf"\b{_SAID}(?: that)? (?:yes|(?:she|he) (?:is|was|does|has|did)|i (?:am|do|have|did))(?=\s*(?:[,.;!\"”]|$))",
    re.IGNORECASE,
)
NO_SHE_SAID = re.compile(
    r"\bno\b[\s,.\"”']*(?:she|he|i|pt|the (?:patient|client)) (?:said|says|answered|answers|replied|told)\b[^.;]*$",
    re.IGNORECASE,
)
WRONG = re.compile(
    r"^[^.;]{0,40}?\b(?:that|this|it|which) (?:is|was) (?:simply |clearly |just )?"
    r"(?:wrong|a mistake|an error|incorrect|untrue|false|not (?:right|true|correct|so)\b(?! (?:cheek|side|now)))",
    re.IGNORECASE,
)
MISTAKEN = re.compile(r"^[^.;]{0,20}?\b(?:by mistake|in error|mistakenly)\b", re.IGNORECASE)
WRITTEN = re.compile(
    r"\b(?:ticked|wrote|written|entered|recorded|put|listed|marked|noted|clicked|checked|circled|typed|charted)\b",
    re.IGNORECASE,
)
WRONGLY = re.compile(r"\b(?:wrongly|mistakenly|in error|by mistake|incorrectly|falsely)(?: \w+){0,5} ?$", re.IGNORECASE)
COMES_WITH = re.compile(
    r"\b(?:if|whether) (?:she|he|i|they|we) (?:can|could|may|might|should)(?: still| even| safely)?"
    r" (?:come|be (?:seen|treated)|have|go ahead|keep|attend|visit|do)\b[^.;]{0,40}?"
    r"\b(?:with|despite|even with|in spite of|(?:as|because) (?:she|he|i) (?:has|have))"
    r" (?:an?|her|his|my|this|the)(?: \w+)? ?$",
    re.IGNORECASE,
)
BELIEVED = re.compile(
    r"\b(?:thought|believed|assumed|suspected|feared|worried|told (?:her|him|me|that)|said|labell?ed|queried"
    r"|wondered|considered|convinced|sure|afraid|asked|asks|asking|query|question\w*|enquired|checked|mentioned"
    r"|recorded|listed|written|fear)\b",
    re.IGNORECASE,
)
LOOKED = re.compile(r"\b(?:looked|searched|checked|examined(?: her| him)?)(?: \w+)? for\b", re.IGNORECASE)
SAW_NONE = re.compile(
    r"\b(?:(?:found|saw|could (?:see|find)) (?:none|nothing|no sign)|there (?:was|is) (?:none|nothing)"
    r"|(?:could not|couldn't|did not|didn't) (?:find|see) (?:one|any))\b",
    re.IGNORECASE,
)
