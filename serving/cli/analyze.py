"""`countenance analyze PHOTO… --out DIR`: analysis.json, face map and evidence for each photo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table

from models.errors import CountenanceError
from serving.cli.console import err, out, report, stop
from serving.cli.written import write_results
from vision.analysis import Analysis, AnalysisDocument, Analyzer, Declaration
from vision.capture import Expression, View
from vision.concerns import CONCERNS
from vision.face import Choice, Face, FaceFinder
from vision.findings import GRADE_NAMES
from vision.photo import Photo, decode_photo
from vision.zones import load_zones

_BATCH = 8  # photos decoded and looked at together
_Named = tuple[Path, Photo]


def analyze(
    photos: Annotated[list[Path], typer.Argument(help="Photos: JPEG, PNG, WebP, AVIF or HEIC.", show_default=False)],
    out_dir: Annotated[
        Path,
        typer.Option("--out", file_okay=False, help="Folder for the results; several photos get a subfolder each."),
    ],
    view: Annotated[View, typer.Option(help="What the photos show; left and right are the client's.")] = "front",
    expression: Annotated[Expression, typer.Option(help="And with which face.")] = "rest",
    largest: Annotated[
        bool, typer.Option("--largest-face", help="Take the largest face where there are several.")
    ] = False,
    device: Annotated[Literal["cpu", "cuda"], typer.Option(help="Never falls back by itself.")] = "cpu",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print each analysis.json as one line instead of a table.")
    ] = False,
    pictures: Annotated[bool, typer.Option(help="Draw face map and evidence.")] = True,
) -> None:
    """Analyzes photos. Exits with 1 if one of them could not be used; the others are done all the same."""
    declaration = Declaration(view, expression)
    targets = _targets(photos, out_dir)
    done = 0
    try:
        with Progress(SpinnerColumn(), TextColumn("{task.description}"), console=err, transient=True) as progress:
            task = progress.add_task("loading the networks")
            finder, analyzer = FaceFinder.open(device), Analyzer()
            for path, analysis in _analyses(photos, finder, analyzer, declaration, "largest" if largest else "only"):
                progress.update(task, description=f"{path.name}")
                write_results(analysis, targets[path], pictures=pictures)
                _show(path, analysis, targets[path], as_json)
                done += 1
    except CountenanceError as error:
        stop(error)
    except OSError as error:
        err.print(f"[bold red]✗[/] {error.filename}: {error.strerror} [dim](results_unwritable)[/]")
        raise typer.Exit(1) from error
    if done < len(photos):
        raise typer.Exit(1)


def _analyses(
    paths: list[Path], finder: FaceFinder, analyzer: Analyzer, declaration: Declaration, choose: Choice
) -> Iterator[tuple[Path, Analysis]]:
    """The analyses that could be made, in order; what could not is reported on the way."""
    for start in range(0, len(paths), _BATCH):
        batch = [named for path in paths[start : start + _BATCH] if (named := _decoded(path))]
        faces = finder.find([photo for _, photo in batch], choose)
        for (path, photo), face in zip(batch, faces, strict=True):
            if isinstance(face, Face):
                yield path, analyzer.measure(photo, face, declaration)
            else:
                report(face, path.name)


def _decoded(path: Path) -> _Named | None:
    try:
        return path, decode_photo(path.read_bytes())
    except OSError as error:
        err.print(f"[bold red]✗[/] {path.name}: {error.strerror} [dim](file_unreadable)[/]")
    except CountenanceError as error:
        report(error, path.name)
    return None


def _targets(paths: list[Path], out_dir: Path) -> dict[Path, Path]:
    """The folder itself for one photo; a subfolder each, named after the file, for several."""
    if len(paths) == 1:
        return {paths[0]: out_dir}
    targets: dict[Path, Path] = {}
    for path in paths:
        name, count = path.stem, 2
        while out_dir / name in targets.values():
            name, count = f"{path.stem}-{count}", count + 1
        targets[path] = out_dir / name
    return targets


def _show(path: Path, analysis: Analysis, target: Path, as_json: bool) -> None:
    if as_json:
        typer.echo(AnalysisDocument.of(analysis).model_dump_json())
        return
    issues = "; ".join(issue.message for issue in analysis.capture.issues) or "nothing to object to"
    out.print(f"\n[bold]{path.name}[/]  capture: {analysis.capture.verdict} ({issues})")
    out.print(_table(analysis))
    out.print(f"[dim]{target}[/]")


def _table(analysis: Analysis) -> Table:
    """Assessable findings, worst first; then those that are not, with the reason."""
    zones = {zone.name: zone.title for zone in load_zones()}
    concerns = {concern.name: concern.title for concern in CONCERNS}
    table = Table("concern", "zone", "grade", "severity", "90 %", box=None, pad_edge=False)
    for finding in sorted(analysis.findings, key=lambda f: -(f.severity or 0)):
        if finding.severity is None or finding.grade is None or finding.interval is None:
            continue
        low, high = finding.interval
        table.add_row(
            concerns[finding.concern],
            zones[finding.zone],
            GRADE_NAMES[finding.grade],
            f"{finding.severity:.0f}",
            f"{low:.0f}–{high:.0f}",
        )
    for finding in analysis.findings:
        if finding.reason is not None:
            row = (concerns[finding.concern], zones[finding.zone], "not assessable", "", finding.reason.value)
            table.add_row(*row, style="dim")
    return table
