"""States of a plan, and what may be done in each: a table, asked by every route that changes one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, get_args

import yaml

from serving.plans.errors import PlanStateError

State = Literal["draft", "in_review", "approved", "shared", "declined", "superseded"]
Act = Literal["edit", "submit", "return", "decide", "approve", "cosign", "decline", "share", "supersede"]
STATES: tuple[State, ...] = get_args(State)
ACTS: tuple[Act, ...] = get_args(Act)


@cache
def transitions() -> Mapping[str, Mapping[str, State]]:
    """By state, what may be done and the state after it."""
    text = files("serving.plans").joinpath("states.yaml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.safe_load(text)["states"])


def after(state: str, act: Act) -> State:
    """The state after something was done.

    Raises:
        PlanStateError: it may not be done in this state.
    """
    found = transitions()[state].get(act)
    if found is None:
        raise PlanStateError(state, act)
    return found
