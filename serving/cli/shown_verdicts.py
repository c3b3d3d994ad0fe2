"""Verdicts on the screen: by line of the plan, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.markup import escape

from planning.rules import Level, Verdict
from serving.cli.console import out

_COLORS = {Level.BLOCK: "bold red", Level.HOLD: "bold yellow", Level.WARN: "yellow", Level.INFORM: "cyan"}


def show_verdicts(verdicts: Sequence[Verdict]) -> None:
    """Prints them, and what has to be asked."""
    for line, of_line in groupby(verdicts, key=lambda verdict: (verdict.treatment, verdict.zones)):
        out.print(f"\n[bold]{line[0]}[/]  {escape(', '.join(line[1]))}", soft_wrap=True)
        for verdict in of_line:
            _show(verdict)
    if not verdicts:
        out.print("No rule applies.")


def _show(verdict: Verdict) -> None:
    level = verdict.level.name.lower()
    out.print(f"  [{_COLORS[verdict.level]}]{level:6}[/] {escape(verdict.message)}", soft_wrap=True)
    for word, text in _particulars(verdict):
        out.print(f"         [dim]{word}:[/] {escape(text)}", soft_wrap=True)


def _particulars(verdict: Verdict) -> list[tuple[str, str]]:
    changed = verdict.changed
    rows = [
        ("because", "; ".join(verdict.facts)),
        ("until", str(verdict.until) if verdict.until else ""),
        ("ask", verdict.ask),
        ("rule", f"{verdict.rule}{' (label: cannot be lowered)' if verdict.label else ''}"),
        ("source", f"{verdict.source.cite} [{verdict.source.strength}]"),
        ("changed", f"{changed.reason} ({changed.signed_by}, {changed.signed_on})" if changed else ""),
    ]
    return [(word, text) for word, text in rows if text]
