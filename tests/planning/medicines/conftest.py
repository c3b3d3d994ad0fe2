"""The dictionary of the package's own data, read once."""

from __future__ import annotations

import pytest

from planning.medicines import Dictionary


@pytest.fixture(scope="session")
def dictionary() -> Dictionary:
    return Dictionary.load()
