"""Whatever is asked, nothing breaks, and every answer is one that the API's description has."""

from __future__ import annotations

import pytest

from tests.serving.api.fuzzing import fuzzed
from tests.serving.api.town import Town

pytestmark = pytest.mark.xdist_group("town")  # it takes a while to settle, and is settled once a worker

SHORT, WHOLE = 4, 180  # cases of an operation


def test_no_answer_is_undescribed_and_none_is_a_fault_of_the_server(town: Town) -> None:
    told = fuzzed(town, SHORT)
    assert told.broken == {}
    assert told.cases >= 150


@pytest.mark.whole
def test_the_same_of_ten_thousand_cases(town: Town) -> None:
    told = fuzzed(town, WHOLE)
    print(told.cases, dict(sorted(told.statuses.items())))
    assert told.broken == {}
    assert told.cases >= 10_000
