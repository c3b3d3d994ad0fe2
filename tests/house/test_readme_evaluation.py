"""The figures of the proof that vision/README.md shows are those of the last whole run."""

from __future__ import annotations

from tests.evaluation.summary import README, evaluation_lines, read_figures, section
from vision.concerns import CONCERNS


def test_the_proof_is_what_the_last_run_found() -> None:
    assert section(README.read_text(), "evaluation") == "\n".join(evaluation_lines())


def test_every_concern_is_in_the_proof() -> None:
    proven = {figure.concern for figure in read_figures() if figure.name == "dose_response share"}
    assert proven == {concern.name for concern in CONCERNS}
