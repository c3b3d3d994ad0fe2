"""`countenance simulate PHOTO --treatment ID… --out DIR`: projections, labelled and signed, and what they show."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn

from models.errors import CountenanceError
from planning.library import Library, load_library
from planning.plan_visits import read_plan_visits
from serving.cli.authorizing import read_leave
from serving.cli.configured import read_settings
from serving.cli.console import err, report, stop
from serving.cli.decoded import decoded
from serving.cli.documents import read_text
from serving.cli.options import Device, LargestFace
from serving.cli.shown_projection import show_projection
from serving.cli.written_projection import write_projection
from serving.projections.errors import MaskInvalidError, PracticeNotSetError
from serving.projections.job import Job
from serving.projections.making import VIEWS, Making
from serving.projections.outcomes import Outcomes, asked_outcomes, plan_outcomes
from serving.projections.practice import GivenBy, read_given_by
from serving.settings import Settings
from serving.signing import configured_signer
from serving.stores import open_store
from simulation.errors import ProjectionNotAuthorizedError
from simulation.intended import parse_asked
from simulation.labels import Language
from simulation.projection.projector import Projector
from simulation.provenance import PictureFormat
from vision.analysis import Analyzer
from vision.capture import Expression
from vision.face import Choice, Face, FaceFinder

_DAY = ["%Y-%m-%d"]


def simulate(
    photo: Annotated[Path, typer.Argument(help="A front view: JPEG, PNG, WebP, AVIF or HEIC.", show_default=False)],
    out_dir: Annotated[Path, typer.Option("--out", file_okay=False, help="Folder for the results.")],
    treatment: Annotated[
        list[str] | None, typer.Option(help="ID[:ZONE,ZONE][:low|expected|high]; may be said again.")
    ] = None,
    plan: Annotated[Path | None, typer.Option(help="plan.json: all its visits to come, and over_time.jpg.")] = None,
    day: Annotated[int | None, typer.Option(min=0, help="Days after treatment; the peak if not said.")] = None,
    expression: Annotated[
        Expression, typer.Option(help="What the photo shows; lines of a moved face need one with the expression.")
    ] = "rest",
    mask: Annotated[Path | None, typer.Option(help="PNG of the photo's size: white where it may change.")] = None,
    practice: Annotated[
        str | None, typer.Option(help="Its name, or its file; COUNTENANCE_PRACTICE if not said.")
    ] = None,
    location: Annotated[str | None, typer.Option(help="Id of a location of the file; the first if not said.")] = None,
    consented_on: Annotated[
        datetime | None, typer.Option(formats=_DAY, help="When the client consented to projections.")
    ] = None,
    profile: Annotated[
        Path | None, typer.Option(help="The client profile: date of birth, and what rules say to the treatments.")
    ] = None,
    born: Annotated[datetime | None, typer.Option(formats=_DAY, help="Date of birth, without a profile.")] = None,
    no_blocks: Annotated[bool, typer.Option("--no-blocks", help="Without a profile: no rule blocks them.")] = False,
    no_holds: Annotated[bool, typer.Option("--no-holds", help="Without a profile: no rule holds them.")] = False,
    language: Annotated[Language, typer.Option(help="Of the label.")] = "en",
    picture_format: Annotated[
        PictureFormat, typer.Option("--format", help="Of the files; png keeps every untreated pixel.")
    ] = "png",
    largest: LargestFace = False,
    device: Device = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print projection.json as one line, not a table.")] = False,
) -> None:
    """Shows a likely result on a client's own photo: small, capped, labelled, signed. Never a promise.

    Nothing is assumed to be authorized: consent, date of birth, and what rules say are asked for by flags.
    """
    _refuse_wrong_choice(treatment, plan, day)
    choose: Choice = "largest" if largest else "only"
    try:
        settings = read_settings(device=device, practice=practice, location=location)
        library, today = load_library(), date.today()
        leave = read_leave(_date(consented_on), profile, _date(born), no_blocks, no_holds)
        leave.check(today)
        job = Job(
            _outcomes(treatment, plan, day, library, today),
            leave,
            _given_by(settings, library),
            today,
            expression,
            language,
            picture_format,
            _read_mask(mask),
        )
        with Progress(SpinnerColumn(), TextColumn("{task.description}"), console=err, transient=True) as progress:
            task = progress.add_task("looking at the face")
            making = _begun(photo, job, settings, library, choose)
            files = {}
            for view in making.views(VIEWS):
                progress.update(task, description=view.replace("_", " "))
                files[view] = making.make(view)
            document = making.document()
        write_projection(files, document, out_dir)
    except ProjectionNotAuthorizedError as error:
        _explain(error, profile)
    except CountenanceError as error:
        stop(error)
    if as_json:
        typer.echo(document.to_json())
    else:
        show_projection(photo.name, document, out_dir)


def _refuse_wrong_choice(treatment: list[str] | None, plan: Path | None, day: int | None) -> None:
    """Ends the command with 2 where it is not clear what to show."""
    if bool(treatment) == (plan is not None):
        raise typer.BadParameter("say --treatment, as often as needed, or --plan")
    if plan is not None and day is not None:
        raise typer.BadParameter("--day is for treatments; a plan has its days")


def _outcomes(
    treatment: list[str] | None, plan: Path | None, day: int | None, library: Library, today: date
) -> Outcomes:
    if plan is not None:
        return plan_outcomes(read_plan_visits(read_text(plan), plan.name), library, today)
    return asked_outcomes([parse_asked(written) for written in treatment or ()], day, library)


def _given_by(settings: Settings, library: Library) -> GivenBy:
    if settings.practice is None:
        raise PracticeNotSetError("Say --practice, or set COUNTENANCE_PRACTICE: the label names who gives it.")
    return read_given_by(settings.practice, settings.location, library)


def _read_mask(path: Path | None) -> bytes | None:
    try:
        return None if path is None else path.read_bytes()
    except OSError as error:
        raise MaskInvalidError(f"{path}: {error.strerror}") from error


def _begun(path: Path, job: Job, settings: Settings, library: Library, choose: Choice) -> Making:
    photo = decoded(path)
    if photo is None:
        raise typer.Exit(1)
    store = open_store(settings)
    finder = FaceFinder.open(settings.device, store)
    (face,) = finder.find([photo], choose)
    if not isinstance(face, Face):
        report(face, path.name)
        raise typer.Exit(1)
    signer = configured_signer(settings, job.given_by.name, datetime.now().astimezone(), _announce)
    return job.begin(Projector(Analyzer(store), finder.find_again), photo, face, signer, library)


def _announce(sentence: str) -> None:
    err.print(escape(sentence), style="dim", soft_wrap=True)


def _explain(error: ProjectionNotAuthorizedError, profile: Path | None) -> NoReturn:
    """Which rules, and where to read what they ask."""
    report(error)
    for word in ("blocks", "holds"):
        if codes := error.details.get(word):
            err.print(f"  {word}: {', '.join(map(str, codes))}", soft_wrap=True, markup=False)  # type: ignore[call-overload]
    if profile and (error.details.get("blocks") or error.details.get("holds")):
        err.print(f"  `countenance rules check --profile {profile} …` says why, and what to ask", markup=False)
    raise typer.Exit(1)


def _date(said: datetime | None) -> date | None:
    return None if said is None else said.date()
