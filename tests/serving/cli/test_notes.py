"""`countenance notes`: a note on the screen, as proposals with their quotes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import typst
from click.testing import Result
from typer.testing import CliRunner

from serving.cli import app
from tests.serving.language_model.fake_endpoint import Behavior, fake_endpoint, raw
from tests.serving.language_model.proposing import FACT, proposes

NOTE = "Stopped Accutane 3/2026. Denies keloids. Mother had melasma. On Florbitrex daily.\n"
runner = CliRunner()


@pytest.fixture
def note(tmp_path: Path) -> str:
    path = tmp_path / "note.txt"
    path.write_text(NOTE)
    return str(path)


def test_proposals_are_shown_with_their_quotes(note: str) -> None:
    result = runner.invoke(app, ["notes", note, "--on", "2026-11-22"])
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["medicine", "isotretinoin", "stopped", "until", "2026-03-01", "to", "2026-03-31", "Accutane"] in rows
    assert ["health", "keloid", "no", "keloids"] in rows
    assert ["health", "melasma", "yes", "family", "melasma"] in rows
    assert "Florbitrex" in result.stderr
    assert "a person confirms or drops each" in result.stderr


def test_as_json_every_quote_stands_where_it_says(note: str) -> None:
    result = runner.invoke(app, ["notes", note, "--on", "2026-11-22", "--json"])
    read = json.loads(result.stdout)
    assert {fact["code"]: fact["confirmable"] for fact in read["facts"]} == {
        "isotretinoin": True,
        "keloid": True,
        "melasma": False,
    }
    quotes = [*(fact["quote"] for fact in read["facts"]), *read["unread"]]
    assert all(NOTE[quote["start"] : quote["end"]] == quote["text"] for quote in quotes)


def test_a_file_that_is_not_there_is_said_with_its_code(tmp_path: Path) -> None:
    result = runner.invoke(app, ["notes", str(tmp_path / "none.txt")])
    assert (result.exit_code, "(document_invalid)" in result.stderr) == (1, True)


LUMPS = (
    "Jordan Quill, 555-010-4477. Her earlobes grew thick lumps after piercing. Denies keloids elsewhere... No lupus.\n"
)


@contextmanager
def asking(monkeypatch: pytest.MonkeyPatch, behave: Behavior, **settings: str) -> Iterator[list[dict[str, object]]]:
    """With an endpoint set, and what it was asked."""
    agreed = {"AGREEMENT": "dpa-7", "AGREEMENT_ON": "2026-11-01", "READS_NOTES": "1"}
    with fake_endpoint(behave) as fake:
        for name, value in ({"URL": fake.url} | agreed | settings).items():
            monkeypatch.setenv(f"COUNTENANCE_LANGUAGE_MODEL_{name}", value)
        yield fake.asked


def read(path: Path, *more: str) -> Result:
    result = runner.invoke(app, ["notes", str(path), "--on", "2026-11-22", *more])
    assert result.exit_code == 0, result.stderr
    return result


@pytest.fixture(params=["note.txt", "assessment.pdf"])
def lumps(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    written = typst.compile(f"#text({json.dumps(LUMPS)})".encode()) if path.suffix == ".pdf" else LUMPS.encode()
    path.write_bytes(written)
    return path


def test_what_a_model_proposes_is_marked_of_notes_and_of_pdfs(lumps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = json.loads(read(lumps, "--json").stdout)["facts"]
    with asking(monkeypatch, proposes(FACT)) as asked:
        told, shown = read(lumps, "--json"), read(lumps, "--name", "Denies Elsewhere")
    sent = [body["messages"][1]["content"] for body in asked]  # type: ignore[index]
    facts = json.loads(told.stdout)["facts"]
    assert facts[:-1] == before and all(fact["source"] == "reader" for fact in before)
    assert (facts[-1]["code"], facts[-1]["source"], facts[-1]["answer"]) == ("keloid", "model", "yes")
    rows = [" ".join(line.split()) for line in shown.stdout.splitlines()]
    assert any(row.startswith("health keloid proposed by a model grew thick lumps") for row in rows)
    assert "Quill" not in sent[0] + sent[1] and "4477" not in sent[0] and "Denies" in sent[0]
    assert "Denies" not in sent[1] and "elsewhere" not in sent[1], "what --name names is taken out, whatever it is"


def test_the_profiles_own_id_is_taken_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "note.txt").write_text("The painful is here. No lupus.")
    (tmp_path / "profile.yaml").write_text("schema: countenance.profile/1\nclient: painful\n")
    with asking(monkeypatch, proposes()) as asked:
        read(tmp_path / "note.txt", "--profile", str(tmp_path / "profile.yaml"))
    (sent,) = (body["messages"][1]["content"] for body in asked)  # type: ignore[index]
    assert "painful" not in sent and "No lupus" in sent


@pytest.mark.parametrize("off", [{"READS_NOTES": "0"}, {"URL": ""}])
def test_nobody_is_asked_unless_both_are_set(note: str, off: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    plain = read(Path(note)).stdout
    with asking(monkeypatch, proposes(FACT), **off) as asked:
        if off.get("URL") == "":
            monkeypatch.delenv("COUNTENANCE_LANGUAGE_MODEL_URL")
        assert read(Path(note)).stdout == plain and asked == []


def test_without_an_agreement_nothing_is_sent_and_that_is_said(note: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = read(Path(note)).stdout
    with asking(monkeypatch, proposes(FACT), AGREEMENT="") as asked:
        result = read(Path(note))
    assert (result.stdout, asked) == (plain, []) and "(data_agreement_missing)" in result.stderr


@pytest.mark.parametrize(
    ("behave", "why"),
    [(raw(b"<script>alert(1)</script>"), "not_an_answer"), (proposes(FACT | {"code": "<b>x</b>"}), "unknown_code")],
)
def test_a_faulty_answer_is_said_and_shown_nowhere(
    note: str, behave: Behavior, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = read(Path(note)).stdout
    with asking(monkeypatch, behave):
        result = read(Path(note))
    assert result.stdout == plain and why in result.stderr and "<" not in result.stderr


def test_what_is_dropped_is_counted_by_its_reason(note: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with asking(monkeypatch, proposes(FACT | {"code": "keloid", "quote": "Denies keloids"})):
        assert "1 not used (denied)" in read(Path(note)).stderr
