"""Everything that the studies look at, each part observed once and only if a study asks for it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from tests.evaluation.comparisons import (
    Planted,
    Posed,
    Unchanged,
    compare_pair,
    compare_reshot,
    plant,
    plant_jobs,
    reporting,
)
from tests.evaluation.doses import DoseRun, jobs_for, run_doses, unpainted
from tests.evaluation.fine_scales import run_fine_doses
from tests.evaluation.lesions import ZONES, Sought, seek
from tests.evaluation.looks import Key, Look, Workers, look, look_at
from tests.evaluation.perturb import NUISANCES, disturb
from tests.evaluation.perturb.frame import is_paired
from tests.evaluation.reshots import RESHOTS, original_zone
from tests.evaluation.subjects import Subject, points_of, read_pixels, read_subjects, spread
from vision.concerns import CONCERNS

_NUISANCE_KINDS = (
    *("forehead", "glabella", "crows_feet", "lower_eyelid", "nose", "malar_cheek", "mid_cheek", "lateral_cheek"),
    *("nasolabial_fold", "upper_lip", "marionette", "chin"),
)

_FINE_MM_PER_PX = 0.5  # a portrait of London has 0.31


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is looked at. None means all there is.

    Attributes:
        dose_faces: faces that marks are painted on.
        concerns: what is painted.
        kinds_each: kinds of zones for each concern on each face.
        reshot_faces: faces that are re-shot.
        nuisance_kinds: kinds of zones for each nuisance on each face.
        thumbnails: small photos.
        fine_faces: faces enlarged to 12 megapixels.
        lesion_faces: faces that lesions are painted on, to be found one by one.
        compared_faces, cameras: faces that are compared with themselves, each through so many cameras.
        planted_faces: faces that each mark of one grade is painted on, to be found by comparison.
        posed_pairs: people compared neutral against smiling.
    """

    dose_faces: int | None = None
    concerns: tuple[str, ...] | None = None
    kinds_each: int | None = None
    reshot_faces: int | None = None
    nuisance_kinds: int = 4
    thumbnails: int | None = None
    fine_faces: int = 4
    lesion_faces: int = 12
    compared_faces: int = 20
    cameras: int = 10
    planted_faces: int = 4
    posed_pairs: int | None = None


FULL = Plan(dose_faces=20, kinds_each=1, reshot_faces=18, nuisance_kinds=2, fine_faces=1, planted_faces=2)
QUICK = Plan(
    dose_faces=3,
    kinds_each=1,
    reshot_faces=3,
    nuisance_kinds=1,
    thumbnails=20,
    fine_faces=0,
    compared_faces=3,
    cameras=1,
    planted_faces=0,
    posed_pairs=2,
    lesion_faces=1,
)


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """One person, neutral and smiling."""

    subject: Subject
    neutral: Look
    smiling: Look


