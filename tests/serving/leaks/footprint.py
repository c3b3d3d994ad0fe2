"""What a server's process holds on to, while nobody asks for anything."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
from sqlalchemy import create_engine, make_url, text

from tests.serving.killed.house import House

SETTLED_S = 1.0  # what the last requests left behind: closing connections, deliveries


@dataclass(frozen=True)
class Footprint:
    """Attributes:
    rss_mib: memory that is there.
    descriptors: open files, sockets and pipes.
    connections: to the databases, of this process.
    temporary: files in the system's folder for such, and half-written objects.
    """

    rss_mib: float
    descriptors: int
    threads: int
    connections: int
    temporary: int

    def told(self) -> dict[str, float]:
        return asdict(self)


def footprint(pid: int, house: House, temporary: Path) -> Footprint:
    time.sleep(SETTLED_S)
    process = psutil.Process(pid)
    staged = house.settings.data_dir / "objects" / "staged"  # type: ignore[operator]
    return Footprint(
        round(process.memory_info().rss / 2**20, 1),
        process.num_fds(),
        process.num_threads(),
        _connections(process, house),
        sum(1 for folder in (temporary, staged) for _ in folder.rglob("*")),
    )


def _connections(process: psutil.Process, house: House) -> int:
    """On SQLite the times that its files are open, with their logs."""
    if house.settings.database_url is None:
        return sum(Path(each.path).name.startswith(("countenance.db", "keys.db")) for each in process.open_files())
    address = make_url(house.settings.database_url.get_secret_value())
    engine = create_engine(address.set(drivername="postgresql+psycopg", database="postgres"))
    names = [address.database, f"{address.database}_keys"]
    with engine.connect() as connection:
        count = text("SELECT count(*) FROM pg_stat_activity WHERE datname = ANY(:names)")
        found: int = connection.execute(count, {"names": names}).scalar_one()
    engine.dispose()
    return found
