"""Files as they leave: read back by the public C2PA reader, with its own settings and no help from us."""

from __future__ import annotations

import dataclasses
import io
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import c2pa
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from simulation.provenance import (
    ManifestFacts,
    ManifestUnreadableError,
    PictureFormat,
    SignatureFailedError,
    Signer,
    private_signer,
    read_manifest,
    signed,
)
from tests.simulation.provenance.conftest import BEGINS, ENDS

Pixels = NDArray[np.uint8]
FORMATS: tuple[PictureFormat, ...] = get_args(PictureFormat)


def public_state(data: bytes, context: Any = None) -> str | None:
    with c2pa.Reader(None, io.BytesIO(data), context=context) as reader:
        state: str | None = reader.get_validation_state()
        return state


def state_or_unreadable(data: bytes) -> str:
    try:
        return read_manifest(data).state
    except ManifestUnreadableError:
        return "unreadable"


def pixels(data: bytes) -> Pixels:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


@pytest.fixture(scope="module", params=FORMATS)
def file(request: pytest.FixtureRequest, image_rgb: Pixels, facts: ManifestFacts, signer: Signer) -> bytes:
    return signed(image_rgb, request.param, facts, signer)


def test_the_public_reader_finds_nothing_changed(file: bytes) -> None:
    assert public_state(file) == "Valid"


def test_it_trusts_whom_it_is_told_to_trust(file: bytes, signer: Signer) -> None:
    """Either of the two lists does."""
    root = signer.certificates_pem[signer.certificates_pem.rindex("-----BEGIN") :]
    for kind in ("user_anchors", "trust_anchors"):
        assert public_state(file, c2pa.Context.from_dict({"version": 1, "trust": {kind: root}})) == "Trusted"


def test_a_png_is_exact_and_a_jpeg_is_near(image_rgb: Pixels, facts: ManifestFacts, signer: Signer) -> None:
    png, jpeg = (pixels(signed(image_rgb, format, facts, signer)) for format in ("png", "jpeg"))
    np.testing.assert_array_equal(png, image_rgb)
    assert np.abs(jpeg.astype(int) - image_rgb).mean() < 3  # 2.4 measured, on noise of 6


def test_a_jpeg_keeps_color_at_full_resolution(image_rgb: Pixels, facts: ManifestFacts, signer: Signer) -> None:
    layers = Image.open(io.BytesIO(signed(image_rgb, "jpeg", facts, signer))).layer
    assert {(horizontal, vertical) for _, horizontal, vertical, _ in layers} == {(1, 1)}


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_projection_twice_is_the_same_picture(
    format: PictureFormat, image_rgb: Pixels, facts: ManifestFacts, signer: Signer
) -> None:
    """Under another signer, too."""
    other = private_signer("Another", BEGINS, ENDS, (3, 4))
    first, second, third = (pixels(signed(image_rgb, format, facts, who)) for who in (signer, signer, other))
    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal(first, third)


def flipped(file: bytes, place: int, bits: int) -> bytes:
    return file[:place] + bytes([file[place] ^ bits]) + file[place + 1 :]


def places(file: bytes, first: int, count: int) -> list[tuple[int, int]]:
    """Where to change a byte, and which of its bits."""
    rng = np.random.default_rng(len(file))
    return list(zip(rng.integers(first, len(file), count).tolist(), rng.integers(1, 256, count).tolist(), strict=True))


def test_no_byte_of_the_picture_or_its_xmp_can_be_changed(file: bytes) -> None:
    """Both come after the manifest in either format."""
    states = {state_or_unreadable(flipped(file, *each)) for each in places(file, file.index(b"<?xpacket"), 200)}
    assert states <= {"Invalid", "unreadable"}


def test_no_byte_can_be_changed_so_that_the_manifest_says_something_else(file: bytes) -> None:
    """Some can be changed and mean nothing: space reserved for the signature, names of boxes."""
    said = read_manifest(file)
    for place, bits in places(file[: file.index(b"<?xpacket")], 0, 400):
        changed = flipped(file, place, bits)
        assert state_or_unreadable(changed) in ("Invalid", "unreadable") or read_manifest(changed) == said, place


def test_a_changed_pixel_is_named_as_what_it_is(file: bytes) -> None:
    picture_data = len(file) - 200  # in both formats
    assert "assertion.dataHash.mismatch" in read_manifest(flipped(file, picture_data, 1)).failures


def test_saved_again_it_holds_no_manifest(file: bytes) -> None:
    """Which a reader can only report as absent; that is what the burned-in label is for."""
    again = io.BytesIO()
    Image.fromarray(pixels(file)).save(again, "PNG")
    with pytest.raises(ManifestUnreadableError):
        read_manifest(again.getvalue())


def test_a_manifest_does_not_fit_another_picture(image_rgb: Pixels, facts: ManifestFacts, signer: Signer) -> None:
    """The manifest cut from one JPEG and put into another of the same size."""
    ours, theirs = signed(image_rgb, "jpeg", facts, signer), signed(image_rgb[::-1].copy(), "jpeg", facts, signer)
    scan = b"\xff\xdb"  # the quantization tables, the first thing after the metadata
    assert state_or_unreadable(ours[: ours.index(scan)] + theirs[theirs.index(scan) :]) == "Invalid"


def test_threads_sign_at_once(image_rgb: Pixels, facts: ManifestFacts, signer: Signer) -> None:
    with ThreadPoolExecutor(4) as pool:
        files = list(pool.map(lambda n: signed(image_rgb, FORMATS[n % 2], facts, signer), range(24)))
    assert {public_state(file) for file in files} == {"Valid"}


def test_an_expired_signer_does_not_sign(image_rgb: Pixels, facts: ManifestFacts) -> None:
    expired = private_signer("Acme", BEGINS, BEGINS + timedelta(days=1), (1, 2))
    with pytest.raises(SignatureFailedError, match="not valid at time of signing"):
        signed(image_rgb, "jpeg", facts, expired)


def test_a_key_does_not_sign_for_another_certificate(image_rgb: Pixels, facts: ManifestFacts, signer: Signer) -> None:
    other = private_signer("Acme", BEGINS, ENDS, (1, 2))
    crossed = dataclasses.replace(signer, private_key_pem=other.private_key_pem)
    with pytest.raises(SignatureFailedError):
        signed(image_rgb, "jpeg", facts, crossed)


def test_broken_pem_is_a_typed_error(image_rgb: Pixels, facts: ManifestFacts, signer: Signer) -> None:
    with pytest.raises(SignatureFailedError):
        signed(image_rgb, "jpeg", facts, dataclasses.replace(signer, private_key_pem="nonsense"))


@pytest.mark.parametrize("shape", [(8, 8), (8, 8, 4)])
def test_pixels_of_another_shape_are_refused(shape: tuple[int, ...], facts: ManifestFacts, signer: Signer) -> None:
    with pytest.raises(ValueError, match="uint8"):
        signed(np.zeros(shape, np.uint8), "png", facts, signer)


def test_a_file_outlives_its_certificate_as_invalid(image_rgb: Pixels, facts: ManifestFacts) -> None:
    """Without a timestamp nobody can say that it was signed in time. Private certificates run long for this reason."""
    ends = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=3)
    file = signed(image_rgb, "jpeg", facts, private_signer("Acme", BEGINS, ends, (1, 2)))
    assert public_state(file) == "Valid"
    time.sleep((ends - datetime.now(UTC)).total_seconds() + 1.5)
    assert "signingCredential.expired" in read_manifest(file).failures
