"""`countenance notes FILE`: what a consultation note seems to say, each proposal with the words it was read from."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from models.errors import CountenanceError
from planning.notes import ProposedFact, Reading, ReadingDocument, read_notes
from serving.cli.console import err, out, stop
from serving.cli.documents import read_text


def notes(
    file: Annotated[Path, typer.Argument(help="The note, as text.", show_default=False)],
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it was written; else today.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Proposes facts. Nothing of them is used before a person has confirmed it; what can't be read is listed."""
    try:
        reading = read_notes(read_text(file), on.date() if on else date.today())
    except CountenanceError as error:
        stop(error)
    if as_json:
        out.print_json(ReadingDocument.of(reading).model_dump_json())
    else:
        _show(reading)


def _show(reading: Reading) -> None:
    table = Table("what", "said", "of", "when", "quote", box=None, pad_edge=False)
    for fact in reading.facts:
        of = "" if fact.experiencer.value == "client" else fact.experiencer.value
        table.add_row(f"{fact.kind.value} {fact.code}", _said(fact), of, _when(fact), escape(fact.quote.text))
    out.print(table)
    for span in reading.unread:
        err.print(f"[yellow]not read:[/] {escape(span.text)}")
    err.print("Proposals: a person confirms or drops each.")


def _said(fact: ProposedFact) -> str:
    words = [fact.status.value if fact.status else fact.answer.value]
    if fact.value is not None:
        words.append(f"{fact.value:g}")
    if fact.certainty.value != "stated":
        words.append(fact.certainty.value)
    return ", ".join((*words, *(fact.zones or ())))


def _when(fact: ProposedFact) -> str:
    named = (("from", fact.started), ("until", fact.stopped), ("on", fact.on))
    return "; ".join(f"{word} {when.first}" + _to(when.first, when.last) for word, when in named if when)


def _to(first: date, last: date) -> str:
    return "" if first == last else f" to {last}"
