"""Pictures of an analysis that can be shown to a client."""

from vision.pictures.evidence import draw_evidence
from vision.pictures.face_map import draw_face_map

__all__ = ["draw_evidence", "draw_face_map"]
