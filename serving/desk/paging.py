"""Listings in pages: each row once, in order, also while rows are inserted.

A page begins after the last row of the one before it (by key, not by count), so that nothing shifts. The cursor holds
that row's key and is signed: it opens the same listing, with the same filters, for the same caller.
"""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel, Field
from sqlalchemy import Select

from serving.desk.errors import CursorInvalidError
from serving.desk.ports import Column
from serving.desk.work import Work

Item = TypeVar("Item")
LARGEST = 200
_MAC_BYTES = 16


class PageOf(BaseModel, Generic[Item]):
    """A page of a listing."""

    items: list[Item]
    next_cursor: str | None = Field(description="For the page after this one; null on the last one")


@dataclass(frozen=True, slots=True)
class AskedPage:
    limit: int
    cursor: str | None


def asked_page(
    limit: Annotated[int, Query(ge=1, le=LARGEST, description="Rows of a page at most")] = 50,
    cursor: Annotated[str | None, Query(description="`next_cursor` of the page before")] = None,
) -> AskedPage:
    return AskedPage(limit, cursor)


Paging = Annotated[AskedPage, Depends(asked_page)]


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    rows: Sequence[Item]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a cursor is bound to.

    Attributes:
        name: of the listing, with the id of what it is under.
        key: a column that is unique and sorts.
        filters: as they were asked for.
    """

    name: str
    key: Column
    filters: Mapping[str, str | None]
    newest_first: bool = False


def page(work: Work, statement: Select[Item], listing: Listing, asked: AskedPage) -> Page[Item]:
    """One page of what a statement finds.

    Raises:
        CursorInvalidError.
    """
    key = listing.key
    if asked.cursor is not None:
        after = _read(work, listing, asked.cursor)
        statement = statement.where(key < after if listing.newest_first else key > after)
    ordered = statement.order_by(key.desc() if listing.newest_first else key.asc())
    rows = work.session.scalars(ordered.limit(asked.limit + 1)).all()
    if len(rows) <= asked.limit:
        return Page(rows, None)
    shown = rows[: asked.limit]
    return Page(shown, _written(work, listing, getattr(shown[-1], _name(key))))


def _written(work: Work, listing: Listing, position: str | int) -> str:
    said = json.dumps(position).encode()
    return base64.urlsafe_b64encode(_mac(work, listing, said) + said).decode().rstrip("=")


def _read(work: Work, listing: Listing, cursor: str) -> Any:
    try:
        whole = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise CursorInvalidError() from None
    mac, said = whole[:_MAC_BYTES], whole[_MAC_BYTES:]
    if not hmac.compare_digest(mac, _mac(work, listing, said)):
        raise CursorInvalidError()
    return json.loads(said)


def _mac(work: Work, listing: Listing, said: bytes) -> bytes:
    filters = sorted(listing.filters.items())
    bound = [work.caller.id, listing.name, filters, listing.newest_first, said.decode("latin-1")]
    return work.digest("cursor", json.dumps(bound).encode())[:_MAC_BYTES]


def _name(key: Column) -> str:
    name = key.key
    assert name is not None  # a listing is keyed by a column of its table
    return name
