"""Results on disk, each whole or not there.

Of a photo analysis.json, face_map.png, evidence/ and dynamic/; of two, comparison.json, side_by_side.png, difference/.
"""

from __future__ import annotations

from pathlib import Path

from serving.cli.whole_file import OutputError, write_whole
from vision.analysis import Analysis, AnalysisDocument
from vision.chart import ChartGeometry
from vision.comparison import Comparison, ComparisonDocument
from vision.photo import encode_png
from vision.pictures import (
    difference_concerns,
    draw_difference,
    draw_dynamic,
    draw_evidence,
    draw_face_map,
    draw_side_by_side,
    dynamic_concerns,
)


def write_results(
    analysis: Analysis, folder: Path, geometry: ChartGeometry, *, animated: Analysis | None = None, pictures: bool
) -> None:
    """Writes one photo's results. Nothing of the photo's own metadata goes into them.

    Args:
        geometry: of the chart that the analysis was made on.
        animated: of the second photo, if there is one.

    Raises:
        OutputError: the folder cannot be made or written.
    """
    try:
        _write_all(analysis, folder, geometry, animated, pictures)
    except OSError as error:
        raise OutputError(f"{error.filename or folder}: {error.strerror}") from error


def write_comparison(
    comparison: Comparison,
    folder: Path,
    geometry: ChartGeometry,
    *,
    taken: tuple[str | None, str | None],
    pictures: bool,
) -> None:
    """Writes a comparison of two photos.

    Args:
        geometry: of the chart that the analyses were made on.
        taken: when either photo was taken, if that is known.

    Raises:
        OutputError: the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in (folder / "comparison.json", folder / "side_by_side.png", *(folder / "difference").glob("*.png")):
            path.unlink(missing_ok=True)
        document = ComparisonDocument.of(comparison, taken).model_dump_json(indent=1)
        write_whole(folder / "comparison.json", document.encode())
        if pictures:
            _draw_comparison(comparison, folder, geometry, taken)
    except OSError as error:
        raise OutputError(f"{error.filename or folder}: {error.strerror}") from error


def _draw_comparison(
    comparison: Comparison, folder: Path, geometry: ChartGeometry, taken: tuple[str | None, str | None]
) -> None:
    write_whole(folder / "side_by_side.png", encode_png(draw_side_by_side(comparison, taken)))
    (folder / "difference").mkdir(exist_ok=True)
    for concern in difference_concerns(comparison):
        picture = draw_difference(comparison, concern, geometry, taken)
        write_whole(folder / "difference" / f"{concern}.png", encode_png(picture))


def _write_all(
    analysis: Analysis, folder: Path, geometry: ChartGeometry, animated: Analysis | None, pictures: bool
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _remove_earlier(folder)
    document = AnalysisDocument.of(analysis, animated).model_dump_json(indent=1)
    write_whole(folder / "analysis.json", document.encode())
    if not pictures:
        return
    write_whole(folder / "face_map.png", encode_png(draw_face_map(analysis, geometry=geometry)))
    (folder / "evidence").mkdir(exist_ok=True)
    for concern in analysis.evidence:
        picture = draw_evidence(analysis, concern, geometry=geometry)
        write_whole(folder / "evidence" / f"{concern}.png", encode_png(picture))
    if animated is None:
        return
    (folder / "dynamic").mkdir(exist_ok=True)
    for concern in dynamic_concerns(analysis, animated):
        picture = draw_dynamic(analysis, animated, concern, geometry)
        write_whole(folder / "dynamic" / f"{concern}.png", encode_png(picture))


def _remove_earlier(folder: Path) -> None:
    """What an earlier photo left here must not stand beside this one's findings."""
    pictures = (path for part in ("evidence", "dynamic") for path in (folder / part).glob("*.png"))
    for path in (folder / "analysis.json", folder / "face_map.png", *pictures):
        path.unlink(missing_ok=True)
