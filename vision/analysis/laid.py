"""A face on charts of both scales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.canonical_face import CanonicalFace
from vision.chart import FINE, ChartMaker, FaceChart, Sampler
from vision.concerns import Concern, Sight
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


class FineLayer:
    """Lays faces on the fine chart, no more of it than the concerns that ask for it need. Immutable once built."""

    def __init__(self, canonical: CanonicalFace, concerns: Sequence[Concern], sampler: Sampler | None = None) -> None:
        asking = [concern for concern in concerns if concern.chart == FINE.name]
        kinds = {kind for concern in asking for kind in concern.zone_kinds}
        self._coarsest_mm = max((needs for concern in asking for needs in concern.zones.values()), default=0.0)
        if asking:
            window = window_around([zone for zone in load_zones() if zone.kind in kinds], FINE.size)
            self._maker = ChartMaker(canonical, FINE, sampler, window)
            self._atlas = ZoneAtlas(self._maker.geometry)

    def lay(self, coarse: Sight) -> Laid | None:
        """The face on the fine chart; None for a photo that carries none of its concerns."""
        if coarse.face.mm_per_px > self._coarsest_mm:
            return None
        chart = self._maker.unwrap(coarse.photo, coarse.face)
        return Laid(replace(coarse, chart=chart, skin=read_fine_skin(chart, coarse.skin)), self._atlas)
