"""What a plan is drafted from: a photo, an earlier analysis, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typer
from pydantic import BaseModel, ConfigDict

from planning.findings import AnalysisFindings, Finding
from serving.cli.configured import read_settings
from serving.cli.decoded import decoded
from serving.cli.documents import read_document
from serving.cli.written import write_results


class _Photo(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    sha256: str = ""


class _Taken(AnalysisFindings):
    """An analysis document, as much of it as a plan needs."""

    photo: _Photo = _Photo()


@dataclass(frozen=True, slots=True)
class Seen:
    """Attributes:
    findings: None where there was no photo.
    face_map: PNG; empty where none was drawn.
    """

    findings: tuple[Finding, ...] | None
    photo_sha256: str = ""
    face_map: bytes = b""


NO_PHOTO = Seen(None)


def read_findings(path: Path | None) -> Seen:
    """Of analysis.json, with the face map that lies beside it.

    Raises:
        DocumentInvalidError: it is not an analysis.
    """
    if path is None:
        return NO_PHOTO
    taken = read_document(_Taken, path)
    beside = path.with_name("face_map.png")
    return Seen(taken.findings, taken.photo.sha256, beside.read_bytes() if beside.is_file() else b"")


def photographed(path: Path, out_dir: Path, device: Literal["cpu", "cuda"] | None, largest: bool) -> Seen:
    """Analyzes a front view and leaves analysis.json, face map and evidence in the folder.

    Raises:
        CountenanceError: the photo cannot be used, or the folder cannot be written.
    """
    # The networks take seconds to load, and a draft without a photo needs none.
    from serving.stores import open_store
    from vision.analysis import Analyzer, Declaration
    from vision.face import Face, FaceFinder

    photo = decoded(path)
    if photo is None:
        raise typer.Exit(1)
    settings = read_settings(device=device)
    store = open_store(settings)
    (face,) = FaceFinder.open(settings.device, store).find([photo], "largest" if largest else "only")
    if not isinstance(face, Face):
        raise face
    analyzer = Analyzer(store)
    write_results(
        analyzer.measure(photo, face, Declaration("front", "rest")), out_dir, analyzer.geometry, pictures=True
    )
    return read_findings(out_dir / "analysis.json")
