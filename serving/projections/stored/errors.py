"""What is refused about projections that are kept. Details hold ids and codes alone."""

from __future__ import annotations

from models.errors import CountenanceError


class PhotoOfAnotherError(CountenanceError):
    code = "photo_of_another_client"
    status = 422
    title = "The photo is another client's"


class PlanOfAnotherError(CountenanceError):
    code = "plan_of_another_client"
    status = 422
    title = "The plan is another client's"


class PhotoNotFrontalError(CountenanceError):
    """A projection is made of a face that looks at the camera."""

    code = "photo_not_frontal"
    status = 422
    title = "A projection takes a photo from the front"


class ProjectionViewMissingError(CountenanceError):
    """The projection was kept without this view."""

    code = "projection_view_missing"
    status = 404
    title = "This projection has no such view"


class LabelNotReadError(CountenanceError):
    """The label was not found in the pixels of the very bytes that were to be kept. Nothing was kept."""

    code = "projection_label_not_read"
    status = 500
    title = "The label could not be read back from the picture"
