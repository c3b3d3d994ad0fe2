"""Settings for a command: what was said on the command line over what the environment says."""

from __future__ import annotations

import typer
from pydantic import ValidationError

from serving.cli.console import fail
from serving.settings import Settings


def read_settings(**said: object) -> Settings:
    """Reads the settings; a value out of range ends the command with 2 and names the setting.

    Args:
        said: settings by name; None means that nothing was said.
    """
    try:
        return Settings(**{name: value for name, value in said.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        for problem in error.errors():
            fail(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}", "setting_invalid")
        raise typer.Exit(2) from error
