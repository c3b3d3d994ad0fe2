"""The table of routes and roles, and how a row of it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import yaml

from serving.app import create_app
from serving.settings import Settings
from tests.serving.api.town import Town
from tests.serving.desk.standing import key
from tests.serving.photos.conftest import portrait

Ids = dict[str, str]
FILE = Path(__file__).parent / "routes.yaml"


@dataclass(frozen=True)
class Row:
    """Attributes:
    statuses: by who asks.
    body, form: that an allowed caller is answered well to; names in braces are ids.
    fresh: what is made anew once it is used up, by its name in `fresh.FRESH`.
    tagged_by, tagged_at: who reads the present version of what is edited, and where, if not at the path itself.
    given: names of ids that are taken in place of those of the path's names.
    """

    method: str
    path: str
    statuses: dict[str, int]
    body: Any = None
    form: bool = False
    fresh: str | None = None
    tagged_by: str | None = None
    tagged_at: str | None = None
    given: dict[str, str] = field(default_factory=dict)

    @property
    def route(self) -> str:
        return f"{self.method} {self.path}"


def rows() -> list[Row]:
    said = yaml.safe_load(FILE.read_text())
    who = said["who"]
    return [_row(who, route, told) for part in said["routes"] for route, told in part.items()]


def _row(who: list[str], route: str, told: Any) -> Row:
    method, path = route.split(maxsplit=1)
    more = told if isinstance(told, dict) else {"is": told}
    statuses = dict(zip(who, more.pop("is"), strict=True))
    return Row(method, path, statuses, **more)


def described_routes() -> Iterator[str]:
    """Of the whole application, pages and the API's own description left out."""
    for path, item in create_app(Settings()).openapi()["paths"].items():
        yield from (f"{method.upper()} {path}" for method in item)


def asked(town: Town, row: Row, token: str | None, ids: Ids, strange: Ids | None = None) -> httpx.Response:
    """A row's request with somebody's token.

    Args:
        ids: by the names of paths and bodies.
        strange: in their place, in the path alone.
    """
    path = row.path.format(**at(row, ids) | (strange or {}))
    more: dict[str, Any] = {"headers": key() if row.method == "POST" else {}}
    if row.tagged_by is not None:
        shown = town.ask(town.ours.tokens[row.tagged_by], "GET", (row.tagged_at or row.path).format(**at(row, ids)))
        more["headers"] = {"If-Match": shown.headers["ETag"]}
    if row.form:
        more["files"] = {"photo": ("p.jpg", portrait())}
    if row.body is not None:
        more["json"] = filled(row.body, ids)
    return town.ask(token, row.method, path, **more)


def at(row: Row, ids: Ids) -> Ids:
    """What a row's path is filled with."""
    return ids | {name: ids[other] for name, other in row.given.items()}


def filled(body: Any, ids: Ids) -> Any:
    """With ids in place of their names."""
    if isinstance(body, dict):
        return {name: filled(value, ids) for name, value in body.items()}
    if isinstance(body, list):
        return [filled(each, ids) for each in body]
    if isinstance(body, str) and body.startswith("{") and body.endswith("}"):
        return ids[body[1:-1]]
    return body
