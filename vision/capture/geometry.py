"""Is the face large enough, turned as declared, and wholly in the frame?"""

from __future__ import annotations

import numpy as np

from vision.capture.shot import Shot

_NEEDED = 468 + 13  # vertices: the network's own, and the first row of the extension, 10 mm up the forehead


def interpupillary_px(shot: Shot) -> float:
    """Distance of the pupils in pixels, in space: turning the head does not make it small."""
    return shot.interpupillary_px


def yaw_deg(shot: Shot) -> float:
    """Degrees; positive when the client turns to the client's left."""
    return shot.face.pose.yaw_deg


def pitch_deg(shot: Shot) -> float:
    """Degrees; positive when the chin comes up.

    No offset is taken out: the 33 neutral London portraits have a median of 1.2 and a range of -10
    to 8, which is how people hold their heads, not a bias of the network.
    """
    return shot.face.pose.pitch_deg


def roll_deg(shot: Shot) -> float:
    """Degrees; positive when the head leans to the client's left shoulder."""
    return shot.face.pose.roll_deg


def out_of_frame_mm(shot: Shot) -> float:
    """How far the face (to 40 mm above the glabella) reaches past the photo's edge; 0 inside."""
    xy = shot.chart.placement.vertices_px[:_NEEDED, :2]
    beyond = np.maximum(-xy, xy - np.array([shot.photo.width, shot.photo.height]))
    return max(float(beyond.max()), 0.0) * shot.mm_per_px
