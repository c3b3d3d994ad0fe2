"""The report as a PDF, in the house style of the documents."""

from __future__ import annotations

from datetime import date
from typing import Any

from planning.documents.colors import brand_colors
from planning.documents.typesetting import typeset_pdf
from serving.governance.report import Report, Section

_PRIMARY, _ACCENT = "#1f5c59", "#8a6d3b"
_NOT_DIAGNOSIS = "Decision support for a licensed provider, not a diagnosis."


def governance_pdf(report: Report, on: date) -> bytes:
    """Raises TypesettingError."""
    return typeset_pdf("report", content_of(report), {}, on)


def content_of(report: Report) -> dict[str, Any]:
    """Everything that the template shows, as JSON."""
    return {
        "frame": _frame(report),
        "lead": report.lead,
        "nothing": "Not on record",
        "sections": [_section(each) for each in report.sections],
    }


def _frame(report: Report) -> dict[str, Any]:
    brand = {"name": report.about.partition(" · ")[0], "primary": _PRIMARY, "accent": _ACCENT}
    return {
        "language": "en",
        "title": report.title,
        "brand": {**brand, **brand_colors(_PRIMARY, _ACCENT)},
        "draft": False,
        "mark": f"From live records · {report.about.rpartition(' · ')[2]}",
        "not_diagnosis": _NOT_DIAGNOSIS,
        "page": "Page {page} of {pages}",
    }


def _section(section: Section) -> dict[str, Any]:
    tables = [{"title": each.title, "columns": each.columns, "rows": each.rows} for each in section.tables]
    return {"question": section.question, "says": section.says, "missing": section.missing, "tables": tables}
