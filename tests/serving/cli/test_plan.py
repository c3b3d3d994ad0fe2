"""`countenance plan`: from files to a draft and its documents."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result
from pypdf import PdfReader
from typer.testing import CliRunner

from planning.plan import PlanDraft
from planning.plan_visits import read_plan_visits
from serving.cli import app
from simulation.provenance import ManifestFacts, TreatmentFact, private_signer, signed

SAMPLES = files("planning")
DAY = "2026-11-22"
FILES = {"plan.json", "plan.pdf", "provider.pdf", "note.html", "note.txt", "careplan.json", "visits.ics"}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a profile, a practice and findings."""
    for part in ("profile", "practice"):
        text = (SAMPLES / part / "sample" / f"{part}.yaml").read_text()
        frown = "goals:\n  - {words: my frown, codes: [softer_lines]}"
        (tmp_path / f"{part}.yaml").write_text(re.sub(r"(?m)^goals:$", frown, text))
    lines = {"zone": "glabella", "concern": "glabellar_lines", "assessable": True, "grade": 3, "severity": 61.5}
    analysis = {"findings": [lines], "capture": {}, "photo": {"sha256": "ab" * 32}}
    (tmp_path / "analysis.json").write_text(json.dumps(analysis))
    return tmp_path


def run(here: Path, *more: Any, location: str = "oakland", out: str = "out") -> Result:
    given = ["--profile", here / "profile.yaml", "--practice", here / "practice.yaml", "--location", location]
    arguments = ["plan", *more, *given, "--out", here / out, "--today", DAY]
    return CliRunner().invoke(app, [str(each) for each in arguments])


def forms(here: Path) -> set[str]:
    return {path.name for path in (here / "out" / "consents").glob("*")}


def written(here: Path) -> PlanDraft:
    return PlanDraft.model_validate_json((here / "out" / "plan.json").read_text())


def test_it_drafts_from_findings_and_names_the_photo(here: Path) -> None:
    result = run(here, "--findings", here / "analysis.json")
    assert result.exit_code == 0, result.stderr
    made = written(here)
    assert (made.photo_sha256, str(made.made_on), made.location) == ("ab" * 32, DAY, "oakland")
    assert "botulinum_toxin_upper_face" in {item.treatment for item in made.options[0].items}
    assert "severity 62 of 100" in result.stdout
    assert f"1: {made.options[0].attendances[0].date}" in result.stdout
    assert "a licensed provider decides" in result.stderr


def test_it_drafts_without_a_photo_and_says_so(here: Path) -> None:
    result = run(here)
    assert result.exit_code == 0 and "not seen: No photo was analyzed" in result.stderr
    assert written(here).not_seen[0].startswith("No photo")


@pytest.mark.parametrize("goals", [True, False])
def test_it_writes_every_document_also_where_nothing_is_due(here: Path, goals: bool) -> None:
    if not goals:
        profile = (here / "profile.yaml").read_text()
        (here / "profile.yaml").write_text(re.sub(r"(?s)goals:.*?budget", "budget", profile))
    assert run(here).exit_code == 0
    assert (written(here).recommended == "nothing_now") is not goals
    out = here / "out"
    assert {path.name for path in out.iterdir() if path.is_file()} == FILES
    (option,) = [each for each in written(here).options if each.tier == written(here).recommended]
    assert forms(here) == {f"{item.id}.pdf" for item in option.items}
    for name in ("plan.pdf", "provider.pdf"):
        pages = [page.extract_text() for page in PdfReader(out / name).pages]
        assert pages and all("AI-generated draft" in page for page in pages)
    assert json.loads((out / "careplan.json").read_text())["resourceType"] == "Bundle"
    assert (out / "visits.ics").read_text().startswith("BEGIN:VCALENDAR")
    assert "not a diagnosis" in (out / "note.html").read_text().lower()


def test_as_json_it_prints_what_it_writes(here: Path) -> None:
    assert PlanDraft.model_validate_json(run(here, "--json").stdout) == written(here)


def test_its_visits_can_be_shown_over_time(here: Path) -> None:
    run(here, "--findings", here / "analysis.json")
    visits = read_plan_visits((here / "out" / "plan.json").read_text(), "plan.json").visits
    assert [visit.date for visit in visits] == [visit.date for visit in written(here).visits]


def test_what_an_earlier_draft_left_does_not_stand_beside_this_one(here: Path) -> None:
    (here / "out").mkdir()
    for name in FILES:
        (here / "out" / name).write_text("of yesterday")
    run(here)
    assert all((here / "out" / name).read_bytes() != b"of yesterday" for name in FILES)


