"""YAML (or JSON, which is YAML) read with the line of every value.

Only plain data: no tags that build objects. A key given twice is a problem, for YAML readers keep the last in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import yaml

from planning.files.errors import DocumentInvalidError, Problem

Path = tuple[str | int, ...]
# C where it was built, which reads some ten times as fast.
_BASE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TRUTHS = "tag:yaml.org,2002:bool"


class _Loader(_BASE):  # type: ignore[misc, valid-type]
    """As YAML 1.2 reads: true and false are truths. To YAML 1.1 so are yes, no, on and off, and `on` is a field."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, form) for tag, form in resolvers if tag != _TRUTHS]
        for first, resolvers in _BASE.yaml_implicit_resolvers.items()
    }


_Loader.add_implicit_resolver(_TRUTHS, re.compile("^(?:true|false)$"), list("tf"))


def _read(loader: Any, node: yaml.ScalarNode, kind: str) -> object:
    """A number or a day. What looks like one and is none is a problem of its line."""
    try:
        return getattr(loader, f"construct_yaml_{kind}")(node)
    except ValueError as error:
        raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from None


for _kind in ("int", "float", "timestamp"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_kind}", partial(_read, kind=_kind))


@dataclass(frozen=True, slots=True)
class Located:
    """A file's content.

    Attributes:
        file: its name as given.
        data: mappings, lists and plain values.
        lines: line (from 1) of each value by its path.
    """

    file: str
    data: object
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Of the value at a path, or of the nearest one above it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, file: str) -> Located:
    """Reads one document.

    Raises:
        DocumentInvalidError: not YAML, a key is there twice, or nothing is in it.
    """
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            raise DocumentInvalidError([Problem(file, 1, "the file is empty")])
        _refuse(root, file)
        places = list(_walk(root, ()))
        return Located(file, loader.construct_document(root), dict(places))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise DocumentInvalidError([Problem(file, mark.line + 1 if mark else 1, error.problem or "not YAML")]) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DocumentInvalidError([Problem(file, 1, f"not YAML: {error}")]) from None
    finally:
        loader.dispose()


def _walk(node: yaml.Node, path: Path) -> Iterator[tuple[Path, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(value, (*path, key.value))
            yield (*path, key.value), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _walk(value, (*path, index))


def _refuse(root: yaml.Node, file: str) -> None:
    """Keys given twice; and aliases, for a few lines of them unfold to more than any machine holds."""
    problems = list(_unwanted(root, file, set()))
    if problems:
        raise DocumentInvalidError(problems)


def _unwanted(node: yaml.Node, file: str, visited: set[int]) -> Iterator[Problem]:
    if id(node) in visited:
        yield Problem(file, node.start_mark.line + 1, "an alias: write the value out")
        return
    visited.add(id(node))
    if isinstance(node, yaml.MappingNode):
        keys = [str(key.value) for key, _ in node.value]
        for index, (key, value) in enumerate(node.value):
            if keys[index] in keys[:index]:
                yield Problem(file, key.start_mark.line + 1, f"{key.value!r} is there twice")
            yield from _unwanted(value, file, visited)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _unwanted(value, file, visited)
