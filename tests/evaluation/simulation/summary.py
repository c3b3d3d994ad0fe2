"""The figures of a whole run as simulation/README.md shows them, misses in bold.

python -m tests.evaluation.simulation.summary      # writes them there, from results
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.evaluation.rows import AT_LEAST, AT_MOST
from tests.evaluation.summary import Figure, read_figures, section

RESULTS = Path(__file__).parents[1] / "results" / "simulation.json"
README = Path(__file__).parents[3] / "simulation" / "README.md"
SECTION = "projections"
# What it is, name of the row, on which side of its target it should lie.
SHOWN = (
    ("people", "people", AT_LEAST),
    ("outside treated zones, largest difference of code values", "outside, largest difference", AT_MOST),
    ("the same with label", "outside with label, largest difference", AT_MOST),
    ("a targeted finding of one grade or more falls", "falls", AT_LEAST),
    ("without those that the projection itself declines", "falls, told", AT_LEAST),
    ("and falls by no more than its cap", "within the cap", AT_LEAST),
    ("falls, skin judged anew on the result", "falls, fresh", AT_LEAST),
    ("within the cap, skin judged anew", "within the cap, fresh", AT_LEAST),
    ("reached of what was asked, expected, median", "reached of what was asked, expected", AT_LEAST),
    ("untargeted, uncoupled findings in treated zones, median points", "drift, median", AT_MOST),
    ("untargeted, uncoupled findings anywhere, worst", "drift, worst", AT_MOST),
    ("of them within 5 points", "drift, share within 5 points", AT_LEAST),
    ("worst where only light changes", "drift, light, worst", AT_MOST),
    ("worst where skin moves", "drift, shape, worst", AT_MOST),
    ("low ≤ expected ≤ high", "levels rise", AT_LEAST),
    ("grain in line and pigment treatments, least", "grain, lines and pigments, least", AT_LEAST),
    ("grain in line and pigment treatments, most", "grain, lines and pigments, most", AT_MOST),
    ("grain within 0.90–1.10", "grain, lines and pigments, within", AT_LEAST),
    ("seam, largest", "seam, largest", AT_MOST),
    ("seam within 1.05", "seam, within", AT_LEAST),
    ("fall on dark skin over light, least", "tone, fall, dark/light, least of the treatments", AT_LEAST),
    ("fall on dark skin over light, most", "tone, fall, dark/light, most of the treatments", AT_MOST),
    ("light taken, dark over light, least", "tone, light taken, dark/light, least of the treatments", AT_LEAST),
    ("light taken, dark over light, most", "tone, light taken, dark/light, most of the treatments", AT_MOST),
    ("manifest validates", "manifest valid", AT_LEAST),
    ("both phrases read at 480 px", "label read at 480 px", AT_LEAST),
    ("too much at the expected level", "subtlety, expected, too_much", AT_MOST),
    ("imperceptible at the expected level", "subtlety, expected, imperceptible", AT_MOST),
)


def table(figures: Iterable[Figure]) -> list[str]:
    """Lines of a Markdown table, one a figure that the run has."""
    by_name = {figure.name: figure for figure in figures if figure.concern == "all"}
    lines = ["| figure | found | target | n |", "| --- | --- | --- | --- |"]
    for label, name, sense in SHOWN:
        if (figure := by_name.get(name)) is not None:
            lines.append(f"| {label} | {_found(figure, sense)} | {_target(figure, sense)} | {figure.n} |")
    return lines


def worst(figures: Iterable[Figure]) -> list[str]:
    """Lines of a Markdown list: the findings that moved most without being meant to."""
    named = [figure for figure in figures if figure.name.startswith("drift worst")]
    return [f"- {each.name.partition(': ')[2]}, {each.concern}: {each.value:+.1f} points" for each in named]


def _found(figure: Figure, sense: str) -> str:
    if figure.value is None:
        return "–"
    value = f"{figure.value:.3f}".rstrip("0").rstrip(".")
    return value if _met(figure, figure.value, sense) else f"**{value}**"


def _met(figure: Figure, value: float, sense: str) -> bool:
    if figure.target is None:
        return True
    return value >= figure.target if sense == AT_LEAST else value <= figure.target


def _target(figure: Figure, sense: str) -> str:
    return "" if figure.target is None else f"{'≥' if sense == AT_LEAST else '≤'} {figure.target:g}"


def projection_lines() -> list[str]:
    """What the README shows of the last whole run."""
    found = read_figures(RESULTS)
    return [*table(found), "", "What moved most without being meant to:", "", *worst(found)]


def write_readme() -> None:
    """Puts the table between its markers."""
    text = README.read_text()
    begin, end = f"<!-- {SECTION} -->\n", f"\n<!-- end of {SECTION} -->"
    README.write_text(text.replace(begin + section(text, SECTION) + end, begin + "\n".join(projection_lines()) + end))


if __name__ == "__main__":
    write_readme()
