"""`countenance practice`: practices whose things this server keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select

from models.errors import CountenanceError
from planning.library import load_library
from planning.practice import PracticeFile, read_practice
from serving.access import Caller
from serving.cli.configured import read_settings
from serving.cli.console import err, out, stop
from serving.cli.documents import read_text
from serving.clock import local_now
from serving.database import new_id
from serving.desk import Office, Work
from serving.opening import open_office
from serving.practices.tables import Location
from serving.practices.taking_in import found_practice

practice_app = typer.Typer(help="Practices whose clients, plans and records this server keeps.")


@practice_app.callback()
def practice() -> None:
    """Commands about practices."""


@practice_app.command("create")
def create(
    file: Annotated[Path, typer.Argument(help="The practice's file (.yaml, .json).", exists=True, dir_okay=False)],
) -> None:
    """Takes in a practice file: the group, its locations, its catalogue. Prints their ids."""
    try:
        written = read_practice(read_text(file), file.name, load_library())
        with open_office(read_settings(), local_now, announce=err.print) as office:
            _create(office, written)
    except CountenanceError as error:
        stop(error)


def _create(office: Office, written: PracticeFile) -> None:
    now = office.now()
    name = new_id("prc", now)
    office.sealing.create(name)
    with office.database.writing() as session:
        group = found_practice(Work(session, Caller("operator", "system", name, ()), now, office), written)
        locations = session.scalars(select(Location).filter_by(practice=name).order_by(Location.handle)).all()
    out.print(f"{group.id} {group.handle}")
    for location in locations:
        out.print(f"{location.id} {location.handle}")
