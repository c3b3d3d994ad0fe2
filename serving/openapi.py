"""The API's description of itself."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from fastapi import FastAPI

INTENDED_USE = (
    "Decision support for a licensed provider. It is not a diagnosis, and it does not replace one: whether "
    "a treatment is suitable depends on an in-person consultation."
)
DESCRIPTION = f"""**Intended use.** {INTENDED_USE}

A client's photo becomes findings per facial zone, each with a severity and its 90 % interval, or with the
reason why this photo does not carry one. Nothing is stored.
"""


def install_openapi(app: FastAPI) -> None:
    """FastAPI leaves nulls out of examples, and a null with its reason is half of what there is to show."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        api = generate()
        answer = api["paths"]["/v1/analyses"]["post"]["responses"]["200"]
        answer["content"]["application/json"]["example"] = _analysis_example()
        return api

    app.openapi = openapi  # type: ignore[method-assign]  # the way FastAPI documents


def _analysis_example() -> Any:
    return json.loads(files("serving.analyses").joinpath("example.json").read_text(encoding="utf-8"))
