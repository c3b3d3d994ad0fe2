"""The figures of a whole run as vision/README.md shows them: one row per concern, misses in bold.

python -m tests.evaluation.summary      # writes them there, with the table of concerns, from results and registry
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.evaluation.concern_table import concern_table

RESULTS = Path(__file__).parent / "results" / "evaluation.json"
README = Path(__file__).parents[2] / "vision" / "README.md"
# Heading, name of the rows, whether the target is a least value.
COLUMNS = (
    ("dose–response", "dose_response share", True),
    ("slope", "dose_response slope", True),
    ("dark/light", "slope dark/light, not below", True),
    ("worst leak", "selectivity worst", False),
    ("tone", "fairness |tone correlation|", False),
    ("re-shot sd", "reshot_sd worst kind", False),
    ("ICC", "reshot_icc worst kind", True),
    ("abstention", "abstention", False),
)
SINGLES = (
    "smile crows_feet rises, all pairs",
    "smile crows_feet rises, mouth widens 7 %",
    "smile nasolabial_folds rises, all pairs",
    "smile nasolabial_folds rises, mouth widens 7 %",
    "recapture_icc pooled",
    "tone_pairs ITA median",
    "tone_pairs ITA p90",
    "honesty not assessable",
    "age Spearman of the line composite",
    "age Spearman of the line composite, lighter two thirds",
    "geometry error median",
    "lesions F1",
    "lesions precision",
    "lesions recall",
    "comparison unchanged, measurable",
    "comparison planted grade found",
    "comparison smile declared, size not told",
    "comparison smile not declared, size not told",
)
_MOST_DARK_TO_LIGHT = 1.33
_WITH_A_TARGET = ("recapture", "comparison")  # of these, rows by concern have none
_AT_MOST = ("ITA", "error", "unchanged")


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the results."""

    name: str
    concern: str
    value: float | None
    target: float | None
    n: int


def read_figures(path: Path = RESULTS) -> list[Figure]:
    """The rows of a results file."""
    return [Figure(**row) for row in json.loads(path.read_text())]


def table(figures: Iterable[Figure]) -> list[str]:
    """Lines of a Markdown table. A dash where there was nothing to measure."""
    by_key = {(figure.name, figure.concern): figure for figure in figures}
    concerns = [concern for name, concern in by_key if name == "dose_response share"]
    head = ["concern", *(heading for heading, _, _ in COLUMNS)]
    lines = [_line(head), _line("---" for _ in head)]
    for concern in concerns:
        cells = (_cell(by_key.get((name, concern)), least) for _, name, least in COLUMNS)
        lines.append(_line([f"`{concern}`", *cells]))
    return lines


def singles(figures: Iterable[Figure]) -> list[str]:
    """Lines of a Markdown list: figures that belong to one concern, or to none. Re-capture where it has a target."""
    wanted = [
        f for f in figures if f.name in SINGLES and (f.target is not None or not f.name.startswith(_WITH_A_TARGET))
    ]
    return [f"- {f.name}{_of(f)}: {_shown(f)}{_asked(f)}, n {f.n}" for f in wanted]


def _cell(figure: Figure | None, least: bool) -> str:
    if figure is None or figure.value is None:
        return "–"
    return f"{figure.value:.2f}" if _met(figure, least) else f"**{figure.value:.2f}**"


def _met(figure: Figure, least: bool) -> bool:
    if figure.value is None or figure.target is None:
        return True
    if figure.name.startswith("slope dark/light"):
        return figure.target <= figure.value <= _MOST_DARK_TO_LIGHT
    return figure.value >= figure.target if least else figure.value <= figure.target


def _of(figure: Figure) -> str:
    return "" if figure.concern in {"all", "lines"} or figure.concern in figure.name else f" {figure.concern}"


def _shown(figure: Figure) -> str:
    met = _met(figure, least=not any(word in figure.name for word in _AT_MOST))
    return f"{figure.value:.2f}" if met else f"**{figure.value:.2f}**"


def _asked(figure: Figure) -> str:
    return "" if figure.target is None else f" (target {figure.target:g})"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def evaluation_lines() -> list[str]:
    """What the README shows of the last whole run."""
    found = read_figures()
    return [*table(found), "", *singles(found)]


def section(text: str, name: str) -> str:
    """What stands between a section's markers.

    Raises:
        ValueError: they are not there.
    """
    _, _, after = text.partition(f"<!-- {name} -->\n")
    inside, found, _ = after.partition(f"\n<!-- end of {name} -->")
    if not found:
        raise ValueError(f"no section {name}")
    return inside


def write_readme() -> None:
    """Puts both tables between their markers."""
    text = README.read_text()
    for name, lines in (("concerns", concern_table()), ("evaluation", evaluation_lines())):
        text = text.replace(section(text, name), "\n".join(lines))
    README.write_text(text)


if __name__ == "__main__":
    write_readme()
