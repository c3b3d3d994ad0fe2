"""Results on disk: analysis.json, face_map.png and evidence/, each whole or not there."""

from __future__ import annotations

from pathlib import Path

from vision.analysis import Analysis, AnalysisDocument
from vision.photo import encode_png
from vision.pictures import draw_evidence, draw_face_map


def write_results(analysis: Analysis, folder: Path, *, pictures: bool) -> None:
    """Writes one photo's results. Nothing of the photo's own metadata goes into them."""
    folder.mkdir(parents=True, exist_ok=True)
    document = AnalysisDocument.of(analysis).model_dump_json(indent=1)
    _write(folder / "analysis.json", document.encode())
    if not pictures:
        return
    _write(folder / "face_map.png", encode_png(draw_face_map(analysis)))
    (folder / "evidence").mkdir(exist_ok=True)
    for concern in analysis.evidence:
        _write(folder / "evidence" / f"{concern}.png", encode_png(draw_evidence(analysis, concern)))


def _write(path: Path, data: bytes) -> None:
    """Beside its place first, so that nobody ever reads half a file."""
    partial = path.with_suffix(path.suffix + ".partial")
    partial.write_bytes(data)
    partial.replace(path)
