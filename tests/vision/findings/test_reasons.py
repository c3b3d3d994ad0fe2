"""Every reason why something is not assessable, reached the way a photo reaches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from models.canonical_face import load_canonical_face
from models.store import ModelStore
from tests.vision.concerns.canvas import LIGHT, Canvas
from vision.analysis import Analyzer
from vision.chart import ChartMaker
from vision.concerns import CONCERNS, Sight
from vision.face import Face, read_form
from vision.findings import Finding, Reason, measure_concern, reject_all, visibility
from vision.findings.assess import _MESSAGES
from vision.photo import Photo
from vision.skin import read_skin
from vision.zones import ZoneAtlas

Findings = dict[tuple[str, str], Finding]
HAIR = (28, 24, 22)
BETWEEN_THE_BROWS, LEFT_EAR = 9, 454  # landmarks
SIDED = {(zone, "facial_asymmetry") for zone in ("lips", "upper_lip", "nose", "chin")}
EDGELESS = {(f"prejowl_{side}", "jowls") for side in ("left", "right")}
FEATURELESS = {("lips", "lip_volume")} | SIDED | EDGELESS  # what a face of one color does not have


@dataclass(frozen=True, eq=False)
class Mannequin:
    """A sitter of one even color under a real face's landmarks: no hair, no shade, nothing to object to.

    The capture check, which would object to a face without eyes, has tests of its own and is left out.
    """

    photo: Photo
    face: Face
    maker: ChartMaker
    atlas: ZoneAtlas

    def findings(self) -> Findings:
        chart = self.maker.unwrap(self.photo, self.face)
        skin = read_skin(chart, self.atlas)
        visible = {name: visibility(mask, chart, skin) for name, mask in self.atlas.masks.items()}
        sight = Sight(
            self.photo, self.face, read_form(self.face, load_canonical_face(ModelStore()).vertices_cm), chart, skin
        )
        found = (measure_concern(concern, sight, self.atlas, visible)[0] for concern in CONCERNS)
        return {(f.zone, f.concern): f for findings in found for f in findings}

    def turned(self, yaw_deg: float) -> Mannequin:
        """Turned about the vertical axis through the face's middle; positive to the client's left."""
        landmarks = self.face.landmarks_px
        angle, middle = np.radians(yaw_deg), landmarks.mean(0)
        rotation = np.array([[np.cos(angle), 0, -np.sin(angle)], [0, 1, 0], [np.sin(angle), 0, np.cos(angle)]])
        turned = np.asarray((landmarks - middle) @ rotation.T + middle, np.float32)
        return replace(self, face=replace(self.face, landmarks_px=turned))

    def cut(self, top: int = 0, right: int | None = None) -> Mannequin:
        """The photo without what lies above `top` and right of `right`."""
        moved = replace(self.face, landmarks_px=self.face.landmarks_px - np.float32([0, top, 0]))
        return replace(self, photo=Photo.from_array(self.photo.image_rgb[top:, :right]), face=moved)

    def haired(self, *zones: str) -> Mannequin:
        """With hair over some zones."""
        pixels: NDArray[np.uint8] = self.photo.image_rgb.copy()
        placement = self.maker.geometry.place(self.face.landmarks_px)
        for zone in zones:
            cv2.fillPoly(pixels, [np.rint(self.atlas.outline_px(zone, placement)).astype(np.int32)], HAIR)
        return replace(self, photo=Photo.from_array(pixels))


@pytest.fixture(scope="session")
def mannequin(chart_maker: ChartMaker, atlas: ZoneAtlas, astronaut_face: Face) -> Callable[[float], Mannequin]:
    """By how many times larger than the astronaut it is."""

    def draw(scale: float) -> Mannequin:
        side = round(512 * scale)
        color = np.round(255 * np.array(LIGHT) ** (1 / 2.2)).astype(np.uint8)
        at_rest = dict.fromkeys(astronaut_face.blendshapes, 0.0)
        landmarks = astronaut_face.landmarks_px * np.float32(scale)
        face = replace(astronaut_face, landmarks_px=landmarks, blendshapes=at_rest)
        return Mannequin(Photo.from_array(np.ones((side, side, 3), np.uint8) * color), face, chart_maker, atlas)

    return draw


@pytest.fixture(scope="session")
def large(mannequin: Callable[[float], Mannequin]) -> Mannequin:
    return mannequin(8.0)  # fine enough for pores


@pytest.fixture(scope="session")
def rejected(atlas: ZoneAtlas) -> list[Finding]:
    return reject_all(CONCERNS, atlas)


def test_an_even_face_seen_squarely_is_assessable_everywhere(large: Mannequin) -> None:
    unanswered = {where for where, finding in large.findings().items() if not finding.assessable}
    assert unanswered == FEATURELESS


@pytest.mark.parametrize(("yaw_deg", "far"), [(50, "lateral_cheek_left"), (-50, "lateral_cheek_right")])
def test_skin_turned_away_is_oblique(yaw_deg: float, far: str, large: Mannequin) -> None:
    assert large.turned(yaw_deg).findings()[far, "redness"].reason is Reason.OBLIQUE


@pytest.mark.parametrize(("yaw_deg", "near"), [(50, "mid_cheek_right"), (-50, "mid_cheek_left")])
def test_skin_turned_to_the_camera_stays_assessable(yaw_deg: float, near: str, large: Mannequin) -> None:
    assert large.turned(yaw_deg).findings()[near, "brown_spots"].assessable


def test_what_the_photo_cuts_off_is_out_of_frame(large: Mannequin) -> None:
    beheaded = large.cut(top=int(large.face.landmarks_px[BETWEEN_THE_BROWS, 1]))
    assert beheaded.findings()["forehead", "forehead_lines"].reason is Reason.OUT_OF_FRAME


def test_a_cut_photo_stays_assessable_on_its_other_side(large: Mannequin) -> None:
    cut = large.cut(right=int(large.face.landmarks_px[LEFT_EAR, 0]) - 60)
    assert cut.findings()["mid_cheek_right", "brown_spots"].assessable


def test_skin_under_hair_is_covered(large: Mannequin) -> None:
    assert large.haired("mid_cheek_left").findings()["mid_cheek_left", "redness"].reason is Reason.COVERED


def test_hair_covers_nothing_beside_it(large: Mannequin) -> None:
    assert large.haired("mid_cheek_left").findings()["mid_cheek_right", "redness"].assessable


def test_redness_without_calm_skin_to_compare_with_says_so(large: Mannequin) -> None:
    """A fringe over forehead and temples: the cheeks are seen, what they are compared with is not."""
    fringed = large.haired("forehead", "temple_left", "temple_right")
    assert fringed.findings()["mid_cheek_left", "redness"].reason is Reason.REFERENCE


def test_a_coarse_photo_lacks_the_resolution(mannequin: Callable[[float], Mannequin]) -> None:
    assert mannequin(1.0).findings()["forehead", "forehead_lines"].reason is Reason.RESOLUTION


def test_a_coarse_photo_says_how_coarse_it_is(mannequin: Callable[[float], Mannequin]) -> None:
    small = mannequin(1.0)
    message = small.findings()["forehead", "forehead_lines"].reason_message
    assert message is not None and f"{small.face.mm_per_px:.2f}" in message


def test_a_small_portrait_is_too_coarse_for_lines(analyzer: Analyzer, astronaut: Photo, astronaut_face: Face) -> None:
    """The astronaut: 43 px between the pupils, 1.46 mm per pixel."""
    found = analyzer.measure(astronaut, astronaut_face).findings
    assert {f.reason for f in found if f.concern == "forehead_lines"} == {Reason.RESOLUTION}


def test_a_rejected_photo_says_capture_everywhere(analyzer: Analyzer, astronaut: Photo, astronaut_face: Face) -> None:
    black = Photo.from_array(np.zeros_like(astronaut.image_rgb))
    assert {finding.reason for finding in analyzer.measure(black, astronaut_face).findings} == {Reason.CAPTURE}


def test_a_rejected_photo_has_no_evidence(analyzer: Analyzer, astronaut: Photo, astronaut_face: Face) -> None:
    black = Photo.from_array(np.zeros_like(astronaut.image_rgb))
    assert analyzer.measure(black, astronaut_face).evidence == {}


def test_a_rejection_names_every_concern_in_every_zone(rejected: list[Finding], atlas: ZoneAtlas) -> None:
    expected = {(zone.name, c.name) for c in CONCERNS for zone, _ in atlas.by_kind(c.zone_kinds)}
    assert {(f.zone, f.concern) for f in rejected} == expected


def test_nothing_that_is_not_assessable_carries_a_number(rejected: list[Finding], large: Mannequin) -> None:
    hidden = [f for f in large.haired("forehead", "nose").turned(40).findings().values() if not f.assessable]
    numbers = [(f.severity, f.grade, f.interval, f.quantity, f.unit) for f in rejected + hidden]
    assert set(numbers) == {(None,) * 5}


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_a_sentence_for_people(reason: Reason) -> None:
    sentence = _MESSAGES[reason].format(has=1.5, needs=0.65)
    assert sentence[0].isupper() and sentence.endswith(".") and "_" not in sentence


def test_visibility_is_the_share_of_skin(even_skin: Canvas) -> None:
    mask, skin = even_skin.atlas.masks["mid_cheek_left"], even_skin.skin()
    striped = skin.mask.copy()
    striped[mask.rows, mask.columns][::3] = False
    seen = visibility(mask, even_skin.chart(), replace(skin, mask=striped))
    assert seen.fraction == pytest.approx(2 / 3, abs=0.02) and seen.reason is None


def test_less_than_half_a_zone_is_too_little(even_skin: Canvas) -> None:
    mask, skin = even_skin.atlas.masks["mid_cheek_left"], even_skin.skin()
    little = skin.mask.copy()
    little[mask.rows, mask.columns][: int(0.6 * mask.inside.shape[0])] = False
    assert visibility(mask, even_skin.chart(), replace(skin, mask=little)).reason is Reason.COVERED
