"""What the manifest says, as a stranger reads it; and what it leaves out."""

from __future__ import annotations

import base64
import dataclasses
import io
import json
from typing import Any

import c2pa
import numpy as np
import pytest
from numpy.typing import NDArray

from simulation.provenance import (
    SOURCE_TYPE_URIS,
    STATEMENT,
    DigitalSourceType,
    ManifestFacts,
    PictureFormat,
    Signer,
    View,
    read_manifest,
    signed,
)
from tests.simulation.provenance.conftest import ORIGINAL

Pixels = NDArray[np.uint8]
ENHANCED = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced"
COMPOSITE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"


@pytest.fixture(scope="module", params=["jpeg", "png"])
def file(request: pytest.FixtureRequest, image_rgb: Pixels, facts: ManifestFacts, signer: Signer) -> bytes:
    return signed(image_rgb, request.param, facts, signer)


@pytest.fixture(scope="module")
def manifest(file: bytes) -> dict[str, Any]:
    """As the public reader gives it."""
    with c2pa.Reader(None, io.BytesIO(file)) as reader:
        store = json.loads(reader.json())
    assert len(store["manifests"]) == 1
    found: dict[str, Any] = store["manifests"][store["active_manifest"]]
    return found


def actions(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    (found,) = (each["data"]["actions"] for each in manifest["assertions"] if each["label"] == "c2pa.actions.v2")
    return list(found)


def test_the_original_is_the_parent_by_its_hash(manifest: dict[str, Any]) -> None:
    (ingredient,) = manifest["ingredients"]
    assert ingredient["relationship"] == "parentOf"
    assert ingredient["format"] == "image/heic"
    assert ingredient["metadata"] == {"org.countenance.sha256": ORIGINAL}
    scheme, digest = ingredient["instance_id"].split(";")
    assert scheme == "ni:///sha-256"
    assert base64.urlsafe_b64decode(digest + "=").hex() == ORIGINAL


def test_no_picture_lies_in_the_manifest(file: bytes, manifest: dict[str, Any]) -> None:
    assert "thumbnail" not in manifest
    assert not {"thumbnail", "data"} & manifest["ingredients"][0].keys()
    assert read_manifest(file).pictures == 0
    assert file.count(b"\xff\xd8\xff") + file.count(b"\x89PNG") == 1


def test_a_thumbnail_would_be_counted(image_rgb: Pixels, facts: ManifestFacts, signer: Signer) -> None:
    """By the library's own settings it makes one."""
    info = c2pa.C2paSignerInfo("es256", signer.certificates_pem.encode(), signer.private_key_pem.encode(), None)
    with_one = io.BytesIO()
    with c2pa.Signer.from_info(info) as native, c2pa.Builder({"title": "another"}) as builder:
        builder.set_intent(c2pa.C2paBuilderIntent.EDIT)
        builder.sign(native, "image/png", io.BytesIO(signed(image_rgb, "png", facts, signer)), with_one)
    found = read_manifest(with_one.getvalue())
    assert found.pictures >= 1
    assert found.projection is None  # the active manifest is no longer ours


def test_the_photo_was_opened_then_treated_then_labelled(manifest: dict[str, Any]) -> None:
    assert [each["action"] for each in actions(manifest)] == [
        "c2pa.opened",
        "c2pa.edited",
        "c2pa.edited",
        "c2pa.addedText",
    ]
    opened, *_, label = actions(manifest)
    assert opened["parameters"]["ingredients"][0]["url"].endswith("c2pa.ingredient.v3")
    assert label["description"] == STATEMENT


def test_an_edit_names_treatment_zones_levels_days_and_source_type(manifest: dict[str, Any]) -> None:
    edit = actions(manifest)[2]
    assert edit["digitalSourceType"] == ENHANCED
    assert edit["softwareAgent"]["name"] == "Countenance" and edit["softwareAgent"]["version"] == "0.1.0"
    assert edit["description"] == "Filler <HA>, peak, day 30"
    assert edit["parameters"] == {
        "org.countenance.treatment": {
            "id": "filler",
            "title": "Filler <HA>",
            "zones": ["left_tear_trough"],
            "levels": ["low", "high"],
        },
        "org.countenance.days": [{"after_last_visit": 0}, {"after_last_visit": 30}],
    }


def test_our_own_assertion_comes_back_as_it_went_in(file: bytes, facts: ManifestFacts) -> None:
    projection = read_manifest(file).projection
    assert projection is not None
    treatments = projection["treatments"]
    assert [each["id"] for each in treatments] == ["fractional_laser", "filler"]
    assert {**projection, "treatments": None} == {
        "statement": "Projection — not a guaranteed result",
        "guaranteed_result": False,
        "advertising": False,
        "view": "projection",
        "treatments": None,
        "time_point": "peak, day 30",
        "days": [{"after_last_visit": 0}, {"after_last_visit": 30}],
        "date": "2026-11-22",
        "practice": facts.practice,
        "digital_source_type": ENHANCED,
        "original": {"sha256": ORIGINAL, "format": "heic"},
        "versions": {"software": "0.1.0", "library": "7", "effects": "3"},
        "safeguards": {"untreated_unchanged": True, "largest_displacement_mm": 0.42, "subtlety": "subtle"},
    }


def test_the_summary_says_who_signed_and_with_what(file: bytes, facts: ManifestFacts) -> None:
    summary = read_manifest(file)
    assert summary.state == "Valid"
    assert summary.failures == ("signingCredential.untrusted",)
    assert summary.signed_by == (facts.practice, "Countenance")
    assert summary.software == "Countenance 0.1.0"
    assert summary.original_sha256 == ORIGINAL
    assert summary.source_types == (ENHANCED,)


@pytest.mark.parametrize(
    ("kind", "uri"),
    [("algorithmically_enhanced", ENHANCED), ("composite_with_trained_algorithmic_media", COMPOSITE)],
)
def test_the_source_type_is_the_same_everywhere(
    kind: DigitalSourceType, uri: str, image_rgb: Pixels, facts: ManifestFacts, signer: Signer
) -> None:
    file = signed(image_rgb, "jpeg", dataclasses.replace(facts, digital_source_type=kind), signer)
    summary = read_manifest(file)
    assert summary.source_types == (uri,)
    assert summary.projection is not None and summary.projection["digital_source_type"] == uri
    assert f"<Iptc4xmpExt:DigitalSourceType>{uri}<".encode() in file
    assert SOURCE_TYPE_URIS[kind] == uri


@pytest.mark.parametrize("view", ["side_by_side", "time_strip", "level_strip", "change_map"])
def test_a_view_says_that_it_was_laid_out(view: View, image_rgb: Pixels, facts: ManifestFacts, signer: Signer) -> None:
    file = signed(image_rgb, "png", dataclasses.replace(facts, view=view), signer)
    summary = read_manifest(file)
    assert summary.projection is not None and summary.projection["view"] == view
    assert summary.actions[-2:] == ("c2pa.edited", "c2pa.addedText") and len(summary.actions) == 5


def test_the_longest_manifest_still_fits(image_rgb: Pixels, facts: ManifestFacts, signer: Signer) -> None:
    """A plan of twenty treatments over twenty zones, more than a JPEG segment holds."""
    zones = tuple(f"zone_{n}_" + "x" * 60 for n in range(20))
    many = tuple(dataclasses.replace(facts.treatments[0], id=f"treatment_{n}", zones=zones) for n in range(20))
    formats: tuple[PictureFormat, ...] = ("jpeg", "png")
    for format in formats:
        summary = read_manifest(signed(image_rgb, format, dataclasses.replace(facts, treatments=many), signer))
        assert summary.state == "Valid" and len(summary.actions) == 22


@pytest.mark.parametrize(
    "changes", [{"original_sha256": "ABC"}, {"treatments": ()}, {"days": ()}], ids=["hash", "treatments", "days"]
)
def test_facts_without_which_it_is_no_projection(facts: ManifestFacts, changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        dataclasses.replace(facts, **changes)
