"""What the software suggested, beside what the plan holds now: all of it is for a provider to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from planning.files import Document
from planning.plan import PlanItem, PlanOption, RegimenLine, Tier
from serving.plans.content import Content


class Course(Document):
    """What was suggested, or is planned, of one treatment."""

    zones: tuple[str, ...] = ()
    product: str = ""
    quantity: int = 1
    visits: int = 0

    @classmethod
    def of(cls, item: PlanItem) -> Course:
        return cls(zones=item.zones, product=item.product, quantity=item.quantity, visits=item.visits)


class Suggestion(Document):
    """One line that nobody of the practice put in.

    Attributes:
        item: its id; of home care the treatment's.
        kind: a treatment, or care at home.
        suggested: as the software had it.
        planned: as the newest version has it; None where it is out.
    """

    item: str
    kind: Literal["treatment", "home_care"]
    treatment: str
    title: str
    suggested: Course
    planned: Course | None


class Beside(Document):
    """One treatment in shadow, in the option that the software puts forward and in what was signed.

    Attributes:
        suggested: what would have been suggested of it; nothing where it is empty.
        planned: what the provider planned of it, or nothing.
    """

    treatment: str
    title: str
    suggested: tuple[Course, ...]
    planned: tuple[Course, ...]


def suggestions(first: Content, last: Content, tier: Tier | None = None) -> tuple[Suggestion, ...]:
    """Of one option, or of all of them where none is named, each once.

    Args:
        first, last: the first and the newest version.
    """
    now = {name: course for option in _options(last, tier) for name, _, _, course in lines(option)}
    found: dict[str, Suggestion] = {}
    for option in (*_options(first, tier), *_options(last, tier)):
        for name, kind, (treatment, title), course in lines(option):
            if name not in found and not _by_provider(option, name):
                found[name] = Suggestion(
                    item=name,
                    kind=kind,
                    treatment=treatment,
                    title=title,
                    suggested=course,
                    planned=now.get(name),
                )
    return tuple(found.values())


def _options(content: Content, tier: Tier | None) -> Iterable[PlanOption]:
    return (option for option in content.draft.options if tier in (None, option.tier))


def lines(
    option: PlanOption,
) -> Iterator[tuple[str, Literal["treatment", "home_care"], tuple[str, str], Course]]:
    """Of each treatment and product: its name, its kind, treatment and title, and its course."""
    for item in option.items:
        yield item.id, "treatment", (item.treatment, item.title), Course.of(item)
    for line in option.regimen:
        yield line.treatment, "home_care", _named(line), Course(product=line.sku)


def _named(line: RegimenLine) -> tuple[str, str]:
    return line.treatment, line.title


def _by_provider(option: PlanOption, name: str) -> bool:
    """A person's own word is no suggestion."""
    item = next((item for item in option.items if item.id == name), None)
    return item is not None and all(why.kind == "provider" for why in item.why)
