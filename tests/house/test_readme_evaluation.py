"""The figures of the proof that vision/README.md shows are those of the last whole run."""

from __future__ import annotations

from tests.evaluation.summary import read_figures, singles, table
from tests.house.house import ROOT
from vision.concerns import CONCERNS


def test_the_proof_is_what_the_last_run_found() -> None:
    text = (ROOT / "vision" / "README.md").read_text()
    shown = text.split("<!-- evaluation -->\n")[1].split("<!-- end of evaluation -->")[0].splitlines()
    figures = read_figures()
    assert shown == [*table(figures), "", *singles(figures)]


def test_every_concern_is_in_the_proof() -> None:

    proven = {figure.concern for figure in read_figures() if figure.name == "dose_response share"}
    assert proven == {concern.name for concern in CONCERNS}
