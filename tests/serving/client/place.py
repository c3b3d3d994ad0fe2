"""`place`: a real server on a free port, with a practice in it, and people who come in by the typed client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from serving.access import Grant
from serving.access.accounts import Accounts
from serving.access.profile import Profile
from serving.app import create_app
from serving.client import Client, models
from serving.database import Base, open_database
from serving.database.schema import Schema
from serving.keeping import configured_courier
from serving.settings import Settings
from serving.webhooks import Guard
from tests.serving.access.grounds import PASSWORD, Phone
from tests.serving.desk.standing import founded
from tests.serving.desk.things import Clock
from tests.serving.live import serve
from tests.serving.photos.measuring import MeasuringEngine
from tests.serving.webhooks.receiver import HOST, Receiver, receiver

DIRECTOR, PROVIDER = "Dr. Amara Okafor", "Nia Provider"


@dataclass
class Somebody:
    """A person of the practice, signed in.

    Attributes:
        phone: their authenticator.
    """

    http: Client
    account: str
    login: str
    phone: Phone


@dataclass
class Place:
    """Attributes:
    seen: told of every answer.
    there: a practice system that listens.
    deliver: sends what is due, and says how much that was.
    """

    url: str
    clock: Clock
    practice: str
    locations: dict[str, str]
    there: Receiver
    deliver: Callable[[], int]
    people: Accounts
    seen: list[object] = field(default_factory=list)
    stack: ExitStack = field(default_factory=ExitStack)

    def client(self, token: str | None = None) -> Client:
        http = self.stack.enter_context(httpx.Client(event_hooks={"response": [self._note]}))
        return self.stack.enter_context(Client(self.url, token, http=http))

    def _note(self, answer: httpx.Response) -> None:
        answer.read()
        self.seen.append(answer)
        self.clock.at += timedelta(milliseconds=2)  # two things are never made in one moment

    def later(self, seconds: float = 31) -> None:
        """An authenticator shows another code."""
        self.clock.at += timedelta(seconds=seconds)

    def with_phone(self, login: str, account: str, password: str = PASSWORD) -> Somebody:
        """Signs in, and sets up the second factor."""
        http = self.client()
        http.signed_in(login, password)
        phone = Phone(http.begin_totp(models.PasswordAgain(password=password)).secret)
        http.confirm_totp(models.SecondFactor(code=phone.code(self.clock())))
        return Somebody(http, account, login, phone)

    def proven(self, who: Somebody) -> None:
        self.later()
        who.http.proven_again(PASSWORD, who.phone.code(self.clock()))

    def hired(self, admin: Somebody, name: str, grant: models.GrantSaid, **more: str) -> Somebody:
        """Invited by an admin; the person chooses a password."""
        login = f"{grant.role}@linden.example"
        licence = models.StaffLicence(type="physician", number="MD-1", state="CA", expires=date(2027, 10, 31))
        profile = models.StaffProfile(name=name, login=login, licences=[licence], **more)
        invited = admin.http.create_account(models.NewAccount(profile=profile, grants=[grant]))
        assert invited.invitation is not None
        self.client().accept_invitation(models.Acceptance(invitation=invited.invitation, password=PASSWORD))
        return self.with_phone(login, invited.id)


@contextmanager
def place_on(url: str, folder: Path) -> Iterator[Place]:
    """On an empty database."""
    clock = Clock()
    clock.at = datetime.now(UTC)  # receivers of events look at the time
    settings = Settings(database_url=SecretStr(url), data_dir=folder / "data", webhooks_in_server=False)
    opened = open_database(url)
    Base.metadata.create_all(opened.engine)
    Schema(opened).stamp()
    opened.close()
    app = create_app(settings, lambda _: MeasuringEngine(), clock)
    with serve(app) as base_url, receiver() as there:
        services = app.state.services
        object.__setattr__(services.keeping, "guard", Guard([HOST]))
        practice, locations = founded(services.office, "linden_aesthetics")
        ada = Profile(name="Ada Admin", login="ada@linden.example")
        services.access.accounts.create_first(practice, ada, (Grant("admin"),), PASSWORD, clock())
        courier = configured_courier(settings, services.office, Guard([HOST]))
        built = Place(base_url, clock, practice, locations, there, courier.run_due, services.access.accounts)
        with built.stack:
            yield built


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with place_on(f"sqlite:///{tmp_path / 'countenance.db'}", tmp_path) as built:
        yield built
