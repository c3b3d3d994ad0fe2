"""Shows treatments on one person and keeps the figures. A job is one person: photo and findings are prepared once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planning.library import load_library
from planning.plan_visits import treatment_effects
from simulation.effects import LEVELS, Layer, Level
from simulation.intended import Asked, TreatmentEffects, intend
from simulation.outcome import Gathered
from simulation.projection.picture import Picture, picture
from simulation.projection.subject import Subject
from simulation.rendering import Gauge, Severities, unclipped
from tests.evaluation import subjects
from tests.evaluation.looks import product
from tests.evaluation.simulation import pixels
from tests.evaluation.simulation.cases import Case, Drift, Fall, Look
from tests.evaluation.studies.selectivity import coupled
from vision.analysis import Analysis
from vision.concerns import CONCERNS
from vision.face import Face
from vision.photo import Photo, decode_photo

_CONCERNS = {concern.name: concern for concern in CONCERNS}
Key = tuple[str, str]  # concern, zone


@dataclass(frozen=True, slots=True)
class Job:
    """One person.

    Attributes:
        person: of the portraits.
        treatments: ids of the library.
    """

    person: subjects.Subject
    treatments: tuple[str, ...]


@lru_cache(maxsize=1)
def capped() -> Mapping[str, TreatmentEffects]:
    """Every treatment of the library that has an effect, and so a cap with a source."""
    effects = {name: treatment_effects(treatment) for name, treatment in load_library().treatments.items()}
    return {name: each for name, each in effects.items() if each.effects}


def watch(job: Job) -> list[Case]:
    """Every treatment at every level; none where no face is found."""
    finder, analyzer = product()
    photo = decode_photo(job.person.photo.read_bytes())
    (face,) = finder.find([photo], choose="largest")
    if not isinstance(face, Face):
        return []
    watcher = _Watcher(job.person, Subject.of(analyzer, photo, face))
    return [case for name in job.treatments for case in watcher.cases(capped()[name])]


class _Watcher:
    def __init__(self, person: subjects.Subject, subject: Subject) -> None:
        self._finder, self._analyzer = product()
        self._person, self._subject = person, subject
        everywhere = {
            concern.name: [zone.name for zone, _ in self._analyzer.atlas.by_kind(concern.zone_kinds)]
            for concern in CONCERNS
        }
        self._gauge = Gauge(self._analyzer, subject.laid, everywhere)
        self._before = self._gauge.read()
        self._told = _severities(subject.analysis)

    def cases(self, facts: TreatmentEffects) -> Iterator[Case]:
        for level in LEVELS:
            shown = picture(self._analyzer, self._subject, [intend(facts, Asked(facts.id, (), level))])
            yield self._case(shown, facts.id, level)

    def _case(self, shown: Picture, treatment: str, level: Level) -> Case:
        whole = level == "expected"
        moved = bool(shown.moved_mm.any())
        after = self._read(shown, whole)
        again = self._again(shown, whole, moved) if whole or moved else None
        return Case(
            person=self._person.name,
            tone=self._person.tone or "unknown",
            treatment=treatment,
            level=level,
            layers=_layers(shown.gathered),
            look=_look(shown),
            falls=tuple(self._falls(shown, after, again, moved)),
            drifts=tuple(self._drifts(shown, after, again if moved else None)) if whole else (),
        )

    def _read(self, shown: Picture, whole: bool) -> Severities:
        if whole:
            return self._gauge.read(shown.image_rgb)
        zones: dict[str, set[str]] = {}
        for each in shown.gathered.targeted:
            zones.setdefault(each.concern, set()).add(each.zone)
        return Gauge(self._analyzer, self._subject.laid, zones).read(shown.image_rgb)

    def _again(self, shown: Picture, whole: bool, moved: bool) -> Severities:
        """The result as any photo; with the photo's own landmarks where nothing moved, whose scatter is not ours."""
        photo = Photo.from_array(shown.image_rgb)
        face: object = self._subject.analysis.face
        if moved:
            (face,) = self._finder.find([photo], choose="largest")
        if not isinstance(face, Face):
            return {}
        names = {each.concern for each in shown.gathered.targeted}
        few = [concern for concern in CONCERNS if concern.name in names]
        analyzer = self._analyzer if whole and moved else self._analyzer.narrowed(few)
        return _severities(analyzer.measure(photo, face))

    def _falls(self, shown: Picture, after: Severities, again: Severities | None, moved: bool) -> Iterator[Fall]:
        declined = {(each.concern, each.zone) for each in shown.not_shown if each.why == "photo_does_not_carry_it"}
        by_shape = {move.concern for move in shown.gathered.moves}
        for each in shown.gathered.targeted:
            key = each.concern, each.zone
            shape = each.concern in by_shape
            now = (again or {}).get(key) if shape and moved else after.get(key)
            yield Fall(
                *key,
                before=each.severity,
                asked=each.points,
                cap=each.cap_points,
                fall=None if now is None else each.severity - now,
                fresh=each.severity - again[key] if again and key in again else None,
                declined=key in declined,
                shape=shape,
            )

    def _drifts(self, shown: Picture, after: Severities, again: Severities | None) -> Iterator[Drift]:
        targeted = {(each.concern, each.zone) for each in shown.gathered.targeted}
        meant = {concern for concern, _ in targeted}
        treated = _zones(shown.gathered)
        for old, new, fresh in ((self._before, after, False), (self._told, again or {}, True)):
            for key in sorted(old.keys() & new.keys() - targeted):
                if not any(coupled(key[0], name) for name in meant):
                    yield Drift(*key, new[key] - old[key], key[1] in treated, fresh)


def _severities(analysis: Analysis) -> dict[Key, float]:
    """Of all that could be assessed, beyond both ends of the scale too."""
    return {
        (each.concern, each.zone): unclipped(_CONCERNS[each.concern], each.quantity)
        for each in analysis.findings
        if each.assessable and each.quantity is not None
    }


def _zones(gathered: Gathered) -> set[str]:
    return {dose.zone for dose in gathered.doses} | {zone for move in gathered.moves for zone in move.zones}


def _layers(gathered: Gathered) -> frozenset[Layer]:
    shapes: Sequence[Layer] = ["shape"] if gathered.moves else []
    return frozenset([*(dose.layer for dose in gathered.doses), *shapes])


def _look(shown: Picture) -> Look:
    both = shown.subject.photo.image_rgb, shown.image_rgb
    return Look(
        outside=pixels.outside(*both, shown.treated),
        changed=pixels.changed(*both, shown.treated),
        taken=pixels.taken(*both, shown.treated),
        fine_power=pixels.fine_power(*both, shown.treated),
        seam=pixels.seam(*both, shown.treated),
        border_step=pixels.border_step(*both, shown.treated),
    )
