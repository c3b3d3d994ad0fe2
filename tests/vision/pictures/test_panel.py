"""The panel: what it says, and that it stays within its margins."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.vision.pictures.sitters import Sitter, frame_of, graded, rejection, unanswered
from vision.analysis import Analysis
from vision.findings import Finding
from vision.pictures import draw_evidence, draw_face_map, words
from vision.pictures.lettering import font, settable, width_of, wrap
from vision.pictures.palette import GRADE_STYLES, PAPER
from vision.zones import load_zones

LONG = "Please turn the lamp and the client towards the window, " * 12
UNBROKEN = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 4


def panel_of(analysis: Analysis, draw: Callable[[Analysis], NDArray[np.uint8]] = draw_face_map) -> NDArray[np.uint8]:
    return draw(analysis)[:, frame_of(analysis).size_hw[1] :]


def changed_rows(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.intp]:
    return np.flatnonzero((one != other).any((1, 2)))


def has_color(pixels: NDArray[np.uint8], color: tuple[int, int, int]) -> bool:
    return bool((pixels == color).all(-1).any())


def many_findings() -> list[Finding]:
    return [graded(zone.name, 4, concern) for zone in load_zones() for concern in ("redness", "brown_spots")]


def test_the_legend_shows_every_grade(sitter: Sitter) -> None:
    panel = panel_of(sitter.analysis())
    assert all(has_color(panel, style.fill) for style in GRADE_STYLES)


def test_the_intended_use_stands_at_the_foot(sitter: Sitter, monkeypatch: pytest.MonkeyPatch) -> None:
    assert words.INTENDED_USE == "Decision support for a licensed provider. Not a diagnosis."
    analysis = sitter.analysis()
    for draw in (draw_face_map, lambda given: draw_evidence(given, "redness")):
        with monkeypatch.context() as patch:
            said = panel_of(analysis, draw)
            patch.setattr(words, "INTENDED_USE", "")
            rows = changed_rows(said, panel_of(analysis, draw))
        assert len(rows) and rows.min() > 0.9 * len(said)


def test_the_versions_stand_at_the_foot(sitter: Sitter, monkeypatch: pytest.MonkeyPatch) -> None:
    said = panel_of(sitter.analysis())
    assert "countenance.analysis/1" in words.software_line()
    monkeypatch.setattr(words, "software_line", lambda: "")
    rows = changed_rows(said, panel_of(sitter.analysis()))
    assert len(rows) and rows.min() > 0.93 * len(said)


@pytest.mark.parametrize("text", [LONG, UNBROKEN])
def test_long_texts_stay_within_the_margins(sitter: Sitter, text: str) -> None:
    analysis = sitter.analysis(many_findings(), issues=[rejection(text)] * 9)
    analysis = replace(analysis, findings=(*analysis.findings, replace(unanswered("nose"), reason_message=text)))
    panel = panel_of(analysis)
    margin = round(20 * len(panel) / 1000)
    assert (panel[:, -margin:] == PAPER).all()
    assert (panel[:, :margin] == PAPER).all()


def test_the_foot_is_never_written_over(sitter: Sitter) -> None:
    empty = panel_of(sitter.analysis())
    full = panel_of(sitter.analysis(many_findings(), issues=[rejection(LONG)] * 9))
    foot = round(0.908 * len(empty))
    assert np.array_equal(full[foot:], empty[foot:])
    assert not np.array_equal(full[:foot], empty[:foot])


def test_verdicts_look_different(sitter: Sitter) -> None:
    issue = rejection("Hold the camera still.")
    panels = [panel_of(sitter.analysis(issues=issues)) for issues in ([], [replace(issue, rejects=False)], [issue])]
    assert len({panel.tobytes() for panel in panels}) == 3


def test_severity_and_interval_are_shown(sitter: Sitter) -> None:
    finding = graded("nose", 3)
    panels = [
        panel_of(sitter.analysis([shown]))
        for shown in (finding, replace(finding, severity=71.0), replace(finding, interval=(60.0, 75.0)))
    ]
    assert len({panel.tobytes() for panel in panels}) == 3


def test_the_evidence_panel_lists_its_own_concern_alone(sitter: Sitter) -> None:
    def evidence(analysis: Analysis) -> NDArray[np.uint8]:
        return draw_evidence(analysis, "redness")

    own = panel_of(sitter.analysis([graded("nose", 3)]), evidence)
    both = panel_of(sitter.analysis([graded("nose", 3), graded("chin", 4, "brown_spots")]), evidence)
    none = panel_of(sitter.analysis(), evidence)
    assert np.array_equal(own, both) and not np.array_equal(own, none)


@pytest.mark.parametrize(
    ("finding", "title"),
    [
        (graded("crows_feet_left", 2, "crows_feet"), "Crow's feet, left"),
        (graded("forehead", 2, "forehead_lines"), "Forehead lines"),
        (graded("mid_cheek_right", 2, "brown_spots"), "Brown spots · Mid cheek, right"),
        (graded("nose", 2, "made_elsewhere"), "Made elsewhere · Nose"),
    ],
)
def test_findings_have_titles_for_people(finding: Finding, title: str) -> None:
    assert words.finding_title(finding) == title


def test_severity_in_words() -> None:
    finding = replace(graded("nose", 2), severity=46.2, interval=(40.8, 51.4))
    assert words.severity_words(finding) == "moderate 46 (41–51)"
    assert words.severity_words(unanswered("nose")) == "not assessable"


def test_what_is_not_assessable_is_counted_with_its_reason() -> None:
    findings = [graded("nose", 1), unanswered("chin"), unanswered("forehead")]
    said = words.not_assessable_words(findings)
    assert said == "Not assessable: 2 of 3. Most often: Hair covers the skin here."
    assert words.not_assessable_words(findings[:1]) == ""


def test_every_sign_that_is_set_exists_in_the_face() -> None:
    missing = bytes(font(40).getmask("\ue123"))
    text = settable(string.ascii_letters + string.digits + string.punctuation + "–—×éñüçøß°·±…’“”≥µ漢\u00a0")
    empty = [sign for sign in text if not sign.isspace() and bytes(font(40).getmask(sign)) == missing]
    assert empty == []
    assert settable("é ñ 41–51") == "e n 41-51"


@pytest.mark.parametrize("text", [LONG, UNBROKEN])
def test_wrapped_lines_fit(text: str) -> None:
    lines = wrap(text, 17, 300)
    assert len(lines) > 3 and all(width_of(line, 17) <= 300 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    cut = wrap(text, 17, 300, max_lines=2)
    assert len(cut) == 2 and cut[1].endswith("…") and width_of(cut[1], 17) <= 300
