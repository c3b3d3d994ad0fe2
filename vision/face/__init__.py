"""Where the face is: 478 landmarks, pose and expression, for batches of photos."""

from vision.face.errors import FaceError, NoFaceError, SeveralFacesError, UpsideDownError
from vision.face.face import IRIS_DIAMETER_MM, Face
from vision.face.finder import Choice, FaceFinder
from vision.face.form import Form, read_form
from vision.face.pose import Pose

__all__ = [
    "IRIS_DIAMETER_MM",
    "Choice",
    "Face",
    "FaceError",
    "FaceFinder",
    "Form",
    "NoFaceError",
    "Pose",
    "SeveralFacesError",
    "UpsideDownError",
    "read_form",
]
