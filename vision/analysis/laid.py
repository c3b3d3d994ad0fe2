"""A face on charts of all scales."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from models.canonical_face import CanonicalFace
from vision.chart import COARSE, FINER, ChartMaker, ChartScale, FaceChart, Sampler, ScaleName
from vision.concerns import Concern, Sight
from vision.face import Face
from vision.skin import Skin, read_fine_skin
from vision.zones import ZoneAtlas, load_zones, window_around


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A face on one chart, and where its zones lie there."""

    sight: Sight
    atlas: ZoneAtlas

    @property
    def chart(self) -> FaceChart:
        return self.sight.chart

    @property
    def skin(self) -> Skin:
        return self.sight.skin


class FinerLayer:
    """Lays faces on a finer chart, no more of it than the concerns that ask for it need. Immutable once built."""

    def __init__(
        self,
        canonical: CanonicalFace,
        scale: ChartScale,
        concerns: Sequence[Concern],
        sampler: Sampler | None = None,
    ) -> None:
        asking = [concern for concern in concerns if concern.chart == scale.name]
        kinds = {kind for concern in asking for kind in concern.zone_kinds}
        self._coarsest_mm = max((needs for concern in asking for needs in concern.zones.values()), default=0.0)
        if asking:
            zones = tuple(zone for zone in load_zones() if zone.kind in kinds)
            self._maker = ChartMaker(canonical, scale, sampler, window_around(zones, scale.size))
            self._atlas = ZoneAtlas(self._maker.geometry, zones)

    def lay(self, coarse: Sight, mesh: Face | None = None) -> Laid | None:
        """The face on the finer chart; None for a photo that carries none of its concerns.

        Args:
            coarse: the face on the coarse chart.
            mesh: the landmarks that it is laid by, where they are not the face's own.
        """
        mesh = mesh or coarse.face
        if mesh.mm_per_px > self._coarsest_mm:
            return None
        chart = self._maker.unwrap(coarse.photo, mesh)
        return Laid(replace(coarse, chart=chart, skin=read_fine_skin(chart, coarse.skin)), self._atlas)


class Layers:
    """Lays faces on every chart that some concern asks for. Immutable once built."""

    def __init__(self, canonical: CanonicalFace, concerns: Sequence[Concern], sampler: Sampler | None = None) -> None:
        self._finer = {scale.name: FinerLayer(canonical, scale, concerns, sampler) for scale in FINER}

    def lay(
        self, coarse: Laid, mesh: Face | None = None, scales: Collection[ScaleName] | None = None
    ) -> dict[ScaleName, Laid]:
        """The face by scale; without those that the photo does not carry. Arguments as for `FinerLayer.lay`.

        Args:
            scales: the finer ones that are wanted; all when nothing is said.
        """
        wanted = {name: layer for name, layer in self._finer.items() if scales is None or name in scales}
        finer = {name: layer.lay(coarse.sight, mesh) for name, layer in wanted.items()}
        return {COARSE.name: coarse} | {name: laid for name, laid in finer.items() if laid}
