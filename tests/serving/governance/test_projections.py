"""Whether every simulation is labeled: counted from what is kept, and looked at in the pictures themselves."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from serving.governance.report import report
from serving.governance.schemas import Governance
from serving.photos.ending import seal_twice
from serving.projections.stored.errors import LabelNotReadError
from serving.projections.stored.labels import check_label
from serving.projections.stored.sealing import picture_at
from simulation.labels import LabelFacts, Labelled, TimePoint, burn
from tests.serving.projections.stored.conftest import ShownHouse, house, shown
from vision.photo import encode_jpeg

__all__ = ["house", "shown"]


def told(shown: ShownHouse, client: str = "") -> Governance:
    params = {"client": client} if client else {}
    answer = shown.house.http("medical_director").get("/v1/governance", params=params)
    assert answer.status_code == 200, answer.text
    return Governance.model_validate(answer.json())


def test_those_that_are_kept_are_counted_and_their_labels_looked_at(shown: ShownHouse) -> None:
    none = told(shown).projections
    assert (none.made, none.kept, none.labels_verified, none.missing) == (None, 0, None, ["no_projections"])
    shown.projected(views=["projection", "side_by_side"])
    gone = shown.projected()
    assert shown.house.http().delete(f"/v1/projections/{gone}").status_code == 204
    one = told(shown).projections
    assert (one.made, one.kept, one.pictures, one.labels_checked, one.labels_verified) == (2, 1, 2, 2, 2)
    assert one.missing == []
    assert told(shown, shown.house.agreed()).projections.kept == 0
    said = " ".join(report(told(shown)).sections[4].says)
    assert "2 projections made; 1 of them kept, in 2 pictures." in said
    assert "the label of 2 was found whole" in said


@pytest.mark.parametrize("how", ["another picture", "gone"])
def test_a_picture_that_is_not_as_its_label_was_read_is_told(shown: ShownHouse, how: str) -> None:
    """Put there by somebody who has every key, even."""
    shown.projected()
    ((row,), (file,)) = shown.rows()
    office = shown.house.standing.office
    office.objects.delete(file.object)
    if how == "another picture":
        plain = seal_twice(office.sealing, row.client, row.key, picture_at(file.id), encode_jpeg(_gray()))
        name = office.objects.put(row.practice, row.client, plain)
        with office.database.writing() as session:
            session.get_one(type(file), file.id).object = name
    one = told(shown).projections
    assert (one.labels_checked, one.labels_verified, one.missing) == (1, 0, ["labels_not_whole"])


def test_a_file_whose_pixels_lack_the_label_is_not_kept(shown: ShownHouse) -> None:
    labelled = _labelled()
    check_label(_Bytes(encode_jpeg(labelled.image_rgb), labelled))  # type: ignore[arg-type]
    with pytest.raises(LabelNotReadError):
        check_label(_Bytes(encode_jpeg(_gray()), labelled))  # type: ignore[arg-type]


class _Bytes:
    """A file, and the labelled picture that it says it holds."""

    def __init__(self, file: bytes, labelled: Labelled) -> None:
        self.file, self.labelled = file, labelled


def _gray() -> NDArray[np.uint8]:
    return np.full((600, 600, 3), 128, np.uint8)


def _labelled() -> Labelled:
    treated = np.zeros((600, 600), np.bool_)
    treated[250:300, 280:320] = True
    facts = LabelFacts(("Vascular laser",), TimePoint.peak(), date(2026, 11, 22), "Linden", "Countenance 0.1.0")
    return burn(_gray(), treated, facts)
