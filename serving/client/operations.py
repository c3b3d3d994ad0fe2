"""Every operation of the API, by its operationId."""

# Written by `python -m tests.serving.client.generate` from the API's description; not edited by hand.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal

from serving.client import models
from serving.client.transport import Download, File, Tagged, Transport, quoted


class Operations(Transport):
    def analyze_once(
        self,
        photo: File,
        *,
        include: Literal["biometrics"] | None = None,
        animated: File | None = None,
        view: Literal["front", "left_oblique", "right_oblique", "left_profile", "right_profile"] | None = None,
        expression: Literal["rest", "smile", "frown", "brows_up"] | None = None,
        face: Literal["only", "largest"] | None = None,
        card: Literal["auto", "none", "colorchecker", "gray"] | None = None,
        tablet: str | None = None,
        animated_expression: Literal["smile", "frown", "brows_up"] | None = None,
        apparent_age: bool | None = None,
    ) -> models.AnalysisDocument:
        """Analyze a photo.

        Map the face in one photo and grade what is seen, per zone and concern.

        A photo that does not carry a finding gets a reason instead of a number: `assessable` is false, and the
        capture verdict says what to do better. Nothing is stored; the photo is gone when the answer is sent.
        Landmarks, blendshapes and pose are biometric: `face` is null unless `include=biometrics` asks for it.
        The example of an answer is shortened: fewer zones, findings and composites.
        """
        return self._model(
            models.AnalysisDocument,
            "POST",
            "/v1/analyses",
            query={"include": include},
            files={"photo": photo, "animated": animated},
            form={
                "view": view,
                "expression": expression,
                "face": face,
                "card": card,
                "tablet": tablet,
                "animated_expression": animated_expression,
                "apparent_age": apparent_age,
            },
        )

    def project_once(
        self, photo: File, request: models.ProjectionRequest, *, mask: File | None = None
    ) -> models.ProjectionAnswer:
        """Show a likely result.

        A likely result of treatments, or of a plan, on the client's own photo: small, capped, labelled, signed.

        Never a promise, and never for advertising. There is none without consent, a date of birth of an adult, a photo that
        the capture check does not reject, and treatments that no rule blocks or holds: 403 `projection_not_authorized`
        names every reason. What has no size with a source is refused by name (422 `effect_without_cap`); what this photo
        does not show is left out and listed in `not_shown`. Nothing is stored.
        """
        return self._model(
            models.ProjectionAnswer,
            "POST",
            "/v1/projections",
            files={"photo": photo, "mask": mask},
            form={"request": request},
        )

    def sign_in(self, body: models.SignIn) -> models.SessionShown:
        """Sign in.

        With the password. An account with a second factor gets a session that is good for giving it, and no more.

        Wrong credentials are told apart by nothing: neither by the answer nor by the time it takes. Guessing gets slower.
        """
        return self._model(models.SessionShown, "POST", "/v1/sessions", body=body)

    def read_session(self) -> models.WhoAmI:
        """Whose credentials these are."""
        return self._model(
            models.WhoAmI,
            "GET",
            "/v1/sessions/current",
        )

    def sign_out(self, *, everywhere: bool | None = None) -> None:
        """Sign out.

        Ended at once. What was ended stays so: signing out twice is no error, and neither is a token that never was one
        (RFC 7009, 2.2): it opens nothing now.
        """
        self._send("DELETE", "/v1/sessions/current", query={"everywhere": everywhere})

    def give_second_factor(self, body: models.SecondFactor) -> models.SessionShown:
        """Give the second factor.

        The session goes on with a new token; the one before is good for nothing.
        """
        return self._model(models.SessionShown, "POST", "/v1/sessions/current/second-factor", body=body)

    def step_up(self, body: models.StepUp) -> models.SessionShown:
        """Prove again who you are.

        Before something is signed: password and second factor, minutes ago at most.
        """
        return self._model(models.SessionShown, "POST", "/v1/sessions/current/step-up", body=body)

    def change_password(self, body: models.NewPassword) -> models.SessionShown:
        """Change one's password.

        All other sessions of the account end.
        """
        return self._model(models.SessionShown, "PUT", "/v1/sessions/current/password", body=body)

    def begin_totp(self, body: models.PasswordAgain) -> models.TotpSecret:
        """Set up a second factor.

        A secret for an authenticator. It counts once a code of it was given.
        """
        return self._model(models.TotpSecret, "POST", "/v1/sessions/current/totp", body=body)

    def confirm_totp(self, body: models.SecondFactor) -> models.TotpConfirmed:
        """Give the first code.

        From now on it is asked for. Sessions that never gave it end; this one goes on with a new token.
        """
        return self._model(models.TotpConfirmed, "POST", "/v1/sessions/current/totp/confirmation", body=body)

    def accept_invitation(self, body: models.Acceptance) -> None:
        """Choose a password.

        With the invitation that an admin handed out: no admin ever knows somebody's password.
        """
        self._send("POST", "/v1/invitations/acceptance", body=body)

    def create_account(self, body: models.NewAccount, *, idempotency_key: str | None = None) -> models.AccountInvited:
        """Invite somebody.

        Hand the invitation to its owner, who chooses a password with it.
        """
        return self._model(
            models.AccountInvited, "POST", "/v1/accounts", body=body, once=True, idempotency_key=idempotency_key
        )

    def list_accounts(self, *, limit: int | None = None) -> Iterator[models.AccountShown]:
        """Accounts."""
        return self._pages(models.AccountShown, "/v1/accounts", query={"limit": limit})

    def read_account(self, account: str) -> models.AccountShown:
        """An account."""
        return self._model(
            models.AccountShown,
            "GET",
            f"/v1/accounts/{quoted(account)}",
        )

    def edit_account(self, account: str, body: models.AccountEdit, *, if_match: Tagged) -> models.AccountShown:
        """Change an account.

        What is not named stays. Nobody changes their own grants, or disables themselves.
        """
        return self._model(
            models.AccountShown, "PATCH", f"/v1/accounts/{quoted(account)}", body=body, if_match=if_match
        )

    def invite_again(self, account: str, *, idempotency_key: str | None = None) -> models.AccountInvited:
        """Invite somebody again.

        For a lost password or second factor: both are gone, and the account's sessions end.
        """
        return self._model(
            models.AccountInvited,
            "POST",
            f"/v1/accounts/{quoted(account)}/invitations",
            once=True,
            idempotency_key=idempotency_key,
        )

    def create_key(self, body: models.NewKey, *, idempotency_key: str | None = None) -> models.KeyIssued:
        """Issue a key.

        For an integration. The key is in this answer and nowhere else: the server keeps its hash.
        """
        return self._model(models.KeyIssued, "POST", "/v1/keys", body=body, once=True, idempotency_key=idempotency_key)

    def list_keys(self, *, limit: int | None = None) -> Iterator[models.KeyShown]:
        """Keys.

        Revoked ones, too.
        """
        return self._pages(models.KeyShown, "/v1/keys", query={"limit": limit})

    def read_key(self, key: str) -> models.KeyShown:
        """A key."""
        return self._model(
            models.KeyShown,
            "GET",
            f"/v1/keys/{quoted(key)}",
        )

    def revoke_key(self, key: str) -> models.KeyShown:
        """Revoke a key.

        From the next request on it opens nothing. Revoking twice is no error.
        """
        return self._model(
            models.KeyShown,
            "DELETE",
            f"/v1/keys/{quoted(key)}",
        )

    def rotate_key(self, key: str, body: models.Rotation, *, idempotency_key: str | None = None) -> models.KeyIssued:
        """Change a key's secret.

        The secret before opens for the hours of overlap, so that a system can be changed over.
        """
        return self._model(
            models.KeyIssued,
            "POST",
            f"/v1/keys/{quoted(key)}/rotations",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def create_tablet(self, body: models.NewTablet, *, idempotency_key: str | None = None) -> models.TabletAnnounced:
        """Add a tablet.

        Gives a code that is typed into the tablet within minutes, once.
        """
        return self._model(
            models.TabletAnnounced, "POST", "/v1/tablets", body=body, once=True, idempotency_key=idempotency_key
        )

    def list_tablets(self, *, limit: int | None = None) -> Iterator[models.TabletShown]:
        """Tablets."""
        return self._pages(models.TabletShown, "/v1/tablets", query={"limit": limit})

    def read_tablet(self, tablet: str) -> models.TabletShown:
        """A tablet."""
        return self._model(
            models.TabletShown,
            "GET",
            f"/v1/tablets/{quoted(tablet)}",
        )

    def revoke_tablet(self, tablet: str) -> models.TabletShown:
        """Revoke a tablet.

        Lost or handed on: it opens nothing from now on. Revoking twice is no error.
        """
        return self._model(
            models.TabletShown,
            "DELETE",
            f"/v1/tablets/{quoted(tablet)}",
        )

    def start_tablet_session(
        self, tablet: str, body: models.NewTabletSession, *, idempotency_key: str | None = None
    ) -> models.TabletSessionShown:
        """Lend a tablet to a client.

        At check-in, for minutes. A session before it ends. The tablet fetches the token itself.
        """
        return self._model(
            models.TabletSessionShown,
            "POST",
            f"/v1/tablets/{quoted(tablet)}/sessions",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def end_tablet_session(self, tablet: str) -> None:
        """Take a tablet back."""
        self._send(
            "DELETE",
            f"/v1/tablets/{quoted(tablet)}/sessions/current",
        )

    def enroll_tablet(self, body: models.Enrollment) -> models.TabletEnrolled:
        """Enroll this tablet.

        With the code that somebody typed into it. The secret is in this answer and nowhere else.
        """
        return self._model(models.TabletEnrolled, "POST", "/v1/tablets/enrollment", body=body)

    def fetch_tablet_token(self) -> models.TabletToken:
        """Fetch this tablet's token.

        With the device's secret as a bearer: the token of the session that the staff started. Fetched again, it is
        another one, and the one before is good for nothing. 404 while nobody has lent the tablet to a client.
        """
        return self._model(
            models.TabletToken,
            "POST",
            "/v1/tablets/current/token",
        )

    def list_practices(self, *, limit: int | None = None) -> Iterator[models.PracticeShown]:
        """The caller's practice.

        Everybody belongs to one practice, so that the page has one item.
        """
        return self._pages(models.PracticeShown, "/v1/practices", query={"limit": limit})

    def read_practice(self, practice: str) -> models.PracticeShown:
        """A practice."""
        return self._model(
            models.PracticeShown,
            "GET",
            f"/v1/practices/{quoted(practice)}",
        )

    def edit_practice(self, practice: str, body: models.PracticeEdit, *, if_match: Tagged) -> models.PracticeShown:
        """Edit a practice.

        By its admins and medical directors.
        """
        return self._model(
            models.PracticeShown, "PATCH", f"/v1/practices/{quoted(practice)}", body=body, if_match=if_match
        )

    def list_locations(self, *, limit: int | None = None) -> Iterator[models.LocationShown]:
        """The practice's locations."""
        return self._pages(models.LocationShown, "/v1/locations", query={"limit": limit})

    def read_location(self, location: str) -> models.LocationShown:
        """A location."""
        return self._model(
            models.LocationShown,
            "GET",
            f"/v1/locations/{quoted(location)}",
        )

    def edit_location(self, location: str, body: models.LocationEdit, *, if_match: Tagged) -> models.LocationShown:
        """Edit a location.

        By its admins and medical directors. The state changes with the catalogue alone, for licences hang on it.
        """
        return self._model(
            models.LocationShown, "PATCH", f"/v1/locations/{quoted(location)}", body=body, if_match=if_match
        )

    def list_catalogues(self, practice: str, *, limit: int | None = None) -> Iterator[models.CatalogueListed]:
        """Versions of the catalogue.

        The newest first.
        """
        return self._pages(
            models.CatalogueListed, f"/v1/practices/{quoted(practice)}/catalogues", query={"limit": limit}
        )

    def create_catalogue(
        self, practice: str, body: models.NewCatalogue, *, idempotency_key: str | None = None
    ) -> models.CatalogueListed:
        """Bring a new version of the catalogue.

        The whole practice file. Who changes decisions on rules with it needs a medical director's leave for that.
        """
        return self._model(
            models.CatalogueListed,
            "POST",
            f"/v1/practices/{quoted(practice)}/catalogues",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def read_catalogue(self, practice: str, number: int) -> models.CatalogueShown:
        """A version of the catalogue."""
        return self._model(
            models.CatalogueShown,
            "GET",
            f"/v1/practices/{quoted(practice)}/catalogues/{quoted(number)}",
        )

    def create_client(self, body: models.NewClient, *, idempotency_key: str | None = None) -> models.ClientShown:
        """Enter a client.

        The date of birth is asked, never estimated. A minor may be a client; some things are not done for minors.
        """
        return self._model(
            models.ClientShown, "POST", "/v1/clients", body=body, once=True, idempotency_key=idempotency_key
        )

    def list_clients(
        self,
        *,
        reference: str | None = None,
        location: str | None = None,
        state: Literal["active", "merged"] | None = None,
        limit: int | None = None,
    ) -> Iterator[models.ClientShown]:
        """Clients.

        Those that the caller may see, in the order in which they were entered.
        """
        return self._pages(
            models.ClientShown,
            "/v1/clients",
            query={"reference": reference, "location": location, "state": state, "limit": limit},
        )

    def read_client(self, client: str) -> models.ClientShown:
        """A client.

        Reading is on record.
        """
        return self._model(
            models.ClientShown,
            "GET",
            f"/v1/clients/{quoted(client)}",
        )

    def edit_client(self, client: str, body: models.ClientEdit, *, if_match: Tagged) -> models.ClientShown:
        """Edit a client.

        What is not named stays.
        """
        return self._model(models.ClientShown, "PATCH", f"/v1/clients/{quoted(client)}", body=body, if_match=if_match)

    def list_assignments(self, client: str, *, limit: int | None = None) -> Iterator[models.AssignmentShown]:
        """Who looks after a client."""
        return self._pages(models.AssignmentShown, f"/v1/clients/{quoted(client)}/assignments", query={"limit": limit})

    def create_assignment(
        self, client: str, body: models.NewAssignment, *, idempotency_key: str | None = None
    ) -> models.AssignmentShown:
        """Assign a client.

        To an account, which reaches the client from now on, also where its role is for assigned clients alone.
        """
        return self._model(
            models.AssignmentShown,
            "POST",
            f"/v1/clients/{quoted(client)}/assignments",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def delete_assignment(self, client: str, account: str) -> None:
        """End an assignment."""
        self._send(
            "DELETE",
            f"/v1/clients/{quoted(client)}/assignments/{quoted(account)}",
        )

    def list_consent_texts(self, *, language: Literal["en", "es"] | None = None) -> models.TextsShown:
        """What clients are asked to sign.

        One text for each scope: the practice's own where its director published one, else the template that ships.
        """
        return self._model(models.TextsShown, "GET", "/v1/consent-texts", query={"language": language})

    def publish_consent_text(self, body: models.NewText, *, idempotency_key: str | None = None) -> models.TextShown:
        """Publish a text.

        By a medical director, after the practice's counsel. What was signed before stays as it was signed.
        """
        return self._model(
            models.TextShown, "POST", "/v1/consent-texts", body=body, once=True, idempotency_key=idempotency_key
        )

    def list_consents(self, client: str) -> models.ConsentsShown:
        """A client's consents."""
        return self._model(
            models.ConsentsShown,
            "GET",
            f"/v1/clients/{quoted(client)}/consents",
        )

    def give_consent(
        self, client: str, body: models.NewConsent, *, idempotency_key: str | None = None
    ) -> models.ConsentShown:
        """Sign.

        One scope, one signature, under the words in force: `text` and `text_sha256` say which were read.

        Who does not agree declines, or signs nothing: neither blocks any care.
        """
        return self._model(
            models.ConsentShown,
            "POST",
            f"/v1/clients/{quoted(client)}/consents",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def decline_consent(
        self, client: str, body: models.NewRefusal, *, idempotency_key: str | None = None
    ) -> models.RefusalShown:
        """Decline.

        That the client read the words in force and said no. It stays on record, and what was agreed to before ends.

        Declining never blocks care: a plan is drafted without a photo, and by hand where software may not shape it.
        """
        return self._model(
            models.RefusalShown,
            "POST",
            f"/v1/clients/{quoted(client)}/consents/refusals",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def withdraw_consent(self, consent: str, *, idempotency_key: str | None = None) -> models.ConsentShown:
        """Take an agreement back.

        At once: what rests on it stops, also what is being computed now, and what was kept on it alone is destroyed.
        """
        return self._model(
            models.ConsentShown,
            "POST",
            f"/v1/consents/{quoted(consent)}/withdrawal",
            once=True,
            idempotency_key=idempotency_key,
        )

    def read_profile(self, client: str) -> models.ProfileShown:
        """A profile.

        Reading is on record. 404 `profile_missing` where nothing was asked yet.
        """
        return self._model(
            models.ProfileShown,
            "GET",
            f"/v1/clients/{quoted(client)}/profile",
        )

    def write_profile(
        self, client: str, body: models.Profile, *, if_match: Tagged | None = None
    ) -> models.ProfileShown:
        """Write a profile.

        The whole of it; the first one needs no If-Match.

        The phototype is asked, never inferred; the date of birth is the client's. What stands under `records`, a provider
        has examined, so that only providers write there.
        """
        return self._model(
            models.ProfileShown, "PUT", f"/v1/clients/{quoted(client)}/profile", body=body, if_match=if_match
        )

    def create_visit(
        self, client: str, body: models.NewVisit, *, idempotency_key: str | None = None
    ) -> models.VisitShown:
        """Enter a visit.

        The day counts: what is kept for a while is kept for a while after the last visit.
        """
        return self._model(
            models.VisitShown,
            "POST",
            f"/v1/clients/{quoted(client)}/visits",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def list_visits(self, client: str, *, limit: int | None = None) -> Iterator[models.VisitShown]:
        """A client's visits.

        In the order in which they were entered.
        """
        return self._pages(models.VisitShown, f"/v1/clients/{quoted(client)}/visits", query={"limit": limit})

    def read_visit(self, visit: str) -> models.VisitShown:
        """A visit."""
        return self._model(
            models.VisitShown,
            "GET",
            f"/v1/visits/{quoted(visit)}",
        )

    def read_retention(self) -> models.RetentionShown:
        """How long what is kept.

        The schedule is public. What ends first counts: a withdrawal, an erasure, or the days after the last visit.
        """
        return self._model(
            models.RetentionShown,
            "GET",
            "/v1/retention",
        )

    def upload_photo(
        self,
        client: str,
        photo: File,
        *,
        view: Literal["front", "left_oblique", "right_oblique", "left_profile", "right_profile"] | None = None,
        expression: Literal["rest", "smile", "frown", "brows_up"] | None = None,
        tablet: str | None = None,
        taken_at: datetime | None = None,
        idempotency_key: str | None = None,
    ) -> models.PhotoShown:
        """Keep a photo.

        On the client's agreement to `storage`. The file is kept as it came, sealed; what leaves is its pixels alone.

        That it is a photo is seen before it is kept; whether it is fit to be measured, an analysis tells.
        """
        return self._model(
            models.PhotoShown,
            "POST",
            f"/v1/clients/{quoted(client)}/photos",
            files={"photo": photo},
            form={"view": view, "expression": expression, "tablet": tablet, "taken_at": taken_at},
            once=True,
            idempotency_key=idempotency_key,
        )

    def list_photos(self, client: str, *, limit: int | None = None) -> Iterator[models.PhotoShown]:
        """A client's photos.

        In the order in which they came. Reading is on record.
        """
        return self._pages(models.PhotoShown, f"/v1/clients/{quoted(client)}/photos", query={"limit": limit})

    def read_photo(self, photo: str) -> models.PhotoShown:
        """A photo.

        When it was taken, how, and on which consents it is kept. Reading is on record.
        """
        return self._model(
            models.PhotoShown,
            "GET",
            f"/v1/photos/{quoted(photo)}",
        )

    def delete_photo(self, photo: str) -> None:
        """Delete a photo.

        With the geometry that was read from it, and its projections, also in backups. Findings stay in the record.
        """
        self._send(
            "DELETE",
            f"/v1/photos/{quoted(photo)}",
        )

    def read_photo_content(self, photo: str) -> Download:
        """A photo's pixels.

        Upright, in sRGB, without a word of the file's about place, time or camera. Each look is on record.
        """
        return self._download(
            "GET",
            f"/v1/photos/{quoted(photo)}/content",
        )

    def move_photo(self, photo: str, body: models.NewPlace, *, idempotency_key: str | None = None) -> models.PhotoShown:
        """Move a photo to the client whose it is.

        With its analyses and their corrections, sealed anew with the other client's key, on that client's consents.

        Comparisons with photos of the client before, and analyses of a pair that is none, are deleted; so are projections
        that this client may not be shown.
        """
        return self._model(
            models.PhotoShown,
            "POST",
            f"/v1/photos/{quoted(photo)}/moves",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def analyze_photo(
        self, photo: str, body: models.NewAnalysis, *, idempotency_key: str | None = None
    ) -> models.AnalysisMade:
        """Measure a photo that is kept.

        On the client's biometric release and agreement to the analysis, both asked again before anything is kept.

        The answer says that it was done and whether the photo was fit; what was found is read by those who may.
        """
        return self._model(
            models.AnalysisMade,
            "POST",
            f"/v1/photos/{quoted(photo)}/analyses",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def list_analyses(self, client: str, *, limit: int | None = None) -> Iterator[models.AnalysisListed]:
        """A client's analyses.

        In the order in which they were made, without what was found.
        """
        return self._pages(models.AnalysisListed, f"/v1/clients/{quoted(client)}/analyses", query={"limit": limit})

    def read_analysis(self, analysis: str, *, include: Literal["biometrics"] | None = None) -> models.AnalysisShown:
        """An analysis.

        What was measured, and what providers made of it. Reading is on record.
        """
        return self._model(models.AnalysisShown, "GET", f"/v1/analyses/{quoted(analysis)}", query={"include": include})

    def correct_finding(
        self, analysis: str, body: models.NewCorrection, *, idempotency_key: str | None = None
    ) -> models.CorrectionShown:
        """Correct a finding.

        Findings are the provider's: to reject, to re-grade, to add, to move to another zone, with a reason.

        What was measured stays as it is, and both are shown.
        """
        return self._model(
            models.CorrectionShown,
            "POST",
            f"/v1/analyses/{quoted(analysis)}/corrections",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def compare_photos(
        self, body: models.NewComparison, *, idempotency_key: str | None = None
    ) -> models.ComparisonListed:
        """Compare two photos of a client.

        Both are measured alike, and each finding's change is told only as far as two photos carry it.

        On the client's biometric release and agreements to the analysis and to photos being kept, asked again before
        anything is kept. That both photos show the same person is not checked.
        """
        return self._model(
            models.ComparisonListed, "POST", "/v1/comparisons", body=body, once=True, idempotency_key=idempotency_key
        )

    def list_comparisons(self, client: str, *, limit: int | None = None) -> Iterator[models.ComparisonListed]:
        """A client's comparisons.

        In the order in which they were made, without what changed.
        """
        return self._pages(models.ComparisonListed, f"/v1/clients/{quoted(client)}/comparisons", query={"limit": limit})

    def read_comparison(self, comparison: str) -> models.ComparisonShown:
        """A comparison.

        What changed, and what of it two photos do not carry. Reading is on record.
        """
        return self._model(
            models.ComparisonShown,
            "GET",
            f"/v1/comparisons/{quoted(comparison)}",
        )

    def erase_client(
        self, client: str, body: models.NewErasure, *, idempotency_key: str | None = None
    ) -> models.ErasureShown:
        """Erase a client.

        For good, in backups, too. By a medical director who has just given a second factor.

        What was signed is held for longer where the practice's settings say that the law asks for it.
        """
        return self._model(
            models.ErasureShown,
            "POST",
            f"/v1/clients/{quoted(client)}/erasure",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def read_erasure(self, client: str) -> models.ErasureShown:
        """A client's erasure."""
        return self._model(
            models.ErasureShown,
            "GET",
            f"/v1/clients/{quoted(client)}/erasure",
        )

    def read_held_records(self, client: str) -> Download:
        """What is held of an erased client.

        What was signed, for as long as the law has it held. By a medical director who has just given a second factor.
        """
        return self._download(
            "GET",
            f"/v1/clients/{quoted(client)}/erasure/held",
        )

    def merge_clients(
        self, client: str, body: models.NewMerge, *, idempotency_key: str | None = None
    ) -> models.MergeShown:
        """Merge another entry into this one.

        By a medical director, where one person was entered twice. Everything goes under the key of the entry that stays.

        The other id is `410 client_merged` from then on and names this one. What either had taken back is taken back.
        """
        return self._model(
            models.MergeShown,
            "POST",
            f"/v1/clients/{quoted(client)}/merges",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def export_client(self, client: str, *, format: Literal["zip", "fhir"] | None = None) -> Download:
        """A client's own copy.

        What is kept about the client, for the client: JSON documents, photos as pixels alone, signed PDFs, consents with
        the words that were signed, who looked at what, and the same as a FHIR bundle. On record.
        """
        return self._download("GET", f"/v1/clients/{quoted(client)}/export", query={"format": format})

    def export_client_masked(self, client: str) -> Download:
        """An export that does not say whose it is.

        Photos with eyes and brows painted over, what was found on them, and an age: no name, id or date.

        By a medical director, of a client who agreed to sharing. Photos whose landmarks are not kept stay here.
        """
        return self._download(
            "GET",
            f"/v1/clients/{quoted(client)}/export/masked",
        )

    def read_rollout(self) -> models.RolloutShown:
        """How far the software is let in.

        What the most specific line says, holds: the one that names most of provider, kind of treatment and location.

        Of two that name as much, one with a provider goes before one with a kind, and that before one with a location.
        """
        return self._model(
            models.RolloutShown,
            "GET",
            "/v1/rollout",
        )

    def write_rollout(self, body: models.NewRollout, *, if_match: Tagged) -> models.RolloutShown:
        """Set how far the software is let in.

        The whole of it, by a medical director, with the reason. Versions before stay on record.
        """
        return self._model(models.RolloutShown, "PUT", "/v1/rollout", body=body, if_match=if_match)

    def create_webhook(self, body: models.NewWebhook, *, idempotency_key: str | None = None) -> models.WebhookMade:
        """Have events sent to an address.

        Signed as Standard Webhooks says, with CloudEvents as bodies: ids and versions, never what is about a person.
        """
        return self._model(
            models.WebhookMade, "POST", "/v1/webhooks", body=body, once=True, idempotency_key=idempotency_key
        )

    def list_webhooks(self, *, limit: int | None = None) -> Iterator[models.WebhookShown]:
        """Where events are sent."""
        return self._pages(models.WebhookShown, "/v1/webhooks", query={"limit": limit})

    def read_webhook(self, webhook: str) -> models.WebhookShown:
        """A webhook."""
        return self._model(
            models.WebhookShown,
            "GET",
            f"/v1/webhooks/{quoted(webhook)}",
        )

    def edit_webhook(self, webhook: str, body: models.WebhookEdit, *, if_match: Tagged) -> models.WebhookShown:
        """Edit a webhook.

        What is not named stays. One that failed for days, or answered 410, was disabled, and is switched on here.
        """
        return self._model(
            models.WebhookShown, "PATCH", f"/v1/webhooks/{quoted(webhook)}", body=body, if_match=if_match
        )

    def delete_webhook(self, webhook: str) -> None:
        """Send no more.

        What was still to be delivered to it is not. The events stay on record.
        """
        self._send(
            "DELETE",
            f"/v1/webhooks/{quoted(webhook)}",
        )

    def rotate_webhook_secret(self, webhook: str, *, idempotency_key: str | None = None) -> models.SecretShown:
        """A new secret.

        For a day everything is signed with both.
        """
        return self._model(
            models.SecretShown,
            "POST",
            f"/v1/webhooks/{quoted(webhook)}/rotations",
            once=True,
            idempotency_key=idempotency_key,
        )

    def try_webhook(self, webhook: str, *, idempotency_key: str | None = None) -> models.TriedShown:
        """Send a test.

        An event `webhook.tested` that goes to this webhook alone.
        """
        return self._model(
            models.TriedShown,
            "POST",
            f"/v1/webhooks/{quoted(webhook)}/tests",
            once=True,
            idempotency_key=idempotency_key,
        )

    def replay_events(
        self, webhook: str, body: models.NewReplay, *, idempotency_key: str | None = None
    ) -> models.ReplayShown:
        """Send events again.

        Each with the id and the bytes that it had: a receiver tells repeats by `webhook-id`.
        """
        return self._model(
            models.ReplayShown,
            "POST",
            f"/v1/webhooks/{quoted(webhook)}/replays",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def list_deliveries(
        self, webhook: str, *, state: str | None = None, limit: int | None = None
    ) -> Iterator[models.DeliveryShown]:
        """What was sent, and how it went.

        The newest first.
        """
        return self._pages(
            models.DeliveryShown, f"/v1/webhooks/{quoted(webhook)}/deliveries", query={"state": state, "limit": limit}
        )

    def list_events(
        self,
        *,
        kind: str | None = None,
        subject: str | None = None,
        since: datetime | None = None,
        limit: int | None = None,
    ) -> Iterator[models.EventShown]:
        """Events of the practice.

        In the order in which they happened, whether or not anybody listened: a system that missed some asks here.
        """
        return self._pages(
            models.EventShown, "/v1/events", query={"kind": kind, "subject": subject, "since": since, "limit": limit}
        )

    def list_audit_events(
        self,
        *,
        limit: int | None = None,
        client: str | None = None,
        event: str | None = None,
        actor: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[models.AuditEventShown]:
        """What happened.

        The newest first. That it was read is on record, too.
        """
        return self._pages(
            models.AuditEventShown,
            "/v1/audit",
            query={"limit": limit, "client": client, "event": event, "actor": actor, "since": since, "until": until},
        )

    def export_audit_events(
        self,
        *,
        format: Literal["csv", "fhir"] | None = None,
        client: str | None = None,
        event: str | None = None,
        actor: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Download:
        """The audit as a file.

        All events up to this moment, with the MAC of each, so that a copy can be held against the chain.
        """
        return self._download(
            "GET",
            "/v1/audit/export",
            query={"format": format, "client": client, "event": event, "actor": actor, "since": since, "until": until},
        )

    def verify_audit(self, *, idempotency_key: str | None = None) -> models.VerificationShown:
        """Check that the audit is whole.

        Reads the whole chain of the practice, and holds it against the checkpoints that were written elsewhere.
        """
        return self._model(
            models.VerificationShown, "POST", "/v1/audit/verification", once=True, idempotency_key=idempotency_key
        )

    def healthz(self) -> dict[str, str]:
        """Alive."""
        return self._model(
            dict[str, str],
            "GET",
            "/healthz",
        )

    def readyz(self) -> dict[str, str]:
        """Ready.

        Ready after a known face went through the real queue, thread and networks within the last seconds, and while
        database, key store and object store answer and there is free disk. `details.failing` names what does not.
        """
        return self._model(
            dict[str, str],
            "GET",
            "/readyz",
        )

    def metrics(self) -> Download:
        """Prometheus metrics."""
        return self._download(
            "GET",
            "/metrics",
        )

    def create_plan(self, client: str, body: models.NewPlan, *, idempotency_key: str | None = None) -> models.PlanShown:
        """Draft a plan.

        A draft: of the profile, of findings as providers corrected them, and of the practice's catalogue.

        Software drafts only where the client agrees to that; `by_hand` always works, and so does a draft without a photo.
        A draft is for the practice's own people: it reaches clients and systems by no route before it is shared.
        """
        return self._model(
            models.PlanShown,
            "POST",
            f"/v1/clients/{quoted(client)}/plans",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def list_plans(
        self,
        client: str,
        *,
        state: Literal["draft", "in_review", "approved", "shared", "declined", "superseded"] | None = None,
        limit: int | None = None,
    ) -> Iterator[models.PlanListed]:
        """A client's plans.

        The newest first.
        """
        return self._pages(
            models.PlanListed, f"/v1/clients/{quoted(client)}/plans", query={"state": state, "limit": limit}
        )

    def read_plan(self, plan: str) -> models.PlanShown:
        """A plan.

        Where it stands. Reading is on record; the first look of somebody who may decide is what turnaround counts.
        """
        return self._model(
            models.PlanShown,
            "GET",
            f"/v1/plans/{quoted(plan)}",
        )

    def edit_plan(self, plan: str, body: models.PlanEdit, *, if_match: Tagged) -> models.PlanShown:
        """Edit a plan.

        Makes the next version, with every field that differs, who asked, and why.

        Rules have the last word: what they block does not come in (422 `edit_blocked`). Before an approved plan can change,
        a new one takes its place.
        """
        return self._model(models.PlanShown, "PATCH", f"/v1/plans/{quoted(plan)}", body=body, if_match=if_match)

    def list_plan_versions(self, plan: str, *, limit: int | None = None) -> Iterator[models.VersionListed]:
        """Versions of a plan.

        The newest first.
        """
        return self._pages(models.VersionListed, f"/v1/plans/{quoted(plan)}/versions", query={"limit": limit})

    def read_plan_version(self, plan: str, number: int) -> models.VersionShown:
        """A version of a plan.

        The draft with all its options, and what differs from the version before. 409 `plan_not_shared` for software.
        """
        return self._model(
            models.VersionShown,
            "GET",
            f"/v1/plans/{quoted(plan)}/versions/{quoted(number)}",
        )

    def read_plan_decisions(self, plan: str) -> models.DecisionsShown:
        """Suggestions and decisions.

        What the software suggested, and what the provider made of it, side by side.
        """
        return self._model(
            models.DecisionsShown,
            "GET",
            f"/v1/plans/{quoted(plan)}/decisions",
        )

    def decide_plan_item(
        self, plan: str, item: str, body: models.NewDecision, *, if_match: Tagged
    ) -> models.DecisionsShown:
        """Decide on a suggestion.

        Accepted, modified or declined, by a provider, in review. An earlier decision stays on record.
        """
        return self._model(
            models.DecisionsShown,
            "PUT",
            f"/v1/plans/{quoted(plan)}/decisions/{quoted(item)}",
            body=body,
            if_match=if_match,
        )

    def submit_plan(self, plan: str, *, idempotency_key: str | None = None) -> models.PlanShown:
        """Give it to a provider."""
        return self._model(
            models.PlanShown, "POST", f"/v1/plans/{quoted(plan)}/submission", once=True, idempotency_key=idempotency_key
        )

    def return_plan(self, plan: str, *, idempotency_key: str | None = None) -> models.PlanShown:
        """Give it back.

        To whoever prepared it; it is a draft again.
        """
        return self._model(
            models.PlanShown, "POST", f"/v1/plans/{quoted(plan)}/return", once=True, idempotency_key=idempotency_key
        )

    def decline_plan(
        self, plan: str, body: models.NewDecline, *, idempotency_key: str | None = None
    ) -> models.PlanShown:
        """Decline a plan.

        As a whole, by a provider, with the reason.
        """
        return self._model(
            models.PlanShown,
            "POST",
            f"/v1/plans/{quoted(plan)}/decline",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def share_plan(self, plan: str, body: models.NewShare, *, idempotency_key: str | None = None) -> models.PlanShown:
        """Share a plan.

        An approved plan, by a person. With the client it needs no consent; with a system the client's to sharing.
        """
        return self._model(
            models.PlanShown,
            "POST",
            f"/v1/plans/{quoted(plan)}/shares",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def read_plan_approval(self, plan: str) -> models.ApprovalShown:
        """Who signed a plan."""
        return self._model(
            models.ApprovalShown,
            "GET",
            f"/v1/plans/{quoted(plan)}/approval",
        )

    def approve_plan(
        self, plan: str, body: models.NewApproval, *, idempotency_key: str | None = None
    ) -> models.ApprovalShown:
        """Approve a plan.

        A licensed provider signs the newest version, named by its digest.

        Asked, in this order: a second factor given minutes ago; that the plan is in review; the digest; that nothing is on
        hold or blocked by today's answers; a decision on every suggestion; a licence of this state, valid today, whose
        scope covers every treatment; the account's own name. Where the location asks for it, a supervisor signs, too, and
        the plan is approved with that. Software can't approve.
        """
        return self._model(
            models.ApprovalShown,
            "POST",
            f"/v1/plans/{quoted(plan)}/approval",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def cosign_plan(
        self, plan: str, body: models.NewCosignature, *, idempotency_key: str | None = None
    ) -> models.ApprovalShown:
        """Co-sign a plan.

        A second person signs what another approved, and all is asked again.

        A supervisor where the location asks for one. In a pilot a medical director, or a reviewer whom the rollout names
        and whose licence covers the plan today; 403 `reviewer_not_accepted` for anybody else who treats.
        """
        return self._model(
            models.ApprovalShown,
            "POST",
            f"/v1/plans/{quoted(plan)}/cosignature",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def read_shadow(self, plan: str) -> models.ShadowShown:
        """What would have been suggested.

        Of treatments in shadow, beside what a provider did without it. A medical director's alone; on record.

        404 where nothing was in shadow, and for everybody else. 409 `plan_undecided` until the plan is signed or declined:
        what weighs in can't be judged by what people do without it.
        """
        return self._model(
            models.ShadowShown,
            "GET",
            f"/v1/plans/{quoted(plan)}/shadow",
        )

    def read_plan_document(
        self,
        plan: str,
        name: Literal["client.pdf", "provider.pdf", "note.txt", "note.html", "careplan.json", "visits.ics"],
        *,
        tier: Literal["good", "better", "best", "nothing_now"] | None = None,
    ) -> Download:
        """A document of a plan.

        Of an approved plan the client's document is the very file that was signed. Drafts say so on every page.

        Software gets none before the plan was shared with it: 409 `plan_not_shared`. Reading is on record.
        """
        return self._download("GET", f"/v1/plans/{quoted(plan)}/documents/{quoted(name)}", query={"tier": tier})

    def read_plan_consent_form(
        self, plan: str, item: str, *, tier: Literal["good", "better", "best", "nothing_now"] | None = None
    ) -> Download:
        """A consent form of a plan.

        The practice's form for one treatment of the plan, to be read and signed before it is given.
        """
        return self._download("GET", f"/v1/plans/{quoted(plan)}/consent-forms/{quoted(item)}", query={"tier": tier})

    def list_treatments(self, *, location: str | None = None) -> models.TreatmentsShown:
        """Treatments.

        The whole library, by id. With a location: what is on its menu, and the price.
        """
        return self._model(models.TreatmentsShown, "GET", "/v1/treatments", query={"location": location})

    def report_decisions(self, *, since: date | None = None, until: date | None = None) -> models.DecisionsReport:
        """How suggestions were weighed.

        Per treatment: accepted, modified, declined, and why; what many of one reason propose the director to look at.
        """
        return self._model(
            models.DecisionsReport, "GET", "/v1/reports/decisions", query={"since": since, "until": until}
        )

    def report_turnaround(self, *, since: date | None = None, until: date | None = None) -> models.TurnaroundReport:
        """How long plans wait.

        From the first look of somebody who may decide to the last signature: medians per provider, in minutes.
        """
        return self._model(
            models.TurnaroundReport, "GET", "/v1/reports/turnaround", query={"since": since, "until": until}
        )

    def create_note(self, client: str, body: models.NewNote, *, idempotency_key: str | None = None) -> models.NoteShown:
        """Keep a note.

        Sealed, and read into proposals, each with the words it was read from. A person confirms or drops each.
        """
        return self._model(
            models.NoteShown,
            "POST",
            f"/v1/clients/{quoted(client)}/notes",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def list_notes(self, client: str, *, limit: int | None = None) -> Iterator[models.NoteListed]:
        """A client's notes.

        The newest first.
        """
        return self._pages(models.NoteListed, f"/v1/clients/{quoted(client)}/notes", query={"limit": limit})

    def read_note(self, note: str) -> models.NoteShown:
        """A note.

        With its proposals, as they were read when it came. Reading is on record.
        """
        return self._model(
            models.NoteShown,
            "GET",
            f"/v1/notes/{quoted(note)}",
        )

    def confirm_facts(
        self, note: str, body: models.NewConfirmation, *, idempotency_key: str | None = None
    ) -> models.ProfileShown:
        """Confirm facts of a note.

        By a provider, into the profile: all that is named, or nothing where one contradicts the record.
        """
        return self._model(
            models.ProfileShown,
            "POST",
            f"/v1/notes/{quoted(note)}/confirmations",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def create_projection(
        self, client: str, body: models.NewProjection, *, idempotency_key: str | None = None
    ) -> models.ProjectionMade:
        """Make a projection and keep it.

        Of a photo that is kept: on the client's agreements (403 `consent_missing`), date of birth and profile.

        Who is under 18, and whatever a rule blocks or holds for the client, is 403 `projection_not_authorized` with every
        reason. All of it is asked again before anything is kept.
        """
        return self._model(
            models.ProjectionMade,
            "POST",
            f"/v1/clients/{quoted(client)}/projections",
            body=body,
            once=True,
            idempotency_key=idempotency_key,
        )

    def list_projections(self, client: str, *, limit: int | None = None) -> Iterator[models.ProjectionListed]:
        """A client's projections.

        In the order in which they were made, without what they show.
        """
        return self._pages(models.ProjectionListed, f"/v1/clients/{quoted(client)}/projections", query={"limit": limit})

    def read_projection(self, projection: str) -> models.ProjectionShown:
        """A projection.

        What it shows, what it does not and why, and what was checked. Reading is on record.
        """
        return self._model(
            models.ProjectionShown,
            "GET",
            f"/v1/projections/{quoted(projection)}",
        )

    def delete_projection(self, projection: str) -> None:
        """Delete a projection.

        For good: its key is destroyed, in backups, too.
        """
        self._send(
            "DELETE",
            f"/v1/projections/{quoted(projection)}",
        )

    def read_projection_content(
        self,
        projection: str,
        *,
        view: Literal["projection", "side_by_side", "levels", "over_time", "changes"] | None = None,
    ) -> Download:
        """A projection's picture.

        The label is in its pixels: there is no other picture of it. Each look is on record.
        """
        return self._download("GET", f"/v1/projections/{quoted(projection)}/content", query={"view": view})

    def read_governance(self, *, client: str | None = None) -> models.Governance:
        """Five answers that a clinic must be able to give.

        Counted now, from what is on record. `missing` names what is not; no number stands for it.
        """
        return self._model(models.Governance, "GET", "/v1/governance", query={"client": client})

    def read_governance_document(self, *, client: str | None = None) -> Download:
        """The same as a PDF."""
        return self._download("GET", "/v1/governance/document.pdf", query={"client": client})
