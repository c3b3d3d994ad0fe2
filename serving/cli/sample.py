"""`countenance sample FILE`: a public-domain portrait to try things on.

It comes from the package index that pip is set up with: the source distribution of `face_recognition` carries official
portraits of the United States government. Both the package and the picture are pinned by hash. Where no index can be
reached, the portrait that scikit-image ships (smaller, so that less is assessable) stands in, and the command says so.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Annotated

import skimage.data
import typer

from serving.cli.console import err
from vision.photo import encode_jpeg

_PACKAGE = "face_recognition==1.3.0"
_PACKAGE_SHA256 = "5e5efdd1686aa566af0d3cc1313b131e4b197657a8ffd03669e6d3fad92705ec"
_MEMBER = "tests/test_images/biden.jpg"
_PICTURE_SHA256 = "3c17508bb91554c637a2eabddfae790e5bb1caba93130814fc2ac50be9760c4c"
_PATIENCE_S = 120  # an index that does not answer counts as out of reach


def sample(file: Annotated[Path, typer.Argument(help="Where to put the portrait.")]) -> None:
    """Fetches a public-domain portrait, or says why it took the fallback."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and hashlib.sha256(file.read_bytes()).hexdigest() == _PICTURE_SHA256:
        return
    picture = _from_index()
    if picture is None:
        err.print("The sample portrait could not be fetched; a smaller one from scikit-image stands in.")
        picture = encode_jpeg(skimage.data.astronaut())
    file.write_bytes(picture)


def _from_index() -> bytes | None:
    """The portrait's bytes; None where the index is out of reach or has something else."""
    with tempfile.TemporaryDirectory() as folder:
        pins = Path(folder) / "sample.lock"
        pins.write_text(f"{_PACKAGE} --hash=sha256:{_PACKAGE_SHA256}\n")
        options = ["--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--require-hashes"]
        command = [sys.executable, "-m", "pip", "download", "--quiet", *options, "-d", folder, "-r", str(pins)]
        try:
            result = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False)
        except subprocess.TimeoutExpired:
            return None
        archives = list(Path(folder).glob("face_recognition-*.tar.gz"))
        if result.returncode or not archives:
            err.print(result.stderr.strip()[-300:], style="dim", markup=False)
            return None
        return _member(archives[0])


def _member(archive: Path) -> bytes | None:
    with tarfile.open(archive) as tar:
        for entry in tar:
            if entry.name.endswith(_MEMBER) and (file := tar.extractfile(entry)):
                picture = file.read()
                return picture if hashlib.sha256(picture).hexdigest() == _PICTURE_SHA256 else None
    return None
