"""Golden vignettes as they are read: a client, a plan, and exactly what is to be said of each of its lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from planning.files import read_yaml
from planning.findings import Finding
from planning.library import Library
from planning.medicines import Dictionary
from planning.screening import read_planned, screen
from tests.planning.cases import TODAY, client

FILE = Path(__file__).with_name("vignettes.yaml")
VIGNETTES: list[dict[str, Any]] = read_yaml(FILE.read_text(), FILE.name).data["vignettes"]
CLASSES = Dictionary.load().classes_of


def said(vignette: dict[str, Any], library: Library) -> dict[str, list[str]]:
    """By treatment; a plan names none twice."""
    planned = [read_planned(line) for line in vignette["treatments"]]
    findings = [Finding.model_validate(finding) for finding in vignette["findings"]] if "findings" in vignette else None
    verdicts = screen(
        *(client(vignette.get("changes")), planned),
        library=library,
        classes=CLASSES,
        today=vignette.get("today", TODAY),
        findings=findings,
    )
    found: dict[str, list[str]] = {line.treatment: [] for line in planned}
    for verdict in verdicts:
        found[verdict.treatment].append(f"{verdict.level.name.lower()} {verdict.rule}")
    return {name: sorted(lines) for name, lines in found.items()}


def expected(vignette: dict[str, Any]) -> dict[str, list[str]]:
    return {name: sorted(lines) for name, lines in vignette["expect"].items()}
