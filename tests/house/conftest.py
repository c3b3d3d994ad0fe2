"""These tests read the repository itself."""

from __future__ import annotations

import shutil

import pytest

from tests.house.house import ROOT


@pytest.fixture(autouse=True, scope="session")
def _under_version_control() -> None:
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a clone: what belongs to the repository cannot be told")
