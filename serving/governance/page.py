"""The report as a page: written here, so that a reader without scripts has it, too; each word is escaped."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import urlencode

from serving.governance.report import Report, Section
from serving.governance.shown_tables import Table
from serving.governance.words import words

_SIGN_IN = """    <form id="sign-in" class="card sign-in">
      <p id="told" role="status" aria-live="polite">$why</p>
      <label>Name <input id="login" autocomplete="username" required></label>
      <label>Password <input id="password" type="password" autocomplete="current-password" required></label>
      <label id="code-label" hidden>Code of your authenticator
        <input id="code" autocomplete="one-time-code" inputmode="numeric"></label>
      <button class="button primary" type="submit">Sign in</button>
    </form>"""


def page_of(report: Report, client: str | None) -> str:
    query = f"?{urlencode({'client': client})}" if client else ""
    links = "".join(
        f'<a href="{escape(path + query)}">{name}</a>'
        for path, name in (("/v1/governance/document.pdf", "PDF"), ("/v1/governance", "JSON"))
    )
    lead = f'    <p class="about">{escape(report.about)}</p>\n    <p class="lead">{escape(report.lead)}</p>\n'
    index = "".join(f'<li><a href="#{each.name}">{escape(each.question)}</a></li>' for each in report.sections)
    body = f'{lead}    <nav class="card" aria-label="Questions"><ol>{index}</ol></nav>\n'
    return _page(report.title, links, body + "\n".join(map(_section, report.sections)))


def sign_in_page(why: str) -> str:
    """For somebody whose credentials are not there, or do not reach."""
    script = '  <script type="module" src="/assets/governance.js"></script>'
    return _page(words()["title"], "", Template(_SIGN_IN).substitute(why=escape(why)), script)


def _page(title: str, links: str, body: str, script: str = "") -> str:
    return Template(_frame()).substitute(title=escape(title), links=links, body=body, script=script)


@cache
def _frame() -> str:
    return files("serving.governance").joinpath("page.html").read_text(encoding="utf-8")


def _section(section: Section) -> str:
    says = "".join(f"<p>{escape(each)}</p>" for each in section.says)
    missing = "".join(f"<li>{escape(each)}</li>" for each in section.missing)
    lacks = f'<div class="missing"><h3>Not on record</h3><ul>{missing}</ul></div>' if missing else ""
    tables = "".join(map(_table, section.tables))
    heading = f'<h2 id="{section.name}">{escape(section.question)}</h2>'
    return f'    <section class="card" aria-labelledby="{section.name}">{heading}{says}{tables}{lacks}</section>'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in table.columns)
    rows = "".join(map(_row, table.rows))
    name = escape(table.title)
    return (
        f'<div class="table-frame" tabindex="0" role="region" aria-label="{name}">'
        f"<table><caption>{name}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(cells: tuple[str, ...]) -> str:
    first, *others = (escape(each) for each in cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{each}</td>" for each in others)}</tr>'
