"""Who is at work while a server is killed: several people at once, each with a job."""

from __future__ import annotations

import queue
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx

from serving.consents.texts import shipped
from tests.serving.access.grounds import PASSWORD
from tests.serving.desk.standing import ANN
from tests.serving.killed.diary import Asked, Diary, InterruptedAskingError
from tests.serving.killed.house import NAME, House
from tests.serving.killed.pictures import SIZES, picture
from tests.serving.plans.planning_day import FACIAL, TOLD

PATIENCE_S = 600.0  # for an answer: a machine may have much else to do
_REPEATED = 0.2  # share of photos that are sent a second time at once: an impatient client
_PAUSE_S, _WAIT_S = 0.05, 0.3  # between two things; after a refusal
_BETWEEN_SIGNING_IN_S = 1.0  # a password takes a while to be looked at


@dataclass
class Load:
    """Attributes:
    url: of the server that is there now.
    clients: who agreed to photos, and told of themselves.
    plans: in review, with the digest of what is to be signed.
    """

    house: House
    url: str
    diary: Diary
    chance: random.Random
    clients: list[str]
    plans: queue.Queue[tuple[str, str]]
    ended: threading.Event = field(default_factory=threading.Event)

    def server(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=PATIENCE_S)

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Everybody is at work in the block, and done after it."""
        jobs = (self.enter_clients, self.send_photos, self.plan, self.approve, self.approve, self.sign_in)
        threads = [threading.Thread(target=self._work, args=(job,)) for job in jobs]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.ended.set()
            for thread in threads:
                thread.join()

    def begun(self) -> None:
        """Somebody is there before anything is killed."""
        with self.server() as server:
            self.enter_clients(server)

    def reviewed(self, plans: int) -> None:
        """So many plans wait for somebody to sign them."""
        with self.server() as server:
            while self.plans.qsize() < plans:
                self.plan(server)

    def enter(self, clients: int) -> None:
        with self.server() as server:
            for _ in range(clients):
                self.enter_clients(server)

    def busy(self, answers: int, approvals: int, longest_s: float) -> None:
        """Returns once so many more requests, and approvals, were acknowledged: rounds of a slow machine are as full as
        those of a fast one."""
        deadline = time.monotonic() + longest_s
        answers += self._acknowledged()
        while self._acknowledged() < answers or self._acknowledged("approval") < approvals:
            if time.monotonic() > deadline:
                return
            time.sleep(0.002)

    def _acknowledged(self, kind: str | None = None) -> int:
        return sum(each.acknowledged for each in list(self.diary.asked) if kind in (None, each.kind))

    def _work(self, job: Any) -> None:
        """Turns to the server that is there now whenever the one of before is gone."""
        while not self.ended.is_set():
            with self.server() as server, suppress(InterruptedAskingError):
                while not self.ended.is_set():
                    job(server)
            self.ended.wait(_WAIT_S)

    def ask(
        self, server: httpx.Client, kind: str, who: str, method: str, path: str, about: Any = None, **said: Any
    ) -> Any:
        asked = Asked(kind, who, method, path, said, said.pop("headers", {}), about)
        return self.ask_until(server, asked).answer

    def ask_until(self, server: httpx.Client, asked: Asked) -> Asked:
        """As an impatient client does: what has a key is asked again until it is answered.

        Raises:
            InterruptedAskingError: it never was.
        """
        token = self.house.staff[asked.who].token
        try:
            return self.diary.ask(server, token, asked)
        except InterruptedAskingError:
            while asked.method == "POST" and not self.ended.wait(_WAIT_S):
                with self.server() as now, suppress(InterruptedAskingError):
                    return self.diary.repeat(now, token, asked)
            raise

    def enter_clients(self, server: httpx.Client) -> None:
        entered = ANN | {"location": self.house.location, "language": "en"}
        client = self.ask(server, "client", "coordinator", "POST", "/v1/clients", json=entered)["id"]
        for scope in ("storage", "biometric", "analysis"):
            self._agree(server, client, scope)
        self.ask(server, "profile", "provider", "PUT", f"/v1/clients/{client}/profile", json=TOLD)
        self.clients.append(client)
        self.ended.wait(_PAUSE_S)

    def _agree(self, server: httpx.Client, client: str, scope: str) -> None:
        text = shipped("en")[scope]
        said = {"scope": scope, "text": text.id, "text_sha256": text.wording.sha256}
        said |= {"signature": {"typed_name": "Ann Example"}}
        self.ask(server, "consent", "coordinator", "POST", f"/v1/clients/{client}/consents", json=said)

    def plan(self, server: httpx.Client) -> None:
        """From an empty draft to one in review."""
        client, by = self._somebody(), "provider"
        path = f"/v1/clients/{client}/plans"
        plan = self.ask(server, "plan", by, "POST", path, about=client, json={"by_hand": True})["id"]
        edit = {"edits": [FACIAL], "why": "As she wants it"}
        match = {"If-Match": '"1"'}
        edited = self.ask(server, "edit", by, "PATCH", f"/v1/plans/{plan}", json=edit, headers=match)
        self.ask(server, "submission", by, "POST", f"/v1/plans/{plan}/submission")
        self.plans.put((plan, edited["sha256"]))

    def send_photos(self, server: httpx.Client) -> None:
        client, number = self._somebody(), self.chance.randrange(len(SIZES))
        data = picture(number)
        files = {"photo": ("p.jpg", data)}
        asked = Asked(
            "photo", "provider", "POST", f"/v1/clients/{client}/photos", {"files": files}, {}, (client, number, data)
        )
        first = self.ask_until(server, asked).answer
        token = self.house.staff["provider"].token
        if self.chance.random() < _REPEATED and self.diary.repeat(server, token, asked).answer != first:
            self.diary.unexpected.append(f"{asked.path}: a repeated request was answered otherwise")

    def approve(self, server: httpx.Client) -> None:
        try:
            plan, sha256 = self.plans.get(timeout=_PAUSE_S)
        except queue.Empty:
            return
        said = {"sha256": sha256, "typed_name": NAME}
        path = f"/v1/plans/{plan}/approval"
        self.ask(server, "approval", "medical_director", "POST", path, about=sha256, json=said)

    def _somebody(self) -> str:
        """Raises InterruptedAskingError: nobody is there yet."""
        if not self.clients:
            raise InterruptedAskingError
        return self.chance.choice(self.clients[-20:])

    def sign_in(self, server: httpx.Client) -> None:
        said = {"login": self.house.staff["coordinator"].login, "password": PASSWORD}
        self.ask(server, "session", "coordinator", "POST", "/v1/sessions", json=said)
        self.ended.wait(_BETWEEN_SIGNING_IN_S)
