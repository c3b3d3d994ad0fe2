"""What cannot be labelled, and therefore cannot be shown."""

from __future__ import annotations

from models.errors import CountenanceError


class LabelFactsError(CountenanceError):
    """The label would not say all that it must."""

    code = "label_incomplete"
    status = 422
    title = "The label of a projection is not complete"


class LabelRoomError(CountenanceError):
    """The picture is too small, or too narrow, to carry its label readably."""

    code = "picture_too_small_for_label"
    status = 422
    title = "The picture is too small for its label"


class LabelMaskError(CountenanceError):
    """Picture and masks do not lie on each other."""

    code = "label_mask_mismatch"
    status = 422
    title = "Picture and treated mask do not match"
