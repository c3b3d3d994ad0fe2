"""The key store's tables: in a database of their own, so that they are backed up, kept and lost on their own."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table

from serving.database import Instant

metadata = MetaData()

# An owner has one key per generation; the highest seals, each unseals what it sealed.
keys = Table(
    "keys",
    metadata,
    Column("owner", String(80), primary_key=True),
    Column("generation", Integer, primary_key=True, autoincrement=False),
    Column("master", String(200), nullable=False),  # the master key that wrapped it
    Column("wrapped", LargeBinary, nullable=False),
)

# Whose keys are gone for good. They are never made again.
destroyed = Table(
    "destroyed",
    metadata,
    Column("owner", String(80), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("why", String(40), nullable=False),
)

# One row: which master key wraps now, and how far the ledger of deletions was followed.
state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("master", String(200), nullable=False),
    Column("ledger_lines", Integer, nullable=False),
    Column("ledger_mac", String(64), nullable=False),
)
