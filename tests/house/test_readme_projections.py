"""The figures of projections that simulation/README.md shows are those of the last whole run."""

from __future__ import annotations

from tests.evaluation.simulation.summary import README, RESULTS, SECTION, projection_lines
from tests.evaluation.simulation.watching import capped
from tests.evaluation.summary import read_figures, section


def test_the_proof_of_projections_is_what_the_last_run_found() -> None:
    assert section(README.read_text(), SECTION) == "\n".join(projection_lines())


def test_every_treatment_with_a_cap_is_in_it() -> None:
    shown = {figure.name.split(", ")[1] for figure in read_figures(RESULTS) if figure.name.startswith("subtlety, ")}
    assert shown >= set(capped())
