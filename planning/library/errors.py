"""Failures of the library that a caller can act on."""

from __future__ import annotations

from models.errors import CountenanceError


class TreatmentUnknownError(CountenanceError):
    """No file of the library has this id."""

    code = "treatment_unknown"
    status = 422
    title = "There is no such treatment"
