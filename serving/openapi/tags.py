"""The rooms of the API, in the order in which a stranger would want to see them."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

TAGS: list[dict[str, Any]] = yaml.safe_load(files("serving.openapi").joinpath("tags.yaml").read_text(encoding="utf-8"))
