"""The retention schedule, as it is published."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from serving.wording import Language


class Rule(BaseModel):
    """Attributes:
    what: its name in `serving.kept`, too, where something is destroyed by it.
    ends: what ends it before its term, by code.
    days_after_last_visit: its term; None where it is not counted from a visit.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    what: str
    title: Mapping[Language, str]
    ends: tuple[str, ...]
    days_after_last_visit: int | None


@cache
def schedule() -> tuple[Rule, ...]:
    text = files("serving.consents").joinpath("retention.yaml").read_text(encoding="utf-8")
    return tuple(Rule.model_validate(each) for each in yaml.safe_load(text)["schedule"])
