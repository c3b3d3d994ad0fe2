"""Golden vignettes: clients and plans with exactly the verdicts that the published facts ask for."""

from __future__ import annotations

from typing import Any

import pytest

from planning.library import load_library
from tests.planning.vignettes.golden import VIGNETTES, expected, said


@pytest.mark.parametrize("vignette", VIGNETTES, ids=[vignette["title"] for vignette in VIGNETTES])
def test_exactly_what_the_facts_ask_for_is_said(vignette: dict[str, Any]) -> None:
    assert said(vignette, load_library()) == expected(vignette)


def test_there_are_enough_and_each_names_its_source() -> None:
    assert len(VIGNETTES) >= 40
    assert len({vignette["title"] for vignette in VIGNETTES}) == len(VIGNETTES)
    assert all(len(vignette["source"]) >= 10 for vignette in VIGNETTES)
