"""The object store that the settings name."""

from __future__ import annotations

from pathlib import Path

from serving.buckets import bucket_store, is_bucket
from serving.data_folder import data_folder
from serving.objects.bucket import Bucket
from serving.objects.errors import ObjectsUnavailableError
from serving.objects.folder import Folder
from serving.objects.objects import Objects
from serving.settings import Settings


def configured_objects(settings: Settings) -> Objects:
    """A folder or a bucket. Of a bucket nothing is asked yet.

    Raises:
        ObjectsUnavailableError: the folder can't be made.
    """
    place = settings.objects
    if place is not None and is_bucket(place):
        return Objects(Bucket(bucket_store(place, settings)))
    try:
        return Objects(Folder(Path(place) if place else data_folder(settings) / "objects"))
    except OSError as error:
        raise ObjectsUnavailableError() from error
