"""Rounds: a server under load, killed at a random moment, started again on the same data, and looked through."""

from __future__ import annotations

import json
import logging
import queue
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Literal

import httpx
from typer.testing import CliRunner

from serving.cli import app
from serving.keeping import configured_courier, configured_guard
from tests.serving.database.postgres import Cluster, cluster
from tests.serving.desk.standing import key
from tests.serving.killed.diary import Asked, Diary
from tests.serving.killed.disk import Disk
from tests.serving.killed.half import half_written, left_over, stored, tomorrow
from tests.serving.killed.house import founded_house
from tests.serving.killed.kept import EVENTS, answered_again, events_told, lost, named
from tests.serving.killed.load import PATIENCE_S, Load
from tests.serving.killed.nursery import Nursery, Server
from tests.serving.webhooks.receiver import Receiver, receiver

logger = logging.getLogger(__name__)
# What is killed. Power: the server, and what was not synced is gone. Start: the server, and once more while it starts.
Victim = Literal["server", "power", "start", "database", "both"]
VICTIMS: dict[str, tuple[Victim, ...]] = {
    "sqlite": ("power", "server", "start"),
    "postgresql": ("power", "database", "server", "both", "start"),
}
COMPARED = ("photo", "approval", "plan", "consent", "client", "session")
MOST, LONGEST_S, WITHIN_S = 12, 10.0, 0.3  # answers before a kill; seconds for them; and after the last of them
IN_REVIEW, APPROVED = 3, (0, 0, 1, 2)  # plans when a round begins; how many of them are approved before a kill
LASTING = ("*.key", "*.pem", "audit-checkpoints.jsonl")
LATER_H = (1, 2, 4)  # a receiver may turn somebody away, who comes again
_AFTER_S = 0.5  # a server whose database came back is at work for so long before it is looked through


@dataclass
class Report:
    """Attributes:
    rounds: kills, by what was killed.
    acknowledged: how many things of each kind were seen in full before a kill.
    interrupted: requests that were under way at a kill.
    audited: how often the chain was found whole.
    wrong: what was lost, half-written, twice or untold; nothing.
    """

    rounds: Counter[str] = field(default_factory=Counter)
    acknowledged: Counter[str] = field(default_factory=Counter)
    interrupted: int = 0
    repeated: int = 0
    events: int = 0
    delivered: int = 0
    swept: int = 0
    audited: int = 0
    cut: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass
