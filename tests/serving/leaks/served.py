"""A server whose footprint is looked at: a process with a practice, clients, and a folder for temporary files."""

from __future__ import annotations

import queue
import random
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from tests.serving.database.postgres import cluster
from tests.serving.killed.diary import Diary
from tests.serving.killed.house import House, founded_house
from tests.serving.killed.load import Load
from tests.serving.killed.nursery import Nursery, Server
from tests.serving.leaks.footprint import Footprint, footprint
from tests.serving.leaks.mix import Mix

CLIENTS = 5


@dataclass(frozen=True)
class Served:
    server: Server
    house: House
    temporary: Path
    mix: Mix

    def footprint(self) -> Footprint:
        return footprint(self.server.pid, self.house, self.temporary)


@contextmanager
def served(kind: str, folder: Path, nursery: Nursery) -> Iterator[Served]:
    temporary = folder / "temporary"
    temporary.mkdir()
    with cluster() if kind == "postgresql" else nullcontext() as database:
        house = founded_house(folder / f"data_{kind}", database)
        environment = {**house.environment, "TMPDIR": str(temporary)}
        server = nursery.serve(environment, folder / "log", folder / "synced")
        try:
            diary = Diary()
            load = Load(house, server.url(), diary, random.Random(8), [], queue.Queue())
            load.enter(CLIENTS)
            yield Served(server, house, temporary, Mix(house, server.url(), tuple(load.clients)))
        finally:
            server.kill()
