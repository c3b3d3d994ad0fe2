"""From content and a template to PDF or PNG, in memory.

Content reaches the typesetter as JSON and is shown as strings, never as markup: a name that holds `#`, `[` or `$` is
shown as it is written. Its root is no folder, so that a page can't read a file; its own fonts are the only ones, so
that a page looks the same on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any, Literal, cast

import typst

from planning.documents.errors import TypesettingError

Template = Literal["client", "provider", "consent", "report"]
_NO_FOLDER = "/dev/null"
_EPOCH = date(1970, 1, 1)


def typeset_pdf(template: Template, content: Mapping[str, Any], pictures: Mapping[str, bytes], made_on: date) -> bytes:
    """A PDF that a screen reader can read (PDF/UA-1), wherever our fonts have every sign; same content, same bytes.

    Args:
        content: JSON-serializable; what the template asks for.
        pictures: SVG by the names that the content uses.
        made_on: what the file says of its making.

    Raises:
        TypesettingError: the template and the content do not fit together.
    """
    sources, made = _sources(template, content, pictures), _seconds(made_on)
    try:
        pages = _compiled(sources, format="pdf", pdf_standards="ua-1", timestamp=made)
    except RuntimeError:  # a name holds a sign that no font of ours has: tagged all the same, without the claim
        pages = _typeset(template, sources, format="pdf", timestamp=made)
    return cast("bytes", pages)


def _seconds(on: date) -> int:
    return (on - _EPOCH).days * 86_400


def typeset_png(
    template: Template, content: Mapping[str, Any], pictures: Mapping[str, bytes], ppi: float = 110
) -> list[bytes]:
    """The same pages as pictures, to look at.

    Raises:
        TypesettingError: as above.
    """
    pages = _typeset(template, _sources(template, content, pictures), format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [cast("bytes", pages)]


def _sources(template: Template, content: Mapping[str, Any], pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        "main": _source(template),
        "house.typ": _source("house"),
        "data.json": json.dumps(content, ensure_ascii=False, sort_keys=True).encode(),
        **pictures,
    }


def _typeset(template: Template, sources: Mapping[str, bytes], **options: Any) -> Any:
    try:
        return _compiled(sources, **options)
    except RuntimeError as error:
        raise TypesettingError(template=template) from error


def _compiled(sources: Mapping[str, bytes], **options: Any) -> Any:
    return typst.compile(cast("Any", sources), root=_NO_FOLDER, ignore_system_fonts=True, **options)


def _source(name: str) -> bytes:
    return files("planning").joinpath("documents", "templates", f"{name}.typ").read_bytes()
