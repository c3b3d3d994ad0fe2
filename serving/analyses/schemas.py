"""What a request for an analysis says about its photo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from vision.capture import Expression, View
from vision.face import Choice


class AnalysisForm(BaseModel):
    """The form's fields beside the photo itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    view: View = Field("front", description="Which side the photo shows; left and right are the client's")
    expression: Expression = Field("rest", description="What the client was asked to do")
    face: Choice = Field("only", description="`only` refuses several faces; `largest` takes the largest")


@dataclass(frozen=True, slots=True)
class Upload:
    """A photo file as it arrived, and what was declared of it."""

    data: bytes
    form: AnalysisForm


def request_body() -> dict[str, Any]:
    """The OpenAPI description of the form. The endpoint reads it itself, to count bytes while they come."""
    form = AnalysisForm.model_json_schema()
    photo = {
        "type": "string",
        "format": "binary",
        "description": "JPEG, PNG, WebP, AVIF or HEIC; at most 40 MB and 64 megapixels",
    }
    schema = {"type": "object", "required": ["photo"], "properties": {"photo": photo, **form["properties"]}}
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
