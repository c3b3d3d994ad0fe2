"""Stored color corrections: files that `countenance calibrate` wrote, one per tablet."""

from __future__ import annotations

from pathlib import Path

from serving.errors import TabletUnknownError
from vision.color_card import ColorCorrection, ColorCorrectionInvalidError, parse_correction

# Of a tablet, as the form may say it: it becomes the name of a file, so it can hold no path.
TABLET_NAME = "^[A-Za-z0-9][A-Za-z0-9-]{0,63}$"
_LARGEST_BYTES = 2**16


class Tablets:
    """The corrections of the tablets in a practice: NAME.json in one folder. A new file counts at once."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def correction(self, name: str | None) -> ColorCorrection | None:
        """The correction of a tablet; None where none is named.

        Raises:
            TabletUnknownError: nothing is stored for it.
            ColorCorrectionInvalidError: what is stored for it is not valid.
        """
        if name is None:
            return None
        path = self._folder and self._folder / f"{name}.json"
        if path is None or not path.is_file():
            raise TabletUnknownError(f"No color correction is stored for the tablet {name}.", tablet=name)
        return read_correction(path)


def read_correction(path: Path) -> ColorCorrection:
    """The correction in a file.

    Raises:
        ColorCorrectionInvalidError: it cannot be read, or is none.
    """
    try:
        with path.open("rb") as file:
            return parse_correction(file.read(_LARGEST_BYTES))
    except OSError as error:
        raise ColorCorrectionInvalidError(f"{path.name}: {error.strerror}") from error
    except ColorCorrectionInvalidError as error:
        raise ColorCorrectionInvalidError(f"{path.name}: {error}") from error
