"""`countenance plan [PHOTO] --profile FILE --practice FILE --location ID --out DIR`: a draft, and its documents."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from models.errors import CountenanceError
from planning.documents import DocumentRequest, Pictures
from planning.drafting import DraftRequest, draft
from planning.library import Library, load_library
from planning.medicines import Dictionary
from planning.plan import PlanDraft
from planning.practice import Practice, read_practice
from planning.profile import Profile
from serving.cli.console import err, stop
from serving.cli.documents import read_document, read_text
from serving.cli.options import Device, LargestFace
from serving.cli.plan_photo import NO_PHOTO, Seen, photographed, read_findings
from serving.cli.plan_projections import read_projections
from serving.cli.protocols import beside, read_protocols
from serving.cli.shown_plan import show_plan
from serving.cli.written_plan import write_plan
from serving.language_model import configured, reworded
from serving.settings import Settings


def plan(
    photo: Annotated[
        Path | None, typer.Argument(help="A front view; goals and notes alone are drafted from without it.")
    ] = None,
    *,
    profile: Annotated[Path, typer.Option(help="The client profile, YAML or JSON.", show_default=False)],
    practice: Annotated[Path, typer.Option(help="The practice's file.", show_default=False)],
    out_dir: Annotated[
        Path, typer.Option("--out", file_okay=False, help="Folder for plan.json, the documents and consents/.")
    ],
    location: Annotated[str | None, typer.Option(help="Id of its location; the first when left out.")] = None,
    findings: Annotated[
        Path | None, typer.Option(help="analysis.json of the client's photo, in place of the photo.")
    ] = None,
    protocols: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            help="Folder of the documents that the practice names; when left out, `protocols` beside its file.",
        ),
    ] = None,
    projection: Annotated[
        list[Path] | None,
        typer.Option(help="A signed projection of the same photo, for the client's document; may be repeated."),
    ] = None,
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day the draft is made; else today.")
    ] = None,
    largest: LargestFace = False,
    device: Device = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print plan.json instead of a summary.")] = False,
) -> None:
    """Drafts a plan with its price, home care and documents. A draft, until a licensed provider approves it."""
    if photo and findings:
        raise typer.BadParameter("--findings stands in place of PHOTO: give one of the two")
    day = today.date() if today else date.today()
    library = load_library()
    try:
        client, here = read_document(Profile, profile), _place(practice, location, library)
        seen = photographed(photo, out_dir, device, largest) if photo else read_findings(findings)
        ground = read_protocols(protocols or beside(practice), here, library)
        made = _worded(ground.cited(draft(_request(client, here, ground.library, day, seen))), day)
        pictures = Pictures(seen.face_map, read_projections(projection or (), seen.photo_sha256))
        request = DocumentRequest(made, here, ground.library, pictures=pictures, profile=client, findings=seen.findings)
        write_plan(request, out_dir)
    except CountenanceError as error:
        stop(error)
    _say(made, here, out_dir, as_json)


def _worded(made: PlanDraft, day: date) -> PlanDraft:
    """Summaries in a language model's words where the settings name one; what it got wrong is said, and not used."""
    model = configured(Settings())
    if model is None:
        return made
    result = reworded(made, model, day)
    for tier, why in result.fallbacks.items():
        err.print(f"{tier}: the built-in summary stands ({why})")
    for tier, whys in result.dropped.items():
        err.print(f"{tier}: {len(whys)} of the model's sentences not used ({', '.join(whys)})")
    return result.draft


def _say(made: PlanDraft, here: Practice, out_dir: Path, as_json: bool) -> None:
    if as_json:
        typer.echo(made.model_dump_json(by_alias=True))
    else:
        show_plan(made, here, out_dir)


def _place(path: Path, location: str | None, library: Library) -> Practice:
    group = read_practice(read_text(path), path.name, library)
    return group.at(location or group.locations[0].id)


def _request(client: Profile, here: Practice, library: Library, today: date, seen: Seen = NO_PHOTO) -> DraftRequest:
    return DraftRequest(
        profile=client,
        practice=here,
        library=library,
        classes=Dictionary.load().classes_of,
        today=today,
        findings=seen.findings,
        photo_sha256=seen.photo_sha256,
    )
