"""Which kinds of events there are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml


@cache
def event_kinds() -> Mapping[str, str]:
    """What each kind means, by its name."""
    text = files("serving.webhooks").joinpath("kinds.yaml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.safe_load(text))
