"""What lies where: the top level, a README in each of its folders, data files with their sources, file sizes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.house.house import LAYERS, ROOT, sources, tracked

TOP_LEVEL = {
    *("pyproject.toml", "README.md", "Dockerfile.gpu", "Makefile", "CHANGELOG.md", "LICENSE", ".ci", ".gitignore"),
    *("models", "vision", "simulation", "planning", "serving", "notebooks", "tests"),
    "requirements.lock",
    "requirements-test.lock",  # the same with the test extras
    ".dockerignore",  # belongs to Dockerfile.gpu, and must lie beside it
}
FOLDERS = (*LAYERS, "notebooks", "tests")
LONGEST_FILE = 400  # lines
DRAFTED = Path("serving/database/migrations/versions")  # one step is one file, as long as the tables are many
GENERATED = {Path("serving/client/models.py"), Path("serving/client/operations.py")}  # as long as the API is
DATA_FILES = [path for path in tracked() if path.suffix == ".json" and path.parts[0] in LAYERS and "data" in path.parts]


def test_the_top_level_is_the_house_and_nothing_else() -> None:
    assert {path.parts[0] for path in tracked()} == TOP_LEVEL


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_says_what_lives_in_it(folder: str) -> None:
    assert len((ROOT / folder / "README.md").read_text().split()) >= 20


def test_there_are_data_files_to_look_at() -> None:
    assert len(DATA_FILES) >= 5


@pytest.mark.parametrize("path", DATA_FILES, ids=str)
def test_a_data_file_says_where_its_numbers_come_from(path: Path) -> None:
    """As a whole, or row by row."""
    content = json.loads((ROOT / path).read_text())
    if not content.get("source"):
        (rows,) = (value for value in content.values() if isinstance(value, list))
        assert rows and all(row["source"].strip() for row in rows)


def test_no_source_file_has_grown_out_of_hand() -> None:
    lengths = {
        str(path): len((ROOT / path).read_text().splitlines())
        for path in sources(*LAYERS)
        if DRAFTED not in path.parents and path not in GENERATED
    }
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_is_typed(layer: str) -> None:
    assert (ROOT / layer / "py.typed").exists()
