"""`countenance analyze PHOTO… --out DIR`: analysis.json, face map and evidence for each photo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table

from models.errors import CountenanceError
from serving.cli.configured import read_settings
from serving.cli.console import err, fail, out, report, stop
from serving.cli.written import write_results
from serving.stores import open_store
from vision.analysis import Analysis, AnalysisDocument, Analyzer, Declaration
from vision.capture import Expression, View
from vision.concerns import CONCERNS
from vision.face import Choice, Face, FaceFinder
from vision.findings import GRADE_NAMES
from vision.photo import Photo, PhotoLimits, decode_photo
from vision.zones import load_zones

_BATCH = 8  # photos decoded and looked at together
_Named = tuple[Path, Path]  # photo, and the folder for its results


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
    device: Annotated[
        Literal["cpu", "cuda"] | None, typer.Option(help="COUNTENANCE_DEVICE if not said; never falls back by itself.")
    ] = None,
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
            settings = read_settings(device=device)
            store = open_store(settings)
            finder, analyzer = FaceFinder.open(settings.device, store), Analyzer(store)
            named = list(zip(photos, targets, strict=True))
            for (path, target), analysis in _analyses(
                named, finder, analyzer, declaration, "largest" if largest else "only"
            ):
                progress.update(task, description=escape(path.name))
                write_results(analysis, target, analyzer.geometry, pictures=pictures)
                _show(path, analysis, target, as_json)
                done += 1
    except CountenanceError as error:
        stop(error)
    if done < len(photos):
        raise typer.Exit(1)


def _analyses(
    named: list[_Named], finder: FaceFinder, analyzer: Analyzer, declaration: Declaration, choose: Choice
) -> Iterator[tuple[_Named, Analysis]]:
    """The analyses that could be made, in order; what could not is reported on the way."""
    for start in range(0, len(named), _BATCH):
        batch = [(name, photo) for name in named[start : start + _BATCH] if (photo := _decoded(name[0]))]
        faces = finder.find([photo for _, photo in batch], choose)
        for (name, photo), face in zip(batch, faces, strict=True):
            if isinstance(face, Face):
                yield name, analyzer.measure(photo, face, declaration)
            else:
                report(face, name[0].name)


def _decoded(path: Path) -> Photo | None:
    try:
        with path.open("rb") as file:  # a byte more than is accepted is enough to be refused
            return decode_photo(file.read(PhotoLimits().max_bytes + 1))
    except OSError as error:
        fail(f"{path.name}: {error.strerror}", "file_unreadable")
    except CountenanceError as error:
        report(error, path.name)
    return None


def _targets(paths: list[Path], out_dir: Path) -> list[Path]:
    """The folder itself for one photo; a subfolder each, named after the file, for several."""
    if len(paths) == 1:
        return [out_dir]
    targets: list[Path] = []
    for path in paths:
        name, count = path.stem, 2
        while out_dir / name in targets:
            name, count = f"{path.stem}-{count}", count + 1
        targets.append(out_dir / name)
    return targets


def _show(path: Path, analysis: Analysis, target: Path, as_json: bool) -> None:
    if as_json:
        typer.echo(AnalysisDocument.of(analysis).model_dump_json())
        return
    issues = "; ".join(issue.message for issue in analysis.capture.issues) or "nothing to object to"
    out.print(f"\n[bold]{escape(path.name)}[/]  capture: {analysis.capture.verdict} ({issues})")
    out.print(_table(analysis))
    out.print(f"[dim]{escape(str(target))}[/]")


def _table(analysis: Analysis) -> Table:
    """Assessable findings, worst first; then those that are not, with the reason."""
    zones = {zone.name: zone.title for zone in load_zones()}
    concerns = {concern.name: concern.title for concern in CONCERNS}
    table = Table("concern", "zone", "grade", "severity", "90 %", box=None, pad_edge=False)
    for finding in sorted(analysis.findings, key=lambda f: -(f.severity or 0)):
        if finding.severity is None or finding.grade is None:
            continue
        table.add_row(
            concerns[finding.concern],
            zones[finding.zone],
            GRADE_NAMES[finding.grade],
            f"{finding.severity:.0f}",
            "unknown" if finding.interval is None else "{:.0f}–{:.0f}".format(*finding.interval),
        )
    for finding in analysis.findings:
        if finding.reason is not None:
            row = (concerns[finding.concern], zones[finding.zone], "not assessable", "", finding.reason.value)
            table.add_row(*row, style="dim")
    return table
