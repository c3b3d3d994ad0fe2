"""What a request for an analysis says about its photo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from serving.color_corrections import TABLET_NAME
from vision.capture import Declaration, Expression, View
from vision.color_card import Card
from vision.face import Choice
from vision.zones import Movement


class AnalysisForm(BaseModel):
    """The form's fields beside the photos themselves."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    view: View = Field("front", description="Which side the photo shows; left and right are the client's")
    expression: Expression = Field("rest", description="What the client was asked to do")
    face: Choice = Field("only", description="`only` refuses several faces; `largest` takes the largest")
    card: Card = Field(
        "auto",
        description="The color card in the picture: `auto` uses a ColorChecker if it finds one, `colorchecker` and "
        "`gray` (a plain 18 % card) insist on theirs, `none` looks for nothing",
    )
    tablet: str | None = Field(
        None, pattern=TABLET_NAME, description="Whose stored color correction to use where no card is found"
    )
    animated_expression: Movement | None = Field(
        None, description="What the client was asked to do for the photo `animated`; needed with it, and only then"
    )
    apparent_age: bool = Field(
        False,
        description="How old the face looks, with an interval: for providers only, and refused where the server was "
        "not set up to offer it. Not an age, and never to decide by",
    )

    @property
    def declaration(self) -> Declaration:
        return Declaration(self.view, self.expression)

    @property
    def animated_declaration(self) -> Declaration:
        """Both photos show the same side."""
        return Declaration(self.view, self.animated_expression or "rest")


@dataclass(frozen=True, slots=True)
class Upload:
    """Photo files as they arrived, and what was declared of them.

    Attributes:
        data: the photo.
        form: the other fields.
        animated: the second photo, if there is one.
    """

    data: bytes
    form: AnalysisForm
    animated: bytes | None = None

    @property
    def photos(self) -> int:
        return 1 if self.animated is None else 2


def request_body() -> dict[str, Any]:
    """The OpenAPI description of the form. The endpoint reads it itself, to count bytes while they come."""
    form = AnalysisForm.model_json_schema()
    photo = {
        "type": "string",
        "format": "binary",
        "description": "JPEG, PNG, WebP, AVIF or HEIC; at most 40 MB and 64 megapixels",
    }
    animated = photo | {
        "description": "A second photo of the same client from the same side, with an expression, for dynamic lines; "
        "both together at most 40 MB. That it is the same person is not checked"
    }
    files = {"photo": photo, "animated": animated}
    schema = {"type": "object", "required": ["photo"], "properties": {**files, **form["properties"]}}
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
