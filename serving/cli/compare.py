"""`countenance compare A B --out DIR`: comparison.json, both photos side by side, and where what changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn

from models.errors import CountenanceError
from serving.cli.configured import read_settings
from serving.cli.console import err, report, stop
from serving.cli.decoded import decoded
from serving.cli.options import ColorCorrection, Device, LargestFace
from serving.cli.shown import show_comparison
from serving.cli.written import write_comparison
from serving.color_corrections import read_correction
from serving.stores import open_store
from vision.analysis import Analysis, Analyzer, Declaration
from vision.capture import Expression, View
from vision.color_card import Card
from vision.comparison import Comparer, ComparisonDocument
from vision.face import Choice, Face, FaceFinder
from vision.photo import Photo


def compare(
    earlier: Annotated[Path, typer.Argument(help="The earlier photo.", show_default=False)],
    later: Annotated[Path, typer.Argument(help="The later photo, of the same client.", show_default=False)],
    out_dir: Annotated[Path, typer.Option("--out", file_okay=False, help="Folder for the results.")],
    earlier_taken: Annotated[
        str | None, typer.Option(help="When the earlier photo was taken, or what to call it.")
    ] = None,
    later_taken: Annotated[str | None, typer.Option(help="The same of the later photo.")] = None,
    view: Annotated[View, typer.Option(help="What the photos show; left and right are the client's.")] = "front",
    earlier_expression: Annotated[Expression, typer.Option(help="With which face the earlier was taken.")] = "rest",
    later_expression: Annotated[Expression, typer.Option(help="With which face the later was taken.")] = "rest",
    card: Annotated[
        Card,
        typer.Option(help="Color card in the pictures; auto looks for a ColorChecker, the others insist on theirs."),
    ] = "auto",
    color_correction: ColorCorrection = None,
    largest: LargestFace = False,
    device: Device = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print comparison.json instead of a table.")] = False,
    pictures: Annotated[bool, typer.Option(help="Draw the photos side by side, and where what changed.")] = True,
) -> None:
    """Compares two photos of one client. Exits with 1 if either could not be used.

    That both show the same person is not checked.
    """
    taken = (earlier_taken, later_taken)
    declared = [Declaration(view, expression) for expression in (earlier_expression, later_expression)]
    choose: Choice = "largest" if largest else "only"
    try:
        with Progress(SpinnerColumn(), TextColumn("{task.description}"), console=err, transient=True) as progress:
            progress.add_task("comparing")
            stored = None if color_correction is None else read_correction(color_correction)
            photos = _both([earlier, later], [partial(decoded, card=card, stored=stored)(p) for p in (earlier, later)])
            settings = read_settings(device=device)
            store = open_store(settings)
            finder, analyzer = FaceFinder.open(settings.device, store), Analyzer(store)
            analyses = _analyses(photos, declared, finder, analyzer, choose)
            comparison = Comparer(analyzer).compare(*analyses)
            write_comparison(comparison, out_dir, analyzer.geometry, taken=taken, pictures=pictures)
    except CountenanceError as error:
        stop(error)
    if as_json:
        typer.echo(ComparisonDocument.of(comparison, taken).model_dump_json())
    else:
        show_comparison(comparison, taken, out_dir)


def _both(paths: list[Path], photos: list[Photo | None]) -> list[tuple[Path, Photo]]:
    """Both photos by their files; what cannot be read was reported, and ends the command with 1."""
    read = [(path, photo) for path, photo in zip(paths, photos, strict=True) if photo is not None]
    if len(read) < len(paths):
        raise typer.Exit(1)
    return read


def _analyses(
    photos: list[tuple[Path, Photo]],
    declared: list[Declaration],
    finder: FaceFinder,
    analyzer: Analyzer,
    choose: Choice,
) -> tuple[Analysis, Analysis]:
    """Of both photos; one without a face is reported, and ends the command with 1."""
    faces = finder.find([photo for _, photo in photos], choose)
    found = []
    for (path, photo), face, declaration in zip(photos, faces, declared, strict=True):
        if isinstance(face, Face):
            found.append(analyzer.measure(photo, face, declaration))
        else:
            report(face, path.name)
    if len(found) < len(photos):
        raise typer.Exit(1)
    return found[0], found[1]
