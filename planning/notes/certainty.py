"""How surely a thing is meant: stated, supposed, in doubt, or still to come."""

from __future__ import annotations

import re

from planning.notes.facts import Certainty
from planning.notes.language import Found
from planning.notes.marked import Marked, Mention
from planning.notes.near import last_before, right_before, stands_behind
from planning.notes.vocabulary import single_words


def certainty_of(said: Marked, mention: Mention) -> Certainty:
    """Doubt before supposition, supposition before plans."""
    if _uncertain(said, mention):
        return Certainty.UNCERTAIN
    if _before(said, mention, "hypothetical.before") or _ruled(said, mention):
        return Certainty.HYPOTHETICAL
    if mention.term.kind == "treatment" and (_impossible(said, mention) or _talked(said, mention)):
        return Certainty.HYPOTHETICAL
    if mention.term.codes[0] == "active_implant" and _may_be_fitted(said, mention):
        return Certainty.HYPOTHETICAL
    if mention.term.codes[0] == "active_implant" and _to_be_implanted(said, mention):
        return Certainty.PLANNED
    if mention.term.codes[0] == "lactation" and max(_planned(said, mention)) >= 0:
        return Certainty.HYPOTHETICAL  # `plans to breastfeed`
    if (
        mention.term.kind in ("medicine", "treatment")
        or mention.term.sense == "wished"
        or mention.term.codes[0] in ELECTIVE
    ):
        return _elective(said, mention)
    return Certainty.STATED


def _planned(said: Marked, mention: Mention) -> tuple[int, int]:
    before = said.keys[max(mention.first - 1, 0) : mention.first]
    if before != ("to",) and not said.keys[mention.first].endswith("feed"):
        return -1, -1
    return last_before(said, mention, "planned.before"), last_before(said, mention, "wish.before")


_TO_RECEIVE = re.compile(
    r"\b(?:(?:scheduled|due|booked|listed|waiting|hoping|about|going|is|set) to"
    r" (?:receive|have|get|be (?:fitted|given|implanted))"
    r"|will (?:receive|have|get|be (?:fitted|given))|(?:is|she's|he's) (?:getting|having|receiving|being fitted)"
    r"|(?:waiting|listed|waiting list|scheduled|booked|due|down) for)"
    r"(?: (?:with|a|an|her|his|the|new|first|fitted|in))*$"
)


_MAY_FIT = re.compile(
    r"\b(?:may|might|could|would|considering|discussing|discussed|suggested|suggests|talk of)(?: \w+)?"
    r" (?:fit|fitting|implant|implanting|put in|putting in|place|placing|insert|inserting|give|need|offer)"
    r"(?: (?:her|him|me|with|a|an|in))*$"
)


def _may_be_fitted(said: Marked, mention: Mention) -> bool:
    """`Cardiology may fit a pacemaker in the spring.`"""
    return _MAY_FIT.search(" ".join(said.keys[mention.opens : mention.first])) is not None


def _to_be_implanted(said: Marked, mention: Mention) -> bool:
    """`Scheduled to receive a pacemaker`, `pacemaker to be placed`."""
    before = " ".join(said.keys[mention.opens : mention.first])
    return _TO_RECEIVE.search(before) is not None or stands_behind(said, mention, "planned.implants")


def _ruled(said: Marked, mention: Mention) -> bool:
    """A medicine `for prophylaxis` is taken all the same."""
    behind = said.keys[mention.last : mention.last + 1]
    return stands_behind(said, mention, "hypothetical.after") and not (
        mention.term.kind == "medicine" and behind == ("prophylaxis",)
    )


ELECTIVE = single_words("elective")


def _elective(said: Marked, mention: Mention) -> Certainty:
    if "to be" in " ".join(said.keys[mention.first : mention.first + 3]):
        return Certainty.PLANNED  # `to be excised`
    if mention.term.kind == "treatment" and right_before(said, mention, "hypothetical.treatment"):
        return Certainty.PLANNED if _awaits(said, mention) else Certainty.HYPOTHETICAL
    planned, wished = (last_before(said, mention, f"{name}.before") for name in ("planned", "wish"))
    told = max(last_before(said, mention, "taking.before"), last_before(said, mention, "stopped.before"))
    told = told if mention.term.kind != "health" else -1
    on_it = mention.term.kind == "medicine" and told >= 0
    if mention.term.kind == "medicine" and said.keys[mention.last : mention.last + 1] in (("refill",), ("refills",)):
        return Certainty.STATED
    later = wished < 0 and not on_it and mention.term.codes != _STATE and stands_behind(said, mention, "planned.after")
    if said.sentence.section == "plan" or planned > max(wished, told) or later:
        return Certainty.PLANNED
    if wished > told or said.sentence.section == "goals" or stands_behind(said, mention, "wish.after"):
        return Certainty.HYPOTHETICAL
    return Certainty.STATED


