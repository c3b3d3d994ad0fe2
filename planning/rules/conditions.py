"""What a rule may ask: one class a question. Each answers yes, no or unknown of one item in one case.

Not asked is unknown. So is a yes whose place or day is not known, where the place or the day decides.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from planning.files import Document
from planning.profile import ROMAN, Answer, HealthFact, LaboratoryName, RecordKind, Taken, Type, health_catalogue
from planning.rules.case import Case
from planning.rules.item import WHOLE_FACE, Item, zones_cover, zones_meet
from planning.rules.truth import NO, Truth, any_of, told, unknown, yes


class HealthIs(Document):
    """A health question is answered with yes.

    Attributes:
        code: of the catalogue.
        within_days: it was so at most so many days before the item; an event without a day is unknown.
        where: `treated`: on skin that the item treats.
    """

    code: str
    within_days: int | None = Field(default=None, ge=0)
    where: Literal["anywhere", "treated"] = "anywhere"

    def truth(self, case: Case, item: Item) -> Truth:
        fact, title = case.profile.fact(self.code), health_catalogue()[self.code].title
        if fact.answer is Answer.NO:
            return NO
        if fact.answer is Answer.UNKNOWN:
            return unknown(f"{title}: not known")
        if self.where == "treated" and fact.zones is None:
            return told(f"{title}: yes, but where is not known")
        if self.where == "treated" and fact.zones is not None and not zones_meet(fact.zones, item.zones):
            return NO
        return self._in_time(fact, title, case.day(item))

    def _in_time(self, fact: HealthFact, title: str, day: date) -> Truth:
        if self.within_days is None:
            return yes(title)
        if fact.last is None:
            is_event = health_catalogue()[self.code].kind == "event"
            return told(f"{title}: when is not known") if is_event else yes(title)
        return yes(f"{title}, last on {fact.last}") if (day - fact.last).days <= self.within_days else NO


class MedicineTaken(Document):
    """A medicine of a class is taken, or was.

    Attributes:
        class_: of the dictionary.
        within_days: also when it was stopped at most so many days before the item.
        ever: also when it was stopped long ago.
    """

    class_: str = Field(alias="class")
    within_days: int = Field(default=0, ge=0)
    ever: bool = False

    def truth(self, case: Case, item: Item) -> Truth:
        medicines = case.profile.medicines
        if medicines is None:
            return unknown("Medicines: not asked")
        truths = [self._of(taken, case, item) for taken in medicines.taken]
        if not medicines.complete:
            truths.append(unknown("Medicines: the list is not complete"))
        return any_of(truths)

    def _of(self, taken: Taken, case: Case, item: Item) -> Truth:
        classes = case.classes(taken.name)
        if classes is None:
            return unknown(f"{taken.name}: not in the dictionary, what it is must be looked up")
        return self._in_time(taken, case.day(item)) if self.class_ in classes else NO

    def _in_time(self, taken: Taken, day: date) -> Truth:
        if self.ever or taken.status == "taking":
            return yes(f"{taken.name}, {taken.status}")
        if taken.status == "unknown":
            return told(f"{taken.name}: whether it is still taken is not known")
        if taken.stopped_on is None:
            return told(f"{taken.name}: when it was stopped is not known")
        within = (day - taken.stopped_on).days <= self.within_days
        return yes(f"{taken.name}, stopped on {taken.stopped_on}") if within else NO


class LaboratoryBelow(Document):
    """A laboratory value lies in [at_least, below).

    Attributes:
        name: of the profile; ends in the unit.
        measured: only of a value that is there; else a value that is missing is unknown.
    """

    name: LaboratoryName
    below: float
    at_least: float = 0.0
    measured: bool = False

    def truth(self, case: Case, item: Item) -> Truth:
        value = case.profile.laboratory.get(self.name)
        if value is None:
            return NO if self.measured else unknown(f"{self.name}: not known")
        return yes(f"{self.name} {value.value:g}") if self.at_least <= value.value < self.below else NO


class Age(Document):
    """The client is younger, or at least so old, on the day of the item."""

    below: int | None = None
    at_least: int | None = None

    def truth(self, case: Case, item: Item) -> Truth:
        born, day = case.profile.date_of_birth, case.day(item)
        if born is None:
            return unknown("Date of birth: not known")
        years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        met = (self.below is not None and years < self.below) or (self.at_least is not None and years >= self.at_least)
        return yes(f"{years} years old") if met else NO


class Seen(Document):
    """A photo shows a concern of at least a grade on skin that the item treats."""

    concern: str
    grade: Literal[1, 2, 3, 4]

    def truth(self, case: Case, item: Item) -> Truth:
        if case.findings is None:
            return unknown(f"{self.concern}: no photo was analyzed")
        zones = [f for f in case.findings if f.concern == self.concern and zones_meet((f.zone,), item.zones)]
        met = [f for f in zones if f.grade is not None and f.grade >= self.grade]
        if met:
            return yes(f"{self.concern} of grade {max(f.grade or 0 for f in met)} seen on {met[0].zone}")
        return NO if any(f.grade is not None for f in zones) else unknown(f"{self.concern}: not assessable")


class ProductChosen(Document):
    """A product was chosen for the item; while none is, it may still be."""

    name: str

    def truth(self, case: Case, item: Item) -> Truth:
        if not item.product:
            return unknown(f"{item.treatment}: the product is not chosen yet")
        return yes(item.product) if item.product.casefold() == self.name.casefold() else NO


class PhototypeIn(Document):
    """The phototype, as asked, is one of these."""

    types: tuple[Type, ...]

    def truth(self, case: Case, item: Item) -> Truth:
        kind = case.profile.phototype.type
        if kind is None:
            return unknown("Phototype: not asked")
        return yes(f"Phototype {ROMAN[kind - 1]}") if kind in self.types else NO


class DysmorphiaScreened(Document):
    """The screen for body dysmorphic disorder came out positive. Where it was not asked for there is nothing to say."""

    result: Literal["positive"] = "positive"

    def truth(self, case: Case, item: Item) -> Truth:
        screen = case.profile.dysmorphia_screen
        if screen is None or screen.positive is Answer.NO:
            return NO
        return yes("screen positive") if screen.positive is Answer.YES else unknown("screen: items were left out")


class Together(Document):
    """Another line of the same plan is of a kind.

    Attributes:
        tag: of treatments.
        where: `treated`: on skin that both treat.
    """

    tag: str
    where: Literal["anywhere", "treated"] = "anywhere"

    def truth(self, case: Case, item: Item) -> Truth:
        met = [other for other in case.others(item) if self.tag in other.tags and self._meet(other, item)]
        return any_of([yes(f"{name} in the same plan") for name in sorted(map(str, met))])

    def _meet(self, other: Item, item: Item) -> bool:
        return self.where == "anywhere" or zones_meet(other.zones, item.zones)


class Before(Document):
    """A treatment of a kind was given at most so many days before the item.

    Attributes:
        tag: of treatments.
        within_days: None: ever.
        where: `treated`: on skin that the item treats; a place not said counts.
    """

    tag: str
    within_days: int | None = Field(default=None, ge=0)
    where: Literal["anywhere", "treated"] = "anywhere"

    def truth(self, case: Case, item: Item) -> Truth:
        given = [past for past in case.past if self.tag in past.tags]
        met = [past for past in given if self.where == "anywhere" or zones_meet(past.zones, item.zones)]
        truths = [self._in_time(past, case.day(item)) for past in met]
        truths += map(unknown, case.past_open)
        return any_of(truths)

    def _in_time(self, past: Item, day: date) -> Truth:
        if self.within_days is None:
            return yes(f"{past}")
        if past.on is None:
            return told(f"{past}: when is not known")
        return yes(f"{past}") if (day - past.on).days <= self.within_days else NO


class Unrecorded(Document):
    """No provider has cleared the treated skin of something on record.

    Attributes:
        record: what must have been examined; `refer` does not clear it.
    """

    record: RecordKind

    def truth(self, case: Case, item: Item) -> Truth:
        records = [record for record in case.profile.records if record.kind == self.record]
        last = max((r for r in records if zones_meet(r.zones, item.zones)), key=lambda r: r.on, default=None)
        if last is not None and last.outcome == "refer":
            return yes(f"{last.by} referred on {last.on}")
        cleared = [record.zones or (WHOLE_FACE,) for record in records if record.outcome == "cleared"]
        if cleared and zones_cover([zone for zones in cleared for zone in zones], item.zones):
            return NO
        return yes(f"no record of {self.record.replace('_', ' ')}")
