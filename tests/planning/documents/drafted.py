"""A draft written by hand with every section full: 8 items, 6 visits over a change of clocks, all kinds of verdicts."""

from __future__ import annotations

from datetime import date, time
from functools import cache
from typing import Any

from planning.documents import DocumentRequest
from planning.library import load_library
from planning.plan import (
    Check,
    Citation,
    Investment,
    LeftOut,
    Pause,
    PlanDraft,
    PlanItem,
    PlannedVisit,
    PlanOption,
    RegimenLine,
    VisitItem,
    Why,
)
from planning.practice import Practice, sample_practice
from planning.pricing import invest
from planning.rules import Source
from planning.screening import VerdictDocument
from planning.screening.document import ChangedDocument

MADE_ON = date(2026, 11, 22)
CHEEKS = ("malar_cheek_left", "malar_cheek_right", "mid_cheek_left", "mid_cheek_right")


@cache
def practice() -> Practice:
    return sample_practice().at("oakland")


def request(**changes: Any) -> DocumentRequest:
    parts: dict[str, Any] = {
        "draft": draft(),
        "practice": practice(),
        "library": load_library(),
        "client_name": "Jordan Alvarez-Whitfield",
    }
    return DocumentRequest(**(parts | changes))


def finding(concern: str, zone: str, severity: float, text: str) -> Why:
    return Why(kind="finding", text=text, concern=concern, zone=zone, severity=severity)


def goal(code: str, text: str) -> Why:
    return Why(kind="goal", text=text, goal=code)


TOXIN = PlanItem(
    id="toxin",
    treatment="botulinum_toxin_upper_face",
    title="Botulinum toxin, upper face",
    zones=("forehead", "glabella", "crows_feet_left", "crows_feet_right"),
    quantity=40,
    visits=1,
    why=(
        finding("glabellar_lines", "glabella", 71.0, "Glabellar lines are severe (71 of 100) and move with the frown."),
        finding("crows_feet", "crows_feet_left", 58.0, "Crow's feet are moderate on the left (58 of 100)."),
        goal("softer_lines", "The client asks for softer lines of expression."),
    ),
    after="First, for it needs two weeks to settle before what is near it is judged.",
    citations=(
        Citation(
            source="library",
            place="label",
            quote="BOTOX Cosmetic, prescribing information 2023, section 2: glabellar lines, lateral canthal lines.",
        ),
    ),
)
NEEDLING = PlanItem(
    id="needling",
    treatment="microneedling",
    title="Microneedling",
    zones=(*CHEEKS, "chin"),
    visits=3,
    why=(
        finding("texture", "mid_cheek_left", 49.0, "Texture of the mid cheek is moderate (49 of 100)."),
        Why(kind="template", text="Fits the vetted series for texture and pores.", ref="needling_and_plasma"),
    ),
    after="After the facial, on skin that is calm; four weeks apart.",
    citations=(
        Citation(source="skin_prep", place="Before needling, line 12", quote="Retinoids rest for five days before."),
    ),
)
TEAR_TROUGH = PlanItem(
    id="tear_trough",
    treatment="ha_filler_tear_trough",
    title="Hyaluronic acid, tear trough",
    zones=("tear_trough_left", "tear_trough_right"),
    visits=1,
    level="low",
    why=(
        finding("tear_trough", "tear_trough_left", 62.0, "The tear trough is moderate on both sides (62 of 100)."),
        goal("brighter_eyes", "The client says: I look tired even after a good night."),
    ),
    after="After the toxin has settled.",
)
PEEL = PlanItem(
    id="peel",
    treatment="superficial_peel",
    title="Superficial chemical peel",
    zones=("forehead", *CHEEKS, "chin"),
    visits=1,
    why=(
        finding("uneven_tone", "mid_cheek_right", 44.0, "Tone of the mid cheek is uneven (44 of 100)."),
        goal("even_tone", "The client asks for a more even tone."),
    ),
)
LIGHT = PlanItem(
    id="ipl",
    treatment="intense_pulsed_light",
    title="Intense pulsed light",
    zones=CHEEKS,
    visits=1,
    why=(
        finding("brown_spots", "malar_cheek_left", 39.0, "Brown spots on the malar cheek are mild (39 of 100)."),
        goal("fewer_spots", "The client says: my spots."),
    ),
)
FACIAL = PlanItem(
    id="facial",
    treatment="hydradermabrasion",
    title="Hydradermabrasion",
    zones=("forehead", *CHEEKS, "chin"),
    visits=3,
    why=(Why(kind="sequence", text="Cleans and calms the skin between what wounds it."),),
)
LAMP = PlanItem(
    id="led",
    treatment="led_light",
    title="LED light",
    zones=("forehead", *CHEEKS, "chin"),
    visits=3,
    why=(Why(kind="sequence", text="Given after the facial, at the same visit."),),
)
PLASMA = PlanItem(
    id="plasma",
    treatment="platelet_rich_plasma",
    title="Platelet-rich plasma",
    zones=CHEEKS,
    visits=1,
    why=(Why(kind="template", text="Second part of the vetted series.", ref="needling_and_plasma"),),
)
PRIMARY = (TOXIN, NEEDLING, TEAR_TROUGH)
SUPPORTING = (PEEL, LIGHT, FACIAL, LAMP, PLASMA)


