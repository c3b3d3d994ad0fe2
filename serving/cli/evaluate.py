"""`countenance evaluate --data DIR`: the proof, run again. It lives in the source checkout and not in the package."""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, ClassVar

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from models.errors import CountenanceError
from serving.cli.console import err, out, stop

_CHECKOUT = Path(__file__).resolve().parents[2]
_HOME = Path("tests") / "evaluation"
_PROJECTIONS = _HOME / "simulation"


class EvaluationUnavailableError(CountenanceError):
    """The evaluation or its portraits are not on this machine."""

    code: ClassVar[str] = "evaluation_not_available"
    title: ClassVar[str] = "The evaluation is not available here"


def evaluate(
    data: Annotated[Path, typer.Option("--data", help="Folder with london/, and maybe canada/ and fairface/.")],
    quick: Annotated[bool, typer.Option("--quick", help="A few faces and zones, in minutes.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON instead of a table.")] = False,
    out_dir: Annotated[
        Path | None, typer.Option("--out", file_okay=False, help="Folder for the figures and pictures.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="Only this study; may be repeated.")] = None,
    simulation: Annotated[
        bool, typer.Option("--simulation", help="Measure the projections, half an hour, instead of the measures.")
    ] = False,
) -> None:
    """Measures the measures: doses, selectivity, repeatability, fairness. A whole run takes most of an hour."""
    try:
        evaluation = _evaluation(data, _PROJECTIONS if simulation else _HOME)
        unknown = set(only or ()) - set(evaluation.STUDIES)
        if unknown:
            raise typer.BadParameter(f"{', '.join(sorted(unknown))}; there are {', '.join(evaluation.STUDIES)}")
        with _Bars() as bars:
            rows = evaluation.evaluate(data, quick=quick, only=only or (), out=out_dir, notice=bars.notice)
    except CountenanceError as error:
        stop(error)
    if as_json:
        typer.echo(json.dumps([{k: v for k, v in asdict(row).items() if k != "sense"} for row in rows]))
    else:
        _show(rows, everything=bool(only))


def _evaluation(data: Path, home: Path) -> Any:
    """The module in that folder of the checkout that this file lies in.

    Raises:
        EvaluationUnavailableError: an installed package without its checkout, or a folder without portraits.
    """
    if not (_CHECKOUT / home / "evaluate.py").is_file():
        raise EvaluationUnavailableError("The evaluation is part of the source checkout; this is an installed package.")
    if not (data / "london" / "neutral").is_dir():
        raise EvaluationUnavailableError(f"{data} holds no london/neutral, whose portraits are evaluated on.")
    if str(_CHECKOUT) not in sys.path:
        sys.path.insert(0, str(_CHECKOUT))
    return importlib.import_module(".".join((*home.parts, "evaluate")))


class _Bars:
    """A bar for each kind of observation, on stderr."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=err)
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> _Bars:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def notice(self, label: str, done: int, total: int) -> None:
        if label not in self._tasks:
            self._tasks[label] = self._progress.add_task(label, total=total)
        self._progress.update(self._tasks[label], completed=done, total=total)


def _show(rows: list[Any], everything: bool) -> None:
    """What has a target; what is only reported too, where a few studies were asked for."""
    table = Table("", "figure", "concern", "value", "target", "n", box=None, pad_edge=False)
    for row in rows:
        if everything or row.target is not None:
            mark = {True: "[green]✓[/]", False: "[red]✗[/]", None: ""}[row.met]
            value = "–" if row.value is None else f"{row.value:.2f}"
            table.add_row(mark, row.name, row.concern, value, _target(row), str(row.n))
    out.print(table)
    judged = [row.met for row in rows if row.met is not None]
    out.print(
        f"{sum(judged)} of {len(judged)} targets met; {len(rows) - len(judged)} figures are reported only (--json)"
    )


def _target(row: Any) -> str:
    return "" if row.target is None else f"{'≥' if row.sense == 'at least' else '≤'} {row.target:g}"
