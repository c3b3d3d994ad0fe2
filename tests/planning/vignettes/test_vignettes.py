"""Golden vignettes: clients and plans with exactly the verdicts that the published facts ask for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planning.files import read_yaml
from planning.findings import Finding
from planning.library import load_library
from planning.medicines import Dictionary
from planning.screening import read_planned, screen
from tests.planning.cases import TODAY, client

FILE = Path(__file__).with_name("vignettes.yaml")
VIGNETTES: list[dict[str, Any]] = read_yaml(FILE.read_text(), FILE.name).data["vignettes"]
LIBRARY, CLASSES = load_library(), Dictionary.load().classes_of


def said(vignette: dict[str, Any]) -> dict[str, list[str]]:
    """By treatment; a plan names none twice."""
    planned = [read_planned(line) for line in vignette["treatments"]]
    findings = [Finding.model_validate(finding) for finding in vignette["findings"]] if "findings" in vignette else None
    verdicts = screen(
        *(client(vignette.get("changes")), planned),
        library=LIBRARY,
        classes=CLASSES,
        today=vignette.get("today", TODAY),
        findings=findings,
    )
    found: dict[str, list[str]] = {line.treatment: [] for line in planned}
    for verdict in verdicts:
        found[verdict.treatment].append(f"{verdict.level.name.lower()} {verdict.rule}")
    return {name: sorted(lines) for name, lines in found.items()}


@pytest.mark.parametrize("vignette", VIGNETTES, ids=[vignette["title"] for vignette in VIGNETTES])
def test_exactly_what_the_facts_ask_for_is_said(vignette: dict[str, Any]) -> None:
    assert said(vignette) == {name: sorted(lines) for name, lines in vignette["expect"].items()}


def test_there_are_enough_and_each_names_its_source() -> None:
    assert len(VIGNETTES) >= 40
    assert len({vignette["title"] for vignette in VIGNETTES}) == len(VIGNETTES)
    assert all(len(vignette["source"]) >= 10 for vignette in VIGNETTES)
