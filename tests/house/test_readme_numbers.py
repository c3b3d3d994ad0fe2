"""The numbers that vision/README.md tells of each concern are those of the code."""

from __future__ import annotations

from tests.evaluation.concern_table import concern_table
from tests.evaluation.summary import README, section


def test_the_table_of_concerns_is_what_the_code_says() -> None:
    assert section(README.read_text(), "concerns") == "\n".join(concern_table())
