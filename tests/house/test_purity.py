"""The pure layers: arrays and frozen values in, frozen values out; no sockets, no database, no clock, no global state.

That imports go one way is import-linter's to check. Here: what the pure layers may not reach for at all.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.house import LAYERS, PURE_LAYERS, ROOT, sources, tracked, tree

SOCKETS = {
    "socket",
    "ssl",
    "http",
    "urllib",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "fastapi",
    "starlette",
    "uvicorn",
}
DATABASES = {"sqlite3", "sqlalchemy", "psycopg", "alembic", "dbm", "shelve"}
CLOCKS = {"time", "sched", "zoneinfo", "calendar"}  # a date is a value; which day it is comes in as an argument
PROCESSES = {"subprocess", "multiprocessing", "asyncio", "signal"}
FORBIDDEN = SOCKETS | DATABASES | CLOCKS | PROCESSES
CLOCK_READERS = {"now", "today", "utcnow"}
FILE_METHODS = {
    *("read_bytes", "read_text", "write_bytes", "write_text", "unlink", "mkdir", "rmdir", "rename", "touch"),
    *("imread", "imwrite", "savez", "tofile", "fromfile", "memmap"),
}
# Model files arrive with the install and converted networks are kept in a cache: this one file reads and writes them.
MAY_TOUCH_FILES = {Path("models/store.py")}
PURE = sources(*PURE_LAYERS)


def _imported(path: Path) -> set[str]:
    """Top-level names of everything a file imports, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def _file_calls(path: Path) -> Iterator[str]:
    """Calls that reach for a file, other than a package's own data through importlib.resources."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "open":
            yield f"open, line {node.lineno}"
        if isinstance(node.func, ast.Attribute) and node.func.attr in FILE_METHODS:
            package_data = any(isinstance(n, ast.Name) and n.id == "files" for n in ast.walk(node.func.value))
            if not package_data:
                yield f"{node.func.attr}, line {node.lineno}"


def test_there_are_pure_sources_to_look_at() -> None:
    assert len(PURE) >= 80


def test_no_pure_source_reaches_for_a_socket_database_clock_or_process() -> None:
    assert {str(path): names for path in PURE if (names := _imported(path) & FORBIDDEN)} == {}


def test_no_pure_source_asks_which_day_it_is() -> None:
    calls = ((str(p), n.func) for p in PURE for n in ast.walk(tree(p)) if isinstance(n, ast.Call))
    assert {(p, f.attr) for p, f in calls if isinstance(f, ast.Attribute) and f.attr in CLOCK_READERS} == set()


def test_no_pure_source_touches_files() -> None:
    assert {str(p): calls for p in PURE if p not in MAY_TOUCH_FILES and (calls := list(_file_calls(p)))} == {}


def test_every_exception_is_still_needed() -> None:
    assert [path for path in MAY_TOUCH_FILES if not list(_file_calls(path))] == []


def test_no_pure_source_has_global_state() -> None:
    assert {str(p): n.lineno for p in PURE for n in ast.walk(tree(p)) if isinstance(n, ast.Global)} == {}


UNFINISHED = {"TODO", "FIXME", "XXX", "NotImplementedError", "NotImplemented"}
WRITTEN = {".py", ".js", ".css", ".html", ".md", ".json", ".yaml", ".toml"}


def words(text: str) -> set[str]:
    """Whole ones: an id of random letters may have any of them in it."""
    return set(re.findall(r"\w+", text))


@pytest.mark.parametrize("layer", LAYERS)
def test_nothing_is_left_unfinished(layer: str) -> None:
    paths = [path for path in tracked() if path.parts[0] == layer and path.suffix in WRITTEN]
    found = {(str(path), word) for path in paths for word in words((ROOT / path).read_text()) & UNFINISHED}
    assert found == set()
