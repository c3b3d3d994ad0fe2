"""The side panel: blocks set under each other from the top; the fixed lines stand at the foot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vision.analysis import DynamicFinding
from vision.capture import CaptureReport
from vision.comparison import Caveat, Change
from vision.findings import GRADE_NAMES, Drivers, Finding, detail_words
from vision.pictures import palette, words
from vision.pictures.lettering import shortened
from vision.pictures.sheet import Sheet

PANEL_WIDTH = 464.0  # units
_LEFT, _WIDTH = 32.0, 400.0
_TITLE, _TEXT, _SMALL, _LABEL = 31.0, 17.5, 15.0, 13.5
_FOOT = 92.0  # kept for the fixed lines
_FINDING_ROW, _DETAIL_ROW, _BASELINE = 53.0, 17.0, 32.0
_MAX_FINDINGS = 8
_MAX_NOTE_LINES, _NOTE = 3, 76.0  # and the room kept for them
_MAX_ISSUES, _MAX_ISSUE_LINES = 4, 3


class Panel:
    """A column of a picture. Units are thousandths of the least height of a picture."""

    def __init__(self, height_px: int, unit: float) -> None:
        self._sheet = Sheet(Image.new("RGB", (round(PANEL_WIDTH * unit), height_px), palette.PAPER), unit)
        self._height = height_px / unit
        self._y = 0.0

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """(h, w, 3) uint8 sRGB."""
        return self._sheet.pixels

    def title(self, kicker: str, title: str, subtitle: str) -> None:
        """What the picture is."""
        self._y = 50.0
        self._sheet.line(_LEFT, self._y, kicker.upper(), 13.0, palette.ACCENT, bold=True)
        for line in self._sheet.wrap(title, _TITLE, _WIDTH, 2):
            self._y += 39
            self._sheet.line(_LEFT, self._y, line, _TITLE, palette.INK)
        self._y += 8
        self._paragraph(subtitle, _SMALL, palette.INK_SOFT, 2)

    def capture(self, report: CaptureReport) -> None:
        """Whether the photo is fit, and what to do about it."""
        badge, sentence = words.VERDICTS[report.verdict]
        ground, ink = palette.VERDICT_COLORS[report.verdict]
        self._y += 40
        width = self._sheet.width_of(badge, _SMALL) + 22
        self._sheet.box(_LEFT, self._y - 18.5, width, 26, ground, radius=13)
        self._sheet.line(_LEFT + 11, self._y, badge, _SMALL, ink, bold=True)
        self._sheet.line(_LEFT + width + 11, self._y, sentence, _SMALL, palette.INK_SOFT)
        self._y += 4
        for issue in report.issues[:_MAX_ISSUES]:
            self._y += 5
            self._paragraph(issue.message, _SMALL, palette.INK, _MAX_ISSUE_LINES)
        if len(report.issues) > _MAX_ISSUES:
            self._y += 5
            self._paragraph(f"and {len(report.issues) - _MAX_ISSUES} more", _SMALL, palette.INK_SOFT, 1)

    def grades(self) -> None:
        """The scale of grades and the sign for what the photo does not carry."""
        self._heading("Severity")
        step = (_WIDTH + 6) / len(GRADE_NAMES)
        self._y += 13
        for grade, name in enumerate(GRADE_NAMES):
            left, (fill, _, line) = _LEFT + grade * step, palette.GRADE_STYLES[grade]
            self._sheet.box(left, self._y, step - 6, 17, fill, outline=palette.NEUTRAL if grade == 0 else line)
            self._sheet.line(left, self._y + 34, name, _LABEL, palette.INK_SOFT)
        self._y += 52
        self._sheet.hatched_box(_LEFT, self._y, step - 6, 17)
        label = "not assessable in this photo"
        self._sheet.line(_LEFT + step + 4, self._y + 13.5, label, _LABEL, palette.INK_SOFT)
        self._y += 17

    def ramp(self, colors: NDArray[np.uint8], heading: str) -> None:
        """The scale of the evidence, (K, 3) from faint to strong."""
        self._heading(heading)
        self._y += 13
        self._sheet.strip(_LEFT, self._y, _WIDTH, 17, colors)
        self._y += 34
        self._sheet.line(_LEFT, self._y, "faint", _LABEL, palette.INK_SOFT)
        self._sheet.line(_LEFT + _WIDTH, self._y, "strong", _LABEL, palette.INK_SOFT, anchor="rs")

    def drivers(self, drivers: Sequence[Drivers], summary: str = "") -> None:
        """What leads in each third, and its groups of concerns from the highest down.

        Args:
            summary: of the whole face, set below them.
        """
        self._heading("Drivers by facial third")
        for each in drivers:
            self._y += 25
            ranking = words.ranking_words(each)
            self._sheet.line(_LEFT, self._y, each.third.capitalize(), _SMALL, palette.INK, bold=True)
            self._sheet.line(_LEFT + _WIDTH, self._y, ranking, _SMALL, palette.INK, anchor="rs")
            self._paragraph(each.statement, _LABEL, palette.INK_SOFT, 2)
        if summary:
            self._y += 6
            self._paragraph(summary, _LABEL, palette.INK, 2)

    def findings(
        self, findings: Sequence[Finding], titles: Sequence[str], note: str, *, summary: str = "", details: bool = False
    ) -> None:
        """The findings in words and on a scale, as many as there is room for.

        Args:
            findings: assessable, the worst first.
            titles: one for each.
            note: set below them.
            summary: set above them.
            details: also their counts, lengths, depths and areas.
        """
        self._heading("Findings, highest first")
        if summary:
            self._paragraph(summary, _SMALL, palette.INK, 2)
            self._y += 20
        room = self._height - _FOOT - self._y - _NOTE
        heights = np.cumsum([_FINDING_ROW + (_DETAIL_ROW if details and f.details else 0) for f in findings])
        count = min(int((heights <= room).sum()), _MAX_FINDINGS)
        if count < len(findings):
            note = f"{words.shown_words(count, len(findings))} {note}"
        note_lines = self._sheet.wrap(note, _SMALL, _WIDTH, _MAX_NOTE_LINES)
        if not findings:
            self._paragraph("No finding could be assessed.", _TEXT, palette.INK, 2)
        elif count:
            numbers = "0 to 100 (90 % interval)"
            self._sheet.line(_LEFT + _WIDTH, self._y, numbers, _LABEL, palette.INK_SOFT, anchor="rs")
        for finding, title in zip(findings[:count], titles[:count], strict=True):
            self._finding(finding, title)
            if details and finding.details:
                self._details(finding)
        self._y += 8
        self._y = self._sheet.lines(_LEFT, self._y, note_lines, _SMALL, palette.INK_SOFT)

    def increases(self, found: Sequence[DynamicFinding], titles: Sequence[str]) -> None:
        """What an expression adds, zone by zone, or why that cannot be said."""
        self._heading("Added by the expression")
        numbers = "rest, animated: increase (90 % interval)"
        self._sheet.line(_LEFT + _WIDTH, self._y + 21, numbers, _LABEL, palette.INK_SOFT, anchor="rs")
        self._y += 21
        for each, title in zip(found, titles, strict=True):
            if self._y > self._height - _FOOT - _NOTE:
                break
            self._named(title, words.increase_words(each))
            if each.rest is not None and each.animated is not None and each.assessable:
                self._rise(self._y + 14, each.rest, each.animated)
                self._y += 21
            elif each.reason_message:
                self._paragraph(each.reason_message, _LABEL, palette.INK_SOFT, 2)

    def caveats(self, caveats: Sequence[Caveat]) -> None:
        """What differs between two photos, and what that leaves of what it touches."""
        self._y += 14
        if not caveats:
            self._paragraph("Nothing was found to differ in how the photos were taken.", _SMALL, palette.INK, 2)
        for caveat in caveats[:_MAX_ISSUES]:
            self._y += 5
            said = f"{caveat.message} ({caveat.label.value.replace('_', ' ')})"
            self._paragraph(said, _SMALL, palette.INK, _MAX_ISSUE_LINES)
        if len(caveats) > _MAX_ISSUES:
            self._y += 5
            self._paragraph(f"and {len(caveats) - _MAX_ISSUES} more", _SMALL, palette.INK_SOFT, 1)

    def changes(self, changes: Sequence[Change], titles: Sequence[str], note: str) -> None:
        """Changes from the earlier photo to the later one, as many as there is room for, and a note below them."""
        self._heading("Measurable changes")
        if changes:
            numbers = "earlier to later: change, ± its 90 % interval"
            self._sheet.line(_LEFT + _WIDTH, self._y + 21, numbers, _LABEL, palette.INK_SOFT, anchor="rs")
            self._y += 21
        else:
            self._paragraph("None.", _TEXT, palette.INK, 1)
        for each, title in zip(changes, titles, strict=True):
            if self._y > self._height - _FOOT - _NOTE - _FINDING_ROW:
                self._paragraph("and more, in comparison.json", _SMALL, palette.INK_SOFT, 1)
                break
            self._change(each, title)
        self._y += 8
        self._paragraph(note, _SMALL, palette.INK_SOFT, _MAX_NOTE_LINES)

    def _change(self, change: Change, title: str) -> None:
        color = palette.ROSE if change.outcome == "rose" else palette.FELL
        self._named(title, words.change_words(change), color if change.measurable else palette.INK)
        if change.change is not None and change.before is not None and change.after is not None:
            self._rise(self._y + 14, change.before, change.after, color)
            self._y += 21

    def foot(self, use: str = "", made_by: str = "") -> None:
        """What every picture says of itself; of analyses, unless other words are given."""
        top = self._height - _FOOT + 18
        self._sheet.box(_LEFT, top, _WIDTH, 1.2, palette.LINE, radius=0)
        self._sheet.line(_LEFT, top + 27, use or words.INTENDED_USE, _SMALL - 0.5, palette.INK)
        self._sheet.line(_LEFT, top + 48, made_by or words.software_line(), 12.5, palette.INK_SOFT)

    def _finding(self, finding: Finding, title: str) -> None:
        self._named(title, words.severity_words(finding))
        if finding.severity is not None and finding.grade is not None:
            self._scale(self._y + 14, finding.severity, finding.interval, finding.grade)
        self._y += _FINDING_ROW - _BASELINE

    def _details(self, finding: Finding) -> None:
        self._y += _DETAIL_ROW
        details = ", ".join(detail_words(finding.details))
        fitting = shortened(details, _LABEL * self._sheet.unit, _WIDTH * self._sheet.unit)
        self._sheet.line(_LEFT, self._y - 4, fitting, _LABEL, palette.INK_SOFT)

    def _named(self, title: str, numbers: str, color: palette.Color = palette.INK) -> None:
        """A title at the left and numbers at the right of one line."""
        room = _WIDTH - self._sheet.width_of(numbers, _SMALL) - 12
        size = _TEXT if self._sheet.width_of(title, _TEXT) <= room else _SMALL
        name = shortened(title, size * self._sheet.unit, room * self._sheet.unit)
        self._y += _BASELINE
        self._sheet.line(_LEFT, self._y, name, size, palette.INK)
        soft = palette.INK_SOFT if color == palette.INK else color
        self._sheet.line(_LEFT + _WIDTH, self._y, numbers, _SMALL, soft, anchor="rs")

    def _rise(self, y: float, rest: float, animated: float, color: palette.Color = palette.ACCENT) -> None:
        """From rest, a ring, to animated, a dot, on the track of 0 to 100."""
        places = [_LEFT + _WIDTH * value / 100 for value in (rest, animated)]
        self._sheet.box(_LEFT, y - 1.5, _WIDTH, 3, palette.LINE)
        self._sheet.box(min(places), y - 3, max(abs(places[1] - places[0]), 1.0), 6, color)
        self._sheet.box(places[0] - 5.5, y - 5.5, 11, 11, palette.PAPER, radius=6, outline=color)
        self._sheet.box(places[1] - 5.5, y - 5.5, 11, 11, color, radius=6)

    def _scale(self, y: float, severity: float, interval: tuple[float, float] | None, grade: int) -> None:
        """0 to 100 as a track, the 90 % interval as a bar, the severity as a dot."""
        middle = _LEFT + _WIDTH * severity / 100
        fill, _, line = palette.GRADE_STYLES[grade]
        bar, dot = (palette.NEUTRAL, palette.NEUTRAL_DARK) if grade == 0 else (fill, line)
        self._sheet.box(_LEFT, y - 1.5, _WIDTH, 3, palette.LINE)
        if interval is not None:
            low, high = (_LEFT + _WIDTH * value / 100 for value in interval)
            self._sheet.box(low, y - 3, high - low, 6, bar)
        self._sheet.box(middle - 5.5, y - 5.5, 11, 11, palette.PAPER, radius=6)
        self._sheet.box(middle - 4, y - 4, 8, 8, dot)

    def _heading(self, text: str) -> None:
        self._y += 22
        self._sheet.box(_LEFT, self._y, _WIDTH, 1.2, palette.LINE, radius=0)
        self._y += 29
        self._sheet.line(_LEFT, self._y, text, _TEXT, palette.INK, bold=True)

    def _paragraph(self, text: str, size: float, color: palette.Color, max_lines: int) -> None:
        lines = self._sheet.wrap(text, size, _WIDTH, max_lines)
        self._y = self._sheet.lines(_LEFT, self._y, lines, size, color)
