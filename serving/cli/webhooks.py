"""`countenance webhooks`: delivering events from a process of its own."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType
from typing import Annotated

import typer

from models.errors import CountenanceError
from serving.cli.configured import read_settings
from serving.cli.console import err, out, stop
from serving.clock import local_now
from serving.keeping import configured_courier, configured_guard
from serving.logs import configure_logs
from serving.opening import open_office
from serving.webhooks.worker import Rounds

webhooks_app = typer.Typer(help="Events for systems that listen.", no_args_is_help=True)


@webhooks_app.callback()
def _webhooks() -> None:
    """Set COUNTENANCE_WEBHOOKS_IN_SERVER=false for the server, and it leaves deliveries to this."""


@webhooks_app.command("run")
def run(
    once: Annotated[bool, typer.Option("--once", help="Try what is due now, print how much it was, and end.")] = False,
) -> None:
    """Delivers events until it is told to end (Ctrl+C, SIGTERM). Several may run, beside servers, too."""
    settings = read_settings()
    configure_logs(settings.log_level)
    try:
        with open_office(settings, local_now, announce=err.print) as office:
            courier = configured_courier(settings, office, configured_guard(settings))
            if once:
                out.print(_all_due(courier.run_due))
                return
            rounds = Rounds(courier, settings.webhooks_every_s)
            _end_on_signals(rounds)
            err.print("Delivering events — Ctrl+C ends it.")
            rounds.go()
    except CountenanceError as error:
        stop(error)


def _all_due(run_due: Callable[[], int]) -> int:
    tried = 0
    while more := run_due():
        tried += more
    return tried


def _end_on_signals(rounds: Rounds) -> None:
    def end(number: int, frame: FrameType | None) -> None:
        rounds.end()

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, end)
