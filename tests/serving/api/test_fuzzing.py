"""Whatever is asked, nothing breaks, and every answer is one that the API's description has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.api.fuzz.engine import WholeFaceEngine
from tests.serving.api.fuzz.likely import table
from tests.serving.api.fuzz.told import Told
from tests.serving.api.fuzzing import fuzzed
from tests.serving.api.table import described_routes
from tests.serving.api.town import Town, town_on
from tests.serving.database.fixtures import KINDS, empty_database
from tests.serving.desk.standing import key

pytestmark = pytest.mark.xdist_group("town")  # it takes a while to settle, and is settled once a worker

SHORT, WHOLE = 2, 92  # cases of an operation
RESULTS = Path(__file__).parents[2] / "evaluation" / "results" / "fuzzing.json"


@pytest.fixture(scope="module", params=KINDS)
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Of its own: what is asked here, no other test should stand on."""
    folder = tmp_path_factory.mktemp(f"fuzzed_{request.param}_")
    with empty_database(request, folder) as url, town_on(url, folder, WholeFaceEngine, practice="sample") as built:
        yield built


def test_every_operation_is_asked_well() -> None:
    assert sorted(table()) == sorted(described_routes())


def test_no_answer_is_undescribed_and_none_is_a_fault_of_the_server(town: Town) -> None:
    told = fuzzed(town, SHORT)
    _check(town, told)
    assert told.cases >= 2 * len(table())


@pytest.mark.whole
@pytest.mark.timeout(3600)
def test_the_same_of_ten_thousand_cases(town: Town) -> None:
    told = fuzzed(town, WHOLE)
    print("\n" + told.table())
    _kept(town, told)
    _check(town, told)
    assert told.cases >= 10_000
    assert told.successes >= 0.25


def _check(town: Town, told: Told) -> None:
    assert told.broken == {}
    assert [name for name in told.never_done() if not table()[name].never] == []
    token = town.ours.tokens["auditor"]
    verified = town.ask(token, "POST", "/v1/audit/verification", headers=key())
    assert (verified.status_code, verified.json()["whole"]) == (200, True), verified.text


def _kept(town: Town, told: Told) -> None:
    """For whoever reads the results: one file for both databases."""
    kept = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}
    kept[town.access.ground.database.engine.dialect.name] = told.document()
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
