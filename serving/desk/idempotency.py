"""The same request twice has one effect and one answer, also when both come at once.

The key's row is the first that the transaction writes. On PostgreSQL a second request waits there for the first one's
end; on SQLite writers take turns anyhow. So it finds either the answer, or, where the first one failed, nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from serving.desk.answer import Answer
from serving.desk.errors import IdempotencyKeyInvalidError, IdempotencyKeyRequiredError, IdempotencyKeyReusedError
from serving.desk.tables import GivenAnswer
from serving.desk.work import Work

KEPT = timedelta(hours=24)
REPLAYED = MappingProxyType({"Idempotency-Replayed": "true"})
_FORM = re.compile(r"[\x21-\x7e]{1,255}")


def checked_key(key: str | None) -> str:
    """Raises IdempotencyKeyRequiredError, IdempotencyKeyInvalidError."""
    if key is None:
        raise IdempotencyKeyRequiredError()
    if _FORM.fullmatch(key) is None:
        raise IdempotencyKeyInvalidError()
    return key


def answer_before(work: Work, key: str, said: bytes) -> Answer | None:
    """The answer that was given to a request, if it is there yet.

    Raises:
        IdempotencyKeyReusedError.
    """
    name, fingerprint = _digests(work, key, said)
    row = work.session.get(GivenAnswer, name)
    return None if row is None or row.at <= work.now - KEPT else _again(work, row, fingerprint)


def answered_once(work: Work, key: str, said: bytes, effect: Callable[[], Answer]) -> tuple[Answer, bool]:
    """The answer to a request, and whether it was given before.

    Args:
        said: route and body: all that makes it the same request.
        effect: what is to be done once. What it raises takes the key back, too.

    Raises:
        IdempotencyKeyReusedError.
    """
    name, fingerprint = _digests(work, key, said)
    _forget(work.session, GivenAnswer.name == name, work.now)
    if not _taken(work, name, fingerprint):
        return _again(work, work.session.get_one(GivenAnswer, name), fingerprint), True
    answer = effect()
    row = work.session.get_one(GivenAnswer, name)
    row.owner, row.sealed = answer.owner, work.seal(answer.owner, answer_at(name), answer.dumped())
    return answer, False


def sweep_answers(session: Session, now: datetime) -> None:
    """Forgets what is older than `KEPT`."""
    _forget(session, True, now)


def _digests(work: Work, key: str, said: bytes) -> tuple[str, str]:
    """Name and fingerprint."""
    name = work.digest("idempotency key", f"{work.caller.id} {key}".encode())
    return name.hex(), work.digest("idempotency fingerprint", said).hex()


def _forget(session: Session, which: object, now: datetime) -> None:
    session.execute(delete(GivenAnswer).where(which, GivenAnswer.at <= now - KEPT))  # type: ignore[arg-type]


def _taken(work: Work, name: str, fingerprint: str) -> bool:
    """Whether the key is this request's now."""
    dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
    row = {"name": name, "practice": work.caller.practice, "fingerprint": fingerprint, "at": work.now}
    statement = dialect.insert(GivenAnswer).values(row).on_conflict_do_nothing().returning(GivenAnswer.name)
    return work.session.execute(statement).first() is not None


def _again(work: Work, row: GivenAnswer, fingerprint: str) -> Answer:
    if row.fingerprint != fingerprint:
        raise IdempotencyKeyReusedError()
    assert row.owner is not None and row.sealed is not None  # a committed row has both
    return Answer.loaded(work.unseal(row.owner, answer_at(row.name), row.sealed), row.owner)


def answer_at(name: str) -> str:
    return f"given_answers.sealed:{name}"
