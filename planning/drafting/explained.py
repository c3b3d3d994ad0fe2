"""What an option leaves out, once all options of the draft are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planning.drafting.option import met_by
from planning.plan import LeftOut, PlanOption
from planning.selection import Selection


def explained(option: PlanOption, built: Sequence[PlanOption], selection: Selection) -> PlanOption:
    """The option with one reason for everything it leaves out.

    A larger option is only referred to for what it holds in the end. What no option of the draft can hold is said once,
    by the draft.

    Args:
        built: all options, those that are not shown among them.
    """
    held = {name for each in built for name in _holds(each)}
    reasons = {each.what: each for other in built for each in other.left_out if each.why != "tier"}
    common = {each.what for each in selection.left_out}
    own = _holds(option)
    said: dict[str, LeftOut] = {}
    for each in option.left_out:
        told = reasons.get(each.what, each) if each.why == "tier" and each.what not in held else each
        if told.what not in common and told.what not in own:
            said.setdefault(told.what, told)
    return option.model_copy(update={"left_out": tuple(said.values())})


def _holds(option: PlanOption) -> set[str]:
    """Treatments, vetted series and needs that an option covers."""
    return set(_names(option)) | met_by(option.items)


def _names(option: PlanOption) -> Iterator[str]:
    for item in option.items:
        yield item.treatment
        yield from (why.ref for why in item.why if why.kind == "template")
