"""`countenance rules check` and `countenance treatments`: what a provider sees at the front desk."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from serving.cli import app

PROFILE = """
schema: countenance.profile/1
date_of_birth: 1990-03-02
phototype: V
health: {pregnancy: no, keloid: no, active_herpes: unknown}
medicines: {complete: yes, taken: [{name: Accutaine, status: stopped, stopped_on: 2026-08-20}, {name: zzyzx}]}
history: {complete: yes, treatments: [{treatment: ha_filler_lips, on: 2026-11-18, zones: [lips]}]}
"""
runner = CliRunner()


@pytest.fixture
def profile(tmp_path: Path) -> str:
    path = tmp_path / "profile.yaml"
    path.write_text(PROFILE)
    return str(path)


def check(*arguments: str) -> tuple[int, str]:
    result = runner.invoke(app, ["rules", "check", "--today", "2026-11-22", *arguments])
    return result.exit_code, result.output


def test_verdicts_are_printed_with_rule_fact_and_source(profile: str) -> None:
    code, output = check("--profile", profile, "--treatments", "rf_microneedling:mid_cheek", "led_light")
    assert code == 0
    assert "isotretinoin_recent_needles" in output
    assert "Accutaine, stopped on 2026-08-20" in output
    assert "zzyzx: not in the dictionary" in output
    assert "FDA safety communication of 15 October 2025 [guideline]" in output


def test_as_json_every_verdict_has_its_fields(profile: str) -> None:
    code, output = check("--profile", profile, "--treatments", "intense_pulsed_light", "--json")
    verdicts = {verdict["rule"]: verdict for verdict in json.loads(output)}
    assert code == 0
    assert verdicts["photothermal_phototype"]["level"] == "warn"
    assert verdicts["photothermal_phototype"]["facts"] == ["Phototype V"]
    assert verdicts["lesion_not_examined"]["level"] == "hold"
    assert all(verdict["source"]["cite"] and verdict["source"]["strength"] for verdict in verdicts.values())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--treatments", "no_such_thing"), "treatment_unknown"),
        (("--treatments", "ha_filler_lips:nose"), "zone_not_served"),
        (("--treatments", "ha_filler_lips@soon"), "planned_invalid"),
        (("--treatments", "ha_filler_lips@2026-02-30"), "planned_invalid"),
        (("--treatments", "led_light", "--findings", "nowhere.json"), "document_invalid"),
    ],
)
def test_what_cannot_be_checked_is_said_with_its_code(profile: str, arguments: tuple[str, ...], code: str) -> None:
    status, output = check("--profile", profile, *arguments)
    assert (status, f"({code})" in output) == (1, True)


def test_a_profile_that_is_mistyped_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("schema: countenance.profile/1\nhealth:\n  keloid: perhaps\n")
    status, output = check("--profile", str(path), "--treatments", "led_light")
    assert (status, "p.yaml:3: health.keloid.answer" in output) == (1, True)


SAMPLE = (files("planning") / "practice" / "sample" / "practice.yaml").read_text()


@pytest.mark.parametrize(("location", "level"), [("oakland", "hold"), ("reno", "warn")])
def test_a_practice_decides_by_location(tmp_path: Path, location: str, level: str) -> None:
    (tmp_path / "practice.yaml").write_text(SAMPLE)
    (tmp_path / "p.yaml").write_text(PROFILE.replace("{name: zzyzx}", "{name: doxy 100 mg, status: taking}"))
    here = ("--practice", str(tmp_path / "practice.yaml"), "--location", location)
    code, output = check("--profile", str(tmp_path / "p.yaml"), "--treatments", "intense_pulsed_light", *here, "--json")
    verdict = next(v for v in json.loads(output) if v["rule"] == "light_photosensitizer")
    assert (code, verdict["level"]) == (0, level)


def test_a_practice_that_lowers_a_label_is_refused(profile: str, tmp_path: Path) -> None:
    path = tmp_path / "practice.yaml"
    path.write_text(SAMPLE.replace("rule: light_photosensitizer", "rule: rf_active_implant", 1))
    status, output = check("--profile", profile, "--treatments", "rf_microneedling", "--practice", str(path))
    assert (status, "(label_block_cannot_be_lowered)" in output) == (1, True)


def test_every_treatment_file_is_checked() -> None:
    result = runner.invoke(app, ["treatments", "check"])
    assert result.exit_code == 0
    assert "await the medical director's sign-off" in result.output


def test_a_folder_with_a_broken_file_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("schema: countenance.treatment/1\nid: odd\nid: odd\n")
    result = runner.invoke(app, ["treatments", "check", str(tmp_path)])
    assert (result.exit_code, "odd.yaml:3: 'id' is there twice" in result.output) == (1, True)


def test_treatments_are_listed() -> None:
    assert "hydradermabrasion" in runner.invoke(app, ["treatments", "list"]).output


@pytest.mark.parametrize("command", ["rules", "treatments"])
def test_rules_do_not_wait_for_networks_to_load(command: str) -> None:
    """What makes the command quick: none of the heavy packages is imported for it."""
    script = (
        "import sys; from serving.cli import app\n"
        f"try: app([{command!r}, '--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'torch', 'cv2', 'mediapipe', 'openvino', 'spacy', 'onnxruntime'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
