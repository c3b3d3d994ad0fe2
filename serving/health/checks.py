"""What a server that keeps things stands on, asked for real: each answers, or is named as what fails."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable, Mapping

from models.errors import CountenanceError
from serving.data_folder import data_folder
from serving.desk import Office
from serving.settings import Settings

logger = logging.getLogger(__name__)
Check = Callable[[], object]
_REMEMBERED_S = 2.0  # many may ask; the stores are asked once for all of them


class DiskFullError(CountenanceError):
    """What is sent could not be kept for much longer."""

    code = "disk_full"
    status = 503
    title = "There is too little free disk"


class Checks:
    """Args:
    checks: by the name that is told of one that fails.
    """

    def __init__(self, checks: Mapping[str, Check], clock: Callable[[], float] = time.monotonic) -> None:
        self._checks, self._clock = checks, clock
        self._lock = threading.Lock()
        self._asked: tuple[float, tuple[str, ...]] | None = None

    def failing(self) -> tuple[str, ...]:
        """Names of what fails. Called in a thread."""
        with self._lock:
            if self._asked is None or self._clock() - self._asked[0] > _REMEMBERED_S:
                self._asked = (self._clock(), tuple(name for name in self._checks if not self._passes(name)))
            return self._asked[1]

    def _passes(self, name: str) -> bool:
        try:
            self._checks[name]()
        except CountenanceError as error:
            logger.error("%s is not ready: %s", name, error.code)
            return False
        return True


def configured_checks(settings: Settings, office: Office) -> Checks:
    """Database, key store, object store, free disk."""
    folder = data_folder(settings)

    def disk() -> None:
        if shutil.disk_usage(folder).free < settings.min_free_bytes:
            raise DiskFullError()

    return Checks(
        {"database": office.database.ping, "keys": office.sealing.ping, "objects": office.objects.ping, "disk": disk}
    )
