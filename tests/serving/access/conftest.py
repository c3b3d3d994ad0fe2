from __future__ import annotations

import pytest

from serving.access.ground import Ground
from serving.database import Database

from .grounds import ground


@pytest.fixture
def on(database: Database) -> Ground:
    return ground(database)
