"""The schedule as a page: no script, nothing from another host."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

import yaml

from serving.retention.schedule import Rule, schedule
from serving.wording import Language


@cache
def page_of(language: Language) -> str:
    words = yaml.safe_load(_read("wording.yaml"))[language]
    rows = "\n".join(_row(rule, words, language) for rule in schedule())
    plain = {name: escape(text) for name, text in words.items() if isinstance(text, str)}
    return Template(_read("page.html")).substitute(plain, language=language, rows=rows)


def _row(rule: Rule, words: dict[str, Any], language: Language) -> str:
    days = rule.days_after_last_visit
    term = words["none"] if days is None else words["days"].format(days=days)
    ends = "; ".join(words["codes"][code] for code in rule.ends)
    head = f'<th scope="row">{escape(rule.title[language])}</th>'
    return f"          <tr>{head}<td>{escape(ends)}</td><td>{escape(term)}</td></tr>"


def _read(name: str) -> str:
    return files("serving.retention").joinpath(name).read_text(encoding="utf-8")
