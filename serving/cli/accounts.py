"""`countenance accounts`: the first admin, who lets in everybody else."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from pydantic import ValidationError
from sqlalchemy import select

from models.errors import CountenanceError
from serving.access import Grant
from serving.access.configured import configured_access
from serving.access.profile import Profile, Staff
from serving.cli.configured import read_settings
from serving.cli.console import err, fail, out, stop
from serving.clock import local_now
from serving.desk import Office
from serving.opening import open_office
from serving.practices.tables import Group
from serving.settings import Settings

accounts_app = typer.Typer(help="Accounts of the staff.", no_args_is_help=True)


@accounts_app.callback()
def accounts() -> None:
    """Commands about accounts. All but the first are made over the API, by an admin."""


@accounts_app.command("create-admin")
def create_admin(
    practice: Annotated[str, typer.Option(help="The practice's id, or its handle.", show_default=False)],
    login: Annotated[str, typer.Option(help="What is typed to sign in, such as a mail address.", show_default=False)],
    name: Annotated[str, typer.Option(help="Whose account it is.", show_default=False)],
) -> None:
    """Makes an admin of a practice. The password is asked for, or read as a line from a pipe: never an argument."""
    settings = read_settings()
    try:
        profile = Profile(name=name, login=login)
    except ValidationError as error:
        wrong = error.errors()[0]
        fail(f"{wrong['loc'][0]}: {wrong['msg']}", "account_invalid")
        raise typer.Exit(2) from None
    password = _password()
    try:
        with open_office(settings, local_now, announce=err.print) as office:
            staff = _created(settings, office, _practice(office, practice), profile, password)
    except CountenanceError as error:
        stop(error)
    out.print(staff.id)


def _created(settings: Settings, office: Office, practice: str, profile: Profile, password: str) -> Staff:
    access = configured_access(settings, office.database, office.sealing, office.recorder, office.now)
    return access.accounts.create_first(practice, profile, [Grant("admin")], password, office.now())


def _practice(office: Office, named: str) -> str:
    with office.database.reading() as session:
        found = session.scalars(select(Group.id).where((Group.id == named) | (Group.handle == named))).all()
    if len(found) != 1:
        fail("There is no such practice; `countenance practice create` makes one.", "practice_unknown")
        raise typer.Exit(1)
    return found[0]


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return password