def _item(item: PlanItem, number: int, minutes: int, device: str = "") -> VisitItem:
    return VisitItem(
        item=item.id, treatment=item.treatment, zones=item.zones, number=number, minutes=minutes, device=device
    )


def _visit(
    number: int, on: date, start: time | None, who: str, room: str, until: date | None, *items: VisitItem
) -> PlannedVisit:
    return PlannedVisit(number=number, date=on, start=start, provider=who, room=room, items=items, downtime_until=until)


MD, RN, LE = "dr_amara_okafor", "rn_julia_reyes", "le_mina_park"
TIMELINE = (
    _visit(
        *(1, date(2026, 12, 1), time(9, 30), RN, "injection", date(2026, 12, 1)),
        *(_item(TOXIN, 1, 30), _item(FACIAL, 1, 60, "hydra_1"), _item(LAMP, 1, 20)),
    ),
    _visit(2, date(2027, 1, 7), time(14, 0), MD, "injection", date(2027, 1, 12), _item(TEAR_TROUGH, 1, 60)),
    _visit(3, date(2027, 1, 26), time(10, 15), RN, "skin", date(2027, 1, 28), _item(NEEDLING, 1, 60, "pen_1")),
    _visit(
        *(4, date(2027, 2, 23), time(10, 15), RN, "skin", date(2027, 2, 25)),
        *(_item(NEEDLING, 2, 60, "pen_1"), _item(PLASMA, 1, 60)),
    ),
    _visit(
        *(5, date(2027, 3, 24), time(16, 45), LE, "skin", date(2027, 3, 28)),
        *(_item(PEEL, 1, 45), _item(FACIAL, 2, 60, "hydra_1"), _item(LAMP, 2, 20)),
    ),
    _visit(
        *(6, date(2027, 4, 28), None, RN, "", date(2027, 4, 30)),
        *(_item(NEEDLING, 3, 60, "pen_1"), _item(FACIAL, 3, 60, "hydra_1"), _item(LAMP, 3, 20)),
    ),
)


def _pause(first: date, last: date, why: str) -> Pause:
    return Pause(first=first, last=last, why=why)


_PEEL_WHY = "Retinoids rest for 5 days around a peel or needling."
REGIMEN = (
    RegimenLine(
        treatment="sunscreen",
        title="Mineral sunscreen SPF 50 (sample)",
        sku="SPF-50",
        use="Every morning, two fingers long for face and neck, and again every two hours in the sun.",
        start=date(2026, 12, 1),
        why=(goal("fewer_spots", "Without sunscreen spots come back."),),
    ),
    RegimenLine(
        treatment="topical_retinoid",
        title="Retinol serum (sample)",
        sku="RET-03",
        use="In the evening, a pea-sized amount on dry skin, twice a week in the first month.",
        start=date(2026, 12, 3),
        pauses=(
            _pause(date(2027, 1, 21), date(2027, 1, 31), _PEEL_WHY),
            _pause(date(2027, 2, 18), date(2027, 2, 28), _PEEL_WHY),
            _pause(date(2027, 3, 19), date(2027, 3, 29), _PEEL_WHY),
            _pause(date(2027, 4, 23), date(2027, 5, 3), _PEEL_WHY),
        ),
        why=(finding("texture", "mid_cheek_left", 49.0, "Texture of the mid cheek is moderate (49 of 100)."),),
    ),
    RegimenLine(
        treatment="vitamin_c",
        title="Vitamin C serum (sample)",
        sku="VITC-15",
        use="A few drops in the morning, before sunscreen.",
        start=date(2026, 12, 1),
        why=(goal("even_tone", "For a more even tone."),),
        substitute_for="AZE-10",
    ),
    RegimenLine(
        treatment="moisturizer",
        title="Ceramide cream (sample)",
        sku="CER-1",
        use="Morning and evening, more often after a visit.",
        start=date(2026, 12, 1),
        why=(Why(kind="sequence", text="Skin recovers faster under plain care."),),
    ),
)


def verdict(level: str, item: PlanItem | RegimenLine, rule: str, message: str, **more: Any) -> VerdictDocument:
    parts: dict[str, Any] = {
        "zones": item.zones if isinstance(item, PlanItem) else (),
        "ask": "",
        "facts": (),
        "source": Source(cite="Ours; where sources differ, the director settles it", strength="house"),
        "unknown": False,
        "label": False,
        "until": None,
        "changed": None,
    }
    return VerdictDocument(level=level, treatment=item.treatment, rule=rule, message=message, **(parts | more))


