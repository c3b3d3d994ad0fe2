"""Sentences of the pictures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from vision.capture import Declaration, Expression, View
from vision.concerns.concern import Group
from vision.concerns.groups import group_title, group_words
from vision.findings import Finding
from vision.pictures.words import severity_words, taken_words


def test_a_severity_without_a_measured_interval_says_so() -> None:
    finding = Finding("forehead", "some_concern", assessable=True, severity=46.0, grade=2, quantity=1.0, unit="mm")
    assert severity_words(finding) == "moderate 46 (interval unknown)"


@pytest.mark.parametrize("view", get_args(View))
@pytest.mark.parametrize("expression", get_args(Expression))
def test_every_declaration_has_words(view: View, expression: Expression) -> None:
    assert "_" not in taken_words(Declaration(view, expression))


@pytest.mark.parametrize("group", get_args(Group))
def test_every_group_has_words(group: Group) -> None:
    assert "_" not in group_title(group) + group_words(group)


def test_the_page_and_the_pictures_name_groups_alike() -> None:
    script = (Path(__file__).parents[3] / "serving" / "pages" / "words.js").read_text()
    shown = dict(re.findall(r'^  (\w+): "([^"]+)",$', script.split("const GROUPS")[1].split("};")[0], re.MULTILINE))
    assert shown == {group: group_title(group) for group in get_args(Group)}


def test_a_picture_of_a_smile_says_so() -> None:
    assert taken_words(Declaration("front", "smile")) == "front, smiling"
