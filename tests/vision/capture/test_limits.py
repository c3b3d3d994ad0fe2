"""The limits file: complete, consistent, and read as it is written."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from vision.capture import Declaration
from vision.capture.checks import MEASURES
from vision.capture.limits import Bound, Limit, load_limits

LIMITS = load_limits()
DEMANDED = {
    "face_too_small", "view_mismatch", "yaw", "pitch", "roll", "expression_mismatch", "eyes_closed", "mouth_open",
    "blurred", "overexposed", "crushed_shadows", "underexposed", "one_sided_light", "color_cast", "no_color",
    "out_of_frame", "forehead_covered", "glasses",
}  # fmt: skip


def bounds(limit: Limit) -> list[tuple[Bound, int]]:
    return [(b, sign) for b, sign in ((limit.below, -1), (limit.above, 1)) if b is not None]


def test_the_codes_of_the_api_are_all_there() -> None:
    assert {limit.code for limit in LIMITS} == DEMANDED


def test_every_measure_has_a_limit_and_every_limit_a_measure() -> None:
    assert {limit.measure for limit in LIMITS} == set(MEASURES)


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: f"{limit.code}-{limit.measure}")
def test_rejection_lies_at_or_beyond_the_warning(limit: Limit) -> None:
    for bound, sign in bounds(limit):
        assert bound.reject is None or sign * (bound.reject - bound.warn) >= 0


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: f"{limit.code}-{limit.measure}")
def test_every_limit_ends_in_a_sentence_for_people(limit: Limit) -> None:
    assert bounds(limit)
    for bound, _ in bounds(limit):
        assert bound.sentence[0].isupper()
        assert bound.sentence.endswith(".")


def test_every_row_gives_its_source() -> None:
    rows = json.loads((files("vision.capture") / "data" / "limits.json").read_text(encoding="utf-8"))["limits"]
    assert [row["code"] for row in rows if not row.get("source")] == []


LIMIT = Limit(
    "code", "measure", "mm", frozenset({"front"}), None, Bound(-1, None, "Low."), Bound(2, 4, "High."), frozenset()
)


@pytest.mark.parametrize("value", [-1.0, 0.0, 2.0])
def test_values_up_to_the_limit_pass(value: float) -> None:
    assert LIMIT.judge(value) is None


def test_past_the_warning_it_warns_with_that_limit() -> None:
    judged = LIMIT.judge(3.0)
    assert judged is not None
    assert (judged[0].message, judged[0].value, judged[0].limit, judged[0].rejects) == ("High.", 3.0, 2.0, False)


def test_past_the_rejection_it_rejects_with_that_limit() -> None:
    judged = LIMIT.judge(5.0)
    assert judged is not None
    assert (judged[0].limit, judged[0].rejects) == (4.0, True)


def test_an_end_without_rejection_only_warns() -> None:
    judged = LIMIT.judge(-100.0)
    assert judged is not None
    assert (judged[0].message, judged[0].rejects) == ("Low.", False)


def test_badness_is_the_way_from_warning_to_rejection() -> None:
    judged = LIMIT.judge(3.0)
    assert judged is not None
    assert judged[1] == pytest.approx(0.5)


def test_a_limit_holds_for_its_declarations_only() -> None:
    assert LIMIT.holds_for(Declaration("front", "smile"))
    assert not LIMIT.holds_for(Declaration("left_profile"))
