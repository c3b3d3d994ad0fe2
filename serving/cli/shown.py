"""Results on the screen.

Of a photo drivers, findings, dynamic lines, and what could not be assessed; of two photos what changed between them.
"""

from __future__ import annotations

from math import ceil, floor
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from serving.cli.console import out
from vision.analysis import Analysis, DynamicFinding, dynamic_lines
from vision.apparent_age import ApparentAge
from vision.comparison import Change, Comparison
from vision.concerns import CONCERNS
from vision.findings import GRADE_NAMES, detail_words
from vision.zones import load_zones

_ZONES = {zone.name: zone.title for zone in load_zones()}
_CONCERNS = {concern.name: concern.title for concern in CONCERNS}


def show(path: Path, analysis: Analysis, animated: Analysis | None, target: Path) -> None:
    """Prints one photo's results."""
    out.print()
    _show_capture(path.name, analysis)
    for drivers in analysis.drivers:
        out.print(f"[bold]{drivers.third} third[/]  {escape(drivers.statement)}")
    out.print(_findings(analysis))
    if analysis.apparent_age is not None:
        out.print(_age_words(analysis.apparent_age))
    if animated is not None:
        _show_capture(f"animated, {animated.capture.declaration.expression}", animated)
        out.print(_dynamic(dynamic_lines(analysis, animated)))
    out.print(f"[dim]{escape(str(target))}[/]")


def _show_capture(name: str, analysis: Analysis) -> None:
    issues = "; ".join(issue.message for issue in analysis.capture.issues) or "nothing to object to"
    out.print(f"[bold]{escape(name)}[/]  capture: {analysis.capture.verdict} ({issues})")


def _findings(analysis: Analysis) -> Table:
    """Assessable findings, worst first; then those that are not, with the reason."""
    table = Table("concern", "zone", "grade", "severity", "90 %", "measured", box=None, pad_edge=False)
    for finding in sorted(analysis.findings, key=lambda f: -(f.severity or 0)):
        if finding.severity is None or finding.grade is None:
            continue
        table.add_row(
            _CONCERNS[finding.concern],
            _ZONES[finding.zone],
            GRADE_NAMES[finding.grade],
            f"{finding.severity:.0f}",
            _range(finding.interval),
            ", ".join(detail_words(finding.details)),
        )
    for finding in analysis.findings:
        if finding.reason is not None:
            row = (_CONCERNS[finding.concern], _ZONES[finding.zone], "not assessable", "", finding.reason.value)
            table.add_row(*row, style="dim")
    return table


def _dynamic(found: tuple[DynamicFinding, ...]) -> Table:
    """The largest increase first; then what could not be compared, with the reason."""
    table = Table("dynamic lines", "zone", "at rest", "animated", "increase", "90 %", box=None, pad_edge=False)
    for each in sorted(found, key=lambda d: -(d.increase or 0)):
        if each.increase is None:
            continue
        numbers = (f"{each.rest:.0f}", f"{each.animated:.0f}", f"{each.increase:.0f}", _range(each.interval))
        table.add_row(_CONCERNS[each.concern], _ZONES[each.zone], *numbers)
    for each in found:
        if each.reason is not None:
            row = (_CONCERNS[each.concern], _ZONES[each.zone], "not assessable", "", "", each.reason.value)
            table.add_row(*row, style="dim")
    return table


def _age_words(age: ApparentAge) -> str:
    if age.value_years is None or age.interval_years is None:
        return f"apparent age: {age.reason_message}"
    low, high = age.interval_years
    return (
        f"apparent age, for the provider: {age.value_years:.0f} years, 90 % {floor(low)}–{ceil(high)} "
        f"(measured on {age.calibration_n} adults; not to decide by)"
    )


def show_comparison(comparison: Comparison, taken: tuple[str | None, str | None], target: Path) -> None:
    """Prints what changed: measurable changes first, the largest on top; then why nothing can be said of the rest."""
    out.print()
    for analysis, name in ((comparison.before, taken[0] or "earlier"), (comparison.after, taken[1] or "later")):
        _show_capture(name, analysis)
    for _, caveat in comparison.conditions.caveats:
        out.print(f"[yellow]{caveat.label.value}[/]  {escape(caveat.message)} [dim]({caveat.code})[/]")
    out.print(_changes(comparison.changes))
    out.print(f"Comparison, not a diagnosis. [dim]{escape(str(target))}[/]")


def _changes(changes: tuple[Change, ...]) -> Table:
    table = Table("concern", "zone", "earlier", "later", "change", "90 %", "label", box=None, pad_edge=False)
    for each in sorted(changes, key=lambda c: (not c.measurable, c.outcome is None, -abs(c.change or 0))):
        numbers = ["" if value is None else f"{value:.0f}" for value in (each.before, each.after)]
        said = (each.outcome or "").replace("_", " ")
        change = f"{said} {each.change:+.0f}" if each.measurable and each.change is not None else said
        reach = "" if each.interval is None else "{:+.0f} to {:+.0f}".format(*each.interval)
        label = each.label.value if not each.caveats else f"{each.label.value} ({each.caveats[0].code})"
        row = (_CONCERNS[each.concern], _ZONES[each.zone], *numbers, change, reach, label)
        table.add_row(*row, style=None if each.measurable else "dim")
    return table


def _range(interval: tuple[float, float] | None) -> str:
    return "unknown" if interval is None else "{:.0f}–{:.0f}".format(*interval)
