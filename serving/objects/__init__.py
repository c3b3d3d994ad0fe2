"""Photos and documents, sealed: a folder by default, a bucket of an S3 by its address. See README.md here."""

from serving.objects.configured import configured_objects
from serving.objects.errors import ObjectDamagedError, ObjectMissingError, ObjectsUnavailableError
from serving.objects.form import owner_of
from serving.objects.objects import Kept, Objects

__all__ = [
    "Kept",
    "ObjectDamagedError",
    "ObjectMissingError",
    "Objects",
    "ObjectsUnavailableError",
    "configured_objects",
    "owner_of",
]
