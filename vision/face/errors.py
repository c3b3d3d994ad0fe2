"""No face, and several faces, are answers: values in a batch, raised only where one photo is asked about."""

from __future__ import annotations

from models.errors import CountenanceError


class FaceError(CountenanceError):
    """The photo does not hold exactly one usable face."""

    code = "face_error"
    status = 422
    title = "The face could not be used"


class NoFaceError(FaceError):
    code = "no_face"
    title = "No face was found in the photo"


class UpsideDownError(FaceError):
    code = "face_upside_down"
    title = "The face is upside down. Turn the photo, or the tablet, and take it again"


class SeveralFacesError(FaceError):
    code = "several_faces"
    title = "More than one face was found in the photo"
