"""One code of one untreated pixel is enough to stop a projection."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.safeguards import ProjectionUnsafeError
from simulation.safeguards.untreated import check_untreated

PHOTO = np.full((40, 50, 3), 200, np.uint8)
TREATED = np.zeros((40, 50), bool)
TREATED[10:20, 10:30] = True


def test_any_change_inside_passes() -> None:
    result = PHOTO.copy()
    result[TREATED] = 0
    assert check_untreated(PHOTO, result, TREATED) == 0


@pytest.mark.parametrize("code", [199, 201, 0])
def test_one_code_outside_is_unsafe(code: int) -> None:
    result = PHOTO.copy()
    result[10, 30, 2] = code
    with pytest.raises(ProjectionUnsafeError) as caught:
        check_untreated(PHOTO, result, TREATED)
    assert caught.value.status == 500
    assert caught.value.details == {
        "safeguard": "untreated_pixels",
        "value": abs(200 - code),
        "limit": 0,
        "pixels": 1,
    }


def test_a_result_of_another_size_is_unsafe() -> None:
    with pytest.raises(ProjectionUnsafeError):
        check_untreated(PHOTO, PHOTO[:-1], TREATED)
