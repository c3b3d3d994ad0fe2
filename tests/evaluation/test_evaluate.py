"""The studies on observations made up, and a run from end to end on two faces."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.evaluation.doses import DOSES, DoseJob, DoseRun
from tests.evaluation.evaluate import STUDIES, evaluate
from tests.evaluation.looks import Look, Score
from tests.evaluation.observations import Pair, Plan, Reshot
from tests.evaluation.perturb import TARGETS
from tests.evaluation.rows import Row, row, write_rows
from tests.evaluation.studies.dose_response import dose_response, fair_slopes
from tests.evaluation.studies.expression import expression
from tests.evaluation.studies.geometry import geometry
from tests.evaluation.studies.groups import abstention, false_positives, honesty
from tests.evaluation.studies.repeatability import recapture, reshots
from tests.evaluation.studies.selectivity import other_zones, reaching_dose, selectivity
from tests.evaluation.subjects import Subject, spread
from vision.concerns import CONCERNS

_ZONE = "malar_cheek_left"


def _subject(number: int = 0, tone: str = "light", age: float = 25) -> Subject:
    return Subject(f"london/{number:03d}", Path("none.jpg"), None, age, "female", 40.0 + number, tone)


def _run(own: list[float], other: list[float], tone: str = "light", far: float = 0.0) -> DoseRun:
    series = {
        (_ZONE, "redness"): np.array(own),
        (_ZONE, "texture"): np.array(other),
        ("chin", "redness"): np.array([5.0] * 5 + [5.0 + far]),
    }
    return DoseRun(DoseJob(_subject(tone=tone), "redness", _ZONE), series, {_ZONE: 1.0})


def _look(scores: dict[tuple[str, str], float | None], pupils_px: float = 200.0, mouth: float = 0.8) -> Look:
    said = {key: Score(v, v, None if v is not None else "covered") for key, v in scores.items()}
    return Look(said, {}, 40.0, 0.3, pupils_px, mouth, ())


def _value(rows: list[Row], name: str) -> float | None:
    (one,) = [one for one in rows if one.name == name]
    return one.value


def test_a_score_that_follows_the_dose_counts_and_one_that_does_not_move_does_not() -> None:
    rows = dose_response([_run([0, 8, 16, 24, 32, 40], [0] * 6), _run([10] * 6, [0] * 6)])
    assert _value(rows, "dose_response share") == 0.5
    assert _value(rows, "dose_response slope") == pytest.approx(20)


def test_a_score_near_the_top_has_no_room_to_rise() -> None:
    rows = dose_response([_run([95, 96, 97, 98, 99, 100], [0] * 6), _run([0, 8, 16, 24, 32, 40], [0] * 6)])
    assert _value(rows, "dose_response slope") == pytest.approx(40)


def test_slopes_are_compared_between_tones() -> None:
    rising, half = [0.0, 8, 16, 24, 32, 40], [0.0, 4, 8, 12, 16, 20]
    rows = fair_slopes([_run(half, [0] * 6, "dark"), _run(rising, [0] * 6, "light")])
    assert _value(rows, "slope dark/light, not below") == pytest.approx(0.5)


def test_others_are_read_at_the_dose_that_moves_the_target_by_twenty_points() -> None:
    run = _run([0, 10, 30, 40, 50, 60], [0, 1, 3, 4, 5, 6])
    assert reaching_dose(run) == pytest.approx(0.3)
    rows = selectivity([run])
    assert _value(rows, "selectivity worst") == pytest.approx(0.1)
    assert _value(rows, "selectivity texture") == pytest.approx(0.1)


def test_a_target_that_never_moves_so_far_has_no_selectivity() -> None:
    rows = selectivity([_run([0, 1, 2, 3, 4, 5], [0] * 6)])
    assert _value(rows, "selectivity runs that reach 20 points") == 0
    assert _value(rows, "selectivity worst") is None


def test_zones_that_are_not_touched_should_stay() -> None:
    assert _value(other_zones([_run([0] * 6, [0] * 6, far=3.0)]), "other_zones median") == 3.0


def test_a_length_is_judged_where_a_millimeter_and_more_was_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TARGETS, "redness", replace(TARGETS["redness"], moved_mm=-2.0))
    run = replace(_run([0] * 6, [0] * 6), lengths_mm=np.array([5.0, 3.0, 3.0, 3.5, 3.1, 2.8]))
    rows = geometry([run, _run([0] * 6, [0] * 6)])  # the other's length is not known
    assert _value(rows, "geometry error median") == pytest.approx(0.3)  # 1.2, 1.6 and 2 mm, off by 0.3, 0.3, 0.2
    assert rows[0].n == 3
    assert _value(rows, "geometry slope median") == pytest.approx(0.729, abs=0.001)


def test_a_smile_that_deepens_is_counted() -> None:
    before, after = (_look({("crows_feet_left", "crows_feet"): v}, mouth=m) for v, m in ((10.0, 0.8), (30.0, 0.9)))
    rows = expression([Pair(_subject(), before, after), Pair(_subject(1), after, before)])
    assert _value(rows, "smile crows_feet rises, all pairs") == 0.5
    assert _value(rows, "smile crows_feet rises, mouth widens 7 %") == 1.0


def test_reshots_report_the_worst_kind() -> None:
    levels = np.linspace(0, 80, 9)
    seen = [
        Reshot(_subject(i), kind, {(_ZONE, "redness"): (float(v), float(v + shift))})
        for i, v in enumerate(levels)
        for kind, shift in (("noise", 0.0), ("jpeg_70", 4.0))
    ]
    rows = reshots(seen)
    assert _value(rows, "reshot_sd worst kind") == pytest.approx(4 / np.sqrt(2), abs=0.01)
    assert 0.9 < (_value(rows, "reshot_icc worst kind") or 0) < 1


def test_recapture_does_not_take_a_zones_own_level_for_agreement() -> None:
    rng = np.random.default_rng(0)
    pairs = []
    for number in range(40):
        values = {("nose", "redness"): 60.0, ("chin", "redness"): 10.0}
        takes = [_look({key: v + rng.normal(0, 3) for key, v in values.items()}) for _ in range(2)]
        pairs.append(Pair(_subject(number), *takes))
    rows = recapture(pairs)
    assert abs(_value(rows, "recapture_icc pooled") or 1) < 0.3
    assert (_value(rows, "recapture_icc pooled, zones' means left in") or 0) > 0.9


def test_what_the_photo_is_too_coarse_for_is_no_abstention() -> None:
    look = _look({("nose", "redness"): None, ("chin", "redness"): 5.0})
    look.scores["malar_cheek_left", "redness"] = Score(None, None, "resolution")
    rows = [one for one in abstention([(_subject(), look)]) if one.concern == "redness"]
    assert _value(rows, "abstention") == 0.5


def test_false_positives_are_compared_between_tones() -> None:
    seen = [
        (_subject(i, tone), _look({("nose", "redness"): 30.0 if i % share == 0 else 0.0}))
        for tone, share in (("dark", 1), ("medium", 2), ("light", 2))
        for i in range(10)
    ]
    rows = [one for one in false_positives(seen) if one.concern == "redness"]
    assert _value(rows, "false_positives dark") == 1.0
    assert _value(rows, "false_positives largest third/smallest") == pytest.approx(10.5 / 5.5, abs=0.001)


def test_honesty_asks_only_where_the_photo_is_too_coarse() -> None:
    fine = next(c for c in CONCERNS if max(c.zones.values()) < 0.7)
    coarse_photo, fine_photo = (_look({("nose", fine.name): v}, pupils_px=px) for v, px in ((5.0, 60.0), (5.0, 300.0)))
    assert _value(honesty([coarse_photo]), "honesty not assessable") == 0
    assert _value(honesty([fine_photo]), "honesty not assessable") is None


def test_a_spread_takes_every_tone() -> None:
    everybody = tuple(_subject(i, tone, 20.0 + i) for i, tone in enumerate(("dark", "medium", "light") * 6))
    assert sorted(s.tone or "" for s in spread(everybody, 6)) == ["dark"] * 2 + ["light"] * 2 + ["medium"] * 2


def test_rows_are_written_with_what_the_contract_names(tmp_path: Path) -> None:
    write_rows([row("a", "redness", float("nan"), 3, 0.9), row("b", "all", 1.23456, 2)], tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text()) == [
        {"name": "a", "concern": "redness", "value": None, "target": 0.9, "n": 3},
        {"name": "b", "concern": "all", "value": 1.235, "target": None, "n": 2},
    ]


def test_two_faces_from_end_to_end(evaluation_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    two = tmp_path / "data" / "london"
    for expression_name in ("neutral", "smiling"):
        (two / expression_name).mkdir(parents=True)
        for name in ("003.jpg", "003.tem", "137.jpg", "137.tem"):
            source = evaluation_data / "london" / expression_name / name
            if source.exists():
                (two / expression_name / name).symlink_to(source)
    painted = ("brown_spots", "crows_feet", "redness")
    small = Plan(dose_faces=2, concerns=painted, kinds_each=1, reshot_faces=1, thumbnails=0, fine_faces=0)
    monkeypatch.setattr("tests.evaluation.evaluate.QUICK", small)
    out = tmp_path / "out"
    chosen = ("abstention", "smile", "tone_pairs", "dose_response", "selectivity")
    seen: list[str] = []
    rows = evaluate(two.parent, quick=True, only=chosen, out=out, notice=lambda label, done, total: seen.append(label))
    assert {one.concern for one in rows if one.name == "dose_response share"} >= {"redness", "brown_spots"}
    assert set(seen) == {"portraits", "smiling portraits", "marks at five doses"}
    written = json.loads((out / "evaluation.json").read_text())
    assert len(written) == len(rows)
    assert {"dose_response.png", "selectivity.png"} <= {path.name for path in out.iterdir()}
    assert set(DOSES) == {0.0, 0.2, 0.4, 0.6, 0.8, 1.0} and set(chosen) <= set(STUDIES)
