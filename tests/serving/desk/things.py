"""A small application on the desk: things that are made, listed and edited, as every view's are.

To the policy they are clients.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import SimpleNamespace

from fastapi import FastAPI, Response
from pydantic import BaseModel
from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from serving.access import Caller, CallerKind, CedarPolicy, Columns, Grant, Resource, Role, Scope
from serving.database import Database
from serving.desk import Answer, AtDesk, Creating, Editing, Looking, Office, Page, PageOf, Paging, page
from serving.desk.paging import Listing
from serving.desk.tables import Versioned
from serving.desk.work import Work
from serving.problems import install_problem_handlers
from serving.vault import Vault
from tests.serving.desk.issuer import authenticate
from tests.serving.objects.memory import objects_in_memory

PRACTICE, OTHER_PRACTICE = "prc_A", "prc_B"


class Tables(DeclarativeBase):
    pass


class Thing(Versioned, Tables):
    __tablename__ = "things"
    id: Mapped[str] = mapped_column(primary_key=True)
    practice: Mapped[str]
    location: Mapped[str | None]
    version: Mapped[int]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)

    @classmethod
    def scope(cls, caller: Caller) -> Columns:
        return Columns("client", cls.practice, cls.location, cls.id)


class Left(Tables):
    """What was recorded and emitted."""

    __tablename__ = "left"
    number: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str]
    subject: Mapped[str]


class NewThing(BaseModel):
    words: str
    location: str | None = None
    fails: bool = False


class ThingShown(BaseModel):
    id: str
    words: str


class Book:
    """`serving.desk.Recorder` and `serving.desk.Outbox`, in the transaction."""

    def record(
        self, session: Session, caller: Caller, at: datetime, event: str, subject: str, facts: Mapping[str, object]
    ) -> None:
        session.add(Left(event=event, subject=subject))

    def emit(self, session: Session, practice: str, at: datetime, kind: str, subject: str, **more: object) -> None:
        session.add(Left(event=kind, subject=subject))


def caller(
    role: Role = "coordinator", *, id: str = "acc_1", practice: str = PRACTICE, locations: frozenset[str] | None = None
) -> Caller:
    kind: CallerKind = "integration" if role == "integration" else "user"
    return Caller(id, kind, practice, (Grant(role, locations),), frozenset({"clients.read"}))


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


def office_on(database: Database, clock: Clock, vault: Vault) -> Office:
    """With the practices' keys and secrets made."""
    book = Book()
    policy = CedarPolicy(clock, strong_minutes=5)
    office = Office(database, vault, authenticate, policy, Scope(policy), book, book, clock, objects_in_memory())
    with database.writing() as session:
        for practice in (PRACTICE, OTHER_PRACTICE):
            vault.create(practice)
            office.secrets.create(session, practice)
    return office


def shown(work: Work, thing: Thing) -> Answer:
    words = work.unseal(PRACTICE, f"things.sealed:{thing.id}", thing.sealed).decode()
    return Answer.of(ThingShown(id=thing.id, words=words), PRACTICE, version=thing.version)


def make(work: Work, body: NewThing) -> Answer:
    name = work.new_id("thi")
    sealed = work.seal(PRACTICE, f"things.sealed:{name}", body.words.encode())
    thing = Thing(id=name, practice=work.caller.practice, location=body.location, sealed=sealed)
    work.session.add(thing)
    work.session.flush()
    work.record("thing.created", name)
    work.emit("thing.created", name)
    if body.fails:
        raise ZeroDivisionError
    made = shown(work, thing)
    return Answer(201, made.owner, made.body, (*made.headers, ("Location", f"/things/{name}")))


def may_make(work: Work, body: NewThing) -> None:
    work.may("client.create", Resource("client", work.caller.practice, body.location))


def things_app(office: Office) -> FastAPI:
    app = FastAPI()
    app.state.services = SimpleNamespace(office=office)
    install_problem_handlers(app)

    @app.post("/things")
    @app.post("/other-things")
    def create(body: NewThing, desk: Creating) -> Response:
        return desk.once(body, lambda work: may_make(work, body), lambda work: make(work, body))

    @app.get("/things/{name}")
    def read(name: str, desk: Looking) -> Response:
        with desk.reading() as work:
            answer = shown(work, work.one(select(Thing).where(Thing.id == name), Thing))
        return desk.shown(answer)

    @app.patch("/things/{name}")
    def edit(name: str, body: NewThing, desk: Editing) -> Response:
        with desk.writing() as work:
            thing = work.one(select(Thing).where(Thing.id == name).with_for_update(), Thing)
            work.may("client.update", Resource("client", thing.practice, thing.location, thing.id))
            desk.expect(thing.version)
            thing.sealed = work.seal(PRACTICE, f"things.sealed:{name}", body.words.encode())
            work.session.flush()
            answer = shown(work, thing)
        return answer.response()

    @app.get("/things")
    def listed(desk: AtDesk, asked: Paging, location: str | None = None, newest_first: bool = False) -> PageOf[str]:
        statement = select(Thing)
        if location is not None:
            statement = statement.where(Thing.location == location)
        listing = Listing("things", Thing.id, {"location": location}, newest_first)
        with desk.reading() as work:
            found: Page[Thing] = page(work, work.visible(statement, Thing), listing, asked)
            return PageOf(items=[thing.id for thing in found.rows], next_cursor=found.next_cursor)

    return app
