"""The choice as an investment: purchases, payments by visit, and what it saves in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from planning.library import Library
from planning.plan import Investment, PlanItem, PlannedVisit, Purchase, RegimenLine, VisitPayment
from planning.practice import Practice
from planning.pricing.cheapest import cheapest
from planning.pricing.choice import Bought, Choice, Joined, a_la_carte, member_price
from planning.pricing.lines import Due, dues
from planning.pricing.money import cents, from_cents


def invest(
    items: Sequence[PlanItem],
    timeline: Sequence[PlannedVisit],
    regimen: Iterable[RegimenLine],
    practice: Practice,
    library: Library,
) -> Investment:
    """What the plan costs at this practice.

    A fee of a membership that falls between visits is told with the visit at which it was joined: all months that are
    owed. What no day was found for is priced with visit 0.
    """
    due = dues(items, timeline, regimen, practice, library)
    choice = cheapest(due.lines, practice.packages, practice.memberships)
    purchases = tuple(_purchases(due.lines, choice))
    singly = a_la_carte(due.lines)
    return Investment(
        currency=practice.currency,
        a_la_carte=from_cents(singly),
        total=from_cents(choice.cents),
        saves=from_cents(singly - choice.cents),
        purchases=purchases,
        payments=_payments(purchases),
        explanation=tuple(_explained(due.lines, choice, practice.currency)),
        by_tag=_by_tag(purchases),
        not_priced=due.not_priced,
        assumed=due.assumed,
    )


def _purchases(lines: Sequence[Due], choice: Choice) -> Iterator[Purchase]:
    held = {index: bought for bought in choice.packages for index in bought.lines}
    if choice.membership:
        yield _membership(choice.membership, lines)
    for bought in choice.packages:
        yield _package(bought, lines)
    lowered = set(choice.membership.lines) if choice.membership else set()
    for index, due in enumerate(lines):
        if index in held:
            continue
        price = due.cents
        if index in lowered and choice.membership:
            price = member_price(due, choice.membership.membership) or 0
        yield Purchase(
            kind=due.kind,
            id=due.id,
            title=due.title,
            quantity=due.quantity,
            visit=due.visit,
            price=from_cents(price),
            tax=from_cents(due.taxed(price)),
            covers=(due.covers,) if due.covers else (),
            revenue_tag=due.revenue_tag,
        )


def _package(bought: Bought, lines: Sequence[Due]) -> Purchase:
    """Booked under the tag of most of what it holds."""
    tags = [lines[index].revenue_tag for index in bought.lines]
    return Purchase(
        kind="package",
        id=bought.package.id,
        title=bought.package.title,
        quantity=1,
        visit=bought.visit,
        price=from_cents(cents(bought.package.price)),
        covers=tuple(lines[index].covers for index in bought.lines),
        revenue_tag=max(sorted(set(tags)), key=tags.count, default=""),
    )


def _membership(joined: Joined, lines: Sequence[Due]) -> Purchase:
    return Purchase(
        kind="membership",
        id=joined.membership.id,
        title=joined.membership.title,
        quantity=joined.months,
        visit=joined.visit,
        price=_fee(joined),
        covers=tuple(lines[index].covers for index in joined.lines if lines[index].covers),
        revenue_tag="membership",
    )


def _payments(purchases: Sequence[Purchase]) -> tuple[VisitPayment, ...]:
    by_visit: dict[int, Decimal] = {}
    for purchase in purchases:
        by_visit[purchase.visit] = by_visit.get(purchase.visit, Decimal(0)) + purchase.price + purchase.tax
    return tuple(VisitPayment(visit=visit, amount=by_visit[visit]) for visit in sorted(by_visit))


def _by_tag(purchases: Sequence[Purchase]) -> dict[str, Decimal]:
    tags: dict[str, Decimal] = {}
    for purchase in purchases:
        name = purchase.revenue_tag or "untagged"
        tags[name] = tags.get(name, Decimal(0)) + purchase.price
    return dict(sorted(tags.items()))


def _explained(lines: Sequence[Due], choice: Choice, currency: str) -> Iterator[str]:
    for bought in choice.packages:
        singly = a_la_carte([lines[index] for index in bought.lines])
        saved = from_cents(singly - cents(bought.package.price))
        unused = sum(line.visits for line in bought.package.lines) - len(bought.lines)
        left = f"; {unused} of its visits stay unused" if unused else ""
        price = from_cents(cents(bought.package.price))
        yield f"{bought.package.title}: {price} {currency}, {saved} less than singly{left}."
    if choice.membership:
        joined = choice.membership
        lowered = [lines[index] for index in joined.lines]
        prices = [member_price(due, joined.membership) or 0 for due in lowered]
        paid = sum(price + due.taxed(price) for due, price in zip(lowered, prices, strict=True))
        saved = from_cents(a_la_carte(lowered) - paid)
        yield (
            f"{joined.membership.title}: {_counted(joined.months, 'month')} for {_fee(joined)} {currency}"
            f" {'takes' if joined.months == 1 else 'take'} {saved} {currency} off {_counted(len(lowered), 'line')}."
        )
    if choice.unproven_cents:
        known = choice.unproven_cents < choice.cents
        less = f", by {from_cents(choice.unproven_cents)} {currency} at most" if known else ""
        yield f"Not proven to be the cheapest: another combination might cost less{less}."
    elif not choice.packages and not choice.membership:
        yield "No package and no membership makes this cheaper than paying singly."


def _fee(joined: Joined) -> Decimal:
    return from_cents(cents(joined.membership.monthly) * joined.months)


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
