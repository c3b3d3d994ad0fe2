# Written by `python -m tests.serving.client.generate` from the API's description; not edited by hand.
# ruff: noqa: E501, RUF012

from __future__ import annotations

from datetime import date as date_aliased
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, ConfigDict, Field

from serving.client.model import Model


class Acceptance(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    invitation: str
    password: str


class AddItem(Model):
    """
    A treatment that the provider wants in. Rules have the last word.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["add_item"] = "add_item"
    treatment: str
    zones: list[str] = []
    product: str = ""
    quantity: int = 1
    visits: int = 1
    primary: bool = False


class AnalysisListed(Model):
    """
    An analysis, without what was found.
    """

    id: str
    client: str
    photo: Annotated[str, Field(description="It may be deleted since")]
    animated: str | None
    made_at: AwareDatetime
    made_by: str
    consents: Annotated[list[str], Field(description="Ids of the consents that it rests on")]
    corrections: Annotated[int, Field(description="How many there are")]
    geometry: Annotated[
        Literal["kept", "destroyed"], Field(description="Landmarks, blendshapes, outlines and proportions")
    ]


class AnalysisPage(Model):
    items: list[AnalysisListed]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class ApparentAgePart(Model):
    """
    How old the face looks to a network: an estimate for providers, with its 90 % interval; present when asked for.

    Not an age. It decides nothing, and does not say whether somebody is of age: for that the date of birth is asked.
    `calibration_n` is how many adult faces the interval was measured on. Where `reason` stands, every number is null.
    """

    value_years: float | None
    interval_years: list[Any] | None
    calibration_n: int | None
    assessable: bool
    reason: str | None
    reason_message: str | None


class AskedPart(Model):
    """
    A treatment of the library to show.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    treatment: str
    zones: Annotated[list[str], Field(description="Names or kinds; empty: wherever it shows something")] = []
    level: Annotated[Literal["low", "expected", "high"], Field(description="Of what is published")] = "expected"


class AssignmentShown(Model):
    """
    An account that looks after the client.
    """

    account: str
    at: AwareDatetime
    by: Annotated[str, Field(description="Who assigned it")]


class AuditEventShown(Model):
    """
    Who did what to what, when, and what it rested on. Ids, codes and versions; never what is about a person.
    """

    number: Annotated[int, Field(description="Its place in the practice's chain")]
    at: AwareDatetime
    event: str
    actor_kind: str
    actor: str
    subject: Annotated[str, Field(description="What it was done to")]
    client: Annotated[str, Field(description="Whose it is; empty where it is nobody's")]
    location: str
    reviewer: Annotated[
        str, Field(description="Account of the provider who answered for it; empty where nobody had to")
    ]
    sources: Annotated[list[str], Field(description="Ids and digests that it was made from")]
    versions: Annotated[dict[str, str], Field(description="Of the models, measures and rules that made it")]
    facts: dict[str, str | int | bool]
    mac: Annotated[str, Field(description="Of this event and the one before it, in hex")]


class AuditFinding(Model):
    """
    Something that is not as it was.
    """

    number: Annotated[int, Field(description="Of the event")]
    problem: Literal[
        "altered", "missing", "end_differs", "columns_differ", "truncated", "checkpoint_differs", "checkpoint_forged"
    ]


class AuditTold(Model):
    events: int
    verified_at: Annotated[AwareDatetime | None, Field(description="When somebody last had it checked; null: never")]
    whole: Annotated[bool | None, Field(description="What was found then")]


class Away(Model):
    """
    Days on which nothing may be scheduled, both included.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    first: date_aliased
    last: date_aliased
    note: str = ""


class BackupTold(Model):
    at: AwareDatetime
    objects: int
    bytes: int


class Budget(Model):
    """
    The most the client wants to spend.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    amount: float | str
    currency: str


class CancelVisit(Model):
    """
    A visit can't be on its day; what it held is placed anew.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["cancel_visit"] = "cancel_visit"
    visit: int


class CatalogueListed(Model):
    """
    A version of the catalogue.
    """

    number: int
    at: AwareDatetime
    by: Annotated[str, Field(description="Who brought it")]


class CataloguePage(Model):
    items: list[CatalogueListed]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class CatalogueShown(Model):
    """
    A version with its content.
    """

    number: int
    at: AwareDatetime
    by: Annotated[str, Field(description="Who brought it")]
    document: Annotated[dict[str, Any], Field(description="The practice file as it was written, as JSON")]


class ChangeItem(Model):
    """
    An item otherwise; None leaves a field as it is.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["change_item"] = "change_item"
    item: str
    zones: list[str] | None = None
    product: str | None = None
    quantity: int | None = None
    visits: int | None = None
    level: Literal["low", "expected", "high"] | None = None


class ChangedDocument(Model):
    """
    A practice's decision on a rule. `level` is the library's; null where it is silent.
    """

    level: str | None
    reason: str
    signed_by: str
    signed_on: date_aliased


class Citation(Model):
    """
    A passage that a line rests on.

    Attributes:
        source: "library", or the id of a practice's protocol.
        place: key of a library source, or heading and line of a protocol.
        quote: the passage, word for word, or a source's citation.
    """

    source: str
    place: str
    quote: str


class ColorPart(Model):
    """
    CIEDE2000 where treated.
    """

    largest_delta_e: float
    mean_delta_e: float
    cap_delta_e: float
    mean_cap_delta_e: float


class ComparisonListed(Model):
    """
    A comparison, without what changed.
    """

    id: str
    client: str
    before: Annotated[str, Field(description="It may be deleted since")]
    after: str
    made_at: AwareDatetime
    made_by: str
    consents: Annotated[list[str], Field(description="Ids of the consents that it rests on")]


class ComparisonPage(Model):
    items: list[ComparisonListed]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class ComparisonShown(Model):
    """
    What changed from the earlier photo to the later one.
    """

    id: str
    client: str
    before: Annotated[str, Field(description="It may be deleted since")]
    after: str
    made_at: AwareDatetime
    made_by: str
    consents: Annotated[list[str], Field(description="Ids of the consents that it rests on")]
    document: Annotated[
        dict[str, Any], Field(description="`countenance.comparison/1`, as `countenance compare` writes it")
    ]


class CompositePart(Model):
    """
    One concern over a facial third, T or U zone, or the face; where `concern` is null, its whole group.

    Of a concern: the mean of its assessable zones, weighted by their area on an average face. Of a group: the mean of
    its concerns. `coverage` is the share of that area that was assessable; below half there is a reason and no number.
    `interval` takes the errors of all parts to be fully correlated, and is null where one of them is unknown.
    """

    region: Literal["upper", "middle", "lower", "t_zone", "u_zone", "face"]
    group: Literal["lines", "pigment", "redness", "surface", "under_eye", "volume", "laxity", "symmetry"]
    concern: str | None
    severity: float | None
    grade: int | None
    interval: list[Any] | None
    coverage: float
    assessable: bool
    reason: str | None
    reason_message: str | None


class ConcernPart(Model):
    """
    What was looked for, in the order in which it is told. `group` is what drivers are ranked by.
    """

    concern: str
    title: str
    group: Literal["lines", "pigment", "redness", "surface", "under_eye", "volume", "laxity", "symmetry"]
    unit: str


class ConsentPart(Model):
    """
    What the client agreed to; `scope` must hold `projection`.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    given_on: date_aliased
    scope: list[str]


class ConsentShown(Model):
    id: str
    client: str
    scope: Literal["biometric", "analysis", "planning", "projection", "storage", "sharing", "marketing"]
    state: Literal["given", "withdrawn", "expired"]
    text: str
    text_sha256: str
    language: Literal["en", "es"]
    given_at: AwareDatetime
    ends_at: Annotated[AwareDatetime | None, Field(description="Null: until it is taken back")]
    withdrawn_at: AwareDatetime | None
    taken_by: Annotated[str, Field(description="Account or tablet before which it was signed")]


class Contact(Model):
    """
    How the client is reached.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    email: str | None = None
    phone: str | None = None


class CorrectionShown(Model):
    """
    A correction.
    """

    action: Literal["reject", "regrade", "add", "move"]
    zone: Annotated[str, Field(description="Where the finding is; of `add`, where it is to be")]
    concern: str
    grade: Annotated[
        Literal[0, 1, 2, 3, 4] | None, Field(description="Of `regrade` and `add`: 0 none to 4 extreme")
    ] = None
    to_zone: Annotated[str | None, Field(description="Of `move`")] = None
    reason: str
    id: str
    number: Annotated[int, Field(description="Of this analysis's corrections: they count in this order")]
    made_at: AwareDatetime
    made_by: Annotated[str, Field(description="The provider's account")]


class Course(Model):
    """
    What was suggested, or is planned, of one treatment.
    """

    zones: list[str] = []
    product: str = ""
    quantity: int = 1
    visits: int = 0


class DecisionShown(Model):
    """
    A decision on record.
    """

    decision: Literal["accepted", "modified", "declined"]
    reason: (
        Literal[
            "clinical_judgment",
            "contraindication",
            "not_indicated",
            "finding_wrong",
            "already_treated",
            "dose_or_course",
            "client_preference",
            "cost",
            "downtime",
            "not_available",
            "other",
        ]
        | None
    )
    words: str
    number: Annotated[int, Field(description="Of the version that was looked at")]
    at: AwareDatetime
    by: str


class Decisions(Model):
    """
    Is it documented how suggestions were weighed against the provider's decision?
    """

    plans: int
    by_software: Annotated[int, Field(description="Of which the software drafted; the rest were made by hand")]
    plans_declined: Annotated[int, Field(description="As a whole")]
    decided: Annotated[
        int | None, Field(description="Suggestions with a decision that counts; null: none is on record")
    ]
    accepted: int | None
    modified: int | None
    declined: int | None
    reasons: Annotated[dict[str, int] | None, Field(description="Why something was modified or declined, by code")]
    shared: Annotated[int, Field(description="Plans that were given out")]
    shared_without_decision: Annotated[
        int | None,
        Field(description="Of which something suggested in what was signed has no decision; null: none was shared"),
    ]
    missing: Annotated[
        list[
            Literal[
                "no_medical_director",
                "no_provider",
                "no_rollout",
                "no_sign_off",
                "template_texts",
                "no_backup",
                "no_audit_verification",
                "no_erasure",
                "no_decisions",
                "no_shares",
                "no_projections",
                "labels_not_whole",
            ]
        ],
        Field(description="What is not on record, by code; no number stands for it"),
    ]


class DeliveryShown(Model):
    """
    One event to one webhook.
    """

    id: str
    event: str
    state: Literal["waiting", "delivered", "given_up"]
    tries: int
    due_at: Annotated[AwareDatetime, Field(description="Of the next try, while it waits")]
    status: Annotated[int, Field(description="Of the last answer; 0 where there was none")]
    why: Annotated[
        str, Field(description="A code of what went wrong last: timed_out, no_connection, refused, redirected …")
    ]
    ended_at: AwareDatetime | None


class DisplacementPart(Model):
    """
    Of skin that is moved on purpose, mm.
    """

    largest_mm: float
    cap_mm: float


class DynamicPart(Model):
    """
    The part of a concern's lines that the expression adds to those at rest; `rest` and `animated` are severities.

    `increase` is animated minus rest, never below 0; `interval` is that of the difference and may reach below.
    `details` are differences, too. When not assessable, `reason` says why and `increase` is null.
    """

    zone: str
    concern: str
    expression: Literal["rest", "smile", "frown", "brows_up"]
    rest: float | None
    animated: float | None
    increase: float | None
    interval: list[Any] | None
    assessable: bool
    reason: str | None
    reason_message: str | None
    details: dict[str, float]


class DysmorphiaScreen(Model):
    """
    Answers as given; None where an item was left out.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    concerned: bool | None = None
    preoccupied: bool | None = None
    distress: Literal[1, 2, 3, 4, 5] | None = None
    impairs_work: Literal[1, 2, 3, 4, 5] | None = None
    impairs_social_life: Literal[1, 2, 3, 4, 5] | None = None
    impairs_relationships: Literal[1, 2, 3, 4, 5] | None = None
    avoids_things: bool | None = None


class Enrollment(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    code: str


class ErasureShown(Model):
    """
    That a client was erased.
    """

    client: str
    state: Annotated[Literal["begun", "done"], Field(description="`begun` is finished by the server itself")]
    reason: str
    by: Annotated[str, Field(description="Who asked for it")]
    asked_at: AwareDatetime
    done_at: AwareDatetime | None
    held_until: Annotated[
        AwareDatetime | None,
        Field(description="What was signed is held until then, as the law asks; null where nothing is held"),
    ]
    hold_reason: Annotated[str, Field(description="The law that asks for it")]
    holds: Annotated[
        dict[str, int],
        Field(
            description="How many of what are held, apart and under a key of their own: no photo, no geometry, no draft"
        ),
    ]


class ErasuresTold(Model):
    done: int
    begun: Annotated[int, Field(description="Asked for, and being finished")]
    held: Annotated[int, Field(description="Of which what was signed is held, as the law asks")]
    keys_destroyed: Annotated[int, Field(description="Of which the ledger of deletions tells that the key is gone")]


class Event(Model):
    """
    A day by which all visible downtime is over.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    name: str
    on: date_aliased


class EventShown(Model):
    """
    An event that left, or would have if somebody had asked for its kind: a CloudEvent (1.0).
    """

    specversion: Literal["1.0"]
    id: str
    source: str
    type: str
    subject: str
    time: str
    datacontenttype: Literal["application/json"]
    data: Annotated[dict[str, Any], Field(description="Ids and versions; who may, asks the API for the rest")]


class FileAnswer(Model):
    """
    A labelled and signed picture; the document's `files` says more of it.
    """

    name: str
    media_type: str
    sha256: str
    data: Annotated[str, Field(description="base64")]


class FilePart(Model):
    """
    A labelled and signed picture.
    """

    name: str
    view: Literal["projection", "side_by_side", "levels", "over_time", "changes"]
    media_type: str
    width: int
    height: int
    bytes: int
    sha256: str


class FindingShown(Model):
    """
    A finding as it stands after the corrections. Of a grade that a provider gave, severity is the middle of its
    step and the interval spans it.
    """

    zone: str
    concern: str
    state: Annotated[
        Literal["as_measured", "rejected", "regraded", "added", "moved_here", "moved_away"],
        Field(description="`rejected` and `moved_away` stand no longer: no plan rests on them"),
    ]
    assessable: bool
    severity: float | None
    grade: Literal[0, 1, 2, 3, 4] | None
    interval: list[Any] | None
    reason: Annotated[str | None, Field(description="Why the photo does not carry it")]
    original: Annotated[
        dict[str, Any] | None,
        Field(description="What was measured here, where that was corrected; null where nothing was"),
    ] = None
    moved_from: str | None = None
    moved_to: str | None = None
    corrections: Annotated[list[str] | None, Field(description="Ids of those that made it so")] = None


class Goal(Model):
    """
    A client's goal.

    Attributes:
        words: the client's.
        codes: of the catalogue, as a person has read the words; may be empty.
        zones: zone names or kinds the client spoke of; empty for the whole face.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    words: str = ""
    codes: list[str] = []
    zones: list[str] = []


class GrantSaid(Model):
    """
    A role, and where it holds.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    role: Literal["coordinator", "provider", "medical_director", "auditor", "admin"]
    locations: Annotated[list[str] | None, Field(description="Ids; null for all of the practice")] = None
    assigned_only: Annotated[bool, Field(description="Of clients, only those that are assigned to the account")] = False


class HealthFact(Model):
    """
    What the client (or a record) says about one row of the catalogue.

    Attributes:
        answer: see `Answer`. In a file the bare answer may stand for the whole fact.
        last: when it last was so, or when the event happened; None when not said.
        zones: where on the face, zone names, kinds, or `face`; None when not said.
        note: in the words of whoever wrote it.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    answer: Annotated[
        Literal["yes", "no", "unknown"],
        Field(description="Unknown is never no: it was not asked, not answered, or not understood."),
    ] = "unknown"
    last: date_aliased | None = None
    zones: list[str] | None = None
    note: str = ""


class IssuePart(Model):
    code: str
    message: str
    value: float
    limit: float


class IssueShown(Model):
    code: str
    message: Annotated[str, Field(description="What to do better")]


class KeyIssued(Model):
    id: str
    title: str
    scopes: list[str]
    locations: list[str] | None
    created_at: AwareDatetime
    created_by: str
    expires_at: AwareDatetime
    used_at: Annotated[AwareDatetime | None, Field(description="The last use, to the minute")]
    earlier_until: Annotated[
        AwareDatetime | None, Field(description="How long the secret before the last rotation still opens")
    ]
    revoked_at: AwareDatetime | None
    key: Annotated[str | None, Field(description="For `Authorization: Bearer`; shown this once")] = None


class KeyShown(Model):
    id: str
    title: str
    scopes: list[str]
    locations: list[str] | None
    created_at: AwareDatetime
    created_by: str
    expires_at: AwareDatetime
    used_at: Annotated[AwareDatetime | None, Field(description="The last use, to the minute")]
    earlier_until: Annotated[
        AwareDatetime | None, Field(description="How long the secret before the last rotation still opens")
    ]
    revoked_at: AwareDatetime | None


class Laboratory(Model):
    """
    A laboratory value with its day.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    value: float
    on: date_aliased | None = None


class LandmarksPart(Model):
    """
    Landmarks away from everything treated; movement in mm.
    """

    count: int
    largest_mm: float
    limit_mm: float


class LeaveOutCare(Model):
    """
    A home-care line out, now and in later versions.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["leave_out_care"] = "leave_out_care"
    treatment: str


class LeftOut(Model):
    """
    What a plan does not hold, and why.

    Attributes:
        what: id of a treatment, or `concern:zone` of a finding, or `goal:code`.
        why: stable code: `blocked`, `not_offered`, `not_assessable`, `nothing_due`, `budget`, `no_slot`,
            `out_of_stock`, `downtime`, `covered`, `nothing_serves_it`, `tier`; `warned` where cautions leave it to the
            provider; `not_let_in` where the practice has the software suggest none of it; `provider` where a person
            took it out.
        text: one sentence.
    """

    what: str
    why: str
    text: str


class LicenceHeld(Model):
    type: str
    number: str
    state: str
    expires: date_aliased
    valid: Annotated[bool, Field(description="On the day of this answer")]


class Linked(Model):
    """
    Somebody whom the identity provider knows.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    issuer: str
    subject: str


class LocationEdit(Model):
    """
    What changes; the rest stays.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    title: str | None = None
    time_zone: str | None = None
    cosignature_required: bool | None = None


class LocationShown(Model):
    """
    A location of a practice.
    """

    id: str
    handle: Annotated[str, Field(description="Its id in the practice file")]
    title: str
    state: Annotated[str, Field(description="Whose licences count here; changes with the catalogue")]
    time_zone: str
    cosignature_required: Annotated[bool, Field(description="A supervisor signs what is approved here, too")]
    open: Annotated[bool, Field(description="False once it stands in the catalogue no more; its records stay")]
    created_at: AwareDatetime
    updated_at: AwareDatetime


class MadeFrom(Model):
    """
    Versions and ids of everything that went in.

    Attributes:
        profile: version of the client's profile; 0 where nothing was asked.
        catalogue: number of the practice's.
        analysis: id; empty without a photo.
        consents: that it rests on; none where it was made by hand.
    """

    profile: int
    catalogue: int
    analysis: str = ""
    consents: list[str] = []


class MarkPart(Model):
    """
    Evidence to point at, in photo pixels. A `line` is open; a `spot` or an `area` is closed.

    `strength` is 0 to 1: how strong the evidence is there, on the scale of its concern.
    """

    concern: str
    zone: str
    shape: Literal["line", "spot", "area"]
    strength: float
    points_px: list[list[Any]]


class MergeShown(Model):
    """
    That an entry went into another one.
    """

    client: Annotated[str, Field(description="The entry that stays")]
    other: Annotated[str, Field(description="The entry that went into it")]
    at: AwareDatetime
    by: str
    rows: Annotated[int, Field(description="How many things were taken over")]
    withdrawn: Annotated[
        list[str], Field(description="Scopes that either had taken back: they are taken back for both")
    ]


class NewAnalysis(Model):
    """
    How a photo is to be measured.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    face: Annotated[
        Literal["only", "largest"], Field(description="`only` refuses several faces; `largest` takes the largest")
    ] = "only"
    card: Annotated[
        Literal["auto", "none", "colorchecker", "gray"], Field(description="The color card in the picture")
    ] = "auto"
    animated: Annotated[
        str | None,
        Field(description="A second photo of the client from the same side, with an expression, for dynamic lines"),
    ] = None


class NewApproval(Model):
    """
    A signature: under exactly one version, by somebody who has just given a second factor.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    sha256: Annotated[str, Field(description="Of the version that was read")]
    typed_name: str
    tier: Annotated[
        Literal["good", "better", "best", "nothing_now"] | None,
        Field(description="The option that is approved; else the one that is put forward"),
    ] = None


class NewAssignment(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    account: str


class NewCatalogue(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    file: Annotated[str, Field(description="The practice file's text: YAML or JSON")]


class NewClient(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    name: str
    date_of_birth: Annotated[date_aliased, Field(description="Asked of the client, never estimated")]
    contact: Contact | None = None
    language: Literal["en", "es"] = "en"
    reference: Annotated[str | None, Field(description="The practice system's own id")] = None
    location: Annotated[str, Field(description="Home location")]


class NewComparison(Model):
    """
    Two photos of one client from one side. That both show the same person is not checked.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    before: Annotated[str, Field(description="The earlier photo")]
    after: Annotated[str, Field(description="The later one")]
    face: Annotated[
        Literal["only", "largest"], Field(description="`only` refuses several faces; `largest` takes the largest")
    ] = "only"
    card: Annotated[
        Literal["auto", "none", "colorchecker", "gray"], Field(description="The color card in the pictures")
    ] = "auto"


class NewConfirmation(Model):
    """
    Facts of the note that a person confirms into the profile.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    facts: Annotated[list[int], Field(description="By their place in the reading, from 0")]
    replacing: Annotated[list[str], Field(description="Codes for which the note holds, not the record")] = []


class NewCorrection(Model):
    """
    What a provider says of a finding. The measured one stays on record beside it.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    action: Literal["reject", "regrade", "add", "move"]
    zone: Annotated[str, Field(description="Where the finding is; of `add`, where it is to be")]
    concern: str
    grade: Annotated[
        Literal[0, 1, 2, 3, 4] | None, Field(description="Of `regrade` and `add`: 0 none to 4 extreme")
    ] = None
    to_zone: Annotated[str | None, Field(description="Of `move`")] = None
    reason: str


class NewCosignature(Model):
    """
    A supervisor's signature under what was approved.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    sha256: str
    typed_name: str


class NewDecision(Model):
    """
    What a provider makes of a suggestion. The plan itself is changed by edits.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    decision: Literal["accepted", "modified", "declined"]
    reason: Annotated[
        Literal[
            "clinical_judgment",
            "contraindication",
            "not_indicated",
            "finding_wrong",
            "already_treated",
            "dose_or_course",
            "client_preference",
            "cost",
            "downtime",
            "not_available",
            "other",
        ]
        | None,
        Field(description="Needed where it was modified or declined"),
    ] = None
    words: str = ""


class NewDecline(Model):
    """
    The plan as a whole is set aside.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: Literal[
        "clinical_judgment",
        "contraindication",
        "not_indicated",
        "finding_wrong",
        "already_treated",
        "dose_or_course",
        "client_preference",
        "cost",
        "downtime",
        "not_available",
        "other",
    ]
    words: str = ""


class NewErasure(Model):
    """
    It cannot be taken back.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    reason: Literal["client_request", "entered_by_mistake", "term_ended"] = "client_request"


class NewKey(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    title: str
    scopes: list[
        Literal[
            "analyses.read",
            "analyses.write",
            "biometrics",
            "clients.read",
            "clients.write",
            "consents.read",
            "consents.write",
            "events.read",
            "photos.read",
            "photos.write",
            "plans.read",
            "plans.write",
            "profiles.read",
            "profiles.write",
            "projections.read",
            "projections.write",
            "visits.read",
            "visits.write",
        ]
    ]
    locations: Annotated[list[str] | None, Field(description="Ids; null for all of the practice")] = None
    expires_at: AwareDatetime


class NewMerge(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    other: Annotated[str, Field(description="The entry that goes into this one")]
    reason: Annotated[str, Field(description="Kept sealed")]
    keep_profile: Annotated[
        Literal["this", "other"] | None,
        Field(description="Where both have a profile: which one holds. The other one stays on record"),
    ] = None


class NewNote(Model):
    """
    A note as it was written.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    text: str
    on: Annotated[
        date_aliased | None, Field(description="The day it was written; else today, at the client's home")
    ] = None


class NewPassword(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    password: str
    new_password: str


class NewPlace(Model):
    """
    Whose photo it really is.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    client: str
    reason: Annotated[str, Field(description="Kept sealed")]


class NewPlan(Model):
    """
    Drafted by the software where the client agrees to that (`planning`), and else by hand.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    location: Annotated[
        str | None, Field(description="Where it is to be carried out; else the client's home location")
    ] = None
    by_hand: Annotated[
        bool, Field(description="An empty draft that a provider fills; the software suggests nothing")
    ] = False
    supersedes: Annotated[
        str | None, Field(description="An approved plan whose place it is to take; it begins with it")
    ] = None
    analysis: Annotated[
        str | None, Field(description="Whose findings, as corrected, it is drafted from; none: no photo")
    ] = None
    why: str = ""


class NewProjection(Model):
    """
    Treatments, or one of the client's plans. By whose leave is not said here: it is on record, and asked there.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    photo: Annotated[str, Field(description="Of this client, from the front")]
    treatments: Annotated[list[AskedPart], Field(validate_default=True)] = []
    plan: Annotated[
        str | None,
        Field(description="Of this client, in place of treatments: the visits to come of the option it puts forward"),
    ] = None
    day: Annotated[int | None, Field(description="After the last visit of the series; else the peak")] = None
    face: Annotated[
        Literal["only", "largest"], Field(description="`only` refuses several faces; `largest` takes the largest")
    ] = "only"
    language: Annotated[Literal["en", "es"], Field(description="Of the label")] = "en"
    format: Annotated[Literal["jpeg", "png"], Field(description="Of the pictures; png keeps every untreated pixel")] = (
        "jpeg"
    )
    views: Annotated[
        list[Literal["projection", "side_by_side", "levels", "over_time", "changes"]] | None,
        Field(description="`over_time` comes of a plan only"),
    ] = None


class NewReplay(Model):
    """
    Of which time events are sent again; up to now, if no end is named.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    since: AwareDatetime
    until: AwareDatetime | None = None


class NewShare(Model):
    """
    An approved plan is given out: to the client, or to the practice's own system (consent `sharing`).
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    to: Literal["client", "system"]


class NewTablet(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    title: str
    location: str


class NewTabletSession(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    client: str


class NewText(Model):
    """
    A practice's own words for a scope, in place of those in force.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    scope: Literal["biometric", "analysis", "planning", "projection", "storage", "sharing", "marketing"]
    language: Literal["en", "es"]
    title: str
    purpose: str
    term: str
    body: str


class NewVisit(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    day: Annotated[date_aliased, Field(description="As the location's calendar has it")]
    location: Annotated[str | None, Field(description="Else the client's home")] = None


class NewWebhook(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    url: Annotated[str, Field(description="https://, to a public address")]
    kinds: Annotated[list[str] | None, Field(description="Kinds of events; `*` for all")] = None


class NotShownPart(Model):
    """
    What was asked for and is not shown, with the reason.
    """

    treatment: str
    zone: str
    layer: str | None
    concern: str | None
    code: str
    message: str


class NoteListed(Model):
    """
    A note in a listing.
    """

    id: str
    at: AwareDatetime
    by: str
    confirmations: Annotated[int, Field(description="How often facts of it were confirmed")]


class NotePage(Model):
    items: list[NoteListed]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class OfferShown(Model):
    """
    What stands on a location's menu.
    """

    price: float | str | None
    per: str
    products: list[str]


class Overseer(Model):
    """
    Somebody who treats, or directs those who do.
    """

    account: str
    name: str
    roles: list[str]
    locations: Annotated[list[str] | None, Field(description="Null: all")]
    reviews_pilots: Annotated[bool, Field(description="Looks a second time at what a pilot drafts")]
    second_factor: bool
    licences: list[LicenceHeld]
    last_signed_at: Annotated[AwareDatetime | None, Field(description="Null: never")]


class PasswordAgain(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    password: str


class Past(Model):
    """
    One treatment that was given.

    Attributes:
        treatment: id of a treatment file, or a tag where no more is known (`filler`, `laser`).
        product: as told.
        on: the day, or the last day of a series; None when not known.
        zones: zone names or kinds; None when not said.
        response: how it went, in the client's words.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    treatment: str
    product: str = ""
    on: date_aliased | None = None
    zones: list[str] | None = None
    response: str = ""


class Pause(Model):
    """
    Days on which a product is not used, both included.
    """

    first: date_aliased
    last: date_aliased
    why: str


class PercentilePart(Model):
    """
    The share of the severities of `n` people that lie below this one, 0 to 100; ties count half.

    `population` says who they are: mostly young, so that a high percentile is not unusual for an older client.
    """

    value: int
    population: str
    n: int


class PhotoPart(Model):
    """
    The photo as uploaded; sizes after the orientation it asks for was applied.

    `color_correction` says by what its colors were corrected before anything was measured, `color_delta_e` how far
    (median CIE76) the card's patches then lay from their published colors.
    """

    sha256: str
    width: int
    height: int
    format: str
    view: Literal["front", "left_oblique", "right_oblique", "left_profile", "right_profile"]
    expression: Literal["rest", "smile", "frown", "brows_up"]
    color_correction: Literal["none", "colorchecker", "gray_card", "stored"]
    color_delta_e: float | None


class PhotoShown(Model):
    """
    A photo that is kept. `sha256` and the sizes are of the file as it came; `…/content` gives its pixels alone.
    """

    view: Annotated[
        Literal["front", "left_oblique", "right_oblique", "left_profile", "right_profile"],
        Field(description="Which side it shows; left and right are the client's"),
    ] = "front"
    expression: Annotated[
        Literal["rest", "smile", "frown", "brows_up"], Field(description="What the client was asked to do")
    ] = "rest"
    tablet: Annotated[str | None, Field(description="Whose stored color correction it is measured with")] = None
    taken_at: AwareDatetime
    sha256: str
    size_bytes: int
    format: str
    width: int
    height: int
    moved_because: str | None = None
    id: str
    client: str
    received_at: AwareDatetime
    received_by: Annotated[str, Field(description="Account, tablet or key that sent it")]
    consents: Annotated[list[str], Field(description="Ids of the consents that it is kept on")]


class Phototype(Model):
    """
    In a file: a numeral (I to VI), `unknown`, or the answers.

    Attributes:
        type: 1 to 6, None when not asked.
        answers: points by question, when the questionnaire was used.
        table: cuts the type was read with, when the questionnaire was used.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    type: Literal[1, 2, 3, 4, 5, 6] | None = None
    answers: dict[str, Literal[0, 1, 2, 3, 4]] | None = None
    table: str = ""


class PlanListed(Model):
    """
    A plan in a listing.
    """

    id: str
    location: str
    state: Literal["draft", "in_review", "approved", "shared", "declined", "superseded"]
    number: int
    by_hand: bool
    created_at: AwareDatetime
    updated_at: AwareDatetime
    signed_at: AwareDatetime | None


class PlanPage(Model):
    items: list[PlanListed]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class PlanShown(Model):
    """
    A plan: where it stands. What it holds is in its versions.
    """

    id: str
    client: str
    location: str
    state: Literal["draft", "in_review", "approved", "shared", "declined", "superseded"]
    number: Annotated[int, Field(description="Of the newest version")]
    sha256: Annotated[str, Field(description="Of the newest version")]
    by_hand: bool
    supersedes: str | None
    created_at: AwareDatetime
    created_by: str
    updated_at: AwareDatetime
    submitted_at: AwareDatetime | None
    opened_at: Annotated[AwareDatetime | None, Field(description="When somebody who may decide first saw it in review")]
    signed_at: AwareDatetime | None
    signed_by: str | None
    cosignature_due: Annotated[bool, Field(description="Approved, and a supervisor has to sign, too")]


class PlanVisitItem(Model):
    """
    A treatment at a visit.

    Attributes:
        treatment: id of the library.
        zones: names or kinds; empty, or `face`: wherever it is offered.
        level: of what is published.
    """

    treatment: str
    zones: list[str] = []
    level: Literal["low", "expected", "high"] = "expected"


class PosePart(Model):
    """
    Degrees. Yaw: positive when the client turns to the client's left. Pitch: chin up. Roll: to the left shoulder.
    """

    yaw: float
    pitch: float
    roll: float


class PostponeVisit(Model):
    """
    A visit is not to be before a day; visits before it stay where they are.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["postpone_visit"] = "postpone_visit"
    visit: int
    until: date_aliased


class PracticeEdit(Model):
    """
    What changes; the rest stays.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    title: str | None = None
    language: Literal["en", "es"] | None = None
    hold_signed_records_days: Annotated[
        int | None, Field(description="After an erasure; more than 0 only with a reason")
    ] = None
    hold_reason: str | None = None


class PracticeShown(Model):
    """
    A practice: the group of locations.
    """

    id: str
    handle: Annotated[str, Field(description="Its id in the practice file")]
    title: str
    language: Literal["en", "es"]
    catalogue: Annotated[int, Field(description="Number of the version in force")]
    hold_signed_records_days: Annotated[
        int, Field(description="How long what was signed is held after an erasure; 0 for not at all")
    ]
    hold_reason: Annotated[str, Field(description="The law that asks for it")]
    created_at: AwareDatetime
    updated_at: AwareDatetime


class ProjectionIssuePart(Model):
    """
    Of the capture check.
    """

    code: str
    message: str


class ProjectionListed(Model):
    """
    A projection, without what it shows.
    """

    id: str
    client: str
    photo: Annotated[str, Field(description="That it was made from")]
    plan: Annotated[str | None, Field(description="Whose visits it shows; null where treatments were chosen")]
    plan_number: Annotated[int | None, Field(description="Of the plan's version")]
    made_at: AwareDatetime
    made_by: str
    consents: Annotated[list[str], Field(description="Ids of the consents that it rests on")]


class ProjectionPage(Model):
    items: list[ProjectionListed]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class ProjectionPhotoPart(Model):
    """
    The photo it was made from, by the hash of its bytes.
    """

    sha256: str
    width: int
    height: int
    format: str
    expression: Literal["rest", "smile", "frown", "brows_up"]


class ProjectionTargetedPart(Model):
    """
    A finding that was to fall, in points; `aimed` is by how much, `cap` the most that may be shown.
    """

    concern: str
    zone: str
    treatments: list[str]
    before: float
    after: Annotated[float | None, Field(description="On the result; null where it could not be measured again")]
    aimed: float
    cap: float


class Projections(Model):
    """
    Is every simulation labelled as a projection and not a promise?
    """

    made: Annotated[int | None, Field(description="Ever, by the audit; null: none is on record")]
    kept: Annotated[int, Field(description="Of which these are still there")]
    pictures: Annotated[int, Field(description="In which they are kept; of each the label was read back before it was")]
    labels_checked: Annotated[
        int | None, Field(description="The newest ones, opened for this answer; null: there is none")
    ]
    labels_verified: Annotated[
        int | None, Field(description="Of which these are, byte by byte, as their label was read back")
    ]
    missing: Annotated[
        list[
            Literal[
                "no_medical_director",
                "no_provider",
                "no_rollout",
                "no_sign_off",
                "template_texts",
                "no_backup",
                "no_audit_verification",
                "no_erasure",
                "no_decisions",
                "no_shares",
                "no_projections",
                "labels_not_whole",
            ]
        ],
        Field(description="What is not on record, by code; no number stands for it"),
    ]


class ProportionPart(Model):
    """
    A measurement that has no worse direction, and no ideal. Unit `mm` or `percent`; left is the client's.

    `interval` holds what a person would mark on the photo nine times in ten; null where nobody marked the points.
    When not assessable, `reason` says why and value, unit and interval are null.
    """

    name: str
    title: str
    value: float | None
    unit: str | None
    interval: list[Any] | None
    assessable: bool
    reason: str | None
    reason_message: str | None


class ProtocolConflict(Model):
    """
    One figure, both ways. The stricter one was planned by.

    Attributes:
        line: id of the treatment.
        about: what the figure is.
        library: its figure; None where it states none.
        protocol: its figure: days, years, or the lowest phototype that is not treated.
        applied, by: the stricter, and whose it is.
        citation: the protocol's sentence.
    """

    line: str
    about: str
    library: int | None
    protocol: int
    applied: int
    by: Literal["protocol", "library"]
    citation: Citation


class ProviderRecord(Model):
    """
    What a licensed provider has examined and put on record.

    Attributes:
        kind: of what.
        by, on: who and when.
        outcome: `cleared`, or `refer`: not to be treated here.
        zones: where, zone names or kinds; empty for the whole face.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["lesion_examined", "body_dysmorphia_assessed", "metal_reviewed", "prescriber_consulted"]
    by: str
    on: date_aliased
    outcome: Literal["cleared", "refer"]
    zones: list[str] = []


class ProviderTurnaround(Model):
    """
    Of the plans that one account signed last.
    """

    provider: str
    signed: int
    median_minutes: float


class Purchase(Model):
    """
    One thing that is paid for.

    Attributes:
        kind: a single service, a product, a package, or a month of a membership.
        id: of the treatment, stock item, package or membership.
        quantity: how many; of a service, units of the menu entry.
        visit: at which it is paid; 0 before the first.
        price: for all, before tax and after any member's discount.
        tax: on it.
        covers: items of the plan that it pays for, as `item:number` of the visit; more than one for a package.
        revenue_tag: of the practice's books.
    """

    kind: Literal["service", "product", "package", "membership"]
    id: str
    title: str
    quantity: int
    visit: int
    price: float | str
    tax: float | str = "0.00"
    covers: list[str] = []
    revenue_tag: str = ""


class RankedPart(Model):
    group: Literal["lines", "pigment", "redness", "surface", "under_eye", "volume", "laxity", "symmetry"]
    severity: float
    grade: int
    interval: list[Any] | None


class RefusalShown(Model):
    id: str
    client: str
    scope: Literal["biometric", "analysis", "planning", "projection", "storage", "sharing", "marketing"]
    text: str
    text_sha256: str
    language: Literal["en", "es"]
    declined_at: AwareDatetime
    taken_by: Annotated[str, Field(description="Account or tablet before which it was declined")]


class RemoveItem(Model):
    """
    An item out. Visits of it that took place stay, and nothing more of it is planned.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["remove_item"] = "remove_item"
    item: str


class ReplayShown(Model):
    events: Annotated[int, Field(description="That are sent again, with the ids that they had")]


class RolloutTold(Model):
    version: Annotated[int, Field(description="0: nobody has set anything")]
    default_mode: Literal["off", "shadow", "pilot", "on"]
    default_client_documents: bool
    lines: Annotated[int, Field(description="Exceptions by location, provider and kind of treatment")]
    set_by: str | None
    set_at: AwareDatetime | None


class Rotation(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    overlap_hours: Annotated[int, Field(description="How long the secret before still opens")] = 24


class RuleDecisions(Model):
    """
    What directors decided on shipped rules, in the catalogue in force.
    """

    changes: int
    last_signed_on: date_aliased | None


class RuleKept(Model):
    what: str
    days_after_last_visit: int | None
    ends: list[str]


class RuleProposal(Model):
    """
    Something for the director to look at. Nothing changes by itself.
    """

    treatment: str
    reason: str
    count: int
    share: Annotated[float, Field(description="Of all decisions on the treatment")]
    proposes: str
    text: str


class RuleShown(Model):
    """
    How long one kind of thing is kept.
    """

    what: str
    title: str
    ends: Annotated[list[str], Field(description="What ends it earlier, by code")]
    days_after_last_visit: Annotated[int | None, Field(description="Its term; null where no visit counts")]


class SafeguardTargetedPart(Model):
    """
    Points of severity; `cap_points` is null where the effect is counted in millimeters.
    """

    concern: str
    zone: str
    before: float
    after: float
    fall: float
    cap_points: float | None


class Said(Model):
    """
    How it was declined. Nobody is asked to sign that they do not agree, or why.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    method: Literal["tablet", "paper", "online", "in_person"] = "tablet"


class ScopeCounted(Model):
    scope: Literal["biometric", "analysis", "planning", "projection", "storage", "sharing", "marketing"]
    signatures: Annotated[int, Field(description="Ever given")]
    clients_agreeing: Annotated[int, Field(description="Clients whose agreement stands now")]
    withdrawn: Annotated[int, Field(description="Signatures taken back")]
    expired: Annotated[int, Field(description="Signatures whose term has ended")]
    refusals: Annotated[int, Field(description="How often somebody read the text and said no; it blocked no care")]
    clients_without: Annotated[
        int, Field(description="Clients whose agreement is not there: nothing that rests on it is done")
    ]


class SecondFactor(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    code: Annotated[str, Field(description="Of the authenticator, or a recovery code")]


class SecretShown(Model):
    """
    The new secret, shown this once. The one before it signs, too, until `former_until`.
    """

    secret: Annotated[str | None, Field(description="Null when told again")]
    former_until: AwareDatetime


class SessionShown(Model):
    id: str
    account: str
    second_factor_due: Annotated[bool, Field(description="Good for giving the second factor, and for nothing else")]
    strong: Annotated[bool, Field(description="A second factor was given")]
    ends_at: AwareDatetime
    token: Annotated[str | None, Field(description="For `Authorization: Bearer`; null where a cookie has it")]


class Setting(Model):
    """
    One line: what holds where, for whom and for which kind of treatment. What it leaves out, it says of all.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    location: str | None = None
    provider: str | None = None
    category: Annotated[
        Literal[
            "toxin",
            "filler",
            "biostimulator",
            "skin_booster",
            "needling",
            "regenerative",
            "peel",
            "light",
            "laser",
            "tightening",
            "facial",
            "hair_removal",
            "home_care",
        ]
        | None,
        Field(description="Kind of treatment"),
    ] = None
    mode: Annotated[Literal["off", "shadow", "pilot", "on"] | None, Field(description="Null: another line says it")] = (
        None
    )
    client_documents: Annotated[
        bool | None, Field(description="Whether documents for clients are made; null: another line says it")
    ] = None


class SignIn(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    login: str
    password: str
    scopes: Annotated[list[Literal["biometrics"]], Field(description="Asked for, where the account has it")] = []
    deliver: Annotated[
        Literal["token", "cookie"], Field(description="`cookie` for pages of this server: no script can read it")
    ] = "token"


class Signature(Model):
    """
    How it was signed.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    typed_name: str
    method: Literal["tablet", "paper", "online"] = "tablet"
    drawn_png: Annotated[str | None, Field(description="The drawn signature: a PNG in base64")] = None


class SignatureShown(Model):
    """
    Who signed.
    """

    kind: Literal["approval", "cosignature"]
    by: str
    at: AwareDatetime
    number: Annotated[int, Field(description="Of the version that was signed")]
    sha256: str
    name: Annotated[str, Field(description="As typed")]
    license: str
    tier: Literal["good", "better", "best", "nothing_now"]
    document_sha256: Annotated[str | None, Field(description="Of the signed PDF; null while a co-signature is due")]


class Source(Model):
    """
    One source of a file, which its statements name by key.

    Attributes:
        cite: what it is and where it is found (DOI, PMID, page).
        strength: a product's `label`; a peer-reviewed `paper`; a society's or authority's `guideline`; a `statute`; a
            maker's `manual` or a clinic's page; `secondary`, which reports of others; `house`: our own default where
            sources differ, for the medical director to settle.
    """

    cite: str
    strength: Literal["label", "paper", "guideline", "statute", "manual", "secondary", "house"]


class SpanDocument(Model):
    """
    Characters `start` to `end` (not included) of the note, and what stands there.
    """

    start: int
    end: int
    text: str


class StaffLicence(Model):
    """
    A licence, and how far it goes.

    Attributes:
        treatments: ids within its scope of practice; empty for all that the credential allows.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    type: Literal[
        "physician",
        "nurse_practitioner",
        "physician_assistant",
        "registered_nurse",
        "licensed_esthetician",
        "laser_technician",
    ]
    number: str
    state: str
    expires: date_aliased
    treatments: list[str] = []


class StaffProfile(Model):
    """
    Kept sealed with the practice's key.

    Attributes:
        login: what is typed at the door, such as a mail address; unique in the house.
        supervisor: id of the account that co-signs, where a location asks for it.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    name: str
    login: str
    licences: Annotated[list[StaffLicence], Field(validate_default=True)] = []
    supervisor: str | None = None


class StagePart(Model):
    """
    One more outcome of a strip.
    """

    moment: Literal["days", "visit", "peak", "fading"]
    count: Annotated[int, Field(description="Days after treatment, or the number of the visit; 0 elsewhere")]
    day: Annotated[int, Field(description="From today; without a plan, from the last visit of the series")]
    level: Annotated[
        Literal["low", "expected", "high"] | None, Field(description="Of all treatments, in the strip of levels")
    ]
    subtlety: Literal["imperceptible", "subtle", "visible", "too_much"]
    warnings: list[str]
    pixels_sha256: Annotated[str, Field(description="Of the code values before the label")]


class StepUp(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    code: Annotated[str, Field(description="Of the authenticator, or a recovery code")]
    password: str


class Storage(Model):
    """
    How are images and data stored and protected?
    """

    database: str
    objects: Literal["folder", "bucket"]
    encryption: str
    keys: Literal["of each client alone"]
    master_key: Literal["environment", "file", "key management service", "data folder"]
    photos: int
    analyses: int
    analyses_with_geometry: Annotated[int, Field(description="Whose points of the face are still kept")]
    sealed: Annotated[dict[str, int], Field(description="Rows of what is sealed, by table")]
    destroyed: Annotated[
        dict[str, int], Field(description="How often retention or a withdrawal destroyed something, by kind")
    ]
    schedule: list[RuleKept]
    backup: Annotated[
        BackupTold | None, Field(description="The last one made on this machine; null: none is on record")
    ]
    audit: AuditTold
    erasures: ErasuresTold
    missing: Annotated[
        list[
            Literal[
                "no_medical_director",
                "no_provider",
                "no_rollout",
                "no_sign_off",
                "template_texts",
                "no_backup",
                "no_audit_verification",
                "no_erasure",
                "no_decisions",
                "no_shares",
                "no_projections",
                "labels_not_whole",
            ]
        ],
        Field(description="What is not on record, by code; no number stands for it"),
    ]


class SubtletyPart(Model):
    """
    How much of the change a person would see.
    """

    figure: float
    reading: Literal["imperceptible", "subtle", "visible", "too_much"]


class Suggestion(Model):
    """
    One line that nobody of the practice put in.

    Attributes:
        item: its id; of home care the treatment's.
        kind: a treatment, or care at home.
        suggested: as the software had it.
        planned: as the newest version has it; None where it is out.
    """

    item: str
    kind: Literal["treatment", "home_care"]
    treatment: str
    title: str
    suggested: Course
    planned: Course | None


class SuggestionShown(Model):
    """
    A suggestion, and what became of it.
    """

    suggestion: Suggestion
    decision: DecisionShown | None


class SummaryPart(Model):
    """
    Several groups over a region, `skin_quality` or `firmness`; 0 is best, and higher is worse.

    The mean of the groups' composites by `weights`, which sum to 1 over the groups that have concerns there. Coverage,
    interval and reason as for a composite.
    """

    summary: str
    title: str
    region: Literal["upper", "middle", "lower", "t_zone", "u_zone", "face"]
    weights: dict[str, float]
    severity: float | None
    grade: int | None
    interval: list[Any] | None
    coverage: float
    assessable: bool
    reason: str | None
    reason_message: str | None


class TabletAnnounced(Model):
    id: str
    title: str
    location: str
    created_at: AwareDatetime
    enrolled_at: AwareDatetime | None
    revoked_at: AwareDatetime | None
    code: Annotated[str | None, Field(description="To be typed into the tablet; shown this once")] = None
    code_until: AwareDatetime


class TabletEnrolled(Model):
    id: str
    secret: Annotated[str, Field(description="The device keeps it, and fetches its sessions' tokens with it")]


class TabletSessionShown(Model):
    id: str
    tablet: str
    client: str
    started_at: AwareDatetime
    started_by: str
    ends_at: AwareDatetime


class TabletShown(Model):
    id: str
    title: str
    location: str
    created_at: AwareDatetime
    enrolled_at: AwareDatetime | None
    revoked_at: AwareDatetime | None


class TabletToken(Model):
    client: str
    ends_at: AwareDatetime
    token: Annotated[str, Field(description="For `Authorization: Bearer`, until the session ends")]


class Taken(Model):
    """
    One medicine, supplement or active cream.

    Attributes:
        name: as told; the dictionary reads it.
        status: `unknown` where it was only mentioned.
        stopped_on: the last day it was taken; None when not known.
        dose: as told, for people.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    name: str
    status: Literal["taking", "stopped", "unknown"] = "unknown"
    started_on: date_aliased | None = None
    stopped_on: date_aliased | None = None
    dose: str = ""


class TextInForce(Model):
    scope: Literal["biometric", "analysis", "planning", "projection", "storage", "sharing", "marketing"]
    language: Literal["en", "es"]
    id: str
    version: int
    template: Annotated[bool, Field(description="It awaits the practice's counsel")]
    sha256: str


class TextShown(Model):
    """
    A text as it is to be read before it is signed.
    """

    id: str
    scope: Literal["biometric", "analysis", "planning", "projection", "storage", "sharing", "marketing"]
    language: Literal["en", "es"]
    version: int
    template: Annotated[bool, Field(description="True: it awaits the practice's counsel")]
    title: str
    purpose: str
    term: str
    body: str
    sha256: Annotated[str, Field(description="Of its very words; a signature names it")]


class TextsShown(Model):
    texts: list[TextShown]


class TotpConfirmed(Model):
    session: SessionShown
    recovery_codes: Annotated[list[str], Field(description="For a lost phone; shown this once, each works once")]


class TotpSecret(Model):
    secret: Annotated[str, Field(description="In base 32, to be typed into an authenticator")]
    uri: Annotated[str, Field(description="The same for its camera, as a QR code")]


class TreatmentDecisions(Model):
    """
    Decisions that count on suggestions of one treatment. Rates are parts of all of them, 0 to 1.
    """

    treatment: str
    decided: int
    accepted: int
    modified: int
    declined: int
    acceptance_rate: float
    edit_rate: float
    decline_rate: float
    reasons: Annotated[dict[str, int], Field(description="Of modified and declined ones, by code")]


class TreatmentPart(Model):
    """
    One treatment, where, how strong. `visits` are days from today; without a plan, one for the whole series.
    """

    treatment: str
    title: str
    zones: list[str]
    level: Literal["low", "expected", "high"]
    visits: list[int]


class TreatmentShadow(Model):
    """
    Of one treatment that was in shadow: what the software puts forward against what was signed.
    """

    treatment: str
    plans: Annotated[int, Field(description="Signed, and drafted while it was in shadow")]
    suggested: Annotated[int, Field(description="Of these, with it had the software been let in")]
    chosen_anyway: Annotated[int, Field(description="Of the suggested, signed with it")]
    chosen_without: Annotated[int, Field(description="Signed with it though the software would not have suggested it")]
    acceptance_rate: Annotated[float | None, Field(description="Chosen anyway by suggested; null where none was")]


class TreatmentShown(Model):
    """
    A treatment of the library.
    """

    id: str
    title: str
    summary: str
    kind: str
    home_care: bool
    zones: Annotated[list[str], Field(description="Kinds of zones that it is given to")]
    credentials: Annotated[list[str], Field(description="Whose licences cover it, where the practice is no stricter")]
    signed_off: Annotated[bool, Field(description="A medical director has signed its file")]
    offer: Annotated[
        OfferShown | None, Field(description="Of the location that was asked about; null where it is not offered")
    ]


class TreatmentsShown(Model):
    treatments: list[TreatmentShown]


class TriedShown(Model):
    """
    The event that is on its way; `GET …/deliveries` tells how it went.
    """

    event: str


class TurnaroundReport(Model):
    """
    How long plans wait.
    """

    signed: int
    median_minutes: Annotated[float | None, Field(description="Of all; null where none was signed")]
    waiting: Annotated[int, Field(description="In review now")]
    providers: list[ProviderTurnaround]


class UntargetedPart(Model):
    """
    Points of severity.
    """

    concern: str
    zone: str
    before: float
    after: float
    fall: float
    coupled: bool
    flagged: bool


class VerdictDocument(Model):
    """
    One verdict; see `planning.rules.Verdict`.
    """

    level: str
    treatment: str
    zones: list[str]
    rule: str
    message: str
    ask: str
    facts: list[str]
    source: Source
    unknown: bool
    label: bool
    until: date_aliased | None
    changed: ChangedDocument | None


class VerificationShown(Model):
    """
    Whether the practice's chain is whole.
    """

    at: AwareDatetime
    whole: bool
    events: Annotated[int, Field(description="Looked at")]
    checkpointed: Annotated[
        int, Field(description="Number of the last event that a checkpoint vouches for; 0 for none")
    ]
    findings_in_all: int
    findings: Annotated[list[AuditFinding], Field(description="The first 1000")]
    cannot_tell: Annotated[list[str], Field(description="What no check of the chain can see")]


class VersionListed(Model):
    """
    A version in a listing.
    """

    number: int
    at: AwareDatetime
    by: str
    sha256: str


class VersionPage(Model):
    items: list[VersionListed]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class VersionsPart(Model):
    """
    Of the software, of the treatment files, and of effects and scales.
    """

    software: str
    library: str
    effects: str


class VisitDone(Model):
    """
    A visit took place: on its day, or on another one.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    kind: Literal["visit_done"] = "visit_done"
    visit: int
    on: date_aliased | None = None


class VisitItem(Model):
    """
    One item at one visit. A projection over time reads `treatment` and `zones`.

    Attributes:
        item: id of the plan's item.
        number: which visit of the item's series, from 1.
        minutes: booked.
        device: id of the practice's device; empty where none is needed.
        not_before: day to which a person put it off; no later version has it earlier.
        paid: of one that took place and was paid singly: what its version said, before tax.
    """

    item: str
    treatment: str
    zones: list[str] = []
    number: int
    minutes: int
    device: str = ""
    not_before: date_aliased | None = None
    paid: float | str | None = None


class VisitPayment(Model):
    """
    Due at one visit, taxes included; visit 0 is the day the plan begins.
    """

    visit: int
    amount: float | str


class VisitShown(Model):
    """
    A day on which the client was here.
    """

    id: str
    client: str
    location: str
    day: date_aliased
    at: Annotated[AwareDatetime, Field(description="When it was entered")]
    by: Annotated[str, Field(description="Who entered it")]


class WarningPart(Model):
    """
    To be told before a projection is shown to anybody.
    """

    code: str
    message: str


class WebhookEdit(Model):
    """
    What changes; the rest stays. `state: active` switches a disabled one on, and what waited for it is sent.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    url: str | None = None
    kinds: list[str] | None = None
    state: Literal["active", "disabled"] | None = None


class WebhookMade(Model):
    """
    With the secret that its deliveries are signed with. It is shown this once.
    """

    id: str
    url: Annotated[str, Field(description="https://, to a public address")]
    kinds: list[str]
    state: Literal["active", "disabled"]
    why: Annotated[
        str,
        Field(
            description="Of a disabled one: by_practice, gone (it answered 410), failing (a delivery was given up), unreadable (its secret does not open: enter it anew)"
        ),
    ]
    created_at: AwareDatetime
    secret: Annotated[str | None, Field(description="Standard Webhooks: `whsec_…`; null when told again")]


class WebhookShown(Model):
    """
    Where events of the practice are sent.
    """

    id: str
    url: Annotated[str, Field(description="https://, to a public address")]
    kinds: list[str]
    state: Literal["active", "disabled"]
    why: Annotated[
        str,
        Field(
            description="Of a disabled one: by_practice, gone (it answered 410), failing (a delivery was given up), unreadable (its secret does not open: enter it anew)"
        ),
    ]
    created_at: AwareDatetime


class WhenDocument(Model):
    """
    Some day from `first` to `last`, both included.
    """

    first: date_aliased
    last: date_aliased


class WhoAmI(Model):
    """
    Whose credentials these are.
    """

    id: str
    kind: str
    practice: str
    roles: list[Literal["tablet", "coordinator", "provider", "medical_director", "auditor", "integration", "admin"]]
    scopes: list[str]
    client: Annotated[str | None, Field(description="The one client that a tablet's session is about")]
    strong: bool
    authenticated_at: AwareDatetime | None


class Why(Model):
    """
    One reason, as a sentence and as what it rests on.

    Attributes:
        kind: a finding of the photo, a goal of the client, a vetted series, upkeep of what was done before, an order of
            treatments, or a provider's own word.
        text: one sentence, to the provider.
        concern, zone, severity: of a finding.
        goal: code of a goal.
        ref: id of what else it rests on: a template, a rule, an earlier treatment.
    """

    kind: Literal["finding", "goal", "template", "upkeep", "sequence", "provider"]
    text: str
    concern: str = ""
    zone: str = ""
    severity: float | None = None
    goal: str = ""
    ref: str = ""


class ZonePart(Model):
    zone: str
    title: str
    third: Literal["upper", "middle", "lower"]
    polygon_px: list[list[Any]]
    visible_fraction: float


class ZoneTonePart(Model):
    zone: str
    lab: list[Any]
    ita_deg: float


class Problem(Model):
    """
    The body of every error response.
    """

    type: str
    title: str
    status: int
    detail: str
    code: Annotated[str, Field(description="Stable; clients branch on it")]
    instance: Annotated[str, Field(description="Names this occurrence in the server's log")]
    details: Annotated[dict[str, Any] | None, Field(description="Facts that help: a limit, a size")] = None


class AccountEdit(Model):
    """
    What is not named stays.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    profile: StaffProfile | None = None
    grants: list[GrantSaid] | None = None
    scopes: list[Literal["biometrics"]] | None = None
    linked: Linked | None = None
    active: Annotated[bool | None, Field(description="Disabled, it loses its sessions in the same moment")] = None


class AccountInvited(Model):
    id: str
    active: bool
    name: str
    login: str
    supervisor: str | None
    licences: list[StaffLicence]
    grants: list[GrantSaid]
    scopes: list[str]
    invited: Annotated[bool, Field(description="No password was chosen yet")]
    second_factor: bool
    invitation: Annotated[str | None, Field(description="By which its owner chooses a password; shown this once")]


class AccountShown(Model):
    id: str
    active: bool
    name: str
    login: str
    supervisor: str | None
    licences: list[StaffLicence]
    grants: list[GrantSaid]
    scopes: list[str]
    invited: Annotated[bool, Field(description="No password was chosen yet")]
    second_factor: bool


class AnalysisMade(Model):
    """
    That it was done, and whether the photo was fit for it; what was found is asked for by those who may read it.
    """

    id: str
    client: str
    photo: Annotated[str, Field(description="It may be deleted since")]
    animated: str | None
    made_at: AwareDatetime
    made_by: str
    consents: Annotated[list[str], Field(description="Ids of the consents that it rests on")]
    corrections: Annotated[int, Field(description="How many there are")]
    geometry: Annotated[
        Literal["kept", "destroyed"], Field(description="Landmarks, blendshapes, outlines and proportions")
    ]
    verdict: Literal["accept", "warn", "reject"]
    issues: list[IssueShown]


class AnalysisShown(Model):
    """
    What was found, as measured and as corrected.
    """

    id: str
    client: str
    photo: Annotated[str, Field(description="It may be deleted since")]
    animated: str | None
    made_at: AwareDatetime
    made_by: str
    consents: Annotated[list[str], Field(description="Ids of the consents that it rests on")]
    corrections: Annotated[int, Field(description="How many there are")]
    geometry: Annotated[
        Literal["kept", "destroyed"], Field(description="Landmarks, blendshapes, outlines and proportions")
    ]
    document: Annotated[
        dict[str, Any],
        Field(
            description="`countenance.analysis/1` as it was measured, never changed. `face` is null unless `include=biometrics` asks for it; once geometry is destroyed, `proportions`, `marks` and outlines are empty"
        ),
    ]
    findings: Annotated[list[FindingShown], Field(description="As corrected; plans rest on these")]
    said: Annotated[list[CorrectionShown], Field(description="The corrections, the first one first")]


class ApprovalShown(Model):
    """
    A plan's signatures, oldest first.
    """

    plan: str
    state: Literal["draft", "in_review", "approved", "shared", "declined", "superseded"]
    signatures: list[SignatureShown]


class AssignmentPage(Model):
    items: list[AssignmentShown]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class AuditEventPage(Model):
    items: list[AuditEventShown]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class Beside(Model):
    """
    One treatment in shadow, in the option that the software puts forward and in what was signed.

    Attributes:
        suggested: what would have been suggested of it; nothing where it is empty.
        planned: what the provider planned of it, or nothing.
    """

    treatment: str
    title: str
    suggested: list[Course]
    planned: list[Course]


class CapturePart(Model):
    verdict: Literal["accept", "warn", "reject"]
    issues: list[IssuePart]
    interpupillary_px: float
    mm_per_px: float


class Change(Model):
    """
    One field.

    Attributes:
        who: an opaque id of the person who asked.
        when: as told by the caller.
        why: in that person's words.
        path: of the field, as `options[better].supporting[facial].visits`; rows are named by what tells them apart,
            visits by day and time.
        was, now: as in the plan's JSON; None where there was, or is, nothing.
    """

    who: str
    when: AwareDatetime
    why: str
    path: str
    was: Any | None = None
    now: Any | None = None


class Check(Model):
    """
    Every verdict on one item or home-care line.

    Attributes:
        item: id of the plan's item, or the treatment's id for home care.
        level: the gravest; `clear` where nothing is said.
        approvable: nothing holds or blocks it.
    """

    item: str
    level: Literal["clear", "inform", "warn", "hold", "block"]
    approvable: bool
    verdicts: Annotated[list[VerdictDocument], Field(validate_default=True)] = []


class ClientEdit(Model):
    """
    What changes; the rest stays. `reference: null` takes the reference away.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    name: str | None = None
    date_of_birth: date_aliased | None = None
    contact: Contact | None = None
    language: Literal["en", "es"] | None = None
    reference: str | None = None
    location: str | None = None


class ClientShown(Model):
    """
    A client.
    """

    name: str
    date_of_birth: Annotated[date_aliased, Field(description="Asked of the client, never estimated")]
    contact: Contact | None = None
    language: Literal["en", "es"] = "en"
    reference: Annotated[str | None, Field(description="The practice system's own id")] = None
    id: str
    location: str
    state: Literal["active", "merged"]
    merged_into: Annotated[str | None, Field(description="Of a merged entry: the one that the client is kept under")]
    created_at: AwareDatetime
    updated_at: AwareDatetime


class ConsentTold(Model):
    """
    How is consent taken when software shapes the plan?
    """

    texts: list[TextInForce]
    clients: Annotated[int, Field(description="Active entries")]
    scopes: list[ScopeCounted]
    missing: Annotated[
        list[
            Literal[
                "no_medical_director",
                "no_provider",
                "no_rollout",
                "no_sign_off",
                "template_texts",
                "no_backup",
                "no_audit_verification",
                "no_erasure",
                "no_decisions",
                "no_shares",
                "no_projections",
                "labels_not_whole",
            ]
        ],
        Field(description="What is not on record, by code; no number stands for it"),
    ]


class ConsentsShown(Model):
    """
    What a client agreed to, newest last, and what may be done on it now; and what they declined.
    """

    consents: list[ConsentShown]
    in_force: list[Literal["biometric", "analysis", "planning", "projection", "storage", "sharing", "marketing"]]
    refusals: Annotated[list[RefusalShown], Field(description="What the client said no to, the newest last")]
    declined: Annotated[
        list[Literal["biometric", "analysis", "planning", "projection", "storage", "sharing", "marketing"]],
        Field(description="Said no to, and not agreed to since"),
    ]


class DecisionsReport(Model):
    """
    How the software's suggestions were weighed.
    """

    decided: int
    plans: Annotated[int, Field(description="In which something was decided")]
    treatments: list[TreatmentDecisions]
    proposals: list[RuleProposal]
    in_shadow: Annotated[
        list[TreatmentShadow], Field(description="What was drafted unseen, against what was signed without it")
    ]


class DecisionsShown(Model):
    """
    What the software suggested and what the provider made of it, side by side.
    """

    plan: str
    suggestions: list[SuggestionShown]


class DeliveryPage(Model):
    items: list[DeliveryShown]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class DriversPart(Model):
    """
    What leads in one facial third. `dominant` is null unless one group's interval lies clear of all others'.

    `ranking` holds the groups that could be assessed, the highest first; `not_assessed` the others.
    """

    third: Literal["upper", "middle", "lower"]
    outcome: Literal["dominant", "no_clear_driver", "nothing_elevated", "single_group", "not_assessable"]
    dominant: Literal["lines", "pigment", "redness", "surface", "under_eye", "volume", "laxity", "symmetry"] | None
    statement: str
    ranking: list[RankedPart]
    not_assessed: list[Literal["lines", "pigment", "redness", "surface", "under_eye", "volume", "laxity", "symmetry"]]


class EventPage(Model):
    items: list[EventShown]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class FacePart(Model):
    """
    Biometric. Landmarks are x, y, z in photo pixels from the top left edge, refined.
    """

    landmarks_px: list[list[Any]]
    pose_deg: PosePart
    blendshapes: dict[str, float]


class FindingPart(Model):
    """
    One concern in one zone. When not assessable, `reason` says why and every number is null.

    `interval` alone is null where the concern's repeatability was not measured. `details` are counts, lengths, depths
    and areas; each name ends in its unit (`length_mm`) or is a plain `count`; empty when not assessable.
    `percentile` is null unless enough people were measured alike: in front view, at rest, with nothing unsettled.
    """

    zone: str
    concern: str
    severity: float | None
    grade: int | None
    interval: list[Any] | None
    assessable: bool
    reason: str | None
    reason_message: str | None
    quantity: float | None
    unit: str | None
    details: dict[str, float]
    percentile: PercentilePart | None


class History(Model):
    """
    All that was told.

    Attributes:
        complete: the client was asked for everything of the last two years.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    complete: bool = False
    treatments: Annotated[list[Past], Field(validate_default=True)] = []


class Investment(Model):
    """
    The cheapest valid combination, and what it saves.

    Attributes:
        a_la_carte: everything singly, taxes included.
        total: of the purchases, taxes included.
        saves: the difference, explained in `explanation`, one sentence each.
        by_tag: revenue by the practice's tags, before tax.
        not_priced: items without a price on the menu.
        assumed: what a price rests on that the provider still enters, such as units.
    """

    currency: str
    a_la_carte: float | str
    total: float | str
    saves: float | str
    purchases: Annotated[list[Purchase], Field(validate_default=True)] = []
    payments: Annotated[list[VisitPayment], Field(validate_default=True)] = []
    explanation: list[str] = []
    by_tag: dict[str, float | str] | None = None
    not_priced: list[str] = []
    assumed: list[str] = []


class KeyPage(Model):
    items: list[KeyShown]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class LocationPage(Model):
    items: list[LocationShown]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class Medicines(Model):
    """
    All that was told.

    Attributes:
        complete: the client was asked for everything, so that what is not listed is not taken.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    complete: bool = False
    taken: Annotated[list[Taken], Field(validate_default=True)] = []


class NewAccount(Model):
    model_config = ConfigDict(
        extra="forbid",
    )
    profile: StaffProfile
    grants: list[GrantSaid]
    scopes: Annotated[list[Literal["biometrics"]], Field(description="That its sessions may ask for")] = []


class NewConsent(Model):
    """
    One scope, one signature: there is no signature for several at once.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    scope: Literal["biometric", "analysis", "planning", "projection", "storage", "sharing", "marketing"]
    text: Annotated[str, Field(description="Id of the text that was read")]
    text_sha256: Annotated[str, Field(description="Of the text that was read")]
    language: Literal["en", "es"] = "en"
    signature: Signature


class NewRefusal(Model):
    """
    A text that the client read and did not agree to.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    scope: Literal["biometric", "analysis", "planning", "projection", "storage", "sharing", "marketing"]
    text: Annotated[str, Field(description="Id of the text that was read")]
    text_sha256: Annotated[str, Field(description="Of the text that was read")]
    language: Literal["en", "es"] = "en"
    said: Said | None = None


class NewRollout(Model):
    """
    The whole of it, in place of what holds.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    default_mode: Annotated[
        Literal["off", "shadow", "pilot", "on"], Field(description="Where no line says otherwise")
    ] = "on"
    default_client_documents: Annotated[bool, Field(description="Where no line says otherwise")] = True
    settings: Annotated[list[Setting], Field(validate_default=True)] = []
    reviewers: Annotated[
        list[str], Field(description="Accounts that look a second time in a pilot, beside medical directors")
    ] = []
    why: str


class Oversight(Model):
    """
    Who oversees the software's suggestions?
    """

    overseers: list[Overseer]
    cosigned_locations: Annotated[int, Field(description="Where a supervisor signs what is approved, too")]
    locations: int
    rollout: RolloutTold
    rules: RuleDecisions
    missing: Annotated[
        list[
            Literal[
                "no_medical_director",
                "no_provider",
                "no_rollout",
                "no_sign_off",
                "template_texts",
                "no_backup",
                "no_audit_verification",
                "no_erasure",
                "no_decisions",
                "no_shares",
                "no_projections",
                "labels_not_whole",
            ]
        ],
        Field(description="What is not on record, by code; no number stands for it"),
    ]


class PhotoPage(Model):
    items: list[PhotoShown]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class PlanEdit(Model):
    """
    Edits, in their order. None at all solves slipped days again, by what is known today.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    edits: Annotated[
        list[
            Annotated[
                AddItem | ChangeItem | RemoveItem | LeaveOutCare | VisitDone | CancelVisit | PostponeVisit,
                Field(discriminator="kind"),
            ]
        ],
        Field(validate_default=True),
    ] = []
    why: str
    tier: Annotated[
        Literal["good", "better", "best", "nothing_now"] | None,
        Field(description="The option that is edited; else the one that is put forward"),
    ] = None


class PlanItem(Model):
    """
    One treatment in some zones, over all its visits.

    Attributes:
        id: within the plan.
        treatment: id of the library; `title` as shown.
        zones: names or kinds.
        product: chosen by the provider; empty in a draft that leaves it open.
        quantity: of the menu's unit for each visit, as the practice usually books it. The provider enters the dose.
        visits: how many are planned, those that took place among them.
        not_counted: of these, how many took place before a pause that made the series begin anew.
        level: of the published outcome that a projection shows.
        why: at least one reason.
        after: why it stands where it stands in the order; empty where nothing asks for an order.
    """

    id: str
    treatment: str
    title: str
    zones: list[str] = []
    product: str = ""
    quantity: int = 1
    visits: int
    not_counted: int = 0
    level: Literal["low", "expected", "high"] = "expected"
    why: list[Why]
    after: str = ""
    citations: Annotated[list[Citation], Field(validate_default=True)] = []


class PlanVisit(Model):
    """
    One visit.
    """

    date: date_aliased
    items: list[PlanVisitItem]


class PlanVisits(Model):
    """
    All visits, in any order. Whatever else a plan holds is left unread.

    A draft with options gives the timeline of the one it recommends, with the level of each of its items.
    """

    schema_: Annotated[Literal["countenance.plan/1"], Field(alias="schema")]
    visits: list[PlanVisit]


class PlannedVisit(Model):
    """
    One visit: proposed, never booked.

    Attributes:
        number: of the plan, from 1.
        date, start: in the location's own time; `start` is None where the plan has no calendar to hold on to.
        provider, room: ids.
        downtime_until: first day on which nothing of it is to be seen, by the library.
        done: it took place; nothing of it is moved any more.
    """

    number: int
    date: date_aliased
    start: str | None = None
    provider: str = ""
    room: str = ""
    items: list[VisitItem]
    downtime_until: date_aliased | None = None
    done: bool = False


class PracticePage(Model):
    items: list[PracticeShown]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class Profile(Model):
    """
    One client.

    Attributes:
        date_of_birth: asked; never estimated.
        phototype: asked; never inferred.
        health: by code of the catalogue; what is not there is unknown.
        medicines, history: None where not asked at all.
        laboratory: by name, the name ends in the unit.
        records: what providers have put on record.
        downtime_days: the most the client accepts at a time, None when not asked.
        pain_tolerance, sun_exposure: as the client sees it.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    schema_: Annotated[Literal["countenance.profile/1"], Field(alias="schema")]
    client: str = ""
    date_of_birth: date_aliased | None = None
    phototype: Phototype | None = None
    health: dict[str, HealthFact] | None = None
    medicines: Medicines | None = None
    history: History | None = None
    laboratory: dict[str, Laboratory] | None = None
    records: Annotated[list[ProviderRecord], Field(validate_default=True)] = []
    dysmorphia_screen: DysmorphiaScreen | None = None
    goals: Annotated[list[Goal], Field(validate_default=True)] = []
    budget: Budget | None = None
    away: Annotated[list[Away], Field(validate_default=True)] = []
    events: Annotated[list[Event], Field(validate_default=True)] = []
    downtime_days: int | None = None
    pain_tolerance: Literal["low", "medium", "high", "unknown"] = "unknown"
    sun_exposure: Literal["low", "medium", "high", "unknown"] = "unknown"


class ProfileShown(Model):
    """
    What a client was asked and told. What is not there is unknown, which is never no.
    """

    client: str
    updated_at: AwareDatetime
    updated_by: Annotated[str, Field(description="The account, tablet or key that wrote it last")]
    document: Profile


class ProjectionCapturePart(Model):
    """
    What the capture check said.
    """

    verdict: Literal["accept", "warn", "reject"]
    issues: list[ProjectionIssuePart]


class ProjectionMade(Model):
    """
    That it was made, which pictures there are, and what is to be told before anybody is shown one.
    """

    id: str
    client: str
    photo: Annotated[str, Field(description="That it was made from")]
    plan: Annotated[str | None, Field(description="Whose visits it shows; null where treatments were chosen")]
    plan_number: Annotated[int | None, Field(description="Of the plan's version")]
    made_at: AwareDatetime
    made_by: str
    consents: Annotated[list[str], Field(description="Ids of the consents that it rests on")]
    views: list[Literal["projection", "side_by_side", "levels", "over_time", "changes"]]
    warnings: list[WarningPart]


class ProjectionRequest(Model):
    """
    Treatments, or a plan; and by whose leave. Nothing of the latter has a default that says yes.
    """

    model_config = ConfigDict(
        extra="forbid",
    )
    treatments: Annotated[list[AskedPart], Field(validate_default=True)] = []
    plan: Annotated[
        PlanVisits | None, Field(description="countenance.plan/1, in place of treatments: its visits to come")
    ] = None
    day: Annotated[int | None, Field(description="After the last visit of the series; else the peak")] = None
    expression: Annotated[Literal["rest", "smile", "frown", "brows_up"], Field(description="What the photo shows")] = (
        "rest"
    )
    face: Annotated[
        Literal["only", "largest"], Field(description="`only` refuses several faces; `largest` takes the largest")
    ] = "only"
    language: Annotated[Literal["en", "es"], Field(description="Of the label")] = "en"
    format: Annotated[
        Literal["jpeg", "png"],
        Field(description="Of the files; png keeps every untreated pixel, jpeg is a tenth as large"),
    ] = "jpeg"
    views: Annotated[
        list[Literal["projection", "side_by_side", "levels", "over_time", "changes"]] | None,
        Field(description="`over_time` comes of a plan only"),
    ] = None
    consent: Annotated[ConsentPart | None, Field(description="To projections; without it there is none")] = None
    date_of_birth: Annotated[
        date_aliased | None, Field(description="Asked of the client; not beside a profile, which has its own")
    ] = None
    profile: Annotated[Profile | None, Field(description="countenance.profile/1: rules are held against it")] = None
    blocks: Annotated[
        list[str] | None,
        Field(description="Without a profile: rules that block the treatments, as you found them; [] for none"),
    ] = None
    holds: Annotated[list[str] | None, Field(description="Likewise, those that hold them until answered")] = None


class ProjectionShown(Model):
    """
    With what it shows, what it does not and why. The pictures are at `…/content`.
    """

    id: str
    client: str
    photo: Annotated[str, Field(description="That it was made from")]
    plan: Annotated[str | None, Field(description="Whose visits it shows; null where treatments were chosen")]
    plan_number: Annotated[int | None, Field(description="Of the plan's version")]
    made_at: AwareDatetime
    made_by: str
    consents: Annotated[list[str], Field(description="Ids of the consents that it rests on")]
    views: list[Literal["projection", "side_by_side", "levels", "over_time", "changes"]]
    warnings: list[WarningPart]
    document: Annotated[
        dict[str, Any], Field(description="`countenance.projection/1`, as `countenance simulate` writes it")
    ]


class ProposedFactDocument(Model):
    """
    One proposal; see `planning.notes.ProposedFact`. `confirmable`: a person may confirm it into the profile.
    """

    kind: str
    code: str
    answer: str
    name: str
    status: str | None
    value: float | None
    started: WhenDocument | None
    stopped: WhenDocument | None
    on: WhenDocument | None
    dose: str
    zones: list[str] | None
    response: str
    experiencer: str
    certainty: str
    source: str
    confirmable: bool
    quote: SpanDocument


class ReadingDocument(Model):
    """
    All that was read in a note, and what a person has to read.
    """

    facts: list[ProposedFactDocument]
    unread: list[SpanDocument]


class RegimenLine(Model):
    """
    One product at home.

    Attributes:
        treatment: id of the home-care file.
        sku: of the stock item; empty where the practice sells none, and then `title` is the ingredient's.
        use: to the client.
        start: first day.
        pauses: around visits.
        substitute_for: sku of what is out of stock.
    """

    treatment: str
    title: str
    sku: str = ""
    use: str
    start: date_aliased
    pauses: Annotated[list[Pause], Field(validate_default=True)] = []
    substitute_for: str = ""
    why: list[Why]
    citations: Annotated[list[Citation], Field(validate_default=True)] = []


class RetentionShown(Model):
    rules: list[RuleShown]


class RolloutShown(Model):
    """
    What holds. Version 0: nobody has set anything yet.
    """

    default_mode: Annotated[
        Literal["off", "shadow", "pilot", "on"], Field(description="Where no line says otherwise")
    ] = "on"
    default_client_documents: Annotated[bool, Field(description="Where no line says otherwise")] = True
    settings: Annotated[list[Setting], Field(validate_default=True)] = []
    reviewers: Annotated[
        list[str], Field(description="Accounts that look a second time in a pilot, beside medical directors")
    ] = []
    version: int
    at: AwareDatetime | None
    by: Annotated[str | None, Field(description="The medical director who set it")]
    why: str | None


class SafeguardsDocument(Model):
    """
    What was checked on the result, and what was found. A projection that fails a check does not exist.
    """

    pixels_sha256: str
    untreated_difference: int
    landmarks_elsewhere: LandmarksPart
    displacement: DisplacementPart
    color: ColorPart
    targeted: list[SafeguardTargetedPart]
    untargeted: list[UntargetedPart]
    subtlety: SubtletyPart
    warnings: list[Literal["too_much", "untargeted_change", "beyond_cap"]]


class SkinPart(Model):
    """
    Of this photo; never a phototype. CIE L*a*b* under D65; the interval holds nine times in ten.

    `zones` are those of which at least half is seen as skin. They differ by how the light falls, too.
    """

    lab: list[Any]
    ita_deg: float
    ita_interval_deg: list[Any]
    ita_class: str
    zones: list[ZoneTonePart]


class TabletPage(Model):
    items: list[TabletShown]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class VisitPage(Model):
    items: list[VisitShown]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class WebhookPage(Model):
    items: list[WebhookShown]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class AccountPage(Model):
    items: list[AccountShown]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class AnimatedPart(Model):
    """
    The second photo, by which dynamic lines were found. That it shows the same person is not checked.
    """

    photo: PhotoPart
    capture: CapturePart
    zones: list[ZonePart]
    marks: list[MarkPart]


class ClientPage(Model):
    items: list[ClientShown]
    next_cursor: Annotated[str | None, Field(description="For the page after this one; null on the last one")]


class Governance(Model):
    """
    Five answers, from what is on record at a moment.
    """

    practice: str
    title: str
    client: Annotated[str | None, Field(description="The client that it was asked of; null for all")]
    at: AwareDatetime
    oversight: Oversight
    consent: ConsentTold
    storage: Storage
    decisions: Decisions
    projections: Projections


class NoteShown(Model):
    """
    A note, and what it seems to say: proposals. None of them is a fact of the profile before it is confirmed.
    """

    id: str
    at: AwareDatetime
    by: str
    confirmations: Annotated[int, Field(description="How often facts of it were confirmed")]
    client: str
    on: date_aliased
    text: str
    reading: ReadingDocument


class PlanOption(Model):
    """
    One way to go, in five sections.

    Attributes:
        tier: good, better or best; or that nothing is due now.
        primary, supporting: treatments, the most important first.
        regimen: at home.
        checks: of every item and home-care line.
        timeline: visits by date, one for each provider and room; `attendances` are the visits that people count.
        schedule: of the timeline: proven `optimal`; `feasible`, with the gap; `none` where nothing is scheduled.
        gap: 0 to 1, of the schedule's objective; 0 where it is optimal.
        schedule_notes: what stood in the way, one sentence each.
        left_out: of this option.
    """

    tier: Literal["good", "better", "best", "nothing_now"]
    title: str
    summary: str = ""
    primary: Annotated[list[PlanItem], Field(validate_default=True)] = []
    supporting: Annotated[list[PlanItem], Field(validate_default=True)] = []
    regimen: Annotated[list[RegimenLine], Field(validate_default=True)] = []
    checks: Annotated[list[Check], Field(validate_default=True)] = []
    timeline: Annotated[list[PlannedVisit], Field(validate_default=True)] = []
    investment: Investment
    schedule: Literal["optimal", "feasible", "none"] = "none"
    gap: float = 0.0
    schedule_notes: list[str] = []
    left_out: Annotated[list[LeftOut], Field(validate_default=True)] = []


class ProjectionDocument(Model):
    """
    Never a promise, and not for advertising. Nothing in it says when the client was born.
    """

    schema_: Annotated[Literal["countenance.projection/1"], Field(alias="schema")] = "countenance.projection/1"
    statement: str
    given_on: date_aliased
    practice: str
    language: Literal["en", "es"]
    photo: ProjectionPhotoPart
    capture: ProjectionCapturePart
    moment: Literal["days", "visit", "peak", "fading"]
    day: Annotated[int, Field(description="From today; without a plan, from the last visit of the series")]
    masked: Annotated[bool, Field(description="A provider painted where it may change")]
    treatments: list[TreatmentPart]
    targeted: list[ProjectionTargetedPart]
    not_shown: list[NotShownPart]
    safeguards: SafeguardsDocument
    warnings: list[WarningPart]
    stages: list[StagePart]
    notice: str
    files: list[FilePart]
    versions: VersionsPart


class AnalysisDocument(Model):
    """
    Findings of one photo. Decision support for a licensed provider; not a diagnosis.

    `animated` and `dynamic` are null where no second photo was given; `apparent_age` where no provider asked for it;
    `face` where it leaves for somebody who was not lent biometrics.
    """

    schema_: Annotated[Literal["countenance.analysis/1"], Field(alias="schema")]
    photo: PhotoPart
    capture: CapturePart
    face: FacePart | None
    skin: SkinPart | None
    zones: list[ZonePart]
    concerns: list[ConcernPart]
    findings: list[FindingPart]
    marks: list[MarkPart]
    composites: list[CompositePart]
    summaries: list[SummaryPart]
    drivers: list[DriversPart]
    proportions: list[ProportionPart]
    animated: AnimatedPart | None
    dynamic: list[DynamicPart] | None
    apparent_age: ApparentAgePart | None
    versions: dict[str, str]


class PlanDraft(Model):
    """
    A draft. It becomes a plan when a licensed provider approves one option of it.

    Attributes:
        version: from 1; an edit makes the next.
        client: opaque id.
        photo_sha256: of the photo behind the findings; empty where there was none.
        not_seen: what the drafter could not see: no photo, findings not assessable, questions not asked.
        options: the least first; one with the tier `nothing_now` where nothing is due.
        recommended: tier of the option that is put forward.
        left_out: of all options.
        protocol_conflicts: where the practice's protocols and the library differ about these treatments.
        versions: of library, rules and drafter.
    """

    schema_: Annotated[Literal["countenance.plan/1"], Field(alias="schema")] = "countenance.plan/1"
    version: int = 1
    status: Literal["draft"] = "draft"
    made_on: date_aliased
    practice: str
    location: str
    client: str = ""
    photo_sha256: str = ""
    not_seen: list[str] = []
    options: list[PlanOption]
    recommended: Literal["good", "better", "best", "nothing_now"]
    left_out: Annotated[list[LeftOut], Field(validate_default=True)] = []
    protocol_conflicts: Annotated[list[ProtocolConflict], Field(validate_default=True)] = []
    versions: dict[str, str] | None = None


class ProjectionAnswer(Model):
    """
    The document that `countenance simulate` writes as projection.json, and its files.
    """

    document: ProjectionDocument
    files: list[FileAnswer]


class ShadowShown(Model):
    """
    What the software drafted unseen, beside what a provider did without it.
    """

    plan: str
    state: Literal["draft", "in_review", "approved", "shared", "declined", "superseded"]
    number: Annotated[int, Field(description="Of the version that is beside it")]
    at: Annotated[AwareDatetime, Field(description="When it was drafted")]
    in_shadow: Annotated[list[str], Field(description="Treatments that were in shadow then")]
    treatments: Annotated[
        list[Beside], Field(description="Those of them that would have been suggested, or were planned")
    ]
    document: PlanDraft


class VersionShown(Model):
    """
    What a plan held: the draft with every option, and what differs from the version before.
    """

    number: int
    at: AwareDatetime
    by: str
    sha256: str
    why: str
    notes: list[str]
    changes: list[Change]
    made_from: MadeFrom
    document: PlanDraft