_COUNTED = re.compile(
    r"\b(?:prep|preparation|appt|appointment|slot|booked|coming|come|comes|in) for(?: her| his| my| the| next)?$"
    r"|(?<!\d )\b(?:day|night) before$"
)


def _awaits(said: Marked, mention: Mention) -> bool:
    """`Stopped for her peel`, `in prep for laser`: one that is hers, or that is prepared for, has been settled upon."""
    before = said.keys[max(mention.first - 3, 0) : mention.first]
    if _COUNTED.search(" ".join(before)):
        return True
    return before[-2:-1] in (("for",), ("before",)) and before[-1] in ("her", "his", "my", "their")


def _before(said: Marked, mention: Mention, name: str) -> bool:
    """Before it in its clause, and nothing between gives a ground that is a fact (`because of her history of`)."""
    cues = list(said.cued(name, first=mention.opens, last=mention.first))
    if name == "uncertain.before" and mention.term.codes[0] in ELECTIVE:
        cues = [cue for cue in cues if said.keys[cue.first] not in ("awaiting", "pending")]
    grounds = name.startswith(("hypothetical", "talked"))
    return any(not grounds or not (_grounds(said, cue, mention) or _talk(said, cue, mention)) for cue in cues)


def _grounds(said: Marked, cue: Found, mention: Mention) -> bool:
    """`Avoid RF - pacemaker` gives a ground behind a dash, as `because of` does in words."""
    between = said.keys[cue.last : mention.first]
    treated = [m for m in said.mentions if cue.last <= m.first < mention.first and m.term.kind == "treatment"]
    behind = said.keys[treated[-1].last : mention.first] if treated and mention.term.kind == "health" else ()
    return _grounded(between) or (bool(behind) and behind[0] in ("-", "–", "—", "(", "/"))


def _talked(said: Marked, mention: Mention) -> bool:
    """`Went over Botox`, `IPL only if not tanned`: of no treatment that was given."""
    given = max(last_before(said, mention, "taking.before"), last_before(said, mention, "stopped.before"))
    talked = _before(said, mention, "talked.before") and last_before(said, mention, "talked.before") > given
    return talked or stands_behind(said, mention, "talked.after")


def _impossible(said: Marked, mention: Mention) -> bool:
    """`Cannot do IPL` says nothing of what was done before."""
    return any(True for _ in said.cued("impossible", first=mention.opens, last=mention.first))


def _talk(said: Marked, cue: Found, mention: Mention) -> bool:
    """`We discussed her melasma` speaks of a fact, `discussed melasma` need not."""
    owned = mention.first and said.keys[mention.first - 1] in single_words("owned")
    return bool(owned) and said.keys[cue.first] in single_words("talks")


def _grounded(between: tuple[str, ...]) -> bool:
    return any(
        key
        in (
            *("given", "due", "because", "since", "hx", "history", "h/o", "s/p", "currently", "while", "bc", "d/t"),
            *("this", "existing", "known"),
        )
        for key in between
    )


def _uncertain(said: Marked, mention: Mention) -> bool:
    question = said.answer_to(mention)
    if question is not None and question.state == "told":
        return any(
            said.keys[cue.first] != "?"
            for cue in said.cued("uncertain.after", first=mention.last, last=question.closes + 4)
        )
    if mention.first and said.keys[mention.first - 1] == "?":
        return True
    if (
        mention.term.kind == "health"
        and question is None
        and _ASKS.match(said.note, said.sentence.start, said.sentence.end)
    ):
        return True
    if {"sure", "unsure"} & {*said.keys[mention.first : mention.last]}:
        return True  # `patch, not sure whether it has changed` is found as a whole
    if ("no", "other") in (
        said.keys[mention.opens : mention.opens + 2],
        said.keys[mention.first - 2 : mention.first],
    ) and any(
        m.negated or _answered_no(said, m) or {*m.term.codes, *mention.term.codes} <= _METAL
        for m in said.mentions
        if m.last <= mention.opens
    ):
        return False
    asked = mention.last < len(said.keys) and said.keys[mention.last] == "?"
    return asked or _before(said, mention, "uncertain.before") or stands_behind(said, mention, "uncertain.after")


def _answered_no(said: Marked, mention: Mention) -> bool:
    question = said.answer_to(mention)
    return question is not None and question.state in ("no", "told")


# A question that another sentence may answer: `Does she have a pacemaker or anything of the kind?`
_ASKS = re.compile(
    r"[\s\"'“]*(?:\w+:\s*)?(?:do|does|did|is|are|was|has|have|had|any|could|might|can)\b[^.!?]*\?+[\s\"'”)]*$",
    re.IGNORECASE,
)
_STATE = ("pregnancy",)
_METAL = frozenset(("metal_in_face_or_neck", "dental_metal", "metal_elsewhere", "permanent_filler"))
