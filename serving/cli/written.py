"""Results on disk: analysis.json, face_map.png, evidence/ and dynamic/, each whole or not there."""

from __future__ import annotations

from pathlib import Path

from serving.cli.whole_file import OutputError, write_whole
from vision.analysis import Analysis, AnalysisDocument
from vision.chart import ChartGeometry
from vision.photo import encode_png
from vision.pictures import draw_dynamic, draw_evidence, draw_face_map, dynamic_concerns


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
