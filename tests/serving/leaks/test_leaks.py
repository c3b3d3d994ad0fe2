"""Hundreds of requests of every kind leave nothing behind: no open file, connection, thread or temporary file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.serving.database.fixtures import KINDS
from tests.serving.killed.rounds import nursery
from tests.serving.leaks.footprint import Footprint
from tests.serving.leaks.served import served

PEOPLE, WARM, REQUESTS = 12, 100, 300
LAZY = 5  # a pool opens another thread, connection or file when more come at once than ever; a leak has no such end


@pytest.mark.xdist_group("killed")
@pytest.mark.timeout(900)  # half a minute where nothing else runs
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_open(kind: str, tmp_path: Path) -> None:
    with nursery() as servers, served(kind, tmp_path, servers) as found:
        found.mix.at_once(PEOPLE)
        found.mix.ask(WARM)
        before, asked = found.footprint(), Counter(found.mix.asked)
        found.mix.ask(REQUESTS)
        after = found.footprint()
        assert found.mix.unexpected == []
        assert min((found.mix.asked - asked).values()) > LAZY  # or one of the rarest kind may leave something behind
    assert grown(before, after) == {}


def grown(before: Footprint, after: Footprint) -> dict[str, tuple[float, float]]:
    """What there is more of than pools explain. Memory is the benchmark's, which asks for longer."""
    both = {name: (value, after.told()[name]) for name, value in before.told().items() if name != "rss_mib"}
    return {name: (was, now) for name, (was, now) in both.items() if now > was + (LAZY if name != "temporary" else 0)}
