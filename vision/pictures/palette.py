"""Colors of the pictures, sRGB code values.

The grades run from light to dark and from yellow to violet, so that they keep their order in gray and for
every kind of color vision. Colors and opacities were chosen together, for skins from fair to dark, so that any
two grades stay plainly apart while the skin shows through; a test holds them to it.
"""

from __future__ import annotations

from typing import NamedTuple

Color = tuple[int, int, int]


class GradeStyle(NamedTuple):
    """How a zone of one grade is drawn: its fill, how much of the skin the fill covers, its line."""

    fill: Color
    opacity: float
    line: Color


GRADE_STYLES = (
    GradeStyle((228, 239, 241), 0.05, (233, 243, 245)),
    GradeStyle((255, 215, 94), 0.48, (181, 137, 0)),
    GradeStyle((240, 128, 50), 0.44, (176, 74, 0)),
    GradeStyle((201, 47, 124), 0.48, (125, 15, 71)),
    GradeStyle((67, 25, 122), 0.50, (38, 10, 77)),
)
CASING: Color = (255, 255, 255)
NEUTRAL: Color = (134, 140, 144)  # not assessable
NEUTRAL_DARK: Color = (93, 100, 104)

PAPER: Color = (246, 244, 240)
INK: Color = (34, 40, 43)
INK_SOFT: Color = (86, 96, 101)
LINE: Color = (220, 216, 208)
ACCENT: Color = (31, 92, 89)
VERDICT_COLORS: dict[str, tuple[Color, Color]] = {  # ground, ink
    "accept": ((227, 238, 236), (23, 72, 70)),
    "warn": ((252, 242, 217), (122, 82, 0)),
    "reject": ((251, 234, 229), (140, 47, 29)),
}

# Evidence, faint to strong: rising lightness, so that it reads on a dimmed face of any tone.
EVIDENCE_STOPS: tuple[tuple[float, Color], ...] = (
    (0.0, (122, 31, 107)),
    (0.35, (214, 66, 92)),
    (0.65, (255, 154, 60)),
    (1.0, (255, 246, 190)),
)
MARK_CASING: Color = (16, 18, 20)
EVIDENCE_OPACITY = 0.88
EVIDENCE_BROAD = 0.45  # how much of that wide patches lose, so that their skin shows; lines lose nothing
EVIDENCE_FLOOR = 0.06  # what is fainter is not drawn
EVIDENCE_FULL = 0.45  # from here on the opacity is the full one

# Change, faint to strong: what rose in the warm colors of evidence, what fell in cool ones, as light at each step.
FELL_STOPS: tuple[tuple[float, Color], ...] = (
    (0.0, (24, 62, 122)),
    (0.35, (38, 120, 190)),
    (0.65, (84, 190, 226)),
    (1.0, (206, 246, 246)),
)
ROSE: Color = (188, 74, 20)  # as words and outlines on paper
FELL: Color = (20, 98, 150)
