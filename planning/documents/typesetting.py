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

Template = Literal["client", "provider", "consent"]
_NO_FOLDER = "/dev/null"
_EPOCH = date(1970, 1, 1)


def typeset_pdf(template: Template, content: Mapping[str, Any], pictures: Mapping[str, bytes], made_on: date) -> bytes:
    """A PDF; the same content gives the same bytes.

    Args:
        content: JSON-serializable; what the template asks for.
        pictures: SVG by the names that the content uses.
        made_on: what the file says of its making.

    Raises:
        TypesettingError: the template and the content do not fit together.
    """
    pages = _compiled(template, content, pictures, format="pdf", timestamp=(made_on - _EPOCH).days * 86_400)
    return cast("bytes", pages)


def typeset_png(
    template: Template, content: Mapping[str, Any], pictures: Mapping[str, bytes], ppi: float = 110
) -> list[bytes]:
    """The same pages as pictures, to look at.

    Raises:
        TypesettingError: as above.
    """
    pages = _compiled(template, content, pictures, format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [cast("bytes", pages)]


def _compiled(template: Template, content: Mapping[str, Any], pictures: Mapping[str, bytes], **options: Any) -> Any:
    sources = {
        "main": _source(template),
        "house.typ": _source("house"),
        "data.json": json.dumps(content, ensure_ascii=False, sort_keys=True).encode(),
        **pictures,
    }
    try:
        return typst.compile(cast("Any", sources), root=_NO_FOLDER, ignore_system_fonts=True, **options)
    except RuntimeError as error:
        raise TypesettingError(template=template) from error


def _source(name: str) -> bytes:
    return files("planning").joinpath("documents", "templates", f"{name}.typ").read_bytes()
