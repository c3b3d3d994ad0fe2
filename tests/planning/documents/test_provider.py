"""The provider's version says every fact once, and what is looked for first stands first."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from planning.documents import care_plan, client_pdf, note_text, provider_pdf, visits_ics
from planning.documents.client import client_pages
from planning.documents.provider import provider_content
from planning.documents.provider_checks import readable
from planning.documents.request import DocumentRequest
from planning.findings import Finding
from planning.plan import Check, LeftOut, PlannedVisit, ProtocolConflict
from planning.plan.items import Citation
from planning.profile import Profile
from tests.planning.documents.drafted import (
    CHEEKS,
    NEEDLING,
    PEEL,
    REGIMEN,
    TEAR_TROUGH,
    TIMELINE,
    checks,
    draft,
    investment,
    option,
    request,
    verdict,
)
from tests.planning.documents.pages import pages
from tests.planning.documents.sampled import findings, profile, sample, sampled


def test_a_typical_draft_takes_five_pages_at_most() -> None:
    asked = sample()
    assert len(asked.option.items) >= 2 and len(asked.option.checks) >= 5
    assert len(pages(provider_pdf(asked))) <= 5


def _checked(*found: Check) -> DocumentRequest:
    names = {check.item for check in found}
    others = tuple(check for check in checks(held=False) if check.item not in names)
    return request(draft=draft(options=(option(checks=(*found, *others)),)))


def _pause(level: str, fact: str, first: str, last: str) -> Any:
    said = f"stop by {first}, resume from {last}"
    facts = (f"{fact}: {said}",) if level == "inform" else (fact, said)
    return verdict(level, NEEDLING, "needling_retinoid_pause", "A retinoid rests.", facts=facts)


DAYS = (("2027-01-21", "2027-01-31"), ("2027-02-18", "2027-02-28"), ("2027-04-23", "2027-05-03"))


def test_a_rule_that_speaks_six_times_is_one_row_with_all_its_days() -> None:
    said = [_pause("warn", "tretinoin cream, taking", *days) for days in DAYS]
    said += [_pause("inform", "topical_retinoid in the same plan", *days) for days in DAYS]
    asked = _checked(Check(item="needling", level="warn", approvable=True, verdicts=tuple(said)))
    (row,) = [row for row in provider_content(asked)["checks"] if row["rule"] == "needling_retinoid_pause"]
    assert (row["level"], row["lines"]) == ("warn", ["P2"])
    assert row["triggers"] == [
        "tretinoin cream, taking; Topical retinoid in the same plan (inform): "
        "stop by Jan 21, 2027, resume from Jan 31, 2027; stop by Feb 18, 2027, resume from Feb 28, 2027; "
        "stop by Apr 23, 2027, resume from May 3, 2027"
    ]
    assert " ".join(pages(provider_pdf(asked))).count("A retinoid rests.") == 1


def test_a_rule_on_two_lines_is_one_row_that_names_both() -> None:
    said = [verdict("hold", item, "herpes_history", "Cold sores.", ask="Ever?") for item in (PEEL, NEEDLING)]
    held = [
        Check(item=name, level="hold", approvable=False, verdicts=(each,))
        for name, each in zip(("peel", "needling"), said, strict=True)
    ]
    content = provider_content(_checked(*held))
    assert [(row["rule"], row["lines"]) for row in content["open"]] == [("herpes_history", ["S1", "P2"])]
    assert "herpes_history" not in [row["rule"] for row in content["checks"]]


def test_what_holds_stands_once_with_its_rule_and_source() -> None:
    text = " ".join(pages(provider_pdf(request())))
    for check in request().option.checks:
        for each in check.verdicts:
            for once in (each.message, each.ask, each.rule, each.source.cite):
                assert not once or text.count(once) == 1


def test_a_line_that_no_rule_holds_and_that_cannot_be_approved_is_open() -> None:
    asked = _checked(Check(item="needling", level="clear", approvable=False))
    (row,) = provider_content(asked)["open"]
    assert (row["lines"], row["level"], row["rule"]) == (["P2"], "hold", "")
    assert "It can't be approved as it stands." in " ".join(pages(provider_pdf(asked)))


def test_the_client_stands_at_the_top_in_a_line_each() -> None:
    lines = dict(provider_content(sample())["client"])
    assert lines["Goals"].startswith("“I look tired even after a good night” (rested eyes, tear trough); “the frown")
    assert lines["Budget"].startswith("$2,500.00; this option costs $")
    assert "daughter's wedding, May 22, 2027" in lines["Events and absence"]
    assert "away December 20, 2026 to January 3, 2027 (family)" in lines["Events and absence"]
    assert lines["Accepts"] == "3 days to be seen; pain tolerance low; sun exposure medium"
    assert lines["Medicines"].startswith("Eliquis 5 mg (taking, twice a day, since February 1, 2025)")
    assert "melasma (since the second pregnancy)" in lines["Told yes"]
    assert "Hyaluronic acid, lips (Juvederm, November 9, 2026, lips, bruised for a week)" in lines["Treated before"]
    first = pages(provider_pdf(sample()))[0]
    assert all(value in first for value in lines.values())


def test_what_was_not_asked_is_said_to_be_not_asked() -> None:
    bare = Profile.model_validate({"schema": "countenance.profile/1"})
    lines = dict(provider_content(request(profile=bare))["client"])
    assert lines["Age and skin"] == "age not asked, phototype not asked"
    assert lines["Medicines"] == lines["Treated before"] == lines["Goals"] == "not asked"
    assert lines["Budget"].startswith("not asked; ")
    assert provider_content(request())["client"] == []


@pytest.mark.parametrize(("born", "years"), [("1984-11-22", 42), ("1984-11-23", 41)])
def test_age_is_in_whole_years(born: str, years: int) -> None:
    asked = request(profile=profile(date_of_birth=born))
    assert dict(provider_content(asked)["client"])["Age and skin"].startswith(f"{years} years, ")


def test_a_medicine_that_no_rule_names_comes_last() -> None:
    told = {"complete": False, "taken": [{"name": "Zinc"}, {"name": "doxycycline", "status": "taking"}]}
    lines = dict(provider_content(request(profile=profile(medicines=told)))["client"])
    assert lines["Medicines"] == (
        "doxycycline (taking); no rule here speaks of Zinc (not known whether taken); the list may lack some"
    )


def test_findings_that_are_treated_have_severity_interval_and_grade() -> None:
    rows = {(row["concern"], row["zone"]): row for row in provider_content(sample())["findings"]}
    worst = rows["Texture", "right lateral cheek"]
    assert (worst["severity"], worst["interval"], worst["grade"]) == ("70", "63–77", "3 severe")
    severities = [int(row["severity"]) for row in provider_content(sample())["findings"]]
    assert severities == sorted(severities, reverse=True)
    treated = {(w.concern, w.zone) for item in sample().option.items for w in item.why if w.kind == "finding"}
    assert treated and len(treated) <= len(rows) < len(findings())
    assert "- Texture, right lateral cheek: 70 of 100 (90 % interval 63–77), grade 3 severe" in note_text(sample())


def test_without_the_findings_the_table_tells_what_the_reasons_tell() -> None:
    rows = provider_content(request())["findings"]
    assert rows[0] == {
        "concern": "Frown lines",
        "zone": "Glabella",
        "severity": "71",
        "interval": "–",
        "grade": "–",
        "goal": "",
        "lines": "P1",
    } | {"concern": rows[0]["concern"], "zone": rows[0]["zone"]}
    assert {row["interval"] for row in rows} == {"–"}


def test_a_drafters_reason_is_short_and_a_persons_own_words_stay() -> None:
    content = provider_content(sample())
    reasons = [line["why"] for line in (*content["primary"], *content["supporting"])]
    assert any("Texture (right lateral cheek 70, left lateral cheek 69" in why[0] for why in reasons)
    assert not any("severity" in " ".join(why) for why in reasons)
    toxin = provider_content(request())["primary"][0]
    assert "Glabellar lines are severe (71 of 100) and move with the frown." in toxin["why"]


def _wide() -> DocumentRequest:
    seen = (
        Finding(concern=concern, zone=zone, assessable=True, severity=90 - n, grade=4, interval=(80 - n, 95))
        for concern in ("texture", "diffuse_pigmentation", "uneven_tone")
        for n, zone in enumerate(("forehead", "chin", "nose", *CHEEKS))
    )
    return sampled(seen=tuple(seen))


def test_many_findings_are_a_row_a_concern_and_lose_nothing() -> None:
    content = provider_content(_wide())
    assert len(content["findings"]) > 16 and len(content["findings_by_concern"]) <= 8
    text = " ".join(pages(provider_pdf(_wide())))
    for row in content["findings"]:
        assert f"{row['zone']} {row['severity']} ({row['interval']}), {row['grade']}" in text
    assert "Texture (7 zones, 84 to 90)" in " ".join(why for item in content["primary"] for why in item["why"])


def test_names_in_facts_are_titles() -> None:
    said = (
        "brown_spots of grade 3 seen on malar_cheek_left by dr_amara_okafor on 2026-11-16; lesion_examined, 2026-13-45"
    )
    assert readable(said, request()) == (
        "brown spots of grade 3 seen on left malar cheek by Dr. Amara Okafor (sample) on Nov 16, 2026; "
        "lesion_examined, 2026-13-45"
    )


def test_findings_that_nothing_serves_are_one_sentence() -> None:
    left = tuple(
        LeftOut(what=f"{name}:nose", why="nothing_serves_it", text=f"No treatment of the library is for {name}.")
        for name in ("scars", "jowls")
    )
    (row,) = provider_content(request(draft=draft(options=(option(left_out=left),), left_out=())))["left_out"]
    assert row["lines"] == ["No treatment of the library is for scars; jowls."]


def test_the_provider_enters_the_amount() -> None:
    facts = {block["title"]: block["facts"] for block in provider_content(request())["primary"]}
    assert "amount: the provider enters it (priced on 40 units each time)" in facts["Botulinum toxin, upper face"]
    assert "amount: the provider enters it" in facts["Microneedling"]
    assert "amount: the provider enters it (priced on 1 syringe each time)" in facts["Hyaluronic acid, tear trough"]


def test_what_is_cited_is_named_by_its_title_and_listed_once() -> None:
    rows = provider_content(request())["references"]
    (protocol,) = [row for row in rows if row["where"]]
    assert protocol["where"] == "Preparing skin before light and peels, Before needling, line 12"
    assert len({row["says"] for row in rows}) == len(rows) == int(rows[-1]["number"])
    assert "skin_prep" not in " ".join(pages(provider_pdf(request())))


def test_a_conflict_with_a_protocol_is_shown_both_ways() -> None:
    conflict = ProtocolConflict(
        line="microneedling",
        about="days after filler",
        library=14,
        protocol=21,
        applied=21,
        by="protocol",
        citation=Citation(source="needling", place="Preparing, line 22", quote="Wait at least 3 weeks after filler."),
    )
    text = " ".join(pages(provider_pdf(request(draft=draft(protocol_conflicts=(conflict,))))))
    assert "Microneedling days after filler 14 21 21, protocol “Wait at least 3 weeks after filler.”" in text
    assert "Microneedling and RF microneedling, Preparing, line 22" in text
    note = note_text(request(draft=draft(protocol_conflicts=(conflict,))))
    assert "Microneedling, days after filler: library 14, protocol 21, planned by 21, protocol. “Wait at least" in note


def test_what_is_left_out_is_grouped_by_reason() -> None:
    rows = {row["reason"]: row["lines"] for row in provider_content(sample())["left_out"]}
    unseen = rows["Not assessable in the photo"]
    assert unseen[0].endswith("– covered") and "Blemishes: upper lip, chin, prejowl, jawline" in unseen[0]
    assert unseen[1] == "Pores: nose, mid cheek – resolution"
    assert (
        "No treatment of the library is for lines under the eye of the lower eyelid (both sides)."
        in (rows["Nothing serves it"])
    )


def test_left_out_things_of_one_sentence_share_it() -> None:
    left = (
        LeftOut(what="vitamin_c", why="covered", text="Vitamin C would help too."),
        LeftOut(what="azelaic_acid", why="covered", text="Azelaic acid would help too."),
        LeftOut(what="rf_microneedling", why="not_offered", text="RF microneedling is not on the menu."),
        LeftOut(what="focused_ultrasound", why="not_offered", text="Focused ultrasound is not on the menu."),
        LeftOut(what="pores:nose", why="not_assessable", text="A reason of another form."),
        LeftOut(what="redness:nose", why="of_another_day", text="Its own."),
    )
    rows = provider_content(request(draft=draft(options=(option(left_out=left),), left_out=())))["left_out"]
    assert rows == [
        {"reason": "Not offered here", "lines": ["RF microneedling and Focused ultrasound are not on the menu."]},
        {"reason": "Served already", "lines": ["Vitamin C and Azelaic acid would help too."]},
        {"reason": "Not assessable in the photo", "lines": ["A reason of another form."]},
        {"reason": "Of another day", "lines": ["Its own."]},
    ]


def test_a_pause_names_its_treatment_and_the_rule_stands_in_the_check() -> None:
    retinoid = REGIMEN[1]
    why = "Microneedling on 2027-01-26. A retinoid rests. Microneedling on 2027-01-26."
    line = retinoid.model_copy(update={"pauses": (retinoid.pauses[0].model_copy(update={"why": why}),)})
    said = (_pause("warn", "tretinoin cream, taking", *DAYS[0]),)
    check = Check(item="needling", level="warn", approvable=True, verdicts=said)
    others = tuple(each for each in checks(held=False) if each.item != "needling")
    regimen = (*REGIMEN[:1], line, *REGIMEN[2:])
    asked = request(draft=draft(options=(option(regimen=regimen, checks=(check, *others)),)))
    (block,) = [each for each in provider_content(asked)["regimen"] if each["id"] == "topical_retinoid"]
    assert block["pauses"] == ["January 21, 2027 to January 31, 2027: Microneedling on Jan 26, 2027."]
    assert "Rests January 21, 2027 to January 31, 2027: Microneedling on Jan 26, 2027.\n" in note_text(asked)


def _two_rooms() -> DocumentRequest:
    """A morning with a peel and then filler, by two people in two rooms."""
    peel = next(each for visit in TIMELINE for each in visit.items if each.item == PEEL.id)
    filler = next(each for visit in TIMELINE for each in visit.items if each.item == TEAR_TROUGH.id)
    first = PlannedVisit(
        number=1,
        date=date(2026, 11, 27),
        start=time(9),
        provider="le_mina_park",
        room="skin",
        items=(peel,),
    )
    second = PlannedVisit(
        number=2,
        date=date(2026, 11, 27),
        start=time(9, 45),
        provider="dr_amara_okafor",
        room="injection",
        items=(filler,),
        downtime_until=date(2026, 12, 11),
    )
    later = TIMELINE[2].model_copy(update={"number": 3})
    dues = [{"visit": 0, "amount": "84.44"}, {"visit": 1, "amount": "175.00"}, {"visit": 2, "amount": "850.00"}]
    paid = investment().model_validate(investment().model_dump() | {"payments": dues})
    made = option(timeline=(first, second, later), investment=paid)
    return request(draft=draft(options=(made,)))


def test_stops_in_two_rooms_are_one_visit_in_every_document() -> None:
    asked = _two_rooms()
    content, _ = client_pages(asked)
    first, second = content["visits"]
    assert [step["time"] for step in first["steps"]] == ["9:00 am", "9:45 am"]
    assert [step["facts"][1:] for step in first["steps"]] == [
        ["Mina Park, LE (sample)", "Skin room"],
        ["Dr. Amara Okafor (sample)", "Injection room"],
    ]
    assert (first["due"], first["minutes"], second["label"]) == ("$1,025.00", "105 min", "Visit 2")
    assert content["cover"]["glance"][1] == "2 visits"
    assert [row["when"] for row in content["investment"]["payments"]][1:] == ["Visit 1"]
    (row, _) = provider_content(asked)["visits"]
    assert [step["room"] for step in row["steps"]] == ["Skin room", "Injection room"]
    assert row["due"] == "$1,025.00"
    assert "Visit 1, proposed for Fri, November 27, 2026, 9:00 am, 105 min: 9:00 am Superficial" in note_text(asked)
    ics = visits_ics(asked).replace(b"\r\n ", b"").decode()
    assert ics.count("BEGIN:VEVENT") == 2
    assert "DTSTART;TZID=America/Los_Angeles:20261127T090000" in ics and "20261127T104500" in ics
    assert "9:45 am: Hyaluronic acid\\, tear trough\\, Dr. Amara Okafor" in ics
    assert "Visit 1; " in care_plan(asked) or 'Visit 1"' in care_plan(asked)
    text = " ".join(pages(client_pdf(asked)))
    assert "Visit 3" not in text.replace("Visits", "")


def test_every_document_of_a_draft_without_a_photo_is_made() -> None:
    asked = sampled(photo=False)
    content = provider_content(asked)
    assert "none: nothing of the face was seen" in dict(content["facts"])["Photo"]
    assert "The client" in " ".join(pages(provider_pdf(asked))) or content["primary"] == []
