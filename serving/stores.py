"""Where things are kept, as the settings say: the models, and the database. Vault and objects say it themselves."""

from __future__ import annotations

from models.store import ModelStore
from serving.data_folder import data_folder
from serving.settings import Settings


def open_store(settings: Settings) -> ModelStore:
    """The model store of the server and of the command line alike."""
    copies = {"face_landmarker.task": settings.face_landmarker} if settings.face_landmarker else {}
    return ModelStore(settings.cache_dir, copies)


def database_url(settings: Settings) -> str:
    """The database's address, which may hold a password."""
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    return f"sqlite:///{data_folder(settings) / 'countenance.db'}"
