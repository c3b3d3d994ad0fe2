"""A projection on the screen: what falls and by how much, what is not shown and why, what to be told before showing."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from serving.cli.console import out
from serving.projections.document import ProjectionDocument
from vision.concerns import CONCERNS
from vision.zones import load_zones

_ZONES = {zone.name: zone.title for zone in load_zones()}
_CONCERNS = {concern.name: concern.title for concern in CONCERNS}


def show_projection(name: str, document: ProjectionDocument, target: Path) -> None:
    """Prints one projection."""
    issues = "; ".join(issue.message for issue in document.capture.issues) or "nothing to object to"
    out.print()
    out.print(f"[bold]{escape(name)}[/]  capture: {document.capture.verdict} ({escape(issues)})")
    for each in document.treatments:
        out.print(f"[bold]{escape(each.title)}[/]  {each.level}, day {document.day}: {_zones(each.zones)}")
    out.print(_findings(document))
    if document.not_shown:
        out.print(_not_shown(document))
    _show_checks(document)
    for warning in document.warnings:
        out.print(f"[yellow]warning[/]  {escape(warning.message)} [dim]({warning.code})[/]")
    out.print(f"[dim]{escape(document.notice)}[/]")
    out.print(f"{escape(document.statement)}. [dim]{escape(str(target))}[/]")


def _findings(document: ProjectionDocument) -> Table:
    table = Table("concern", "zone", "today", "projected", "change", "cap", box=None, pad_edge=False)
    for each in sorted(document.targeted, key=lambda part: -part.before):
        after, change = "not measurable", ""
        if each.after is not None:
            after, change = _severity(each.after), f"{each.after - each.before:+.1f}"
        row = (_CONCERNS[each.concern], _ZONES[each.zone], _severity(each.before), after, change, f"−{each.cap:.1f}")
        table.add_row(*row, style=None if each.before >= 0.5 else "dim")
    return table


def _severity(points: float) -> str:
    """On the scale, which ends at 100; a change beyond its end is a change all the same."""
    return "over 100" if points > 100 else f"{max(points, 0):.0f}"


def _not_shown(document: ProjectionDocument) -> Table:
    """One row for all zones that share treatment and reason."""
    table = Table("not shown", "where", "why", box=None, pad_edge=False)

    def key(part: object) -> tuple[str, str, str]:
        return part.treatment, part.concern or part.layer or "", part.message  # type: ignore[attr-defined]

    for (treatment, what, message), parts in groupby(sorted(document.not_shown, key=key), key=key):
        zones = list(dict.fromkeys(part.zone for part in parts))
        label = _CONCERNS.get(what, what.replace("_", " "))
        table.add_row(f"{treatment}: {label}" if label else treatment, _zones(zones), message, style="dim")
    return table


def _show_checks(document: ProjectionDocument) -> None:
    found = document.safeguards
    out.print(
        f"[bold]{found.subtlety.reading.replace('_', ' ')}[/] (ΔE {found.subtlety.figure:.1f} on a square centimeter)  "
        f"untreated pixels differ by {found.untreated_difference}, landmarks elsewhere by "
        f"{found.landmarks_elsewhere.largest_mm:.2f} mm; moved by {found.displacement.largest_mm:.2f} mm of "
        f"{found.displacement.cap_mm:g}; color by ΔE {found.color.largest_delta_e:.1f} of {found.color.cap_delta_e:g}",
        soft_wrap=True,
    )


def _zones(names: list[str]) -> str:
    return "; ".join(_ZONES.get(name, name) for name in names)
