"""What must not leave the house."""

from __future__ import annotations

from models.errors import CountenanceError


class ProjectionUnsafeError(CountenanceError):
    """A safeguard found on the result what our own code should have kept from it. Nothing may be shown of it.

    `details["safeguard"]` names which one; `value` and `limit` say by how much.
    """

    code = "projection_unsafe"
    status = 500
    title = "The projection did not pass its safeguards"
