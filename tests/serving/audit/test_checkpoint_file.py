"""The file of checkpoints after a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from serving.audit.checkpoints import Checkpoint, CheckpointFile
from serving.audit.errors import CheckpointsUnreadableError
from tests.serving.audit.chains import KEYS, START_AT


def checkpoint(number: int) -> Checkpoint:
    return Checkpoint("pra_a", number, bytes(32), START_AT).signed(KEYS)


def test_a_line_that_a_crash_cut_off_was_never_told_and_the_next_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "checkpoints"
    file = CheckpointFile(path)
    for number in (1, 2):
        file.add(checkpoint(number))
    path.write_bytes(path.read_bytes()[:-20])
    assert file.read() == (checkpoint(1),)
    file.add(checkpoint(3))
    assert file.read() == (checkpoint(1), checkpoint(3))


def test_a_line_that_is_damaged_otherwise_is_told(tmp_path: Path) -> None:
    path = tmp_path / "checkpoints"
    file = CheckpointFile(path)
    for number in (1, 2):
        file.add(checkpoint(number))
    first, second = path.read_text().splitlines()
    path.write_text(f"{first[:-20]}\n{second}\n")
    with pytest.raises(CheckpointsUnreadableError):
        file.read()
