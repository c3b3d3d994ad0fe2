"""What Alembic runs for each command, on the connection that it is handed."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import TypeDecorator

from serving.database import Base
from serving.every_table import TABLES


def _rendered(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """A step stands on nothing of ours that may change later: of our own types what the database sees."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


assert TABLES  # naming them is what makes the metadata whole
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=_rendered,
    render_as_batch=True,  # SQLite changes a table by making it anew
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
