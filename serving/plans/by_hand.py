"""A plan by hand holds what a person put in, and nothing that software would add: no care at home, either."""

from __future__ import annotations

from collections.abc import Callable

from planning.library import load_library
from planning.plan import LeftOut, PlanDraft, PlanOption

_MARK = "Made by hand."


def refusing(draft: PlanDraft) -> PlanDraft:
    """As if a person had taken every product out: what edits build on proposes none."""
    care = [treatment.id for treatment in load_library().treatments.values() if treatment.home_care]
    marks = tuple(LeftOut(what=name, why="provider", text=_MARK) for name in care)
    return _changed(draft, lambda option: option.left_out + marks)


def plain(draft: PlanDraft) -> PlanDraft:
    """Without those marks: nobody said them."""
    return _changed(draft, lambda option: tuple(each for each in option.left_out if each.text != _MARK))


def _changed(draft: PlanDraft, left_out: Callable[[PlanOption], tuple[LeftOut, ...]]) -> PlanDraft:
    options = tuple(option.model_copy(update={"left_out": left_out(option)}) for option in draft.options)
    return draft.model_copy(update={"options": options})
