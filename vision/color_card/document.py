"""The stored correction of one tablet: a JSON file, checked where it enters."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vision.color_card.correction import ColorCorrection
from vision.color_card.errors import ColorCorrectionInvalidError
from vision.photo import ColorSource

SCHEMA: Literal["countenance.color-correction/1"] = "countenance.color-correction/1"
_Row = tuple[float, float, float]
_DeltaE = Annotated[float, Field(ge=0, le=500, allow_inf_nan=False)]


class ColorCorrectionDocument(BaseModel):
    """What `countenance calibrate` writes. The matrix works on linear sRGB columns, 1 is perfect white."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True, allow_inf_nan=False
    )

    schema_: Literal["countenance.color-correction/1"] = Field(alias="schema")
    device_name: str = Field(max_length=200, description="Free text: which tablet, which room, which light")
    source: Literal["colorchecker", "gray_card"]
    matrix: tuple[_Row, _Row, _Row]
    patches: int = Field(ge=1, le=24)
    delta_e_before: _DeltaE
    delta_e_after: _DeltaE | None

    @classmethod
    def of(cls, correction: ColorCorrection, device_name: str = "") -> ColorCorrectionDocument:
        """The document of a correction that a card gave."""
        source: ColorSource = correction.source
        if source not in ("colorchecker", "gray_card"):
            raise ValueError("only what a card gave can be stored")
        rows = [(float(a), float(b), float(c)) for a, b, c in correction.matrix]
        return cls(
            schema=SCHEMA,
            device_name=device_name,
            source=source,
            matrix=(rows[0], rows[1], rows[2]),
            patches=correction.patches,
            delta_e_before=correction.delta_e_before,
            delta_e_after=correction.delta_e_after,
        )

    def correction(self) -> ColorCorrection:
        """The correction, its source now "stored".

        Raises:
            ValueError: no camera needs such a matrix.
        """
        return ColorCorrection(
            matrix=np.array(self.matrix, np.float64),
            source="stored",
            patches=self.patches,
            delta_e_before=self.delta_e_before,
            delta_e_after=self.delta_e_after,
        )


def parse_correction(text: str | bytes) -> ColorCorrection:
    """The stored correction in a file's JSON text.

    Raises:
        ColorCorrectionInvalidError: naming the field and what is wrong with it.
    """
    try:
        return ColorCorrectionDocument.model_validate_json(text).correction()
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors())
        raise ColorCorrectionInvalidError("; ".join(problems)) from error
    except ValueError as error:
        raise ColorCorrectionInvalidError(f"matrix: {error}") from error
