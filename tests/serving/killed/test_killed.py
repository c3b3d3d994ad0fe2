"""Killed at random moments under load: nothing acknowledged is lost, nothing half-written seen, the chain whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from serving.objects import ObjectMissingError
from tests.serving.database.fixtures import KINDS
from tests.serving.killed.nursery import Nursery
from tests.serving.killed.rounds import Report, killed, nursery

SHORT, LEG = 4, 25  # kills; four legs of them are a hundred
TOGETHER = 5  # kills of a leg that one look is for


@pytest.fixture(scope="module")
def servers() -> Iterator[Nursery]:
    with nursery() as made:
        yield made


def check(report: Report, rounds: int, looks: int) -> None:
    assert report.wrong == []
    assert sum(report.rounds.values()) == rounds
    assert report.audited == looks + 1
    assert report.delivered == report.events > 0


@pytest.mark.xdist_group("killed")
@pytest.mark.timeout(900)  # half a minute where nothing else runs
@pytest.mark.parametrize("kind", KINDS)
def test_a_few_kills_lose_nothing(kind: str, tmp_path: Path, servers: Nursery) -> None:
    report = killed(kind, tmp_path, SHORT, servers)
    check(report, SHORT, looks=SHORT)
    assert report.acknowledged["photo"] > 0 and report.acknowledged["consent"] > 0


@pytest.mark.whole
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", KINDS)
def test_a_hundred_kills_lose_nothing(kind: str, seed: int, tmp_path: Path, servers: Nursery) -> None:
    report = killed(kind, tmp_path, LEG, servers, seed, TOGETHER)
    check(report, LEG, looks=LEG // TOGETHER)
    assert min(report.acknowledged[made] for made in ("photo", "approval", "consent", "plan", "client")) > 0
    assert report.interrupted >= LEG // 2  # or the moments were none


@pytest.mark.whole
@pytest.mark.timeout(3600)
def test_a_server_that_promises_too_soon_is_noticed(tmp_path: Path) -> None:
    careless = Nursery("tests.serving.killed.careless")
    try:
        with pytest.raises((AssertionError, ObjectMissingError)):
            killed("sqlite", tmp_path, LEG, careless)
    finally:
        careless.close()


@pytest.mark.whole
@pytest.mark.timeout(3600)
def test_a_database_that_promises_too_soon_is_noticed(tmp_path: Path, servers: Nursery) -> None:
    """It says that a transaction is committed, and writes it down within ten seconds."""
    late = "-c synchronous_commit=off -c wal_writer_delay=10000"
    with pytest.raises(AssertionError, match=r"answered|told|another|gone|audit|there,"):
        killed("postgresql", tmp_path, LEG, servers, options=late)
