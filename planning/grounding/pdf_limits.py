"""How much a page may unfold to: a few kilobytes can hold hours of reading."""

from __future__ import annotations

from collections.abc import Iterator

from pypdf import PageObject

from planning.grounding.errors import ProtocolTooLargeError

_MOST_DRAWN = 4_000_000  # bytes of a page's drawing, which for a dense page of text are some ten thousand


def within_limits(page: PageObject, number: int) -> PageObject:
    """The page, where it can be read in reasonable time.

    Raises:
        ProtocolTooLargeError: what it draws unfolds to more than 4 MB.
    """
    size = 0
    for length in _lengths(page):
        size += length
        if size > _MOST_DRAWN:
            raise ProtocolTooLargeError("a page unfolds to more than 4 MB of drawing", page=number, limit=_MOST_DRAWN)
    return page


def _lengths(page: PageObject) -> Iterator[int]:
    """Bytes of its own content, then of each form that it may draw; pictures are not read for text."""
    content = page.get_contents()
    yield len(content.get_data()) if content is not None else 0
    resources = page.get("/Resources")
    forms = resources.get_object().get("/XObject") if resources is not None else None
    for reference in (forms.get_object() if forms is not None else {}).values():
        form = reference.get_object()
        if form.get("/Subtype") == "/Form":
            yield len(form.get_data())
