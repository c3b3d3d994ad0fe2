"""A day at a practice, told by the typed client: every operation there is, but the projection of real faces."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta

from standardwebhooks import Webhook

from planning.practice import sample_practice
from planning.profile import health_catalogue
from serving.client import models
from tests.serving.access.grounds import PASSWORD
from tests.serving.client.place import DIRECTOR, PROVIDER, Place, Somebody
from tests.serving.photos.conftest import portrait
from tests.serving.plans.planning_day import FACIAL

BORN = date(1985, 4, 12)
PROFILE = models.Profile(
    schema_="countenance.profile/1",
    phototype=models.Phototype(type=2),
    health={code: models.HealthFact(answer="no") for code in health_catalogue()},
    medicines=models.Medicines(complete=True),
    history=models.History(complete=True),
    goals=[models.Goal(words="my spots", codes=["fewer_spots"])],
    records=[models.ProviderRecord(kind="lesion_examined", by="Dr. Sample", on=date(2026, 11, 20), outcome="cleared")],
    dysmorphia_screen=models.DysmorphiaScreen(concerned=False),
    downtime_days=7,
)
LASTS = timedelta(days=90)
ALL_SCOPES = ("storage", "biometric", "analysis", "planning", "projection", "sharing", "marketing")


@dataclass
class Staff:
    admin: Somebody
    director: Somebody
    provider: Somebody


def whole_day(place: Place) -> None:
    staff = people(place)
    the_practice(place, staff)
    devices(place, staff)
    client = reception(place, staff)
    told(place, staff, client)
    photos(place, staff, client)
    plans(place, staff, client)
    systems(place, staff)
    records(place, staff, client)
    goodbye(place, staff, client)


def people(place: Place) -> Staff:
    ada = place.with_phone("ada@linden.example", "")
    ada.account = ada.http.read_session().id
    director = place.hired(ada, DIRECTOR, models.GrantSaid(role="medical_director"))
    here = [place.locations["oakland"]]
    provider = place.hired(
        ada, PROVIDER, models.GrantSaid(role="provider", locations=here), supervisor=director.account
    )
    shown = ada.http.read_account(provider.account)
    ada.http.edit_account(provider.account, models.AccountEdit(scopes=["biometrics"]), if_match=shown)
    late = models.StaffProfile(name="Lee Late", login="lee@linden.example")
    invited = ada.http.create_account(models.NewAccount(profile=late, grants=[models.GrantSaid(role="auditor")]))
    assert ada.http.invite_again(invited.id).invitation != invited.invitation
    assert len(list(ada.http.list_accounts(limit=2))) == 4
    place.proven(provider)
    password = models.NewPassword(password=PASSWORD, new_password="four-other-words-here")
    provider.http.change_password(password)
    again = place.client()
    assert again.signed_in(provider.login, "four-other-words-here").second_factor_due
    place.later()
    again.give_second_factor(models.SecondFactor(code=provider.phone.code(place.clock())))
    again.change_password(models.NewPassword(password="four-other-words-here", new_password=PASSWORD))
    provider.http = again
    return Staff(ada, director, provider)


def the_practice(place: Place, staff: Staff) -> None:
    http = staff.director.http
    (practice,) = http.list_practices()
    edit = models.PracticeEdit(hold_signed_records_days=2555, hold_reason="22 CCR 72543")
    http.edit_practice(practice.id, edit, if_match=http.read_practice(practice.id))
    oakland = next(each for each in http.list_locations() if each.handle == "oakland")
    shown = http.read_location(oakland.id)
    http.edit_location(oakland.id, models.LocationEdit(title="Linden Oakland"), if_match=shown)
    file = sample_practice().model_copy(update={"id": "linden_aesthetics"}).model_dump_json()
    made = http.create_catalogue(practice.id, models.NewCatalogue(file=file))
    assert http.read_catalogue(practice.id, made.number).number == made.number
    assert [each.number for each in http.list_catalogues(practice.id)]
    assert http.list_treatments(location=oakland.id).treatments
    http.publish_consent_text(
        models.NewText(
            scope="marketing",
            language="es",
            title="Fotos para mostrar",
            purpose="Mostrar resultados",
            term="Hasta que la retire",
            body="Acepto que mis fotos se muestren.",
        )
    )
    now = http.read_rollout()
    lasers = models.Setting(category="laser", mode="on")
    http.write_rollout(models.NewRollout(settings=[lasers], why="Lasers were watched for a month"), if_match=now)


def devices(place: Place, staff: Staff) -> None:
    http = staff.admin.http
    new = models.NewKey(
        title="Practice system", scopes=["clients.read", "events.read"], expires_at=place.clock() + LASTS
    )
    issued = http.create_key(new)
    assert issued.key is not None
    assert http.read_key(issued.id).title == new.title
    assert http.rotate_key(issued.id, models.Rotation(overlap_hours=1)).key != issued.key
    assert [each.id for each in http.list_keys()] == [issued.id]
    assert place.client(issued.key).read_session().kind == "integration"
    http.revoke_key(issued.id)
    announced = http.create_tablet(models.NewTablet(title="Room 2", location=place.locations["oakland"]))
    assert http.read_tablet(announced.id).enrolled_at is None
    assert announced.code is not None
    device = place.client(place.client().enroll_tablet(models.Enrollment(code=announced.code)).secret)
    client = entered(place, staff, "Tab Example")
    coordinator = staff.provider.http
    coordinator.start_tablet_session(announced.id, models.NewTabletSession(client=client.id))
    lent = place.client(device.fetch_tablet_token().token)
    assert lent.read_session().client == client.id
    coordinator.end_tablet_session(announced.id)
    assert [each.id for each in http.list_tablets()] == [announced.id]
    http.revoke_tablet(announced.id)


def entered(place: Place, staff: Staff, name: str = "Ann Example", **more: str) -> models.ClientShown:
    new = models.NewClient(
        name=name,
        date_of_birth=BORN,
        contact=models.Contact(email="ann@example.com"),
        location=place.locations["oakland"],
        **more,
    )
    return staff.provider.http.create_client(new)


def agreed(place: Place, staff: Staff, client: str, *scopes: str) -> list[models.ConsentShown]:
    """Signed, each for itself."""
    http = staff.provider.http
    texts = {each.scope: each for each in http.list_consent_texts().texts}
    said = [
        models.NewConsent(
            scope=texts[scope].scope,
            text=texts[scope].id,
            text_sha256=texts[scope].sha256,
            signature=models.Signature(typed_name="Ann Example"),
        )
        for scope in scopes
    ]
    return [http.give_consent(client, each) for each in said]


def reception(place: Place, staff: Staff) -> models.ClientShown:
    http = staff.provider.http
    client = entered(place, staff, reference="PMS-1001")
    shown = http.read_client(client.id)
    client = http.edit_client(client.id, models.ClientEdit(name="Ann Sample"), if_match=shown)
    assert [each.id for each in http.list_clients(reference="PMS-1001")] == [client.id]
    http.create_assignment(client.id, models.NewAssignment(account=staff.provider.account))
    http.create_assignment(client.id, models.NewAssignment(account=staff.director.account))
    assert len(list(http.list_assignments(client.id, limit=1))) == 2
    http.delete_assignment(client.id, staff.director.account)
    *_, marketing = agreed(place, staff, client.id, *ALL_SCOPES)
    http.withdraw_consent(marketing.id)
    assert len(http.list_consents(client.id).consents) == len(ALL_SCOPES)
    visit = http.create_visit(client.id, models.NewVisit(day=(place.clock() - timedelta(days=1)).date()))
    assert [each.id for each in http.list_visits(client.id)] == [http.read_visit(visit.id).id]
    return client


def told(place: Place, staff: Staff, client: models.ClientShown) -> None:
    http = staff.provider.http
    http.write_profile(client.id, PROFILE)
    shown = http.read_profile(client.id)
    changed = shown.document.model_copy(update={"downtime_days": 5})
    http.write_profile(client.id, changed, if_match=shown)
    note = http.create_note(client.id, models.NewNote(text="Takes Eliquis. Not pregnant."))
    assert [each.id for each in http.list_notes(client.id)] == [http.read_note(note.id).id]
    place_of = {fact.code: number for number, fact in enumerate(note.reading.facts)}
    http.confirm_facts(note.id, models.NewConfirmation(facts=[place_of["pregnancy"]]))


def photos(place: Place, staff: Staff, client: models.ClientShown) -> None:
    http = staff.provider.http
    before = http.upload_photo(client.id, portrait(), view="front", taken_at=place.clock() - timedelta(days=30))
    after = http.upload_photo(client.id, portrait(1), view="front")
    assert http.read_photo(after.id).id == after.id
    assert http.read_photo_content(after.id).media_type == "image/jpeg"
    made = http.analyze_photo(after.id, models.NewAnalysis())
    finding = http.read_analysis(made.id).findings[0]
    http.correct_finding(
        made.id,
        models.NewCorrection(
            action="regrade", zone=finding.zone, concern=finding.concern, grade=1, reason="Brows were raised"
        ),
    )
    assert http.read_analysis(made.id).corrections == 1
    assert [each.id for each in http.list_analyses(client.id)] == [made.id]
    compared = http.compare_photos(models.NewComparison(before=before.id, after=after.id))
    assert http.read_comparison(compared.id).document["changes"] == []
    assert [each.id for each in http.list_comparisons(client.id)] == [compared.id]
    nose = models.AskedPart(treatment="vascular_laser", zones=["nose"])
    likely = http.create_projection(client.id, models.NewProjection(photo=after.id, treatments=[nose]))
    assert [each.id for each in http.list_projections(client.id)] == [http.read_projection(likely.id).id]
    assert http.read_projection_content(likely.id, view="projection").media_type == "image/jpeg"
    http.delete_projection(likely.id)
    other = entered(place, staff, "Bea Example")
    agreed(place, staff, other.id, "storage", "biometric", "analysis")
    text = next(each for each in http.list_consent_texts().texts if each.scope == "marketing")
    refusal = models.NewRefusal(scope=text.scope, text=text.id, text_sha256=text.sha256)
    assert http.decline_consent(other.id, refusal).scope == "marketing"
    wrong = http.upload_photo(client.id, portrait(2))
    http.move_photo(wrong.id, models.NewPlace(client=other.id, reason="Wrong chart"))
    http.delete_photo(wrong.id)
    assert len(list(http.list_photos(client.id, limit=1))) == 2
    assert http.analyze_once(portrait()).face is None


def plans(place: Place, staff: Staff, client: models.ClientShown) -> None:
    http, director = staff.provider.http, staff.director.http
    plan = http.create_plan(client.id, models.NewPlan(why="First consultation"))
    http.submit_plan(plan.id)
    shown = http.read_plan(http.return_plan(plan.id).id)
    add = models.AddItem(treatment=FACIAL["treatment"], primary=True)
    plan = http.edit_plan(plan.id, models.PlanEdit(edits=[add], why="She asked for it"), if_match=shown)
    http.submit_plan(plan.id)
    decided(staff, plan.id)
    place.proven(staff.director)
    now = director.read_plan(plan.id)
    director.approve_plan(plan.id, models.NewApproval(sha256=now.sha256, typed_name=DIRECTOR))
    assert [each.name for each in http.read_plan_approval(plan.id).signatures] == [DIRECTOR]
    assert http.share_plan(plan.id, models.NewShare(to="client")).state == "shared"
    newest, *_ = http.list_plan_versions(plan.id)
    assert http.read_plan_version(plan.id, newest.number).document.options
    names = ("client.pdf", "provider.pdf", "note.txt", "note.html", "careplan.json", "visits.ics")
    papers = [http.read_plan_document(plan.id, name) for name in names]
    assert papers[0].content.startswith(b"%PDF") and papers[0].name == "client.pdf"
    assert http.read_plan_consent_form(plan.id, FACIAL["treatment"]).content
    by_hand(place, staff, client)
    unseen(staff, client)
    assert {each.state for each in http.list_plans(client.id)} == {"shared", "approved", "declined"}


def decided(staff: Staff, plan: str) -> None:
    """On every suggestion."""
    http = staff.director.http
    shown = http.read_plan_decisions(plan)
    for each in shown.suggestions:
        out = each.suggestion.planned is None  # what it was for has left the plan
        said = (
            models.NewDecision(decision="declined", reason="not_indicated")
            if out
            else models.NewDecision(decision="accepted")
        )
        shown = http.decide_plan_item(plan, each.suggestion.item, said, if_match=shown)


def by_hand(place: Place, staff: Staff, client: models.ClientShown) -> None:
    """One that a supervisor signs, too, and one that is set aside."""
    http = staff.provider.http
    plan = http.create_plan(client.id, models.NewPlan(by_hand=True))
    add = models.AddItem(treatment=FACIAL["treatment"], primary=True)
    plan = http.edit_plan(plan.id, models.PlanEdit(edits=[add], why="As she wants it"), if_match=plan)
    http.submit_plan(plan.id)
    place.proven(staff.provider)
    http.approve_plan(plan.id, models.NewApproval(sha256=plan.sha256, typed_name=PROVIDER))
    place.proven(staff.director)
    signed = models.NewCosignature(sha256=plan.sha256, typed_name=DIRECTOR)
    assert staff.director.http.cosign_plan(plan.id, signed).state == "approved"
    other = http.create_plan(client.id, models.NewPlan(by_hand=True))
    http.decline_plan(other.id, models.NewDecline(reason="client_preference", words="Another time"))


def unseen(staff: Staff, client: models.ClientShown) -> None:
    """Lasers are drafted in shadow: for the director to judge by what was done without it."""
    director = staff.director.http
    lasers = models.Setting(category="laser", mode="shadow")
    new = models.NewRollout(settings=[lasers], why="Lasers are watched first")
    director.write_rollout(new, if_match=director.read_rollout())
    plan = staff.provider.http.create_plan(client.id, models.NewPlan())
    staff.provider.http.decline_plan(plan.id, models.NewDecline(reason="cost"))
    assert director.read_shadow(plan.id).plan == plan.id


def systems(place: Place, staff: Staff) -> None:
    """What happens is told to whoever listens."""
    http = staff.admin.http
    made = http.create_webhook(models.NewWebhook(url=place.there.url, kinds=["client.created", "plan.approved"]))
    shown = http.read_webhook(made.id)
    http.edit_webhook(made.id, models.WebhookEdit(kinds=["client.created"]), if_match=shown)
    client = entered(place, staff, "Wen Example")
    assert place.deliver() == 1
    headers, body = place.there.got[0]
    assert made.secret is not None
    assert Webhook(made.secret).verify(body, headers)["subject"] == client.id
    assert [each.state for each in http.list_deliveries(made.id)] == ["delivered"]
    assert http.rotate_webhook_secret(made.id).secret != made.secret
    http.try_webhook(made.id)
    http.replay_events(made.id, models.NewReplay(since=made.created_at))
    assert [each.id for each in http.list_webhooks()] == [made.id]
    http.delete_webhook(made.id)
    assert client.id in {each.subject for each in http.list_events(kind="client.created", limit=1)}


def records(place: Place, staff: Staff, client: models.ClientShown) -> None:
    http = staff.director.http
    assert http.verify_audit().whole
    assert {"plan.approved", "photo.viewed"} <= {each.event for each in http.list_audit_events(limit=200)}
    assert http.export_audit_events(format="csv").media_type == "text/csv"
    http.export_audit_events(format="fhir")
    http.report_decisions()
    http.report_turnaround()
    assert http.read_governance(client=client.id)
    assert http.read_governance_document().content.startswith(b"%PDF")
    assert zipfile.ZipFile(io.BytesIO(http.export_client(client.id).content)).namelist()
    http.export_client(client.id, format="fhir")
    assert zipfile.ZipFile(io.BytesIO(http.export_client_masked(client.id).content)).namelist()
    anybody = place.client()
    assert anybody.healthz() == {"status": "alive"}
    assert anybody.readyz() == {"status": "ready"}
    assert anybody.metrics().content
    assert anybody.read_retention().rules


def goodbye(place: Place, staff: Staff, client: models.ClientShown) -> None:
    twin = entered(place, staff, "Ann Sample")
    merge = models.NewMerge(other=twin.id, reason="Entered twice")
    place.proven(staff.director)
    assert staff.director.http.merge_clients(client.id, merge).client == client.id
    http = staff.director.http
    erased = http.erase_client(client.id, models.NewErasure(reason="client_request"))
    assert http.read_erasure(client.id).held_until == erased.held_until
    assert http.read_held_records(client.id).media_type == "application/zip"
    staff.provider.http.sign_out()
