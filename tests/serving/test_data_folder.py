"""The data folder: made on first use, and for one user alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from serving.data_folder import DataFolderError, data_folder
from serving.settings import Settings
from serving.stores import database_url


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_it_is_made_for_one_user_alone(tmp_path: Path) -> None:
    folder = data_folder(Settings(data_dir=tmp_path / "above" / "data"))
    assert (mode(folder), mode(folder.parent)) == (0o700, 0o700)
    assert data_folder(Settings(data_dir=folder)) == folder


def test_without_a_setting_it_is_among_the_users_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNTENANCE_DATA_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "countenance").mkdir(mode=0o755)  # as the first signing key leaves it
    assert data_folder(Settings()) == tmp_path / "countenance"
    assert mode(tmp_path / "countenance") == 0o700


@pytest.mark.parametrize("bits", [0o750, 0o705, 0o777])
def test_one_that_others_may_look_into_is_refused(tmp_path: Path, bits: int) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data").chmod(bits)
    with pytest.raises(DataFolderError):
        data_folder(Settings(data_dir=tmp_path / "data"))


def test_one_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataFolderError):
        data_folder(Settings(data_dir=tmp_path / "file" / "data"))


def test_one_source_of_master_keys_at_most(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="exclude each other"):
        Settings(master_key="x", master_key_file=tmp_path / "key")


def test_secrets_are_not_shown() -> None:
    settings = Settings(master_key="c2VjcmV0", keys_url="postgresql://me:c2VjcmV0@host/keys")
    assert "c2VjcmV0" not in repr(settings) + str(settings)


def test_the_database_is_in_it_unless_it_has_a_place_of_its_own(tmp_path: Path) -> None:
    assert database_url(Settings(data_dir=tmp_path / "data")) == f"sqlite:///{tmp_path / 'data' / 'countenance.db'}"
    assert database_url(Settings(database_url="postgresql://host/name")) == "postgresql://host/name"
