"""Finds model files, proves that they are the pinned ones, and keeps converted networks.

Nothing is ever downloaded here: the files arrive with the install. A converted network is a cache entry named
by the hash of what it was made from, written beside its place and moved there, so that a reader never sees
half a file and two processes may convert at once.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from models.errors import ModelFileError
from models.spec import ModelSpec
from models.tflite_onnx import CONVERTER_VERSION, tflite_to_onnx


def default_cache_dir() -> Path:
    """$XDG_CACHE_HOME/countenance, or ~/.cache/countenance."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "countenance"


class ModelStore:
    """Reads models by spec.

    Args:
        cache_dir: where converted networks are kept.
        resource_paths: another copy of a resource, by the resource's file name; it must have the same hash.
    """

    def __init__(self, cache_dir: Path | None = None, resource_paths: Mapping[str, Path] | None = None) -> None:
        self._cache_dir = cache_dir or default_cache_dir()
        self._resource_paths = dict(resource_paths or {})
        self._verified: dict[str, bytes] = {}

    def path(self, spec: ModelSpec) -> Path:
        """The file on this machine that carries the model, not yet verified."""
        name = Path(spec.resource).name
        if name in self._resource_paths:
            return self._resource_paths[name]
        # find_spec does not run the package: only its file is wanted, none of its code.
        package = importlib.util.find_spec(spec.package)
        if package is None or not package.submodule_search_locations:
            raise ModelFileError(f"The package {spec.package} that carries {name} is not installed")
        return Path(package.submodule_search_locations[0]) / spec.resource

    def read(self, spec: ModelSpec) -> bytes:
        """The model's own bytes, verified.

        Raises:
            ModelFileError: the file is missing, unreadable or not the pinned one.
        """
        data = self._resource(spec)
        if spec.member is not None:
            try:
                data = zipfile.ZipFile(io.BytesIO(data)).read(spec.member)
            except (KeyError, zipfile.BadZipFile) as error:
                raise ModelFileError(f"{spec.resource} does not hold {spec.member}") from error
        _require(spec.sha256, data, spec.member or spec.resource)
        return data

    def onnx(self, spec: ModelSpec) -> bytes:
        """The network as ONNX with a dynamic batch axis, converted on first use.

        Raises:
            ModelFileError: as for `read`, or the network cannot be converted, or the cache cannot be written.
        """
        source = self.read(spec)
        path = self._cache_dir / "onnx" / f"{spec.name}-{spec.sha256[:16]}-c{CONVERTER_VERSION}.onnx"
        cached = _read_checked(path)
        if cached is not None:
            return cached
        converted = tflite_to_onnx(source)
        _write_checked(path, converted)
        return converted

    def _resource(self, spec: ModelSpec) -> bytes:
        if spec.resource_sha256 not in self._verified:
            path = self.path(spec)
            try:
                data = path.read_bytes()
            except OSError as error:
                raise ModelFileError(f"{path.name} cannot be read: {error.strerror}") from error
            _require(spec.resource_sha256, data, path.name)
            self._verified[spec.resource_sha256] = data
        return self._verified[spec.resource_sha256]


def _require(sha256: str, data: bytes, name: str) -> None:
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise ModelFileError(f"{name} is not the pinned file", expected=sha256, found=found)


def require_folder(folder: Path, sha256: str) -> None:
    """That a folder of the practice's own holds what it held when it was pinned.

    Raises:
        ModelFileError: a file of it is another, missing, new or unreadable.
    """
    digest = hashlib.sha256()
    try:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256")
            digest.update(f"{path.relative_to(folder).as_posix()} {content.hexdigest()}\n".encode())
    except OSError as error:
        raise ModelFileError(f"{folder.name} cannot be read: {error.strerror}") from error
    if digest.hexdigest() != sha256:
        raise ModelFileError(f"{folder.name} is not the pinned folder", expected=sha256, found=digest.hexdigest())


def _read_checked(path: Path) -> bytes | None:
    """A cache entry is its payload's SHA-256 followed by the payload; a damaged one counts as absent."""
    try:
        entry = path.read_bytes()
    except OSError:  # absent or unreadable: it is made again, and writing says what is wrong
        return None
    digest, payload = entry[:32], entry[32:]
    return payload if hashlib.sha256(payload).digest() == digest else None


def _write_checked(path: Path, payload: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".partial-") as folder:
            partial = Path(folder) / path.name
            partial.write_bytes(hashlib.sha256(payload).digest() + payload)
            partial.replace(path)
    except OSError as error:
        raise ModelFileError(f"The model cache cannot be written: {error.strerror}") from error
