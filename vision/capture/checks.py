"""The table that joins the names in limits.json to the measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vision.capture import color, expression, geometry, light, occlusion, sharpness
from vision.capture.shot import Shot

# A measure answers None where the photo does not show what it needs; then there is nothing to complain about.
Measure = Callable[[Shot], float | None]

MEASURES: Mapping[str, Measure] = {
    "interpupillary_px": geometry.interpupillary_px,
    "yaw_deg": geometry.yaw_deg,
    "pitch_deg": geometry.pitch_deg,
    "roll_deg": geometry.roll_deg,
    "out_of_frame_mm": geometry.out_of_frame_mm,
    "smile": expression.smile,
    "frown": expression.frown,
    "brows_up": expression.brows_up,
    "eye_opening": expression.eye_opening,
    "lip_gap_mm": expression.lip_gap_mm,
    "blur_mm": sharpness.blur_mm,
    "clipped_highlights": light.clipped_highlights,
    "clipped_shadows": light.clipped_shadows,
    "brightest": light.brightest,
    "side_light_ev": light.side_light_ev,
    "color_strength": color.color_strength,
    "warmth_ev": color.warmth_ev,
    "greenness_ev": color.greenness_ev,
    "covered_forehead": occlusion.covered_forehead,
    "glasses": occlusion.glasses,
}
