"""comparison.json holds what was said, and nothing that was not."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from vision.comparison import Comparison, ComparisonDocument


@pytest.fixture(scope="module")
def written(reddened: Comparison) -> ComparisonDocument:
    return ComparisonDocument.of(reddened, ("2026-01-05", None))


def test_it_comes_back_as_it_was(written: ComparisonDocument) -> None:
    assert ComparisonDocument.model_validate_json(written.model_dump_json()) == written


def test_it_names_its_contract_and_its_use(written: ComparisonDocument) -> None:
    loaded = json.loads(written.model_dump_json())
    assert loaded["schema"] == "countenance.comparison/1"
    assert "not a diagnosis" in loaded["intended_use"] and "another day" in loaded["covers"]


def test_it_says_when_the_photos_were_taken(written: ComparisonDocument) -> None:
    assert (written.before.taken, written.after.taken) == ("2026-01-05", None)


def test_every_change_is_in_it(written: ComparisonDocument, reddened: Comparison) -> None:
    assert [(part.zone, part.concern, part.outcome, part.change) for part in written.changes] == [
        (change.zone, change.concern, change.outcome, change.change) for change in reddened.changes
    ]


def test_no_landmarks_are_in_it(written: ComparisonDocument) -> None:
    assert "landmarks" not in written.model_dump_json()


def test_what_is_not_in_the_contract_is_refused(written: ComparisonDocument) -> None:
    with pytest.raises(ValidationError):
        ComparisonDocument.model_validate(json.loads(written.model_dump_json()) | {"improved": True})