class Rounds:
    """Args:
    folder: for everything; its name is the databases'.
    together: how many kills one look is for.
    """

    folder: Path
    kind: str
    nursery: Nursery
    cluster: Cluster | None
    seed: int = 8
    together: int = 1
    report: Report = field(default_factory=Report)
    everything: Diary = field(default_factory=Diary)
    files: dict[Path, bytes] = field(default_factory=dict)
    clients: list[str] = field(default_factory=list)
    plans: queue.Queue[tuple[str, str]] = field(default_factory=queue.Queue)

    def go(self, rounds: int) -> Report:
        data = self.folder / f"data_{self.kind}"
        self.house = founded_house(data, self.cluster)
        self.disk = Disk(data, self.folder / f"synced_{self.kind}.jsonl")
        with receiver() as there:
            server = self._started()
            self._listened_to(server, there)
            opening = Load(
                self.house, server.url(), self.everything, random.Random(self.seed), self.clients, self.plans
            )
            opening.begun()
            self._files()
            for first in range(0, rounds, self.together):
                server = self._round(range(first, min(first + self.together, rounds)), server)
                assert not self.report.wrong, self.report.wrong[:20]
            self._looked_through(server, self.everything, self.begun, whole=True)
            server.kill()
            self._delivered(there)
            self._swept()
        return self.report

    def _round(self, numbers: range, server: Server) -> Server:
        """Some kills, one after the other, and a look."""
        since = datetime.now(UTC)
        chance = random.Random(f"{self.seed} {self.kind} {numbers[0]}")
        load = Load(self.house, server.url(), Diary(), chance, self.clients, self.plans)
        with load.server() as http:
            self.house.staff["medical_director"].prove(http)
            load.reviewed(IN_REVIEW)
        with load.under_way():
            for number in numbers:
                load.busy(chance.randint(0, MOST), chance.choice(APPROVED), LONGEST_S)
                time.sleep(chance.uniform(0.0, WITHIN_S))
                server = self._killed(VICTIMS[self.kind][number % len(VICTIMS[self.kind])], server, load)
        self.report.acknowledged.update(each.kind for each in load.diary.of(*COMPARED))
        logger.info("%s: %d kills; %s", self.kind, numbers.stop, dict(self.report.acknowledged))
        self.report.wrong += load.diary.unexpected
        self._looked_through(server, load.diary, since)
        self.everything.asked += load.diary.asked
        return server

    def _killed(self, victim: Victim, server: Server, load: Load) -> Server:
        """The server that is there afterwards, and everybody turns to."""
        self.report.rounds[victim] += 1
        self.report.interrupted += load.diary.under_way
        if victim in ("database", "both"):
            self._database().kill()
        if victim == "database":
            self._database().start()
            time.sleep(_AFTER_S)
            return server
        server.kill()
        if victim == "both":
            self._database().start()
        if victim == "power":
            self.report.cut += self.disk.cut()
        if victim == "start":
            self._start_killed(load.chance)
        server = self._started()
        load.url = server.url()
        return server

    def _database(self) -> Cluster:
        assert self.cluster is not None
        return self.cluster

    def _start_killed(self, chance: random.Random) -> None:
        starting = self._begun()
        time.sleep(chance.uniform(0.0, 0.6))
        starting.kill()

    def _begun(self) -> Server:
        self.disk.settled()
        return self.nursery.serve(self.house.environment, self.folder / f"log_{self.kind}", self.disk.log)

    def _started(self) -> Server:
        server = self._begun()
        server.url()
        return server

    def _listened_to(self, server: Server, there: Receiver) -> None:
        self.begun = datetime.now(UTC)
        headers = {"Authorization": f"Bearer {self.house.staff['admin'].token}"} | key()
        made = httpx.post(f"{server.url()}/v1/webhooks", json={"url": there.url}, headers=headers, timeout=PATIENCE_S)
        assert made.status_code == 201, made.text

    def _looked_through(self, server: Server, diary: Diary, since: datetime, whole: bool = False) -> None:
        """First what was acknowledged, then what was asked, asked again, then everything from below."""
        wrong = self.report.wrong
        with httpx.Client(base_url=server.url(), timeout=PATIENCE_S) as http, self.house.opened() as office:
            wrong += lost(self.house, office, http, diary.of(*COMPARED))
            told = events_told(self.house, http, since.isoformat())
            wrong += self._untold(diary, told)
            if not whole:
                for each in diary.asked:
                    wrong += self._again(http, each)
                told = events_told(self.house, http, since.isoformat())
                wrong += self._untold(diary, told)
            else:
                self.report.events = sum(told[each] for each in self._wanted(diary))
                wrong += self._others(stored(office))
            wrong += half_written(office, since)
        wrong += self._audit() + self._files()

    def _again(self, http: httpx.Client, asked: Asked) -> Iterator[str]:
        """Sessions have no key, and edits of a version are refused once it is not the newest: they are not asked."""
        if asked.method == "POST" and asked.kind != "session":
            self.report.repeated += 1
            yield from answered_again(self.house, http, asked)

    def _wanted(self, diary: Diary) -> list[tuple[str, str]]:
        return [(EVENTS[each.kind], each.id) for each in diary.of(*EVENTS)]

    def _untold(self, diary: Diary, told: Counter[tuple[str, str]]) -> list[str]:
        return [f"{each}: told {told[each]} times" for each in self._wanted(diary) if told[each] != 1]

    def _others(self, there: dict[str, list[str]]) -> list[str]:
        """One thing of each that was asked for, and no other."""
        asked = {kind: sorted(each.id for each in self.everything.of(kind)) for kind in there}
        return [
            f"{kind}: {len(there[kind])} there, {len(asked[kind])} asked for"
            for kind in there
            if there[kind] != asked[kind]
        ]

    def _files(self) -> list[str]:
        """Keys stay what they are, and checkpoints are only added to."""
        before, self.files = self.files, {}
        for pattern in LASTING:
            self.files |= {path: path.read_bytes() for path in self.disk.root.rglob(pattern)}
        return [
            f"{path}: it is gone, or changed" for path in before if not self._same(before[path], self.files.get(path))
        ]

    @staticmethod
    def _same(before: bytes, now: bytes | None) -> bool:
        return now is not None and now.startswith(before)

    def _audit(self) -> list[str]:
        """As an operator asks."""
        answer = CliRunner().invoke(app, ["audit", "verify"], env=dict(self.house.environment))
        whole = answer.exit_code == 0 and f"{self.house.practice}: whole" in answer.stdout
        self.report.audited += whole
        return [] if whole else [f"audit: {answer.output}"]

    def _delivered(self, there: Receiver) -> None:
        """What a killed courier had taken is taken over later: by couriers of the next hours, in no time."""
        begun = datetime.now(UTC)
        for hours in LATER_H:
            later = begun + timedelta(hours=hours)
            with self.house.opened(partial(lambda at: at, later)) as office:
                courier = configured_courier(self.house.settings, office, configured_guard(self.house.settings))
                while courier.run_due():
                    pass
        whole = (body for headers, body in list(there.got) if len(body) == int(headers["content-length"]))
        got = Counter(named(json.loads(body)) for body in whole)  # a killed server may have sent half a body
        wanted = self._wanted(self.everything)
        self.report.delivered = sum(got[each] >= 1 for each in wanted)
        self.report.wrong += [f"{each}: never delivered" for each in wanted if not got[each]]

    def _swept(self) -> None:
        with self.house.opened(tomorrow) as office:
            self.report.swept, wrong = left_over(office)
        staged = list((self.house.settings.data_dir / "objects" / "staged").iterdir())  # type: ignore[operator]
        self.report.wrong += [*wrong, *(f"{path.name}: not swept" for path in staged)]


@contextmanager
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    try:
        yield made
    finally:
        made.close()


def killed(
    kind: str, folder: Path, rounds: int, servers: Nursery, seed: int = 8, together: int = 1, options: str = ""
) -> Report:
    """So many kills on new data in a folder; PostgreSQL as it comes, with fsync, or with options of its own."""
    with cluster(options=options) if kind == "postgresql" else nullcontext() as database:
        return Rounds(folder, kind, servers, database, seed, together).go(rounds)
