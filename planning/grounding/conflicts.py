"""A protocol's figures beside the library's: what differs, and which applies. The stricter one does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from planning.grounding.read import ProtocolText
from planning.grounding.stated import Stated, stated
from planning.library import Library, Treatment
from planning.plan import Citation
from planning.rules import Level, Rule


@dataclass(frozen=True, slots=True)
class Conflict:
    """A figure in which protocol and library differ.

    Attributes:
        line: id of the treatment.
        about: what the figure is, in words.
        library: its figure; None where it states none.
        protocol: its figure. Days, years, or the lowest phototype that is not treated.
        applied: the stricter of both.
        by: whose it is.
        stated: as read.
        citation: the sentence, word for word.
    """

    line: str
    about: str
    library: int | None
    protocol: int
    applied: int
    by: Literal["protocol", "library"]
    stated: Stated
    citation: Citation


def conflicts(protocols: Iterable[ProtocolText], library: Library) -> tuple[Conflict, ...]:
    """Of every figure that the protocols state for treatments of the library; equal figures are none."""
    found = (
        _conflict(fact, treatment, library)
        for text in protocols
        for passage in text.passages
        for fact in stated(passage)
        for treatment in _about(fact, text, library)
    )
    return tuple(dict.fromkeys(conflict for conflict in found if conflict is not None))


def _about(fact: Stated, text: ProtocolText, library: Library) -> Iterator[Treatment]:
    for treatment in library.treatments.values():
        own = treatment.id in text.protocol.treatments
        if own if not fact.treatments else treatment.called & set(fact.treatments):
            yield treatment


def _conflict(fact: Stated, treatment: Treatment, library: Library) -> Conflict | None:
    held = _held(fact, treatment, library)
    says = fact.phototypes[0] if fact.kind == "phototypes" else fact.value
    if treatment.home_care or held == says:
        return None
    least = fact.kind == "phototypes"  # the lower limit shuts out more
    stricter = held is None or (says < held if least else says > held)
    return Conflict(
        line=treatment.id,
        about=_words(fact),
        library=held,
        protocol=says,
        applied=says if stricter or held is None else held,
        by="protocol" if stricter else "library",
        stated=fact,
        citation=Citation(source=fact.passage.protocol, place=fact.passage.place, quote=fact.sentence),
    )


def _held(fact: Stated, treatment: Treatment, library: Library) -> int | None:
    """The library's strictest figure of that kind."""
    match fact.kind:
        case "before" | "darker_before" | "after":
            skin = {"before": 1, "darker_before": 6, "after": None}[fact.kind]
            pauses = [p.part for p in library.pauses(treatment.called) if p.part.home_care == fact.other]
            days = [pause.after_days if fact.kind == "after" else pause.before(skin) for pause in pauses]
        case "repeat":
            days = [g.part.days for g in library.gaps if {g.part.earlier, g.part.later} <= treatment.called]
        case "gap":
            days = [
                g.part.days for g in library.gaps if g.part.later in treatment.called and g.part.earlier == fact.other
            ]
        case "minimum_age":
            days = [below for rule in _blocking(treatment, library) if (below := _asked(rule, "age").get("below"))]
        case "phototypes":
            types = [_asked(rule, "phototype").get("types") for rule in _blocking(treatment, library)]
            return min((min(each) for each in types if each), default=None)
    return max(days, default=None)


def _blocking(treatment: Treatment, library: Library) -> Iterator[Rule]:
    """Rules that keep somebody away; what only warns leaves the provider free."""
    yield from (r.part for r in library.rules(treatment.called) if r.part.verdict >= Level.HOLD)


def _asked(rule: Rule, question: str) -> dict[str, Any]:
    asked: dict[str, Any] = rule.when.model_dump(exclude_none=True).get(question, {})
    return asked


def _words(fact: Stated) -> str:
    other = fact.other.replace("_", " ")
    return {
        "before": f"days without {other} before it",
        "darker_before": f"days without {other} before it, phototypes IV to VI",
        "after": f"days without {other} after it",
        "repeat": "days between two visits",
        "gap": f"days after {other}",
        "minimum_age": "minimum age in years",
        "phototypes": "lowest phototype that is not treated",
    }[fact.kind]
