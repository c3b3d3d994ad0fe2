"""What we say of every model: where it comes from, which bytes it is, under which licence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """One row of the registry.

    Attributes:
        name: our stable id, also the key of `versions` in analysis.json.
        version: the publisher's version.
        sha256: of the network's own bytes (the member, where `member` is set).
        package: the Python package whose install brings the file.
        resource: the file's path inside that package.
        resource_sha256: of that file.
        member: entry of the file, when it is a zip archive of several networks.
        license: SPDX id of the weights.
        source: who made it and where that is written down.
        card: file under models/cards/.
    """

    name: str
    version: str
    sha256: str
    package: str
    resource: str
    resource_sha256: str
    member: str | None
    license: str
    source: str
    card: str
