"""Medicines: taken now, taken before, or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from planning.medicines import Medicine
from planning.notes.assertion import assertion
from planning.notes.dates import Dated, Sense
from planning.notes.facts import Certainty, FactKind, ProposedFact, Status
from planning.notes.marked import Marked, Mention
from planning.notes.spans import quote
from planning.notes.taking import status_of, was_stopped
from planning.notes.timing import dates_of, on_day, since_day
from planning.notes.vocabulary import dictionary, single_words
from planning.notes.when import When
from planning.profile import Answer

_DOSE = re.compile(
    r"\.?\s*:?\s*((?:\d+(?:[.,/]\d+)?\s*(?:-\s*\d+\s*)?(?:mg|mcg|µg|g|ml|iu|units?|u|%|tabs?|caps?|puffs?)?"
    r"(?:\s*/\s*(?:day|d|wk|week))?"
    r"(?=\s|$|[.,;)])(?!\s*(?:d\b|days?|wks?|weeks?|mos?|months?|yrs?|years?|ago))(?!/))?"
    r"(?:\s*(?:po|topically|daily|nightly|weekly|monthly|bid|tid|qid|qd|qhs|qam|qpm|qod|prn"
    r"|as needed|at night|at bedtime"
    r"|once|twice|three times|(?:a|per)\s+(?:day|week|month)|every\s+(?:other\s+)?(?:day|night|morning|week))\b\.?)*)",
    re.IGNORECASE,
)


def medicine_facts(said: Marked, mention: Mention, on: date) -> Iterator[ProposedFact]:
    """What a sentence says of one medicine."""
    if allergic_to(said, mention):
        return
    meant = assertion(said, mention)
    answer, status, dates = meant.answer, None, dates_of(said, mention, on)
    certainty = meant.certainty
    if certainty in (Certainty.HYPOTHETICAL, Certainty.PLANNED) and was_stopped(said, mention):
        certainty, answer = Certainty.STATED, Answer.YES
    if certainty is Certainty.STATED:
        answer, status = status_of(said, mention, answer, dates, on)
    if status is Status.STOPPED and not _PAUSE & {*said.keys}:
        dates = tuple(dated for dated in dates if dated.sense is not Sense.LASTING)
    started, stopped = _days(status, dates, bool(_BEGUN & {*said.keys}))
    yield ProposedFact(
        FactKind.MEDICINE,
        mention.term.codes[0],
        answer,
        quote(said.note, said.words[mention.first].start, said.words[mention.last - 1].end),
        quote(said.note, said.sentence.start, said.sentence.end),
        name=_name(said, mention),
        status=status,
        started=started,
        stopped=stopped,
        dose=_dose(said, mention),
        experiencer=meant.experiencer,
        certainty=certainty,
    )


def allergic_to(said: Marked, mention: Mention) -> bool:
    """Named as what the client does not tolerate, not as what is taken."""
    if said.sentence.section == "allergies":
        return True
    cues = list(said.cued("allergy.before", first=mention.opens, last=mention.first))
    if any(said.keys[cue.last - 1] in ("to", "from") and not _taken_since(said, cue.last, mention) for cue in cues):
        return True
    return any(cue.first == mention.last for cue in said.cued("allergy.after", first=mention.last, last=mention.closes))


def _taken_since(said: Marked, first: int, mention: Mention) -> bool:
    return any(True for _ in said.cued("taking.before", "stopped.before", first=first, last=mention.first))


def _name(said: Marked, mention: Mention) -> str:
    """As told, where the dictionary reads that as the same; what notes shorten (`doxy`) in full."""
    told = said.note[said.words[mention.first].start : said.words[mention.last - 1].end]
    found = dictionary().find(told)
    same = isinstance(found, Medicine) and " + ".join(found.ingredients) == mention.term.codes[0]
    return told if same else mention.term.codes[0]


_BEGUN = single_words("begun")
_PAUSE = single_words("pausing")


def _days(status: Status | None, dates: tuple[Dated, ...], begun: bool) -> tuple[When | None, When | None]:
    """Started and stopped. A duration with a word of stopping (`off doxy x 2 wks`) counts back to the last dose."""
    if status is Status.TAKING:
        since = since_day(tuple(dated for dated in dates if dated.sense is Sense.SINCE))
        return since or (on_day(dates) if begun else None) or since_day(dates), None
    if status is Status.STOPPED:
        return None, on_day(dates) or since_day(dates)
    return None, None


def _dose(said: Marked, mention: Mention) -> str:
    match = _DOSE.match(said.note, said.words[mention.last - 1].end, said.sentence.end)
    return match[1].strip() if match else ""
