"""The registry: what its rows name is there, and a row that is not what a row must be is an error."""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest

from vision.chart import COARSE, FINE, FINEST
from vision.concerns import CONCERNS, Concern, registry
from vision.zones import load_zones

each_concern = pytest.mark.parametrize("concern", CONCERNS, ids=lambda concern: concern.name)
BY_NAME = {concern.name: concern for concern in CONCERNS}
ROWS = (files("vision.concerns") / "data" / "concerns.json").read_text()
# Millimeters per photo pixel, at most: the photo's own blur must fit into the chart's.
NEEDED_MM = {COARSE.name: 2.0, FINE.name: 0.35, FINEST.name: 0.21}


def load(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Concern, ...]:
    """The concerns of another registry file."""
    (folder / "data").mkdir()
    (folder / "data" / "concerns.json").write_text(text)
    monkeypatch.setattr(registry, "files", lambda _: folder)
    return registry.load_concerns()


def changed(old: str, new: str) -> str:
    """The registry file with one change in its first row."""
    assert old in ROWS
    return ROWS.replace(old, new, 1)


def test_every_measure_has_its_row() -> None:
    names = {Path(str(path)).stem for path in files("vision.concerns").iterdir() if str(path).endswith(".py")}
    measures = {name for name in names if hasattr(import_module(f"vision.concerns.{name}"), "MEASURE")}
    assert measures == BY_NAME.keys()


def test_names_are_unique() -> None:
    assert len(BY_NAME) == len(CONCERNS)


@each_concern
def test_couplings_name_concerns(concern: Concern) -> None:
    assert set(concern.coupled_with) <= BY_NAME.keys() - {concern.name}


@each_concern
def test_couplings_are_mutual(concern: Concern) -> None:
    one_sided = {other for other in concern.coupled_with if concern.name not in BY_NAME[other].coupled_with}
    assert one_sided == set()


@each_concern
def test_it_is_offered_in_zones_that_exist(concern: Concern) -> None:
    assert set(concern.zone_kinds) <= {zone.kind for zone in load_zones()}


@each_concern
def test_it_is_offered_somewhere(concern: Concern) -> None:
    assert concern.zone_kinds


@each_concern
def test_its_anchors_rise(concern: Concern) -> None:
    assert concern.anchors[0] < concern.anchors[1]


@each_concern
def test_its_chart_exists(concern: Concern) -> None:
    assert concern.chart in NEEDED_MM


@each_concern
def test_what_is_measured_on_a_finer_chart_needs_a_finer_photo(concern: Concern) -> None:
    assert max(concern.zones.values()) <= NEEDED_MM[concern.chart]


@each_concern
def test_what_lies_in_color_needs_color(concern: Concern) -> None:
    read_from_color = {"dark_circles", "oiliness", "blemishes", "lip_volume"}
    assert concern.needs_color == (concern.group in {"pigment", "redness"} or concern.name in read_from_color)


@each_concern
def test_lines_are_dynamic_and_nothing_else_is(concern: Concern) -> None:
    assert concern.is_dynamic == (concern.group == "lines")


@each_concern
def test_what_lies_in_the_skin_does_not_move(concern: Concern) -> None:
    assert not (concern.moves_with_expression and concern.group in {"pigment", "redness", "surface"})


def test_a_row_without_its_file_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModuleNotFoundError, match="worry_lines"):
        load(changed('"name": "forehead_lines"', '"name": "worry_lines"'), tmp_path, monkeypatch)


def test_a_row_with_an_unknown_field_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TypeError, match="anchor_points"):
        load(changed('"name":', '"anchor_points": 3, "name":'), tmp_path, monkeypatch)


@pytest.mark.parametrize("field", ["version", "unit", "group"])
def test_a_row_without_a_field_is_an_error(field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = next(line for line in ROWS.splitlines(keepends=True) if f'"{field}":' in line)
    with pytest.raises(TypeError, match=field):
        load(changed(line, ""), tmp_path, monkeypatch)


def test_the_registry_in_another_place_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the errors above might be those of the place."""
    assert [concern.name for concern in load(ROWS, tmp_path, monkeypatch)] == list(BY_NAME)
