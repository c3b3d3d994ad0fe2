"""What of an analysis is geometry of a face, and is kept, shown and destroyed apart from what was found.

Landmarks, blendshapes and pose are biometric: they leave when they are asked for by somebody to whom they were lent.
Outlines of zones, marks on the photo and proportions come from them: they are shown while they are there, and go with
them. What stays is what was found: severities, grades, where, on what photo, by which versions.
"""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]


def split(document: Document) -> tuple[Document, Document]:
    """The document without geometry, and the geometry."""
    geometry = {name: document[name] for name in ("face", "proportions")} | _drawn(document)
    animated = document["animated"]
    geometry["animated"] = None if animated is None else _drawn(animated)
    kept = document | {"face": None, "proportions": []} | _bare(document)
    kept["animated"] = None if animated is None else animated | _bare(animated)
    return kept, geometry


def joined(kept: Document, geometry: Document | None, *, face: bool) -> Document:
    """The document as it is shown.

    Args:
        geometry: None once it is destroyed.
        face: with landmarks, blendshapes and pose.
    """
    if geometry is None:
        return kept
    shown = kept | {"face": geometry["face"] if face else None, "proportions": geometry["proportions"]}
    shown |= _redrawn(kept, geometry)
    if kept["animated"] is not None:
        shown["animated"] = kept["animated"] | _redrawn(kept["animated"], geometry["animated"])
    return shown


def _drawn(part: Document) -> Document:
    return {"marks": part["marks"], "outlines": {zone["zone"]: zone["polygon_px"] for zone in part["zones"]}}


def _bare(part: Document) -> Document:
    return {"marks": [], "zones": [zone | {"polygon_px": []} for zone in part["zones"]]}


def _redrawn(part: Document, drawn: Document) -> Document:
    zones = [zone | {"polygon_px": drawn["outlines"][zone["zone"]]} for zone in part["zones"]]
    return {"marks": drawn["marks"], "zones": zones}
