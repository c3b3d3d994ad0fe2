"""The command `countenance` and its subcommands. Each lives in a file of its own and is named here.

A command's file is imported when the command is asked for: rules are checked without waiting for networks to load.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from serving.memory import keep_freed_memory

_COMMANDS = {
    "accounts": "serving.cli.accounts:accounts_app",
    "analyze": "serving.cli.analyze:analyze",
    "audit": "serving.cli.audit:audit_app",
    "backup": "serving.cli.backup:backup",
    "calibrate": "serving.cli.calibrate:calibrate",
    "compare": "serving.cli.compare:compare",
    "evaluate": "serving.cli.evaluate:evaluate",
    "keys": "serving.cli.keys:keys_app",
    "migrate": "serving.cli.migrate:migrate",
    "models": "serving.cli.models:models_app",
    "notes": "serving.cli.notes:notes",
    "plan": "serving.cli.plan:plan",
    "practice": "serving.cli.practice:practice_app",
    "restore": "serving.cli.backup:restore",
    "retention": "serving.cli.retention:retention_app",
    "rules": "serving.cli.rules:rules_app",
    "sample": "serving.cli.sample:sample",
    "serve": "serving.cli.serve:serve",
    "settings": "serving.cli.settings:settings_app",
    "simulate": "serving.cli.simulate:simulate",
    "treatments": "serving.cli.treatments:treatments_app",
    "webhooks": "serving.cli.webhooks:webhooks_app",
}


class _OnDemand(TyperGroup):
    """Knows its commands by name, and loads one when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].split(":")
        loaded = getattr(import_module(module), name)
        return get_command(loaded if isinstance(loaded, typer.Typer) else _alone(cmd_name, loaded))


def _alone(name: str, function: Any) -> typer.Typer:
    one = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    one.command(name)(function)
    return one


app = typer.Typer(
    cls=_OnDemand,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _every_command() -> None:
    """Client photos become findings per facial zone. Decision support for a licensed provider; not a diagnosis."""
    keep_freed_memory()
