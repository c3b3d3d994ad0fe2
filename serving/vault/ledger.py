"""The ledger of deletions: who was erased, when and why, in lines that are chained and keyed.

Each line's code is an HMAC over its content and the code before it, so that no line can be changed, moved, added or
removed before the last one unnoticed. That the last ones are missing only somebody who knew them can see: the key store
and every backup note how far the ledger went.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from serving.vault.errors import LedgerBehindError, LedgerDamagedError
from serving.vault.store import Destruction


class Medium(Protocol):
    """Where lines are kept, beyond the reach of the backups of everything else. Both raise LedgerUnavailableError."""

    def read(self, known: Sequence[bytes] = ()) -> list[bytes]:
        """Every line that was acknowledged, in order, without its end.

        Args:
            known: what was read before. Where each line costs a request, only the last of these is looked at again.
        """

    def append(self, number: int, line: bytes) -> None:
        """Adds line `number`, counted from 1; it is on disk when this returns.

        Raises:
            LedgerBehindError: it would not be the next one.
        """


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger, whose code was checked."""

    destruction: Destruction
    mac: str


class Ledger:
    """Reads and writes lines.

    Args:
        key: 32 bytes that only the key store's owner has.
    """

    def __init__(self, medium: Medium, key: bytes) -> None:
        self._medium = medium
        self._key = key
        self._seen: tuple[list[bytes], list[Entry]] = ([], [])  # lines as they were read, and what they tell

    def entries(self, lines: int, mac: str) -> list[Entry]:
        """Every entry, after a look whether the ledger still holds what it held. Each line's code is worked out once:
        of as many as years bring, a deletion reads the new ones, and sees that the others are the same bytes.

        Args:
            lines: how many it had when somebody last looked.
            mac: the last one's code then; empty for none.

        Raises:
            LedgerDamagedError: a line is not what was written, or not in its place.
            LedgerBehindError: it is shorter than it was.
            LedgerUnavailableError.
        """
        seen, known = self._seen
        told = self._medium.read(seen)
        entries = list(known) if told[: len(seen)] == seen else []
        for line in told[len(entries) :]:
            entries.append(self._read(line, entries))
        self._seen = (told, list(entries))
        if len(entries) < lines:
            raise LedgerBehindError(lines=len(entries), expected=lines)
        if lines and entries[lines - 1].mac != mac:
            raise LedgerDamagedError(line=lines)
        return entries

    def append(self, entries: Iterable[Entry], one: Destruction) -> Entry:
        """Adds a line after the given ones; it is on disk when this returns.

        Raises:
            LedgerBehindError: somebody else added one meanwhile.
            LedgerUnavailableError.
        """
        before = list(entries)
        number = len(before) + 1
        mac = self._mac(before, number, one)
        self._medium.append(number, _line(number, one, mac))
        return Entry(one, mac)

    def _read(self, line: bytes, before: list[Entry]) -> Entry:
        number = len(before) + 1
        try:
            fields = json.loads(line)
            one = Destruction(fields["owner"], datetime.fromisoformat(fields["at"]), fields["why"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise LedgerDamagedError(line=number) from error
        mac = self._mac(before, number, one)
        # To the byte: a date, say, may be written in two ways that read the same.
        if not hmac.compare_digest(_line(number, one, mac), line):
            raise LedgerDamagedError(line=number)
        return Entry(one, mac)

    def _mac(self, before: list[Entry], number: int, one: Destruction) -> str:
        previous = before[-1].mac if before else ""
        content = json.dumps([previous, number, one.owner, one.at.isoformat(), one.why])
        return hmac.new(self._key, content.encode(), hashlib.sha256).hexdigest()


def _line(number: int, one: Destruction, mac: str) -> bytes:
    fields = {"n": number, "owner": one.owner, "at": one.at.isoformat(), "why": one.why, "mac": mac}
    return json.dumps(fields, separators=(",", ":")).encode()
