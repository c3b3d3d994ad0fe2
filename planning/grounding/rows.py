"""Rows of a table as text: each cell under the name of its column, so that a row says what it means by itself."""

from __future__ import annotations

from collections.abc import Sequence


def rows_told(rows: Sequence[Sequence[str]], headed: bool | None = None) -> list[str]:
    """`Area: Masseter | Earliest repeat: 4 months`, a text a row; the row of names is left out.

    Args:
        rows: cells, at least one row.
        headed: whether the first row holds the names; None decides by its look.
    """
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    if len(cells) < 2 or not (_names(cells) if headed is None else headed):
        return [" | ".join(row) for row in cells]
    return [_row(cells[0], row) for row in cells[1:]]


def _row(names: Sequence[str], row: Sequence[str]) -> str:
    named = list(names) + [""] * (len(row) - len(names))
    pairs = zip(named, row, strict=False)
    return " | ".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)


def _names(cells: Sequence[Sequence[str]]) -> bool:
    """A corner left empty, or no figure where most rows below have one."""
    first, below = cells[0], cells[1:]
    if not first[0] and all(first[1:]) and len(first) > 1:
        return True
    figures = [any(map(str.isdigit, " ".join(row))) for row in below]
    return all(first) and not any(map(str.isdigit, " ".join(first))) and 2 * sum(figures) > len(figures)
