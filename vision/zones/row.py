"""What a row of the zone file must be, checked where the file enters."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

Third = Literal["upper", "middle", "lower"]
Belt = Literal["t_zone", "u_zone"]
Movement = Literal["smile", "frown", "brows_up"]
Coordinate = Annotated[float, Field(ge=0, le=1)]
HalfOutline = Annotated[list[tuple[Coordinate, Coordinate]], Field(min_length=3)]
_MIDLINE = 0.5


class ZoneRow(BaseModel):
    """One row. `half` is the client's right side of a pair, or one half of a midline zone, top to bottom.

    `moved_by` names the expressions whose muscles fold the zone's skin, if any; `belt` says whether it is a part of the
    T zone or of the U zone, if of either.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]
    title: Annotated[str, Field(min_length=1)]
    third: Third
    belt: Belt | None = None
    sides: Literal["midline", "paired"]
    half: HalfOutline
    half_hole: HalfOutline | None = None
    moved_by: tuple[Movement, ...] = ()

    @model_validator(mode="after")
    def _ends_on_the_midline(self) -> Self:
        halves = [self.half] if self.half_hole is None else [self.half, self.half_hole]
        if self.sides == "midline" and any(h[end][0] != _MIDLINE for h in halves for end in (0, -1)):
            raise ValueError(f"a midline zone's half must begin and end at u = {_MIDLINE}")
        if self.sides == "paired" and self.half_hole is not None:
            raise ValueError("half_hole is for midline zones")
        return self


class _ZoneFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    source: str
    zones: list[ZoneRow]


def parse_rows(text: str) -> list[ZoneRow]:
    """The rows of a zone file's JSON text.

    Raises:
        ValueError: naming the row (by its place), the field and what is wrong with it.
    """
    try:
        return _ZoneFile.model_validate_json(text).zones
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise ValueError("zone file: " + "; ".join(problems)) from error