HELD_LIGHT = verdict(
    *("hold", LIGHT, "light_photosensitizer"),
    "A medicine that makes skin sensitive to light is taken; light waits until the prescriber has been asked.",
    ask="Which medicines do you take that make your skin sensitive to light, and since when?",
    facts=("Medicines: doxycycline (tetracycline), taking since 2026-10-30",),
    source=Source(cite="Manual of an IPL unit, contraindications (2021), page 14", strength="manual"),
    changed=ChangedDocument(
        level="warn",
        reason="We keep to the device manual and pause light until the prescriber has been asked.",
        signed_by="dr_amara_okafor",
        signed_on=date(2026, 5, 4),
    ),
)
HELD_FILLER = verdict(
    *("hold", TEAR_TROUGH, "filler_anticoagulant"),
    "An anticoagulant raises the risk of a large bruise near the eye; its prescriber decides whether it may be paused.",
    ask="Has the prescriber of your blood thinner been asked about this treatment?",
    facts=("Medicines: Eliquis 5 mg (apixaban), taking since 2025-02-01",),
    source=Source(cite="Aesthet Surg J 2019;39:1155, consensus on fillers", strength="guideline"),
    until=date(2026, 12, 20),
    unknown=True,
)
WARNED_PEEL = verdict(
    *("warn", PEEL, "peel_dark_marks"),
    "Phototype III to VI: dark marks after a peel are more likely. Begin mild and prepare the skin.",
    facts=("Phototype: III, from the questionnaire",),
    source=Source(cite="J Am Acad Dermatol 2017;76:e1, peels in skin of color", strength="paper"),
)
TOLD_TOXIN = verdict(
    *("inform", TOXIN, "toxin_reads_label"),
    "The label names spread of effect; the client has been given the warning signs.",
    source=Source(cite="BOTOX Cosmetic, boxed warning", strength="label"),
)


def _check(name: str, *verdicts: VerdictDocument) -> Check:
    order = ("clear", "inform", "warn", "hold", "block")
    level: Any = max((each.level for each in verdicts), key=order.index, default="clear")
    return Check(item=name, level=level, approvable=level not in ("hold", "block"), verdicts=verdicts)


def checks(*, held: bool = True) -> tuple[Check, ...]:
    clear = (NEEDLING, FACIAL, LAMP, PLASMA)
    return (
        _check("toxin", TOLD_TOXIN),
        _check("tear_trough", *((HELD_FILLER,) if held else ())),
        _check("peel", WARNED_PEEL),
        _check("ipl", *((HELD_LIGHT,) if held else ())),
        *(_check(item.id) for item in clear),
        *(_check(line.treatment) for line in REGIMEN),
    )


@cache
def investment() -> Investment:
    return invest((*PRIMARY, *SUPPORTING), TIMELINE, REGIMEN, practice(), load_library())


def option(**changes: Any) -> PlanOption:
    parts: dict[str, Any] = {
        "tier": "better",
        "title": "Rested eyes and an even tone",
        "summary": (
            "Six visits over five months soften the lines of expression first, then rest the look of the eyes, and "
            "work on texture and tone with skin care between the visits. All visible signs are over by May 22."
        ),
        "primary": PRIMARY,
        "supporting": SUPPORTING,
        "regimen": REGIMEN,
        "checks": checks(),
        "timeline": TIMELINE,
        "investment": investment(),
        "schedule": "feasible",
        "gap": 0.031,
        "schedule_notes": ("No day was found for intense pulsed light while it is on hold.",),
        "left_out": (
            LeftOut(what="rf_microneedling", why="not_offered", text="The location has no such device."),
            LeftOut(what="pores:nose", why="covered", text="Needling of the cheeks and the retinoid serve it."),
        ),
    }
    return PlanOption(**(parts | changes))


@cache
def small_option() -> PlanOption:
    timeline = (_visit(1, date(2026, 12, 1), time(9, 30), RN, "injection", None, _item(TOXIN, 1, 30)),)
    return PlanOption(
        tier="good",
        title="Softer lines",
        primary=(TOXIN,),
        regimen=REGIMEN[:1],
        checks=(_check("toxin", TOLD_TOXIN), _check("sunscreen")),
        timeline=timeline,
        investment=invest((TOXIN,), timeline, REGIMEN[:1], practice(), load_library()),
        schedule="optimal",
    )


def draft(**changes: Any) -> PlanDraft:
    parts: dict[str, Any] = {
        "made_on": MADE_ON,
        "practice": "linden_aesthetics",
        "location": "oakland",
        "client": "sample-0001",
        "photo_sha256": "5f" * 32,
        "not_seen": (
            "Pores of the nose: the photo is too coarse.",
            "Herpes history was not asked.",
        ),
        "options": (small_option(), option()),
        "recommended": "better",
        "left_out": (LeftOut(what="goal:less_hair", why="nothing_serves_it", text="Nobody asked for it further."),),
        "versions": {"library": "1", "rules": "1", "drafter": "1"},
    }
    return PlanDraft(**(parts | changes))
