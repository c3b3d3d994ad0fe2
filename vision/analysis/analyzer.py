"""The walk of one photo after its face was found: chart, capture check, skin, concerns, findings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models.canonical_face import load_canonical_face
from models.registry import ALWAYS_USED, APPARENT_AGE
from models.store import ModelStore
from vision.analysis.analysis import Analysis, ZoneView
from vision.analysis.coarsened import coarsened
from vision.analysis.laid import Laid, Layers
from vision.apparent_age import AgeEstimator
from vision.capture import CaptureReport, Declaration, assess
from vision.chart import ChartMaker, FaceChart, Sampler, ScaleName
from vision.concerns import CONCERNS, Concern, Reading, Sight
from vision.face import Face, read_form
from vision.findings import (
    Finding,
    Visibility,
    among_people,
    compose,
    measure_concern,
    rank_drivers,
    reject_all,
    summarize,
    visibility,
)
from vision.marks import Mark, mark_zone
from vision.photo import Photo
from vision.proportions import VERSION as PROPORTIONS_VERSION
from vision.proportions import measure_proportions
from vision.skin import read_fine_skin, read_skin, read_tone
from vision.zones import ZoneAtlas

_VERSIONS = {"chart": "2", "chart_fine": "1", "chart_finest": "1", "proportions": PROPORTIONS_VERSION}


class Analyzer:
    """Measures faces. Immutable and thread-safe once built; the heavy parts release the interpreter lock."""

    def __init__(
        self,
        store: ModelStore | None = None,
        sampler: Sampler | None = None,
        concerns: tuple[Concern, ...] = CONCERNS,
    ) -> None:
        store = store or ModelStore()
        canonical = load_canonical_face(store)
        self._maker = ChartMaker(canonical, sampler=sampler)
        self._layers = Layers(canonical, concerns, sampler)
        self._ages = AgeEstimator(store)
        self._concerns = concerns
        self._canonical_cm = canonical.vertices_cm
        self.atlas = ZoneAtlas(self._maker.geometry)
        self.geometry = self._maker.geometry
        self.versions = {spec.name: spec.version for spec in ALWAYS_USED} | _VERSIONS
        self.versions |= {concern.name: concern.version for concern in concerns}

    def narrowed(self, concerns: Sequence[Concern]) -> Analyzer:
        """One that shares all parts with this one and looks for some of its concerns only."""
        fewer = copy(self)
        fewer._concerns = tuple(concerns)
        return fewer

    def measure(
        self,
        photo: Photo,
        face: Face,
        declaration: Declaration | None = None,
        *,
        apparent_age: bool = False,
        mesh: Face | None = None,
    ) -> Analysis:
        """Everything about one face in one photo.

        Args:
            photo: as decoded.
            face: as found in it.
            declaration: what the upload says of itself; front and at rest when nothing is said.
            apparent_age: a provider asks for it. Nothing of it is loaded or computed otherwise.
            mesh: the same face with the landmarks that the charts are laid by, where they are known better than as
                found: registered to another photo's.
        """
        coarse = self.lay(photo, face, mesh)
        chart, skin, sight = coarse.chart, coarse.skin, coarse.sight
        capture = assess(photo, face, chart, self.atlas, declaration or Declaration())
        seen = {name: visibility(mask, chart, skin) for name, mask in self.atlas.masks.items()}
        findings, evidence, marks = self._findings(capture, coarse, seen, mesh)
        composites = compose(findings, self._concerns, self.atlas)
        tone = read_tone(chart, skin, self.atlas, photo.color_correction, photo.color_delta_e)
        return Analysis(
            photo=photo,
            capture=capture,
            face=face,
            chart=chart,
            skin=tone if skin.colored else None,
            zones=self._zone_views(chart, seen),
            findings=tuple(among_people(findings, self._concerns, capture)),
            evidence=evidence,
            versions=self.versions | ({APPARENT_AGE.name: APPARENT_AGE.version} if apparent_age else {}),
            composites=composites,
            summaries=summarize(composites),
            drivers=rank_drivers(composites),
            marks=tuple(marks),
            concerns=self._concerns,
            proportions=measure_proportions(face, sight.form, capture, photo.image_rgb.shape[:2]),
            apparent_age=self._ages.estimate(photo, face, capture) if apparent_age else None,
        )

    def lay(self, photo: Photo, face: Face, mesh: Face | None = None) -> Laid:
        """The face on the coarse chart, with its skin; arguments as for `measure`."""
        chart = self._maker.unwrap(photo, mesh or face)
        sight = Sight(photo, face, read_form(face, self._canonical_cm), chart, read_skin(chart, self.atlas))
        return Laid(sight, self.atlas)

    def lay_retouched(self, image_rgb: NDArray[np.uint8], before: Laid, face: Face | None = None) -> Laid:
        """Other pixels of the same face at the same place: what is skin stays what it was judged to be.

        Args:
            image_rgb: (H, W, 3) uint8, as large as the photo that `before` was laid from.
            face: as it was found again, where its shape has changed; else where it was before.
        """
        photo, form = Photo.from_array(image_rgb), before.sight.form
        if face is not None:
            form = read_form(face, self._canonical_cm)
        face = face or before.sight.face
        chart = self._maker.unwrap(photo, face)
        skin = read_fine_skin(chart, before.skin)
        return Laid(replace(before.sight, photo=photo, face=face, form=form, chart=chart, skin=skin), before.atlas)

    def lay_finer(self, coarse: Laid, scales: Collection[ScaleName]) -> dict[ScaleName, Laid]:
        """The same face on charts of several scales, as far as the photo carries them."""
        return self._layers.lay(coarse, scales=scales)

    def _zone_views(self, chart: FaceChart, seen: dict[str, Visibility]) -> tuple[ZoneView, ...]:
        return tuple(
            ZoneView(zone.name, self.atlas.outline_px(zone.name, chart.placement), seen[zone.name].fraction)
            for zone in self.atlas.zones
        )

    def _findings(
        self, capture: CaptureReport, coarse: Laid, seen: dict[str, Visibility], mesh: Face | None
    ) -> tuple[list[Finding], dict[str, NDArray[np.float32]], list[Mark]]:
        if capture.verdict == "reject":
            return reject_all(self._concerns, self.atlas), {}, []
        issues = frozenset(issue.code for issue in capture.issues)
        findings: list[Finding] = []
        evidence, marks = {}, []
        charts = self._layers.lay(coarse, mesh)
        for concern in self._concerns:
            laid = charts.get(concern.chart, coarse)
            found, readings = measure_concern(concern, laid.sight, laid.atlas, seen, issues)
            findings += found
            if laid is not coarse:
                readings = coarsened(readings, laid.atlas, self.atlas)
            if readings:
                evidence[concern.name] = self._evidence(concern, readings)
                marks += self._marks(concern, readings, coarse.chart)
        return findings, evidence, marks

    def _marks(self, concern: Concern, readings: dict[str, Reading], chart: FaceChart) -> list[Mark]:
        return [
            mark
            for zone, mask in self.atlas.by_kind(concern.zone_kinds)
            if zone.name in readings
            for mark in mark_zone(
                concern, zone, mask, readings[zone.name], self.geometry, chart.placement, chart.mm_per_px
            )
        ]

    def _evidence(self, concern: Concern, readings: dict[str, Reading]) -> NDArray[np.float32]:
        """The zones' evidence on one chart, 0 to 1."""
        chart = np.zeros((self.geometry.size, self.geometry.size), np.float32)
        for name, reading in readings.items():
            mask = self.atlas.masks[name]
            box = chart[mask.rows, mask.columns]
            box[mask.inside] = reading.evidence[mask.inside] / concern.evidence_full
        return np.clip(chart, 0, 1)
