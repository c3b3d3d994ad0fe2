"""A draft on the terminal: each option with its treatments, visits and price."""

from __future__ import annotations

from pathlib import Path

from rich.markup import escape
from rich.table import Table

from planning.plan import PlanDraft, PlanItem, PlanOption
from planning.practice import Practice
from serving.cli.console import err, out

_LEVELS = {"block": "red", "hold": "yellow", "warn": "yellow"}


def show_plan(made: PlanDraft, practice: Practice, folder: Path) -> None:
    """Prints what the draft holds; that it is a draft goes to stderr."""
    for option in made.options:
        mark = " [green](recommended)[/]" if option.tier == made.recommended else ""
        out.print(f"[bold]{option.tier}: {escape(option.title)}[/]{mark}")
        out.print(escape(option.summary))
        if option.items:
            out.print(_table(option, practice))
    for sentence in made.not_seen:
        err.print(f"[yellow]not seen:[/] {escape(sentence)}")
    err.print(f"Drafts, in {escape(str(folder))}: a licensed provider decides. Not a diagnosis.")


def _table(option: PlanOption, practice: Practice) -> Table:
    table = Table("treatment", "zones", "amount", "visits", "check", "why", box=None, pad_edge=False)
    checks = {check.item: check.level for check in option.checks}
    for item in option.items:
        level = checks[item.id]
        shown = f"[{_LEVELS[level]}]{level}[/]" if level in _LEVELS else level
        days = [f"{each.number}: {each.date}" for each in option.attendances if item.id in {x.item for x in each.items}]
        table.add_row(
            escape(item.title), ", ".join(item.zones), _amount(item, practice), ", ".join(days), shown, _why(item)
        )
    return table


def _amount(item: PlanItem, practice: Practice) -> str:
    entry = practice.entry(item.treatment)
    return "" if entry is None or entry.per == "visit" else f"{item.quantity} × {entry.per}"


def _why(item: PlanItem) -> str:
    more = len(item.why) - 1
    return escape(item.why[0].text) + (f" (+{more})" if more else "")
