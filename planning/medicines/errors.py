"""What is wrong with the medicine data."""

from __future__ import annotations

from models.errors import CountenanceError


class MedicineDataError(CountenanceError):
    """The dictionary's own data contradict themselves: a name twice, a class or a support that does not exist."""

    code = "medicine_data_invalid"
    status = 500
    title = "The medicine data are not consistent"
