"""Rows of one client become another's: sealed with the other key, for the place where they stand then."""

from __future__ import annotations

import base64
from typing import Any

from sqlalchemy import select

from serving.desk import Work
from serving.kept import KeptTable
from serving.merging.errors import MergeChangedError
from serving.merging.objects import Moving, places

LeftOver = list[dict[str, str]]


def take_over(work: Work, other: str, client: str, moving: Moving) -> tuple[int, LeftOver]:
    """Takes over every row, and says how many; and what was left, opened, because the client has one already.

    Raises:
        MergeChangedError: an object came meanwhile.
    """
    number, left = 0, LeftOver()
    for kept, row in list(work.office.kept.rows(work.session, other)):
        if kept.goes or (kept.one is not None and _has(work, kept, row, client)):
            left += opened(work, kept, row, other)
            work.session.delete(row)
            continue
        _take(work, kept, row, other, client, moving)
        number += 1
    work.session.flush()
    return number, left


def _take(work: Work, kept: KeptTable, row: Any, other: str, client: str, moving: Moving) -> None:
    data_of = {name: work.unseal(other, at, getattr(row, name)) for name, at in places(kept, row).items()}
    before = [getattr(row, column) for column in kept.objects]
    setattr(row, kept.owner, client)
    for name, data in data_of.items():
        setattr(row, name, work.seal(client, kept.sealed[name](row), data))
    for column in kept.objects:
        if (name := getattr(row, column)) is not None:
            if name not in moving.names:
                raise MergeChangedError()
            setattr(row, column, moving.names[name])
    work.office.kept.doom(work.session, before, work.now)


def _has(work: Work, kept: KeptTable, row: Any, client: str) -> bool:
    """Whether the client has one of what there may be one of."""
    columns = kept.table.__table__.c
    same = [columns[name] == getattr(row, name) for name in kept.one or ()]
    return work.session.scalar(select(columns[kept.owner]).where(kept.of(client), *same).limit(1)) is not None


def opened(work: Work, kept: KeptTable, row: Any, other: str) -> LeftOver:
    """What is not taken over, in base64, to be kept with the merge."""
    return [
        {"at": at, "data": base64.b64encode(work.unseal(other, at, getattr(row, name))).decode()}
        for name, at in places(kept, row).items()
    ]
