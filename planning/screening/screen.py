"""Every verdict on every line of a plan, each with its rule, its source and the facts that triggered it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from planning.findings import Finding
from planning.library import Library
from planning.profile import History, Past, Profile
from planning.rules import Case, Classes, Item, Verdict
from planning.screening.by_gap import by_gaps
from planning.screening.by_pause import by_pauses
from planning.screening.by_rule import by_rules
from planning.screening.planned import Planned
from planning.screening.policy import Policy, check_policy


def screen(
    profile: Profile,
    planned: Sequence[Planned],
    *,
    library: Library,
    classes: Classes,
    today: date,
    findings: Iterable[Finding] | None = None,
    policy: Policy | None = None,
) -> tuple[Verdict, ...]:
    """Holds a plan against all rules, gaps and pauses.

    Args:
        profile: as told.
        planned: the plan's lines, home care included, in any order.
        library: treatments and rules.
        classes: of a medicine by its name as told; None where it is not known.
        today: the day the question is asked; a line without a day is asked as if it were today's.
        findings: of the photo, None where none was analyzed.
        policy: the practice's own decisions.

    Returns:
        Verdicts by line in the order given, the gravest first, then by rule.

    Raises:
        TreatmentUnknownError, ZoneNotServedError: of a line.
        LabelBlockError, RuleUnknownError: of the policy.
        NotBornYetError: of the profile.
    """
    profile.born_by(today)
    policy = policy or Policy()
    check_policy(policy, library)
    case = _case(profile, [line.item(library) for line in planned], library, classes, today, findings)
    return tuple(verdict for item in case.planned for verdict in _of(case, item, library, policy))


def _of(case: Case, item: Item, library: Library, policy: Policy) -> list[Verdict]:
    verdicts = (*by_rules(case, item, library, policy), *by_gaps(case, item, library), *by_pauses(case, item, library))
    return sorted(dict.fromkeys(verdicts), key=lambda verdict: (-verdict.level, verdict.rule, verdict.facts))


def _case(
    profile: Profile,
    items: Sequence[Item],
    library: Library,
    classes: Classes,
    today: date,
    findings: Iterable[Finding] | None,
) -> Case:
    past = profile.history.treatments if profile.history else ()
    return Case(
        profile=profile,
        planned=tuple(items),
        past=tuple(_past(entry, library) for entry in past),
        past_open=tuple(_open(profile.history, library)),
        findings=None if findings is None else tuple(findings),
        today=today,
        classes=classes,
    )


def _past(past: Past, library: Library) -> Item:
    """By its file where it names one. Given only as a kind, it may have been any of that kind."""
    known = library.treatments.get(past.treatment)
    called = known.called if known else _called(past.treatment, library)
    return Item(past.treatment, called, past.zones or (), past.on, past.product, past=True)


def _called(tag: str, library: Library) -> frozenset[str]:
    return frozenset({tag}).union(*(treatment.called - {treatment.id} for treatment in library.tagged(tag)))


def _open(history: History | None, library: Library) -> Iterator[str]:
    if history is None or not history.complete:
        yield "Earlier treatments: not all asked for"
    for past in history.treatments if history else ():
        if not any(library.tagged(past.treatment)):
            yield f"{past.treatment}: what it was is not known"
