"""`countenance notes FILE`: what a consultation note seems to say, each proposal with the words it was read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from models.errors import CountenanceError
from planning.notes import ProposedFact, Reading, ReadingDocument, Source
from planning.profile import Profile
from serving.cli.configured import read_settings
from serving.cli.console import err, out, stop
from serving.cli.documents import read_document
from serving.cli.note_file import NoteFile, read_note_file


def notes(
    file: Annotated[Path, typer.Argument(help="The note, as text; or an assessment as PDF.", show_default=False)],
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it was written; else today.")
    ] = None,
    profile: Annotated[
        Path | None, typer.Option(help="The client's profile: what it knows of the client reaches no language model.")
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(help="A name, address or id of the client, which reaches no language model; may be repeated."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Proposes facts. Nothing of them is used before a person has confirmed it; what can't be read is listed."""
    day = on.date() if on else date.today()
    try:
        read = read_note_file(file, day)
        known = read_document(Profile, profile) if profile else None
    except CountenanceError as error:
        stop(error)
    reading = _with_proposals(read, day, tuple(_identifiers(known, name or ())))
    if as_json:
        out.print_json(ReadingDocument.of(reading).model_dump_json())
    else:
        _show(reading)


def _identifiers(known: Profile | None, names: list[str] | tuple[()]) -> Iterator[str]:
    yield from names
    if known is not None:
        yield known.client


def _with_proposals(read: NoteFile, day: date, identifiers: tuple[str, ...]) -> Reading:
    """A language model's proposals beside ours, where the settings say that it may read notes; why not, is said."""
    settings = read_settings()
    if not settings.language_model_reads_notes:
        return read.reading
    from serving.language_model import configured, with_proposals

    model = configured(settings)
    if model is None:
        return read.reading
    result = with_proposals(read.text, read.reading, model, day, date.today(), identifiers)
    if result.fallback:
        err.print(f"language model: no proposals ({result.fallback})")
    for why, count in Counter(result.dropped).items():
        err.print(f"language model: {count} not used ({why.value})")
    return result.reading


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
    if fact.source is Source.MODEL:
        return "proposed by a model"
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
