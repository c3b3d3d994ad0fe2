"""How a thing is meant: so or not, of whom, and how surely."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planning.notes.direct import counted, direct
from planning.notes.experiencer import experiencer_of
from planning.notes.facts import Certainty, Experiencer
from planning.notes.language import Found
from planning.notes.marked import Marked, Mention
from planning.notes.vocabulary import single_words
from planning.profile import Answer

_NEAR = 6  # words that a cue behind a thing may stand away from it


@dataclass(frozen=True, slots=True)
class Assertion:
    """See `ProposedFact`."""

    answer: Answer
    certainty: Certainty
    experiencer: Experiencer


def assertion(said: Marked, mention: Mention) -> Assertion:
    """What a sentence says of one of its things, apart from when."""
    experiencer = experiencer_of(said, mention)
    answered = direct(said, mention)
    if answered is not None:
        certainty = Certainty.UNCERTAIN if answered is Answer.UNKNOWN else Certainty.STATED
        return Assertion(answered, certainty, experiencer)
    tested = _tested(said, mention)
    if tested is not None:
        return Assertion(tested, Certainty.STATED, experiencer)
    if _to_be_avoided(said, mention):
        return Assertion(Answer.YES, Certainty.STATED, experiencer)
    certainty = _certainty(said, mention)
    if certainty is Certainty.UNCERTAIN and mention.term.kind == "health":
        settled = _came_back(said, mention)
        if settled is not None:
            return Assertion(settled, Certainty.STATED, experiencer)
    if certainty is not Certainty.STATED:
        return Assertion(Answer.UNKNOWN, certainty, experiencer)
    negated = mention.negated or said.sentence.section == "denials"
    answer = Answer.NO if negated and not _lifted(said, mention) else Answer.YES
    return Assertion(answer, certainty, experiencer)


def _to_be_avoided(said: Marked, mention: Mention) -> bool:
    """`No lidocaine please, she is allergic to it`, `avoid milk - hives`."""
    before = " ".join(said.keys[max(mention.first - 3, 0) : mention.first])
    if mention.term.sense == "reaction":
        return before.split(" ")[-1] in ("avoid", "avoids", "avoiding")
    if mention.term.kind != "allergen":
        return False
    behind = " ".join(said.keys[mention.last : mention.last + 10])
    told = _REACTS.search(behind)
    apart = told and _APART.search(behind[: told.start()]) and not _DENIED_BEHIND.search(behind[: told.start()])
    return bool(apart and _AVOIDED.search(before))


_AVOIDED = re.compile(
    r"\b(?:no|avoids?|avoiding|(?:do|does) not (?:use|give)|don't (?:use|give)|never use|can't (?:have|use))(?: \w+)?$"
)
_REACTS = re.compile(
    r"\b(?:allergic|allergy|hives|anaphyla\w+|reacts?|reacted|reaction|rash|wheez\w+|welts|angioedema)\b"
)
# `No milk allergy` denies; `no milk, allergic` gives the ground.
_APART = re.compile(r"[,;:!(–—=>→-]|\b(?:please|because|since|as|she|he|pt|patient|client|due|ever|products|again)\b")
_DENIED_BEHIND = re.compile(r"\b(?:no|not|never|denies|without)\b")


def refused(said: Marked, mention: Mention) -> bool:
    """What was declined was neither given nor is it wanted."""
    chosen = mention.term.kind == "treatment" or mention.term.codes[0] in _ELECTIVE
    return chosen and bool(_REFUSED & {*said.keys[mention.opens : mention.first]})


def _certainty(said: Marked, mention: Mention) -> Certainty:
    if _uncertain(said, mention):
        return Certainty.UNCERTAIN
    if _before(said, mention, "hypothetical.before") or _ruled(said, mention):
        return Certainty.HYPOTHETICAL
    if mention.term.kind == "treatment" and (_impossible(said, mention) or _talked(said, mention)):
        return Certainty.HYPOTHETICAL
    if mention.term.codes[0] == "active_implant" and _behind(said, mention, "planned.implants"):
        return Certainty.PLANNED
    if (
        mention.term.kind in ("medicine", "treatment")
        or mention.term.sense == "wished"
        or mention.term.codes[0] in _ELECTIVE
    ):
        return _elective(said, mention)
    return Certainty.STATED


def _ruled(said: Marked, mention: Mention) -> bool:
    """A medicine `for prophylaxis` is taken all the same."""
    behind = said.keys[mention.last : mention.last + 1]
    return _behind(said, mention, "hypothetical.after") and not (
        mention.term.kind == "medicine" and behind == ("prophylaxis",)
    )


_ELECTIVE = single_words("elective")


def _elective(said: Marked, mention: Mention) -> Certainty:
    if mention.term.kind == "treatment" and _beside(said, mention, "hypothetical.treatment"):
        return Certainty.PLANNED if _awaits(said, mention) else Certainty.HYPOTHETICAL
    planned, wished = (_last(said, mention, f"{name}.before") for name in ("planned", "wish"))
    told = max(_last(said, mention, "taking.before"), _last(said, mention, "stopped.before"))
    told = told if mention.term.kind != "health" else -1
    on_it = mention.term.kind == "medicine" and told >= 0
    if mention.term.kind == "medicine" and said.keys[mention.last : mention.last + 1] in (("refill",), ("refills",)):
        return Certainty.STATED
    later = (
        wished < 0 and not on_it and mention.term.codes != ("pregnancy",) and _behind(said, mention, "planned.after")
    )
    if said.sentence.section == "plan" or planned > max(wished, told) or later:
        return Certainty.PLANNED
    if wished > told or said.sentence.section == "goals" or _behind(said, mention, "wish.after"):
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


def _last(said: Marked, mention: Mention, name: str) -> int:
    """Where the last cue of a list before a thing ends in its clause; -1 for none."""
    return max((cue.last for cue in said.cued(name, first=mention.opens, last=mention.first)), default=-1)


def _beside(said: Marked, mention: Mention, name: str) -> bool:
    """Right before it, an article apart."""
    cues = said.cued(name, first=mention.opens, last=mention.first)
    return any(
        all(
            key in ("the", "a", "her", "his", "my", "their", "any", "next", "starting")
            for key in said.keys[cue.last : mention.first]
        )
        for cue in cues
    )


def _tested(said: Marked, mention: Mention) -> Answer | None:
    """`Tested for Ehlers-Danlos as a teen, negative.`"""
    looked = any(
        said.keys[cue.first] in ("tested", "evaluated")
        for cue in said.cued("uncertain.before", first=mention.opens, last=mention.first)
    )
    if not looked or mention.term.kind != "health":
        return None
    behind = said.keys[mention.last : mention.last + _NEAR]
    place = next((place for place, key in enumerate(behind) if key in _RESULTS), 0)
    result = _RESULTS.get("".join(behind[place : place + 1]))
    return None if said.between(mention.last, mention.last + place) else result


# Other words of a result, or of another statement, leave it open.
_RESULTS = {
    **dict.fromkeys(("negative", "neg"), Answer.NO),
    **dict.fromkeys(("positive", "pos"), Answer.YES),
    **dict.fromkeys(("but", "for", ";", "not", "pending"), None),
}


def _before(said: Marked, mention: Mention, name: str) -> bool:
    """Before it in its clause, and nothing between gives a ground that is a fact (`because of her history of`)."""
    cues = list(said.cued(name, first=mention.opens, last=mention.first))
    if name == "uncertain.before" and mention.term.codes[0] in _ELECTIVE:
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
    given = max(_last(said, mention, "taking.before"), _last(said, mention, "stopped.before"))
    talked = _before(said, mention, "talked.before") and _last(said, mention, "talked.before") > given
    return talked or _behind(said, mention, "talked.after")


def _came_back(said: Marked, mention: Mention) -> Answer | None:
    """`Lupus was suspected but the tests came back negative.`"""
    behind = said.note[said.words[mention.last - 1].end : said.sentence.end]
    told = _RESULT.search(behind)
    if told is None or said.between(mention.last, len(said.keys)) or _OPEN.search(behind):
        return None
    return Answer.YES if told["yes"] else Answer.NO


_RESULT = re.compile(
    r"\b(?:tests?|testing|work-?\s?up|labs?|biops(?:y|ies)|results?|blood ?work|bloods|ana|swabs?|scans?|it|which)\b"
    r"[^.;]{0,25}?\b(?:(?:was|were|is|came back|come back|has been|all|turned out|returned)\s+)+"
    r"(?:(?P<yes>positive|pos|confirmed)|negative|neg|normal|clear|unremarkable|ruled out|excluded|benign)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:pending|awaiting|not (?:been )?(?:ruled out|excluded|confirmed)|cannot|can't|if|until)\b", re.IGNORECASE
)


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


def _behind(said: Marked, mention: Mention, name: str) -> bool:
    """Behind it in its clause, before the next thing, and near."""
    end = min(mention.closes, mention.last + _NEAR)
    cues = said.cued(name, first=mention.last, last=end)
    return any(_leads_to(said, mention, cue) and not counted(said, cue) for cue in cues)


def _leads_to(said: Marked, mention: Mention, cue: Found) -> bool:
    """No other thing stands between, but for more of a list that is planned as one: `laser + peel booked`."""
    between = [m for m in said.mentions if mention.last <= m.first < cue.first]
    covered = {i for m in between for i in range(m.first, m.last)}
    rest = {said.keys[i] for i in range(mention.last, cue.first) if i not in covered}
    listed = cue.name == "planned.after" and rest <= single_words("joints")
    return not between or (listed and all(m.term.kind == mention.term.kind for m in between))


def _uncertain(said: Marked, mention: Mention) -> bool:
    question = said.answer_to(mention)
    if question is not None and question.state == "told":
        return any(
            said.keys[cue.first] != "?"
            for cue in said.cued("uncertain.after", first=mention.last, last=question.closes + 4)
        )
    if mention.first and said.keys[mention.first - 1] == "?":
        return True
    if {"sure", "unsure"} & {*said.keys[mention.first : mention.last]}:
        return True  # `patch, not sure whether it has changed` is found as a whole
    if ("no", "other") in (
        said.keys[mention.opens : mention.opens + 2],
        said.keys[mention.first - 2 : mention.first],
    ) and any(
        m.negated or {*m.term.codes, *mention.term.codes} <= _METAL for m in said.mentions if m.last <= mention.opens
    ):
        return False
    asked = mention.last < len(said.keys) and said.keys[mention.last] == "?"
    return asked or _before(said, mention, "uncertain.before") or _behind(said, mention, "uncertain.after")


def _lifted(said: Marked, mention: Mention) -> bool:
    """`No keloids, melasma on both cheeks`: behind a comma, with a place, dose or day of its own, outside of a list."""
    if said.sentence.section == "denials" or any(
        True for _ in said.cued("deniers", first=mention.opens, last=mention.first)
    ):
        return False
    earlier = [m for m in said.mentions if mention.opens <= m.first < mention.first]
    if not earlier or "," not in said.keys[earlier[-1].last : mention.first]:
        return False
    if any(key in ("or", "nor") for key in said.keys[earlier[0].first : mention.closes]):
        return False
    end = next((i for i in range(mention.last, mention.closes) if said.keys[i] == ","), mention.closes)
    rest = said.keys[mention.last : end]
    return any(key in _AFFIRMING or key[0].isdigit() for key in rest)


_METAL = frozenset(("metal_in_face_or_neck", "dental_metal", "metal_elsewhere", "permanent_filler"))
_REFUSED = single_words("refused")
_AFFIRMING = single_words("affirming")
