"""Goals: what the client wishes, or complains of."""

from __future__ import annotations

from collections.abc import Iterator

from planning.notes.assertion import assertion
from planning.notes.facts import Certainty, Experiencer, FactKind, ProposedFact
from planning.notes.marked import Marked, Mention
from planning.notes.places import places_of
from planning.notes.spans import quote
from planning.profile import Answer

# In these, a `not` before a complaint is the complaint (`does not like her pores`).
_DISLIKE = ("like", "likes", "love", "happy", "satisfied")


def goal_facts(said: Marked, mention: Mention) -> Iterator[ProposedFact]:
    """A goal, where the sentence wishes or complains; what is not wished is no goal."""
    if _wished(said, mention):
        yield from goal_fact(said, mention)


def goal_fact(said: Marked, mention: Mention) -> Iterator[ProposedFact]:
    """The goal that a mention stands for, of the client and not refused."""
    meant = assertion(said, mention)
    if meant.experiencer is not Experiencer.CLIENT or _refused(said, mention):
        return
    yield ProposedFact(
        FactKind.GOAL,
        mention.term.codes[0],
        Answer.YES,
        quote(said.note, said.words[mention.first].start, said.words[mention.last - 1].end),
        quote(said.note, said.sentence.start, said.sentence.end),
        zones=places_of(said, mention),
        certainty=Certainty.STATED,
    )


def _wished(said: Marked, mention: Mention) -> bool:
    if _purpose(said, mention) or said.keys[max(mention.first - 2, 0) : mention.first] in (
        ("has", "had"),
        ("have", "had"),
    ):
        return False
    if _reached(said, mention):
        return False
    if mention.term.sense == "wish" or said.sentence.section == "goals":
        return True
    behind = ("main", "concern", "concerns", "bother", "bothers", "primary", "biggest")
    lists = ("complaint", "wish.before", "wish.after")
    alone = len(said.keys) == mention.last - mention.first
    return (
        alone
        or any(True for _ in said.cued(*lists, first=0, last=_reach(said, mention)))
        or any(k in behind for k in said.keys[mention.last :])
    )


def _reached(said: Marked, mention: Mention) -> bool:
    """`Skin is much less dry now` tells what has come about."""
    before, behind = said.keys[max(mention.first - 2, 0) : mention.first], said.keys[mention.last : mention.last + 3]
    by_now = bool({"now", "since", "already"} & {*behind})
    wish = mention.term.sense == "wish" and (by_now or before[-1:] == ("much",))
    return wish or (by_now and before == ("much", "less"))


def _purpose(said: Marked, mention: Mention) -> bool:
    """`Differin for breakouts` tells what a medicine is for."""
    medicines = [m for m in said.mentions if m.term.kind == "medicine" and m.last <= mention.first]
    return bool(medicines) and "for" in said.keys[medicines[-1].last : mention.first][-3:]


def _reach(said: Marked, mention: Mention) -> int:
    """A complaint behind it counts too, but not one about a treatment: `Radiesse to jawline, unhappy with lumps`."""
    treated = any(m.term.kind == "treatment" and m.last <= mention.first for m in said.mentions)
    return mention.first if treated else len(said.keys)


def _refused(said: Marked, mention: Mention) -> bool:
    """Negated by a word that negates the wish: `doesn't want bigger lips`, `no concern about pores`."""
    before = said.keys[mention.opens : mention.first]
    return mention.negated and not any(key in _DISLIKE for key in before)
