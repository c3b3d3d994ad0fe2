"""`countenance analyze PHOTO… --out DIR`: analysis.json, face map and evidence for each photo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn

from models.errors import CountenanceError
from serving.cli.configured import read_settings
from serving.cli.console import err, report, stop
from serving.cli.decoded import decoded
from serving.cli.options import ColorCorrection, Device, LargestFace
from serving.cli.shown import show
from serving.cli.written import write_results
from serving.color_corrections import read_correction
from serving.stores import open_store
from vision.analysis import Analysis, AnalysisDocument, Analyzer, Declaration
from vision.capture import Expression, View
from vision.color_card import Card
from vision.face import Choice, Face, FaceFinder
from vision.photo import Photo
from vision.zones import Movement

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
    animated: Annotated[
        Path | None,
        typer.Option(help="A second photo of the same client with an expression: adds dynamic lines.", dir_okay=False),
    ] = None,
    animated_expression: Annotated[
        Movement | None, typer.Option(help="What the client was asked to do for the second photo.")
    ] = None,
    card: Annotated[
        Card,
        typer.Option(help="Color card in the picture; auto looks for a ColorChecker, the others insist on theirs."),
    ] = "auto",
    color_correction: ColorCorrection = None,
    largest: LargestFace = False,
    apparent_age: Annotated[
        bool,
        typer.Option(
            "--apparent-age", help="For providers only: how old the face looks, with an interval. Not to decide by."
        ),
    ] = False,
    device: Device = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print each analysis.json as one line instead of a table.")
    ] = False,
    pictures: Annotated[bool, typer.Option(help="Draw face map and evidence.")] = True,
) -> None:
    """Analyzes photos. Exits with 1 if one of them could not be used; the others are done all the same."""
    _refuse_wrong_pair(photos, expression, animated, animated_expression)
    choose: Choice = "largest" if largest else "only"
    targets = _targets(photos, out_dir)
    done = 0
    try:
        with Progress(SpinnerColumn(), TextColumn("{task.description}"), console=err, transient=True) as progress:
            task = progress.add_task("loading the networks")
            settings = read_settings(device=device)
            store = open_store(settings)
            finder, analyzer = FaceFinder.open(settings.device, store), Analyzer(store)
            named = list(zip(photos, targets, strict=True))
            stored = None if color_correction is None else read_correction(color_correction)
            walk = _Walk(partial(decoded, card=card, stored=stored), finder, analyzer, choose, apparent_age)
            second = _second(animated, Declaration(view, animated_expression or "rest"), walk)
            for (path, target), analysis in walk.analyses(named, Declaration(view, expression)):
                progress.update(task, description=escape(path.name))
                write_results(analysis, target, analyzer.geometry, animated=second, pictures=pictures)
                if as_json:
                    typer.echo(AnalysisDocument.of(analysis, second).model_dump_json())
                else:
                    show(path, analysis, second, target)
                done += 1
    except CountenanceError as error:
        stop(error)
    if done < len(photos):
        raise typer.Exit(1)


def _refuse_wrong_pair(
    photos: list[Path], expression: Expression, animated: Path | None, animated_expression: Movement | None
) -> None:
    """Ends the command with 2 where a second photo has nothing to be compared with."""
    if (animated is None) != (animated_expression is None):
        raise typer.BadParameter("--animated and --animated-expression go together")
    if animated is not None and len(photos) > 1:
        raise typer.BadParameter("--animated takes one PHOTO to be compared with")
    if animated is not None and expression != "rest":
        raise typer.BadParameter("--animated is compared with a photo at rest: leave --expression out")


@dataclass(frozen=True, slots=True)
class _Walk:
    """What every photo goes through: decoded, its face found, measured."""

    decode: Callable[[Path], Photo | None]
    finder: FaceFinder
    analyzer: Analyzer
    choose: Choice
    apparent_age: bool

    def analyses(self, named: list[_Named], declaration: Declaration) -> Iterator[tuple[_Named, Analysis]]:
        """The analyses that could be made, in order; what could not is reported on the way."""
        for start in range(0, len(named), _BATCH):
            batch = [(name, photo) for name in named[start : start + _BATCH] if (photo := self.decode(name[0]))]
            faces = self.finder.find([photo for _, photo in batch], self.choose)
            for (name, photo), face in zip(batch, faces, strict=True):
                if isinstance(face, Face):
                    yield name, self.analyzer.measure(photo, face, declaration, apparent_age=self.apparent_age)
                else:
                    report(face, name[0].name)


def _second(path: Path | None, declaration: Declaration, walk: _Walk) -> Analysis | None:
    """The animated photo's analysis, if there is such a photo; ends the command with 1 where it cannot be used."""
    if path is None:
        return None
    for _, analysis in walk.analyses([(path, path)], declaration):
        return analysis
    raise typer.Exit(1)


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
