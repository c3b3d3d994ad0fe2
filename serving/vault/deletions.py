"""Destroying keys for good: told to the ledger first, done, and done again whenever an older key store comes back."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from serving.vault.ledger import Entry, Ledger
from serving.vault.store import Destruction, KeyRows, KeyStore, State, known_state

BEGUN = ".begun"  # the first line of every ledger tells no deletion: so one that is missing as a whole is seen, too
logger = logging.getLogger(__name__)


class Deletions:
    """The key store follows the ledger.

    Each method may raise LedgerUnavailableError, LedgerDamagedError, LedgerBehindError and DatabaseUnavailableError.
    """

    def __init__(self, store: KeyStore, ledger: Ledger) -> None:
        self._store = store
        self._ledger = ledger

    def destroy(self, wanted: Sequence[Destruction]) -> None:
        """Tells the ledger, then deletes the owners' keys.

        What raises takes the deletions back, but not what the ledger was told by then: the next one follows it.
        """
        with self._store.deciding() as rows:
            entries = self._follow(rows, known_state(rows).ledger_lines)
            for one in wanted:
                if rows.destruction(one.owner) is None:
                    entries.append(self._ledger.append(entries, one))
                    _note(rows, entries[-1], len(entries))
        self.scrub()

    def replay(self, now: datetime) -> list[Destruction]:
        """Destroys again what the ledger tells and the key store does not know of, and gives those.

        Args:
            now: when a new ledger begins.
        """
        with self._store.deciding() as rows:
            known = rows.destroyed_owners()
            entries = self._follow(rows)
            if not entries:
                _note(rows, self._ledger.append([], Destruction(BEGUN, now, "begun")), 1)
        self.scrub()
        return [entry.destruction for entry in _told(entries) if entry.destruction.owner not in known]

    def entries(self) -> list[Entry]:
        """The ledger, checked."""
        with self._store.reading() as rows:
            state = known_state(rows)
        return _told(self._ledger.entries(state.ledger_lines, state.ledger_mac))

    def scrub(self) -> None:
        """Removes from the files what deleted keys left there."""
        if not self._store.scrub():
            logger.warning("Deleted keys, still wrapped, may linger in the key store's files until the next erasure.")

    def _follow(self, rows: KeyRows, done: int = 0) -> list[Entry]:
        """Every entry, each followed.

        Args:
            done: so many lines were followed before; of a store that comes from a backup none is taken as such.
        """
        state = known_state(rows)
        entries = self._ledger.entries(state.ledger_lines, state.ledger_mac)
        known = rows.destroyed_owners() if done < len(entries) else frozenset()
        for number, entry in enumerate(entries[done:], start=done + 1):
            if number > state.ledger_lines or entry.destruction.owner not in known:
                _note(rows, entry, number)
        rows.sweep()
        return entries


def _note(rows: KeyRows, entry: Entry, number: int) -> None:
    """Does what a line tells, and that it was followed."""
    if entry.destruction.owner != BEGUN:
        rows.destroy(entry.destruction)
    state = known_state(rows)
    if number > state.ledger_lines:
        rows.set_state(State(state.master, number, entry.mac))


def _told(entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.destruction.owner != BEGUN]
