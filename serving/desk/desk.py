"""A request at the desk: who asks, when, in which language, and on what conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from fastapi import Response
from pydantic import BaseModel
from sqlalchemy.orm.exc import StaleDataError

from serving.access import Caller
from serving.database import new_id
from serving.desk.answer import Answer, tag
from serving.desk.errors import PreconditionRequiredError, StaleError
from serving.desk.idempotency import REPLAYED, answer_before, answered_once, checked_key
from serving.desk.office import Office
from serving.desk.work import Work
from serving.wording import Language


@dataclass(frozen=True, slots=True)
class Desk:
    """Handed to a route.

    Attributes:
        now: the request's moment, in UTC, as the database gives moments back.
        route: method and path.
        idempotency_key, if_match, if_none_match: as the headers have them.
    """

    office: Office
    caller: Caller
    now: datetime
    route: str
    language: Language
    idempotency_key: str | None = None
    if_match: str | None = None
    if_none_match: str | None = None

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """A transaction that is on disk when the block has ended; whatever is raised in it takes everything back.

        Raises:
            DatabaseUnavailableError, StaleError: nothing was kept.
        """
        try:
            with self.office.database.writing() as session:
                yield Work(session, self.caller, self.now, self.office)
        except StaleDataError:
            raise StaleError() from None

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """A transaction that changes nothing.

        Raises:
            DatabaseUnavailableError.
        """
        with self.office.database.reading() as session:
            yield Work(session, self.caller, self.now, self.office)

    def new_owner(self, prefix: str) -> str:
        """The id of a client or practice to be, and its key: made before the transaction that seals with it.

        A key whose owner is never written harms nobody.
        """
        owner = new_id(prefix, self.now)
        self.office.sealing.create(owner)
        return owner

    def answered(self, said: BaseModel | bytes, may: Callable[[Work], object]) -> Response | None:
        """The answer if it was given before: for routes that infer, or make keys, before they write.

        Args, raises: as `once`, which decides.
        """
        key = checked_key(self.idempotency_key)
        with self.reading() as work:
            may(work)
            answer = answer_before(work, key, self._said(said))
        return None if answer is None else answer.response(REPLAYED)

    def once(
        self, said: BaseModel | bytes, may: Callable[[Work], object], effect: Callable[[Work], Answer]
    ) -> Response:
        """Does it, or gives the answer that was given when it was done: an `Idempotency-Key`'s promise.

        Args:
            said: the body.
            may: asked every time, for what a caller was allowed yesterday may be forbidden today.
            effect: done once, in the transaction that keeps the answer.

        Raises:
            IdempotencyKeyRequiredError, IdempotencyKeyInvalidError, IdempotencyKeyReusedError.
        """
        key = checked_key(self.idempotency_key)
        with self.writing() as work:
            may(work)
            answer, again = answered_once(work, key, self._said(said), lambda: effect(work))
        return answer.response(REPLAYED) if again else answer.response()

    def _said(self, said: BaseModel | bytes) -> bytes:
        """All that makes it the same request."""
        body = said if isinstance(said, bytes) else said.model_dump_json().encode()
        return self.route.encode() + b"\0" + body

    def expect(self, version: int) -> None:
        """Goes on only where the edit is of the present version.

        Raises:
            PreconditionRequiredError: it does not say of which; `*` does not, either.
            StaleError: of another.
        """
        if self.if_match is None or self.if_match.strip() == "*":
            raise PreconditionRequiredError()
        if tag(version) not in _tags(self.if_match):
            raise StaleError()

    def shown(self, answer: Answer) -> Response:
        """The answer, or 304 where the caller has it already."""
        headers = dict(answer.headers)
        known = {each.removeprefix("W/") for each in _tags(self.if_none_match or "")}
        if known & {headers.get("ETag", ""), "*"}:
            return Response(status_code=304, headers={"ETag": headers["ETag"]})
        return answer.response()


def _tags(header: str) -> set[str]:
    """Entity tags of a header. Ours hold digits alone, so that a comma always stands between two."""
    return {each.strip() for each in header.split(",")}
