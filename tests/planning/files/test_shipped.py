"""Files that ship read alike with either of YAML's loaders: the quick one is not built everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import planning

FILES = sorted(Path(planning.__path__[0]).rglob("*.yaml"))


def test_there_are_files_to_look_at() -> None:
    assert len(FILES) >= 80


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="the quick loader is not built here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_both_loaders_read_the_same(path: Path) -> None:
    text = path.read_text()
    assert yaml.load(text, Loader=yaml.SafeLoader) == yaml.load(text, Loader=yaml.CSafeLoader)
