"""Requests of every kind, in the same random order every time: what a server meets in a week, good and bad."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from serving.clock import local_now
from serving.database import new_id
from tests.serving.desk.standing import key
from tests.serving.killed.house import House
from tests.serving.killed.pictures import SIZES, picture, portrait
from tests.serving.plans.planning_day import FACIAL

PATIENCE_S = 600.0  # for an answer: a machine may have much else to do
AT_ONCE = 4
_PORTRAITS, _ANALYZED_PORTRAITS = 0.3, 0.8  # shares of uploads and of analyses
ASSETS = ("/", "/docs", "/openapi.json", "/retention", "/assets/page.js", "/healthz", "/metrics")
NOT_JSON = {"content": b"{not json", "headers": {"Content-Type": "application/json"}}
TOO_MUCH = {"content": b"[" + b"0," * 2_200_000 + b"0]", "headers": {"Content-Type": "application/json"}}


@dataclass
class Mix:
    """Attributes:
    clients: who agreed to photos. The last one gets none and no plan: what there is to export of them does not grow.
    photos, plans: made so far.
    portraits: of the photos, those that show a face; of the others the face networks say that they do not.
    asked: how many of each kind.
    unexpected: answers that a kind of request should not get.
    """

    house: House
    url: str
    clients: Sequence[str]
    seed: int = 8
    photos: list[str] = field(default_factory=list)
    portraits: list[str] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _done: int = 0

    def ask(self, requests: int, at_once: int = AT_ONCE) -> None:
        """So many, by several at once. Nobody is connected afterwards."""
        last = self._done + requests
        threads = [threading.Thread(target=self._work, args=(last,)) for _ in range(at_once)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def at_once(self, people: int) -> None:
        """As many at the same moment: what grows with the number of people has grown by then."""
        barrier = threading.Barrier(people)

        def work() -> None:
            with self._server() as server:
                for path in ("/v1/clients", "/v1/events", "/"):
                    barrier.wait()
                    self._asked(server, "admin" if path == "/v1/events" else "provider", "GET", path, (200,))

        threads = [threading.Thread(target=work) for _ in range(people)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _server(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=PATIENCE_S)

    def _work(self, last: int) -> None:
        with self._server() as server:
            while (number := self._next(last)) is not None:
                chance = random.Random(f"{self.seed} {number}")
                kind = self._dealt(number)
                KINDS[kind][1](self, server, chance)
                with self._lock:
                    self.asked[kind] += 1

    def _next(self, last: int) -> int | None:
        with self._lock:
            if self._done >= last:
                return None
            self._done += 1
            return self._done

    def _dealt(self, number: int) -> str:
        """Each hundred has its share of every kind, in another order."""
        hundred, place = divmod(number - 1, 100)
        kinds = [kind for kind, (share, _) in KINDS.items() for _ in range(share)]
        random.Random(f"{self.seed} {hundred}").shuffle(kinds)
        return kinds[place]

    def _asked(
        self, server: httpx.Client, who: str | None, method: str, path: str, wanted: Sequence[int], **said: Any
    ) -> httpx.Response:
        headers = dict(said.pop("headers", {}))
        if who is not None:
            headers["Authorization"] = f"Bearer {self.house.staff[who].token}"
        answer = server.request(method, path, headers=headers, **said)
        with self._lock:
            self.statuses[answer.status_code] += 1
            if answer.status_code not in wanted:
                self.unexpected.append(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
        return answer

    def _upload(self, server: httpx.Client, chance: random.Random) -> None:
        face = chance.random() < _PORTRAITS
        files = {"photo": ("p.jpg", portrait() if face else picture(chance.randrange(len(SIZES))))}
        path = f"/v1/clients/{chance.choice(self.clients[:-1])}/photos"
        made = self._asked(server, "provider", "POST", path, (201,), files=files, headers=key())
        if made.status_code == 201:
            for kept in (self.photos, self.portraits) if face else (self.photos,):
                kept.append(made.json()["id"])

    def _look(self, server: httpx.Client, chance: random.Random) -> None:
        if self.photos:
            what = chance.choice(("", "/content"))
            self._asked(server, "provider", "GET", f"/v1/photos/{chance.choice(self.photos)}{what}", (200,))

    def _list(self, server: httpx.Client, chance: random.Random) -> None:
        client = chance.choice(self.clients)
        paths = (
            "/v1/clients",
            *(f"/v1/clients/{client}/{each}" for each in ("photos", "consents", "plans", "analyses")),
        )
        self._asked(server, "provider", "GET", chance.choice(paths), (200,), params={"limit": 20})

    def _follow(self, server: httpx.Client, chance: random.Random) -> None:
        """What happened: events, and the audit."""
        who, path = chance.choice((("admin", "/v1/events"), ("medical_director", "/v1/audit")))
        self._asked(server, who, "GET", path, (200,), params={"limit": 20})

    def _plan(self, server: httpx.Client, chance: random.Random) -> None:
        path = f"/v1/clients/{chance.choice(self.clients[:-1])}/plans"
        made = self._asked(server, "provider", "POST", path, (201,), json={"by_hand": True}, headers=key()).json()
        self.plans.append(made["id"])
        edit, match = {"edits": [FACIAL], "why": "As she wants it"}, {"If-Match": '"1"'}
        self._asked(server, "provider", "PATCH", f"/v1/plans/{made['id']}", (200,), json=edit, headers=match)

    def _read_plan(self, server: httpx.Client, chance: random.Random) -> None:
        if self.plans:
            what = chance.choices(("", "/decisions", "/documents/provider.pdf"), (6, 3, 1))[0]
            self._asked(server, "provider", "GET", f"/v1/plans/{chance.choice(self.plans)}{what}", (200,))

    def _analyze(self, server: httpx.Client, chance: random.Random) -> None:
        face = chance.random() < _ANALYZED_PORTRAITS
        if photos := self.portraits if face else self.photos:
            path, wanted = f"/v1/photos/{chance.choice(photos)}/analyses", (201,) if face else (201, 422)
            self._asked(server, "provider", "POST", path, wanted, json={}, headers=key())

    def _export(self, server: httpx.Client, chance: random.Random) -> None:
        path = chance.choice(
            (f"/v1/clients/{self.clients[-1]}/export", "/v1/governance", "/v1/governance/document.pdf")
        )
        self._asked(server, "medical_director", "GET", path, (200,))

    def _denied(self, server: httpx.Client, chance: random.Random) -> None:
        stranger = new_id("cli", local_now())
        who, method, path, wanted = chance.choice(
            (
                (None, "GET", "/v1/clients", 401),
                (None, "POST", f"/v1/clients/{self.clients[0]}/photos", 401),
                ("provider", "GET", f"/v1/clients/{stranger}", 404),
                ("provider", "GET", f"/v1/photos/{new_id('pho', local_now())}/content", 404),
                ("coordinator", "GET", "/v1/audit", 403),
                ("provider", "GET", "/v1/keys/key_none", 404),
                ("provider", "GET", "/nowhere", 404),
            )
        )
        self._asked(server, who, method, path, (wanted,), headers=key() if method == "POST" else {})

    def _bad(self, server: httpx.Client, chance: random.Random) -> None:
        photos = f"/v1/clients/{self.clients[0]}/photos"
        path, wanted, said = chance.choices(
            (
                ("/v1/clients", (422,), NOT_JSON),
                ("/v1/clients", (422,), {"json": {"name": "", "nothing": 1}}),
                (photos, (415,), {"files": {"photo": ("p.jpg", b"no picture" * 1000)}}),
                (photos, (415, 422), {"files": {"photo": ("p.jpg", picture(0)[:5000])}}),
                (photos, (400, 415, 422), {"content": b"no form"}),
                ("/v1/clients", (413,), TOO_MUCH),
            ),
            (4, 4, 4, 4, 4, 1),
        )[0]
        headers = key() | dict(said.get("headers", {}))
        self._asked(server, "provider", "POST", path, wanted, **{**said, "headers": headers})

    def _page(self, server: httpx.Client, chance: random.Random) -> None:
        self._asked(server, None, "GET", chance.choice(ASSETS), (200,))


# How many of each there are in a hundred.
KINDS: dict[str, tuple[int, Callable[[Mix, httpx.Client, random.Random], None]]] = {
    "uploads": (24, Mix._upload),
    "photos looked at": (14, Mix._look),
    "lists": (12, Mix._list),
    "what happened": (6, Mix._follow),
    "plans": (4, Mix._plan),
    "plans read": (8, Mix._read_plan),
    "analyses": (6, Mix._analyze),
    "exports and governance": (2, Mix._export),
    "denied": (10, Mix._denied),
    "bad bodies": (8, Mix._bad),
    "pages": (6, Mix._page),
}
