"""Protocols of three invented clinics, in the manner of real ones: Markdown without headings, Word without styles, and
a PDF of two columns."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import docx
import typst
import yaml

from planning.grounding import ProtocolText, read_protocol
from planning.practice import Protocol

HERE = Path(__file__).parent / "elsewhere"
_TITLES = {"injectables_manual": "Injectables", "laser_room": "Laser room", "skin_handbook": "Skin services"}


@cache
def other_protocols() -> tuple[ProtocolText, ...]:
    documents = {
        "injectables_manual": (HERE / "injectables_manual.md").read_bytes(),
        "laser_room": _word(yaml.safe_load((HERE / "laser_room.yaml").read_text())["document"]),
        "skin_handbook": typst.compile((HERE / "skin_handbook.typ").read_bytes()),
    }
    return tuple(
        read_protocol(Protocol(id=name, title=_TITLES[name], treatments=("microneedling",), document=name), data)
        for name, data in documents.items()
    )


def _word(parts: list[dict[str, Any]]) -> bytes:
    document = docx.Document()
    for part in parts:
        if "table" in part:
            _table(document, part["table"])
        elif "bold" in part:
            document.add_paragraph().add_run(part["bold"]).bold = True
        else:
            document.add_paragraph(part["text"], style=part["style"])
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
