"""`countenance rules check`: a profile and treatments held against every rule, with the source of each verdict."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from models.errors import CountenanceError
from planning.findings import AnalysisFindings
from planning.library import load_library
from planning.medicines import Dictionary
from planning.practice import read_practice
from planning.profile import Profile
from planning.screening import Policy, VerdictDocument, read_planned, screen
from serving.cli.console import out, stop
from serving.cli.documents import read_document, read_text
from serving.cli.shown_verdicts import show_verdicts

rules_app = typer.Typer(help="The rules of the clinical library.", no_args_is_help=True)


@rules_app.callback()
def _rules() -> None:
    """Decision support: a licensed provider decides."""


@rules_app.command("check")
def check(
    profile: Annotated[Path, typer.Option(help="The client profile, YAML or JSON.", show_default=False)],
    treatments: Annotated[
        list[str],
        typer.Option(help="ID[:ZONE,ZONE][@DATE][=PRODUCT]; more may follow.", show_default=False),
    ],
    more: Annotated[list[str] | None, typer.Argument(metavar="[TREATMENT]...", show_default=False)] = None,
    findings: Annotated[Path | None, typer.Option(help="analysis.json of the client's photo.")] = None,
    practice: Annotated[Path | None, typer.Option(help="The practice, for its signed decisions on rules.")] = None,
    location: Annotated[str | None, typer.Option(help="Id of its location; the first when left out.")] = None,
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to ask for; else today.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Prints every verdict with its rule, what triggered it, what to ask, and whose word it is."""
    try:
        verdicts = screen(
            read_document(Profile, profile),
            [read_planned(written) for written in (*treatments, *(more or ()))],
            library=load_library(),
            classes=Dictionary.load().classes_of,
            today=today.date() if today else date.today(),
            findings=read_document(AnalysisFindings, findings).findings if findings else None,
            policy=_policy(practice, location) if practice else None,
        )
    except CountenanceError as error:
        stop(error)
    if as_json:
        documents = [VerdictDocument.of(verdict).model_dump(mode="json") for verdict in verdicts]
        out.print_json(json.dumps(documents))
    else:
        show_verdicts(verdicts)


def _policy(practice: Path, location: str | None) -> Policy:
    file = read_practice(read_text(practice), practice.name, load_library())
    return file.at(location or file.locations[0].id).policy
