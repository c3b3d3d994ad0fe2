"""A projection: a labelled picture in a signed file, with what was checked. There is no such value without them."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.labels import Labelled
from simulation.projection.errors import ProjectionUnsealedError
from simulation.provenance import ManifestFacts, PictureFormat, Signer, read_manifest, signed

_HOLDS = ("Valid", "Trusted")


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Projection:
    """Made of a labelled picture and a signer; whatever is missing, there is no projection.

    Attributes:
        file: a JPEG or PNG with the label in its pixels, XMP and a signed manifest.
        labelled: the picture in it.
        facts: what its manifest says.
        format: of the file.
    """

    file: bytes
    labelled: Labelled
    facts: ManifestFacts
    format: PictureFormat

    def __init__(
        self, labelled: Labelled, facts: ManifestFacts, signer: Signer, format: PictureFormat = "jpeg"
    ) -> None:
        """Encodes, signs, and reads back what it signed.

        Raises:
            ProjectionUnsealedError: the picture is not labelled, or the file does not say what it must.
            ProvenanceError: it could not be signed.
        """
        if not isinstance(labelled, Labelled) or not labelled.words:
            raise ProjectionUnsealedError("the picture carries no label")
        file = signed(labelled.image_rgb, format, facts, signer)
        manifest = read_manifest(file)
        if manifest.state not in _HOLDS or manifest.original_sha256 != facts.original_sha256:
            raise ProjectionUnsealedError("the file's manifest does not hold", state=manifest.state)
        for name, value in {"file": file, "labelled": labelled, "facts": facts, "format": format}.items():
            object.__setattr__(self, name, value)
