"""Shows treatments on one person and keeps the figures. A job is one person: photo and findings are prepared once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from planning.library import load_library
from planning.plan_visits import treatment_effects
from simulation.effects import LEVELS, Layer, Level
from simulation.intended import Asked, TreatmentEffects, intend
from simulation.outcome import Gathered
from simulation.projection import Projector, Subject
from simulation.projection.picture import Picture, picture
from simulation.rendering import Gauge, Severities, known_severities
from simulation.safeguards import Subtlety
from simulation.safeguards.color import color_map
from simulation.safeguards.visibility import visibility
from tests.evaluation import subjects
from tests.evaluation.looks import product
from tests.evaluation.simulation import pixels
from tests.evaluation.simulation.cases import Case, Drift, Fall, Look, Seen
from tests.evaluation.simulation.handing_out import hand_out
from tests.evaluation.studies.selectivity import coupled
from vision.concerns import CONCERNS
from vision.face import Face
from vision.photo import Photo, decode_photo


@dataclass(frozen=True, slots=True)
class Job:
    """One person.

    Attributes:
        person: of the portraits.
        treatments: ids of the library, one by one.
        together: of the output.
    """

    person: subjects.Subject
    treatments: tuple[str, ...]
    together: tuple[str, ...]


@lru_cache(maxsize=1)
def capped() -> Mapping[str, TreatmentEffects]:
    """Every treatment of the library that has an effect, and so a cap with a source."""
    effects = {name: treatment_effects(treatment) for name, treatment in load_library().treatments.items()}
    return {name: each for name, each in effects.items() if each.effects}


def watch(job: Job) -> Seen:
    """Every treatment at every level, and an output; nothing where no face is found."""
    finder, analyzer = product()
    photo = decode_photo(job.person.photo.read_bytes())
    (face,) = finder.find([photo], choose="largest")
    if not isinstance(face, Face):
        return Seen()
    subject = Subject.of(analyzer, photo, face)
    watcher = _Watcher(job.person, subject)
    cases = tuple(case for name in job.treatments for case in watcher.cases(capped()[name]))
    together = [capped()[name] for name in job.together]
    return Seen(cases, (hand_out(Projector(analyzer, finder.find_again), job.person.name, subject, together),))


class _Watcher:
    def __init__(self, person: subjects.Subject, subject: Subject) -> None:
        self._finder, self._analyzer = product()
        self._person, self._subject = person, subject
        self._everywhere = {
            concern.name: [zone.name for zone, _ in self._analyzer.atlas.by_kind(concern.zone_kinds)]
            for concern in CONCERNS
        }
        self._gauge = Gauge(self._analyzer, subject.laid, self._everywhere)
        self._before = self._gauge.read()

    def cases(self, facts: TreatmentEffects) -> Iterator[Case]:
        for level in LEVELS:
            shown = picture(self._analyzer, self._subject, [intend(facts, Asked(facts.id, (), level))])
            yield self._case(shown, facts.id, level)

    def _case(self, shown: Picture, treatment: str, level: Level) -> Case:
        whole = level == "expected"
        face = self._found_again(shown) if shown.moved_mm.any() else None
        after = self._gauge_of(shown, whole).read(shown.image_rgb, face)
        kept = self._gauge.read(shown.image_rgb) if whole and face else {}
        return Case(
            person=self._person.name,
            tone=self._person.tone or "unknown",
            treatment=treatment,
            level=level,
            layers=_layers(shown.gathered),
            look=_look(shown),
            falls=tuple(self._falls(shown, after, self._fresh(shown, face) if whole else {})),
            drifts=(*self._drifts(shown, after), *self._drifts(shown, kept, kept=True)) if whole else (),
        )

    def _gauge_of(self, shown: Picture, whole: bool) -> Gauge:
        """What was targeted, or all; in all of its zones, for what one of them shows may hang on the others."""
        names = {each.concern for each in shown.gathered.targeted}
        zones = {name: where for name, where in self._everywhere.items() if name in names}
        return self._gauge if whole else Gauge(self._analyzer, self._subject.laid, zones)

    def _found_again(self, shown: Picture) -> Face:
        face = self._subject.analysis.face
        return replace(face, landmarks_px=self._finder.find_again(shown.image_rgb, face))

    def _fresh(self, shown: Picture, face: Face | None) -> Severities:
        """What was targeted, on the result as on any photo: what is skin there is judged again."""
        names = {each.concern for each in shown.gathered.targeted}
        analyzer = self._analyzer.narrowed([concern for concern in CONCERNS if concern.name in names])
        photo = Photo.from_array(shown.image_rgb)
        return known_severities(analyzer.measure(photo, face or self._subject.analysis.face).findings)

    def _falls(self, shown: Picture, after: Severities, fresh: Severities) -> Iterator[Fall]:
        declined = {(each.concern, each.zone) for each in shown.not_shown if each.why == "photo_does_not_carry_it"}
        by_shape = {move.concern for move in shown.gathered.moves}
        for each in shown.gathered.targeted:
            key = each.concern, each.zone
            yield Fall(
                *key,
                before=each.severity,
                asked=each.points,
                cap=each.cap_points,
                fall=self._before[key] - after[key] if key in after else None,
                fresh=each.severity - fresh[key] if key in fresh else None,
                declined=key in declined,
                shape=each.concern in by_shape,
            )

    def _drifts(self, shown: Picture, after: Severities, kept: bool = False) -> Iterator[Drift]:
        targeted = {(each.concern, each.zone) for each in shown.gathered.targeted}
        meant = {concern for concern, _ in targeted}
        treated = _zones(shown.gathered)
        for key in sorted(self._before.keys() & after.keys() - targeted):
            if not any(coupled(key[0], name) for name in meant):
                yield Drift(*key, after[key] - self._before[key], key[1] in treated, kept)


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
        reading=_reading(shown),
    )


def _reading(shown: Picture) -> Subtlety:
    laid = shown.subject.laid
    change = color_map(shown.moved_rgb, shown.image_rgb, shown.treated, laid.chart.photo_mm_per_px)
    return visibility(change, float(shown.moved_mm.max())).reading
