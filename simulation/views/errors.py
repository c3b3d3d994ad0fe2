"""What cannot be shown together."""

from __future__ import annotations

from models.errors import CountenanceError


class ViewError(CountenanceError):
    """The pictures of a view are not of one size, or there are none."""

    code = "view_invalid"
    status = 422
    title = "These pictures cannot be shown together"
