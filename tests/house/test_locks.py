"""What is installed: everything pinned with hashes, from whatever index the machine is set up with."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.house.house import ROOT, texts

LOCKS = ("requirements.lock", "requirements-test.lock")
# Written so that this file does not match itself.
INDEX_HOSTS = re.compile(r"pypi[.]org|pythonhosted[.]org|index-url[= ]+https?:|/simp[l]e/?[\"'\s]")
NOBODY = re.compile(r"127\.0\.0\.1:9/")  # the discard port, which tests name to be offline

Requirements = dict[str, tuple[str, int]]  # name: version, number of hashes


def read_lock(name: str) -> Requirements:
    """Every requirement of a lock; anything that is not `name==version` with hashes fails."""
    text = re.sub(r"\\\n\s*", "", (ROOT / name).read_text())
    found: Requirements = {}
    for line in filter(None, (line.split(" #")[0].strip() for line in text.splitlines())):
        if line.startswith("#"):
            continue
        match = re.fullmatch(
            r"([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==([^\s;]+)(?: ; [^-]+?)?((?:\s*--hash=sha256:[0-9a-f]{64})+)", line
        )
        assert match, f"{name}: {line[:80]}"
        found[match[1]] = match[2], match[3].count("--hash")
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_everything_with_hashes(name: str) -> None:
    assert len(read_lock(name)) >= 50


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host(name: str) -> None:
    assert re.findall(r"https?://\S+|\S+ @ \S+|^-\S+", (ROOT / name).read_text(), re.MULTILINE) == []


@pytest.mark.parametrize("name", LOCKS)
def test_both_builds_of_opencv_have_one_version(name: str) -> None:
    """They own the same folder."""
    lock = read_lock(name)
    assert lock["opencv-python"][0] == lock["opencv-contrib-python"][0]


def test_the_tests_run_on_what_is_shipped() -> None:
    shipped, tested = (read_lock(name) for name in LOCKS)
    assert {name: pin for name, pin in shipped.items() if tested.get(name) != pin} == {}


@pytest.mark.parametrize(("lock", "extra"), [("requirements.lock", None), ("requirements-test.lock", "test")])
def test_what_the_project_asks_for_is_locked(lock: str, extra: str | None) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = project["dependencies"] + (project["optional-dependencies"][extra] if extra else [])
    names = {
        re.match(r"[a-z0-9._-]+", requirement, re.IGNORECASE)[0].lower().replace(".", "-") for requirement in asked
    }  # type: ignore[index]
    assert names - read_lock(lock).keys() == set()


def test_no_tracked_file_names_a_package_index() -> None:
    found: dict[Path, str] = {}
    for path, text in texts():
        for match in INDEX_HOSTS.finditer(text):
            if not NOBODY.search(text[max(match.start() - 20, 0) : match.end()]):
                found[path] = match[0]
    assert found == {}
