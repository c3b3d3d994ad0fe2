"""Three pictures of an evaluation: doses and answers, what moves what, severity against tone. PNG, small."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib
import numpy as np

matplotlib.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tests.evaluation.doses import DoseRun
from tests.evaluation.looks import Look
from tests.evaluation.observations import Observations
from tests.evaluation.studies.dose_response import by_concern
from tests.evaluation.studies.selectivity import leaks
from tests.evaluation.subjects import TONES, Subject
from vision.concerns import CONCERNS

_COLORS = {"dark": "#5b3a29", "medium": "#b07a52", "light": "#e0b48c"}
_DPI = 80


def draw(seen: Observations, studies: Sequence[str], folder: Path) -> None:
    """Those pictures whose observations were made anyway."""
    if {"dose_response", "fair_slopes"} & set(studies):
        _save(doses(seen.dose_runs), folder / "dose_response.png")
    if "selectivity" in studies:
        _save(matrix(seen.dose_runs), folder / "selectivity.png")
    if "tone_correlation" in studies:
        _save(tone(seen.looks), folder / "tone.png")


def doses(runs: Sequence[DoseRun]) -> Figure:
    """A panel a concern: median severity at each dose, by third of tone, with the middle half of the runs."""
    concerns = by_concern(runs)
    figure, panels = _panels(len(concerns))
    for (concern, members), axes in zip(concerns, panels, strict=False):
        for name in TONES:
            series = np.array([run.own for run in members if run.job.subject.tone == name])
            if len(series):
                low, middle, high = np.percentile(series, (25, 50, 75), axis=0)
                at = members[0].job.doses
                axes.plot(at, middle, color=_COLORS[name], label=f"{name} ({len(series)})")
                axes.fill_between(at, low, high, color=_COLORS[name], alpha=0.2, linewidth=0)
        axes.set(title=concern.replace("_", " "), xlabel="dose", ylabel="severity", ylim=(0, 100))
        if axes.lines:
            axes.legend(fontsize=6, frameon=False)
    return figure


def matrix(runs: Sequence[DoseRun]) -> Figure:
    """Rows are painted, columns are read: median change as a share of 20 points. A box marks declared couplings."""
    names = [concern.name for concern in CONCERNS]
    table = np.full((len(names), len(names)), np.nan)
    found = leaks(runs)
    for leak in found:
        table[names.index(leak.painted), names.index(leak.read)] = leak.median
    figure, axes = plt.subplots(figsize=(8, 7))
    shown = axes.imshow(table, vmin=0, vmax=1, cmap="magma_r")
    for leak in found:
        y, x = names.index(leak.painted), names.index(leak.read)
        ink = "white" if leak.median > 0.5 else "black"
        axes.text(x, y, f"{leak.median:.2f}", ha="center", va="center", fontsize=6, color=ink)
        if leak.coupled:
            axes.add_patch(plt.Rectangle((x - 0.5, y - 0.5), 1, 1, fill=False, edgecolor="teal", linewidth=1.2))
    labels = [name.replace("_", " ") for name in names]
    axes.set_xticks(range(len(names)), labels, rotation=60, ha="right", fontsize=7)
    axes.set_yticks(range(len(names)), labels, fontsize=7)
    axes.set(xlabel="read", ylabel="painted, to 20 points", title="change of others / 20 points (boxes: coupled)")
    figure.colorbar(shown, shrink=0.7)
    return figure


def tone(seen: Sequence[tuple[Subject, Look]]) -> Figure:
    """A panel a concern: mean severity of each person of London against ITA; small dots are people under 30."""
    london = [(subject, one) for subject, one in seen if subject.tone]
    figure, panels = _panels(len(CONCERNS))
    for concern, axes in zip(CONCERNS, panels, strict=False):
        for subject, one in london:
            value = one.mean_severity(concern.name)
            if value is not None and subject.tone:
                young = subject.age is not None and subject.age < 30
                axes.scatter(subject.ita_deg, value, s=8 if young else 24, color=_COLORS[subject.tone])
        axes.set(title=concern.name.replace("_", " "), xlabel="ITA, degrees", ylabel="severity", ylim=(0, 100))
    return figure


def _panels(count: int) -> tuple[Figure, list[Axes]]:
    columns = 4
    rows = max(-(-count // columns), 1)
    figure, grid = plt.subplots(rows, columns, figsize=(12, 2.8 * rows), squeeze=False)
    panels = list(grid.flat)
    for axes in panels[count:]:
        axes.axis("off")
    return figure, panels


def _save(figure: Figure, file: Path) -> None:
    figure.tight_layout()
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, dpi=_DPI, metadata={"Software": None})
    plt.close(figure)
