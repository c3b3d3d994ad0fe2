"""What a signed file claims, and whether it holds, by the public C2PA reader."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import c2pa

from simulation.provenance.errors import ManifestUnreadableError
from simulation.provenance.manifest import ORIGINAL_SHA256, PROJECTION
from simulation.provenance.offline import offline_context

State = Literal["Trusted", "Valid", "Invalid"]


@dataclass(frozen=True, slots=True)
class ManifestSummary:
    """The active manifest of a file.

    Attributes:
        state: "Invalid": something was changed, or the certificate has expired. "Valid": nothing was, but nobody whom
            the reader trusts vouches for the signer. "Trusted": somebody does.
        failures: codes of C2PA's validation; a file of a private signer has "signingCredential.untrusted".
        signed_by: organization and title of the signer, as its certificate says.
        software: name and version of what made the manifest.
        actions: what was done, in order.
        source_types: URIs that the actions name, each once.
        original_sha256: of the file that was opened, where the manifest names it as ours do.
        projection: our own assertion; None in a file that is no projection.
        pictures: how many thumbnails and other pictures the manifest holds; none in ours.
    """

    state: State
    failures: tuple[str, ...]
    signed_by: tuple[str | None, str | None]
    software: str
    actions: tuple[str, ...]
    source_types: tuple[str, ...]
    original_sha256: str | None
    projection: Mapping[str, Any] | None
    pictures: int


def read_manifest(data: bytes) -> ManifestSummary:
    """Reads the active manifest of a JPEG, PNG or any other file that carries one. Nothing is fetched.

    Raises:
        ManifestUnreadableError: there is none, or it is too damaged.
    """
    store = _store(data)
    manifest = store.get("manifests", {}).get(store.get("active_manifest"))
    if manifest is None:
        raise ManifestUnreadableError("The manifest is too damaged to be read.")
    results = store.get("validation_results") or {}
    return _summary(manifest, results.get("activeManifest") or {}, store["validation_state"])


def _store(data: bytes) -> dict[str, Any]:
    """Everything that the library reports of a file."""
    try:
        with offline_context() as context, c2pa.Reader(None, io.BytesIO(data), context=context) as reader:
            store: dict[str, Any] = json.loads(reader.json())
    except c2pa.C2paError as error:
        raise ManifestUnreadableError(f"The file holds no readable C2PA manifest: {error}.") from error
    return store


def _summary(manifest: Mapping[str, Any], results: Mapping[str, Any], state: State) -> ManifestSummary:
    actions = [action for data in _assertions(manifest, "c2pa.actions") for action in data.get("actions", ())]
    signature = manifest.get("signature_info") or {}
    return ManifestSummary(
        state=state,
        failures=tuple(failure["code"] for failure in results.get("failure", ())),
        signed_by=(signature.get("issuer"), signature.get("common_name")),
        software=_software(manifest.get("claim_generator_info") or ()),
        actions=tuple(action["action"] for action in actions),
        source_types=tuple(dict.fromkeys(a["digitalSourceType"] for a in actions if "digitalSourceType" in a)),
        original_sha256=_original(manifest.get("ingredients") or ()),
        projection=next(iter(_assertions(manifest, PROJECTION)), None),
        pictures=sum("thumbnail" in part for part in (manifest, *(manifest.get("ingredients") or ()))),
    )


def _assertions(manifest: Mapping[str, Any], label: str) -> list[Any]:
    """The data of every assertion of a label, in any version of it."""
    found = manifest.get("assertions") or ()
    return [each["data"] for each in found if each["label"] == label or each["label"].startswith(f"{label}.v")]


def _software(generators: Sequence[Mapping[str, Any]]) -> str:
    return ", ".join(f"{each['name']} {each.get('version', '')}".strip() for each in generators)


def _original(ingredients: Sequence[Mapping[str, Any]]) -> str | None:
    parents = [each.get("metadata") or {} for each in ingredients if each.get("relationship") == "parentOf"]
    return next((metadata[ORIGINAL_SHA256] for metadata in parents if ORIGINAL_SHA256 in metadata), None)