def test_forms_of_an_earlier_draft_go_and_what_is_not_ours_stays(here: Path) -> None:
    run(here, "--findings", here / "analysis.json")
    assert forms(here)
    (here / "out" / "consents" / "signed.pdf").write_bytes(b"by hand")
    profile = (here / "profile.yaml").read_text()
    (here / "profile.yaml").write_text(re.sub(r"(?s)goals:.*?budget", "budget", profile))
    run(here)
    assert forms(here) == {"signed.pdf"}


def test_where_one_document_cannot_be_written_the_earlier_ones_stay(here: Path) -> None:
    run(here)
    before = {name: (here / "out" / name).read_bytes() for name in FILES}
    (here / "out" / "visits.ics.partial").mkdir()
    result = run(here, "--findings", here / "analysis.json")
    assert (result.exit_code, "(output_not_writable)" in result.stderr) == (1, True)
    assert {name: (here / "out" / name).read_bytes() for name in FILES} == before
    assert not [path for path in (here / "out").rglob("*.partial") if path.is_file()]


def test_it_tells_the_provider_goals_and_intervals(here: Path) -> None:
    analysis = json.loads((here / "analysis.json").read_text())
    analysis["findings"][0]["interval"] = [52.0, 69.0]
    (here / "analysis.json").write_text(json.dumps(analysis))
    run(here, "--findings", here / "analysis.json")
    text = " ".join(page.extract_text() for page in PdfReader(here / "out" / "provider.pdf").pages)
    assert "I look tired even after a good night" in text and "52–69" in text


@pytest.mark.parametrize(
    ("location", "more", "code"),
    [
        ("nowhere", (), "location_unknown"),
        ("oakland", ("--findings", "nowhere.json"), "document_invalid"),
        ("oakland", ("nowhere.jpg",), "file_unreadable"),
    ],
)
def test_what_cannot_be_drafted_from_is_said_with_its_code(
    here: Path, location: str, more: tuple[str, ...], code: str
) -> None:
    result = run(here, *more, location=location)
    assert (result.exit_code, f"({code})" in result.stderr) == (1, True)


def test_a_photo_and_findings_are_one_too_many(here: Path) -> None:
    assert run(here, "a.jpg", "--findings", here / "analysis.json").exit_code == 2


def test_a_photo_is_analyzed_first(here: Path, portrait: Path) -> None:
    result = run(here, portrait)
    assert result.exit_code == 0, result.stderr
    analysis = json.loads((here / "out" / "analysis.json").read_text())
    assert written(here).photo_sha256 == analysis["photo"]["sha256"]
    assert (here / "out" / "face_map.png").is_file()


def test_a_folder_that_cannot_be_written_is_said(here: Path) -> None:
    result = run(here, out="profile.yaml/out")
    assert (result.exit_code, "(output_not_writable)" in result.stderr) == (1, True)


def _projection(here: Path, sha256: str) -> Path:
    """A signed picture that says it is a projection of some photo."""
    facts = ManifestFacts(
        original_sha256=sha256,
        original_format="jpeg",
        treatments=(TreatmentFact("vascular_laser", "Vascular laser", ("nose",)),),
        time_point="at its peak",
        days=(42,),
        date=date(2026, 11, 22),
        practice="Linden",
        software_version="0.1.0",
        library_version="1",
        effects_version="1",
    )
    signer = private_signer("Linden", datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC), (1, 2))
    path = here / "projection.jpg"
    path.write_bytes(signed(np.full((300, 240, 3), 128, np.uint8), "jpeg", facts, signer))
    return path


def test_signed_projections_of_the_photo_go_into_the_clients_document(here: Path) -> None:
    path = _projection(here, "ab" * 32)
    result = run(here, "--findings", here / "analysis.json", "--projection", path)
    assert result.exit_code == 0, result.stderr
    text = "".join(page.extract_text() for page in PdfReader(here / "out" / "plan.pdf").pages)
    assert "Vascular laser · at its peak" in text


def test_a_picture_that_is_no_projection_of_this_photo_is_refused(here: Path) -> None:
    path = _projection(here, "cd" * 32)
    other = run(here, "--findings", here / "analysis.json", "--projection", path)
    assert (other.exit_code, "no_projection" in other.stderr) == (1, True)
    damaged = bytearray(_projection(here, "ab" * 32).read_bytes())
    damaged[-200] ^= 1
    path.write_bytes(damaged)
    changed = run(here, "--findings", here / "analysis.json", "--projection", path)
    assert (changed.exit_code, "no_projection" in changed.stderr) == (1, True)
    path.write_bytes(b"no picture at all")
    unsigned = run(here, "--findings", here / "analysis.json", "--projection", path)
    assert (unsigned.exit_code, "manifest_unreadable" in unsigned.stderr) == (1, True)
    assert not (here / "out" / "plan.json").exists()
