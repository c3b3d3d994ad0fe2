"""The repository as its tests see it: what is tracked, and the sources of each layer."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PURE_LAYERS = ("models", "vision", "simulation", "planning")
LAYERS = (*PURE_LAYERS, "serving")


@cache
def tracked() -> tuple[Path, ...]:
    """Files under version control, relative to the root."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(Path(name) for name in listed.split("\0") if name and (ROOT / name).exists())


def sources(*layers: str) -> list[Path]:
    """Python files of some layers."""
    return [path for path in tracked() if path.parts[0] in layers and path.suffix == ".py"]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(), str(path))


def texts() -> list[tuple[Path, str]]:
    """Tracked text files with their content; binary ones are left out."""
    found = []
    for path in tracked():
        try:
            found.append((path, (ROOT / path).read_text()))
        except UnicodeDecodeError:
            continue
    return found
