"""YAML with lines: what people mistype is named with its place."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.files import Document, DocumentInvalidError, parse, read_yaml


class _Inner(Document):
    count: int


class _Outer(Document):
    name: str
    inner: tuple[_Inner, ...] = ()


def problems(text: str) -> list[str]:
    with pytest.raises(DocumentInvalidError) as caught:
        parse(_Outer, read_yaml(text, "a.yaml"))
    return [str(problem) for problem in caught.value.problems]


def test_a_file_becomes_its_value() -> None:
    text = "name: x\ninner:\n  - count: 1\n  - count: 2\n"
    assert parse(_Outer, read_yaml(text, "a.yaml")) == _Outer(name="x", inner=(_Inner(count=1), _Inner(count=2)))


def test_only_true_and_false_are_truths() -> None:
    """YAML 1.1 would read the field `on` as true, and the answer no as false."""
    text = "on: 2026-11-18\nanswer: no\nother: yes\nreal: true\n"
    assert read_yaml(text, "a.yaml").data == {"on": date(2026, 11, 18), "answer": "no", "other": "yes", "real": True}


def test_json_is_read_too() -> None:
    assert parse(_Outer, read_yaml('{"name": "x", "inner": [{"count": 3}]}', "a.json")).inner[0].count == 3


def test_every_problem_is_named_with_its_line() -> None:
    found = problems("nam: x\ninner:\n  - count: 1\n  - count: many\n    more: 2\n")
    assert sorted(problem.split(":")[1] for problem in found) == ["1", "1", "4", "5"]
    assert any("inner.1.count" in problem for problem in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a.yaml:1: the file is empty"),
        ("name: x\nname: y\n", "a.yaml:2: 'name' is there twice"),
        ("name: &a x\nother: *a\n", "a.yaml:1: an alias: write the value out"),
        ("name: [x\n", "a.yaml:2: "),
        ("name: !!python/object:os.system x\n", "a.yaml:1: "),
        ("name: 2026-13-45\n", "a.yaml:1: "),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_its_line(text: str, said: str) -> None:
    assert any(problem.startswith(said) for problem in problems(text))


def test_what_unfolds_to_more_than_a_machine_holds_is_refused_at_once() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert "alias" in problems("\n".join(lines))[0]


@given(st.text(max_size=200))
def test_no_text_at_all_raises_anything_else(text: str) -> None:
    try:
        parse(_Outer, read_yaml(text, "a.yaml"))
    except DocumentInvalidError as error:
        assert error.code == "document_invalid"
        assert all(problem.line >= 1 for problem in error.problems)
