"""`countenance calibrate PHOTO --out FILE`: the color correction of a tablet, from its photo of a card."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from models.errors import CountenanceError
from serving.cli.console import out, report
from serving.cli.decoded import decoded
from serving.cli.whole_file import OutputError, write_whole
from vision.color_card import ColorCorrectionDocument, read_card


def calibrate(
    photo: Annotated[Path, typer.Argument(help="A photo of the card, lit as clients will be.", show_default=False)],
    file: Annotated[Path, typer.Option("--out", dir_okay=False, help="Where to put the correction, as JSON.")],
    gray: Annotated[bool, typer.Option("--gray", help="The card is a plain 18 % gray card, no ColorChecker.")] = False,
    device_name: Annotated[str, typer.Option(help="Free text: which tablet, which room, which light.")] = "",
) -> None:
    """Stores what a tablet's colors need. Lock its exposure and white balance: a file cannot follow them."""
    picture = decoded(photo)
    if picture is None:
        raise typer.Exit(1)
    try:
        reading = read_card(picture, "gray" if gray else "colorchecker")
        document = ColorCorrectionDocument.of(reading.correction, device_name)
        _write(file, document)
    except CountenanceError as error:
        report(error, photo.name)
        raise typer.Exit(1) from error
    out.print(f"[bold]{escape(photo.name)}[/]  {_said(document)}")
    out.print(f"[dim]{escape(str(file))}[/]")


def _write(file: Path, document: ColorCorrectionDocument) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, document.model_dump_json(indent=1).encode())
    except OSError as error:
        raise OutputError(f"{error.filename or file}: {error.strerror}") from error


def _said(document: ColorCorrectionDocument) -> str:
    before = f"{document.delta_e_before:.1f} off before"
    if document.delta_e_after is None:
        return f"gray card: {before} (CIE76); exposure and white balance only"
    return f"ColorChecker, {document.patches} patches: {before}, {document.delta_e_after:.1f} after (median CIE76)"
