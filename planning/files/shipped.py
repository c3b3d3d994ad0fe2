"""Files that ship with the package."""

from __future__ import annotations

from importlib.resources import files

from planning.files.located import Located, read_yaml


def shipped(*path: str) -> Located:
    """A YAML file below `planning/`, by folder and name.

    Raises:
        DocumentInvalidError: it is not YAML.
    """
    return read_yaml(files("planning").joinpath(*path).read_text(encoding="utf-8"), path[-1])