@dataclass(frozen=True, slots=True, eq=False)
class Reshot:
    """One photo and its re-shot: severities before and after, by zone and concern, where both have one."""

    subject: Subject
    kind: str
    pairs: dict[Key, tuple[float, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Disturbed:
    """One nuisance in one zone, and how many points each concern there moved."""

    kind: str
    zone: str
    changes: dict[str, float]


class Observations:
    """What was seen of the evaluation portraits.

    Args:
        data: the folder that holds `london`, and maybe `canada` and `fairface`.
        workers: that look.
        plan: how much is looked at.
    """

    def __init__(self, data: Path, workers: Workers, plan: Plan = FULL) -> None:
        self._data, self._workers, self._plan = data, workers, plan
        self.subjects = read_subjects(data)

    @cached_property
    def looks(self) -> list[tuple[Subject, Look]]:
        """Every neutral portrait in which a face is found, by name."""
        found = self._workers.each("portraits", _look_at_neutral, self.subjects)
        return sorted(((s, one) for s, one in found if one), key=lambda pair: pair[0].name)

    @cached_property
    def pairs(self) -> list[Pair]:
        """Neutral and smiling, of those who have both."""
        neutral = {subject.name: one for subject, one in self.looks}
        both = [subject for subject in self.subjects if subject.smiling and subject.name in neutral]
        found = self._workers.each("smiling portraits", _look_at_smiling, both)
        pairs = [Pair(subject, neutral[subject.name], one) for subject, one in found if one]
        return sorted(pairs, key=lambda pair: pair.subject.name)

    @cached_property
    def dose_runs(self) -> list[DoseRun]:
        """Marks at five doses, on faces as they are."""
        chosen = self._chosen_for_doses()
        jobs = list(jobs_for(chosen, self._plan.concerns, self._plan.kinds_each))
        return [run for run in self._workers.each("marks at five doses", run_doses, jobs) if run]

    @cached_property
    def fine_runs(self) -> list[DoseRun]:
        """Marks at five doses, on synthetic skin at 12 megapixels, of concerns that live near a portrait's pixels."""
        fine = [concern.name for concern in CONCERNS if min(concern.zones.values()) <= _FINE_MM_PER_PX]
        jobs = list(jobs_for(spread(self.subjects, self._plan.fine_faces), fine))
        return [run for run in self._workers.each("marks on fine skin", run_fine_doses, jobs) if run]

    @cached_property
    def reshots(self) -> list[Reshot]:
        """Every portrait through every camera habit."""
        chosen = self._some(self._plan.reshot_faces)
        jobs = [(subject, kind) for subject in chosen for kind in RESHOTS]
        return [one for one in self._workers.each("re-shot portraits", _reshoot, jobs) if one]

    @cached_property
    def unchanged(self) -> list[Unchanged]:
        """Faces compared with themselves, through 200 cameras together."""
        faces = self._compared()
        jobs = [
            (s, 5000 + 100 * place + camera) for place, s in enumerate(faces) for camera in range(self._plan.cameras)
        ]
        return [one for one in self._workers.each("faces against themselves", compare_reshot, jobs) if one]

    @cached_property
    def planted(self) -> list[Planted]:
        """Marks of one grade, to be found by comparison."""
        jobs = list(plant_jobs(self._compared(), self._plan.planted_faces, self._plan.concerns))
        return [one for one in self._workers.each("marks of one grade", plant, jobs) if one]

    @cached_property
    def posed(self) -> list[Posed]:
        """Neutral against smiling, of those who have both."""
        both = [subject for subject in self.subjects if subject.smiling][: self._plan.posed_pairs]
        return [one for one in self._workers.each("neutral against smiling", compare_pair, both) if one]

    def _compared(self) -> list[Subject]:
        """Faces on which the repeatability of comparisons was not measured, spread over the sets."""
        others = reporting(self.subjects)
        count = min(self._plan.compared_faces, len(others))
        return [others[place] for place in np.linspace(0, len(others) - 1, count).round().astype(int)]

    @cached_property
    def disturbed(self) -> list[Disturbed]:
        """Gloss, shadow, bumps and a warp, in a few zones of each face."""
        chosen = self._some(self._plan.dose_faces)
        jobs = [
            (subject, kind, _zone_for(place + offset, subject))
            for place, subject in enumerate(chosen)
            for kind in NUISANCES
            for offset in np.linspace(0, len(_NUISANCE_KINDS), self._plan.nuisance_kinds, endpoint=False).astype(int)
        ]
        return [one for one in self._workers.each("gloss, shadow, bumps, warps", _disturb, jobs) if one]

    @cached_property
    def lesions(self) -> list[Sought]:
        """Painted lesions, sought one by one."""
        jobs = [(subject, zone) for subject in self._some(self._plan.lesion_faces) for zone in ZONES]
        return [one for one in self._workers.each("lesions one by one", seek, jobs) if one]

    @cached_property
    def thumbnails(self) -> list[Look]:
        """Small photos in the wild in which a face is found."""
        files = sorted((self._data / "fairface").glob("*.jpg"))[: self._plan.thumbnails]
        return [one for one in self._workers.each("thumbnails", look_at, files) if one]

    def _chosen_for_doses(self) -> Sequence[Subject]:
        """Of London as many of each tone; a quarter of other sets, whose finer photos carry what London does not."""
        count = self._plan.dose_faces
        if count is None:
            return self.subjects
        others = [subject for subject in self.subjects if not subject.tone][: count // 4]
        return [*spread(self.subjects, count - len(others)), *others]

    def _some(self, count: int | None) -> Sequence[Subject]:
        return self.subjects if count is None else spread(self.subjects, count)


def _look_at_neutral(subject: Subject) -> tuple[Subject, Look | None]:
    return subject, unpainted(subject.photo)


def _look_at_smiling(subject: Subject) -> tuple[Subject, Look | None]:
    return subject, look_at(subject.smiling, "smile") if subject.smiling else None


def _reshoot(job: tuple[Subject, str]) -> Reshot | None:
    subject, kind = job
    before, after = unpainted(subject.photo), look(RESHOTS[kind](read_pixels(subject.photo)))
    if before is None or after is None:
        return None
    pairs = {}
    for (zone, concern), score in after.scores.items():
        key = original_zone(zone, kind), concern
        first = before.severity(*key)
        if first is not None and score.severity is not None:
            pairs[key] = (first, score.severity)
    return Reshot(subject, kind, pairs)


def _zone_for(place: int, subject: Subject) -> str:
    kind = _NUISANCE_KINDS[place % len(_NUISANCE_KINDS)]
    side = ("left", "right")[zlib.crc32(f"{subject.name}/{kind}".encode()) % 2]
    return f"{kind}_{side}" if is_paired(kind) else kind


def _disturb(job: tuple[Subject, str, str]) -> Disturbed | None:
    subject, kind, zone = job
    seed = zlib.crc32(subject.name.encode())
    pixels = disturb(read_pixels(subject.photo), points_of(subject.photo), kind, zone, 1.0, seed)
    before, after = unpainted(subject.photo), look(pixels)
    if before is None or after is None:
        return None
    changes = {}
    for (where, concern), score in after.scores.items():
        first = before.severity(where, concern)
        if where == zone and first is not None and score.severity is not None:
            changes[concern] = score.severity - first
    return Disturbed(kind, zone, changes)
