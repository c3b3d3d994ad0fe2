"""Verdicts of rules on one item."""

from __future__ import annotations

from collections.abc import Iterator

from planning.library import Library
from planning.profile import Answer
from planning.rules import Case, Changed, Item, Level, Rule, Source, Truth, Verdict, zones_meet
from planning.screening.policy import Policy, RuleChange


def by_rules(case: Case, item: Item, library: Library, policy: Policy) -> Iterator[Verdict]:
    """One verdict a rule that is met, or that may be and holds."""
    for sourced in library.rules(item.tags):
        rule = sourced.part
        if not rule.zones or zones_meet(rule.zones, item.zones):
            yield from _verdicts(case, item, rule, sourced.source, policy.change(rule, case.today))


def _verdicts(case: Case, item: Item, rule: Rule, source: Source, change: RuleChange | None) -> Iterator[Verdict]:
    truth = rule.when.truth(case, item)
    given = _level(rule.verdict, rule, truth)
    level = _level(change.to, rule, truth) if change else given
    if given is None and level is None:
        return
    signed = Changed(given, change.reason, change.signed_by, change.signed_on) if change else None
    yield Verdict(
        level=level or Level.INFORM,
        treatment=item.treatment,
        zones=item.zones,
        rule=rule.id,
        message=rule.message,
        ask=rule.ask if truth.answer is Answer.UNKNOWN else "",
        facts=truth.facts,
        source=source,
        unknown=truth.answer is Answer.UNKNOWN,
        label=rule.label,
        changed=signed if level is not given else None,
    )


def _level(verdict: Level, rule: Rule, truth: Truth) -> Level | None:
    """What follows at a verdict. A block that may be due holds; a yes without its day counts."""
    if truth.answer is Answer.NO:
        return None
    holds = verdict is Level.BLOCK or (rule.unknown == "hold" and rule.verdict is not Level.BLOCK)
    if truth.answer is Answer.UNKNOWN and holds:
        return Level.HOLD
    return verdict if truth.answer is Answer.YES or truth.told else None
