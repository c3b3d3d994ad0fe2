"""Initial."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from serving.database.schema import DowngradeRefusedError

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_recovery_codes",
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("account", "code_hash", name=op.f("pk_account_recovery_codes")),
    )
    op.create_table(
        "account_sessions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("practice", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("awaiting", sa.Boolean(), nullable=False),
        sa.Column("strong", sa.Boolean(), nullable=False),
        sa.Column("authenticated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_sessions_token_hash")),
    )
    with op.batch_alter_table("account_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_sessions_account"), ["account"], unique=False)

    op.create_table(
        "accounts",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("practice", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("login_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("subject_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("grants", sa.JSON(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("profile", sa.LargeBinary(), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("invitation_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("invitation_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("totp", sa.LargeBinary(), nullable=True),
        sa.Column("totp_confirmed", sa.Boolean(), nullable=False),
        sa.Column("totp_step", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("invitation_hash", name=op.f("uq_accounts_invitation_hash")),
        sa.UniqueConstraint("login_hash", name=op.f("uq_accounts_login_hash")),
        sa.UniqueConstraint("practice", "subject_hash", name=op.f("uq_accounts_practice_subject_hash")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_practice"), ["practice"], unique=False)

    op.create_table(
        "api_keys",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("practice", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("earlier_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("earlier_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("locations", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
    )
    with op.batch_alter_table("api_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_keys_practice"), ["practice"], unique=False)

    op.create_table(
        "audit_events",
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("client", sa.String(length=30), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("practice", "number", name=op.f("pk_audit_events")),
    )
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.create_index("ix_audit_events_client", ["practice", "client", "number"], unique=False)
        batch_op.create_index("ix_audit_events_event", ["practice", "event", "number"], unique=False)

    op.create_table(
        "audit_heads",
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("practice", name=op.f("pk_audit_heads")),
    )
    op.create_table(
        "client_merges",
        sa.Column("other", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("client", sa.String(length=30), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.String(length=120), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("other", name=op.f("pk_client_merges")),
    )
    with op.batch_alter_table("client_merges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_client_merges_client"), ["client"], unique=False)

    op.create_table(
        "consent_refusals",
        sa.Column("id", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("client", sa.String(length=30), nullable=False),
        sa.Column("scope_name", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.String(length=64), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_refusals")),
    )
    with op.batch_alter_table("consent_refusals", schema=None) as batch_op:
        batch_op.create_index("ix_consent_refusals_client", ["practice", "client", "id"], unique=False)

    op.create_table(
        "consent_texts",
        sa.Column("id", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("scope_name", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_texts")),
        sa.UniqueConstraint(
            "practice",
            "scope_name",
            "language",
            "number",
            name=op.f("uq_consent_texts_practice_scope_name_language_number"),
        ),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("client", sa.String(length=30), nullable=False),
        sa.Column("scope_name", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.String(length=64), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=64), nullable=False),
        sa.Column("taken_by", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index("ix_consents_client", ["practice", "client", "id"], unique=False)

    op.create_table(
        "credential_attempts",
        sa.Column("who", sa.LargeBinary(length=32), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("who", name=op.f("pk_credential_attempts")),
    )
    with op.batch_alter_table("credential_attempts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_credential_attempts_last_at"), ["last_at"], unique=False)

    op.create_table(
        "doomed_objects",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_doomed_objects")),
    )
    op.create_table(
        "erasures",
        sa.Column("client", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held", sa.String(length=160), nullable=True),
        sa.Column("held_key", sa.String(length=30), nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hold_reason", sa.String(length=400), nullable=False),
        sa.Column("holds", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("client", name=op.f("pk_erasures")),
    )
    with op.batch_alter_table("erasures", schema=None) as batch_op:
        batch_op.create_index("ix_erasures_state", ["state"], unique=False)

    op.create_table(
        "given_answers",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_given_answers")),
    )
    with op.batch_alter_table("given_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_given_answers_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_given_answers_owner"), ["owner"], unique=False)

    op.create_table(
        "outgoing_events",
        sa.Column("id", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("client", sa.String(length=30), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_events")),
    )
    with op.batch_alter_table("outgoing_events", schema=None) as batch_op:
        batch_op.create_index("ix_outgoing_events_practice", ["practice", "id"], unique=False)

    op.create_table(
        "practice_secrets",
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("practice", name=op.f("pk_practice_secrets")),
    )
    op.create_table(
        "practices",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("catalogue", sa.Integer(), nullable=False),
        sa.Column("hold_signed_records_days", sa.Integer(), nullable=False),
        sa.Column("hold_reason", sa.String(length=400), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practices")),
        sa.UniqueConstraint("handle", name=op.f("uq_practices_handle")),
    )
    op.create_table(
        "tablet_sessions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("tablet", sa.String(length=40), nullable=False),
        sa.Column("practice", sa.String(length=40), nullable=False),
        sa.Column("client", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.String(length=40), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tablet_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_tablet_sessions_token_hash")),
    )
    with op.batch_alter_table("tablet_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tablet_sessions_tablet"), ["tablet"], unique=False)

    op.create_table(
        "tablets",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("practice", sa.String(length=40), nullable=False),
        sa.Column("location", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("code_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tablets")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_tablets_code_hash")),
    )
    with op.batch_alter_table("tablets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tablets_practice"), ["practice"], unique=False)

    op.create_table(
        "visits",
        sa.Column("id", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("client", sa.String(length=30), nullable=False),
        sa.Column("location", sa.String(length=30), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
    )
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.create_index("ix_visits_client", ["practice", "client", "day"], unique=False)

    op.create_table(
        "webhook_endpoints",
        sa.Column("id", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("why", sa.String(length=32), nullable=False),
        sa.Column("secrets", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_endpoints")),
    )
    with op.batch_alter_table("webhook_endpoints", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhook_endpoints_practice"), ["practice"], unique=False)

    op.create_table(
        "catalogues",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["practice"], ["practices.id"], name=op.f("fk_catalogues_practice_practices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogues")),
        sa.UniqueConstraint("practice", "number", name=op.f("uq_catalogues_practice_number")),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("event", sa.String(length=30), nullable=False),
        sa.Column("endpoint", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=32), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["endpoint"], ["webhook_endpoints.id"], name=op.f("fk_deliveries_endpoint_webhook_endpoints")
        ),
        sa.ForeignKeyConstraint(["event"], ["outgoing_events.id"], name=op.f("fk_deliveries_event_outgoing_events")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index("ix_deliveries_due", ["state", "due_at"], unique=False)
        batch_op.create_index("ix_deliveries_endpoint", ["endpoint", "id"], unique=False)
        batch_op.create_index("ix_deliveries_event", ["event"], unique=False)

    op.create_table(
        "locations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("cosignature_required", sa.Boolean(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["practice"], ["practices.id"], name=op.f("fk_locations_practice_practices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_locations")),
        sa.UniqueConstraint("practice", "handle", name=op.f("uq_locations_practice_handle")),
    )
    op.create_table(
        "rollout_versions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["practice"], ["practices.id"], name=op.f("fk_rollout_versions_practice_practices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rollout_versions")),
        sa.UniqueConstraint("practice", "number", name=op.f("uq_rollout_versions_practice_number")),
    )
    op.create_table(
        "clients",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("merged_into", sa.String(), nullable=True),
        sa.Column("reference_index", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["location"], ["locations.id"], name=op.f("fk_clients_location_locations")),
        sa.ForeignKeyConstraint(["merged_into"], ["clients.id"], name=op.f("fk_clients_merged_into_clients")),
        sa.ForeignKeyConstraint(["practice"], ["practices.id"], name=op.f("fk_clients_practice_practices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clients")),
        sa.UniqueConstraint("practice", "reference_index", name=op.f("uq_clients_practice_reference_index")),
    )
    with op.batch_alter_table("clients", schema=None) as batch_op:
        batch_op.create_index("ix_clients_practice", ["practice", "location", "id"], unique=False)

    op.create_table(
        "analyses",
        sa.Column("id", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("photo", sa.String(length=30), nullable=False),
        sa.Column("animated", sa.String(length=30), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("consents", sa.Text(), nullable=False),
        sa.Column("corrections", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.String(length=30), nullable=True),
        sa.Column("geometry", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_analyses_client_clients")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analyses")),
    )
    with op.batch_alter_table("analyses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_analyses_animated"), ["animated"], unique=False)
        batch_op.create_index("ix_analyses_client", ["practice", "client", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_analyses_key"), ["key"], unique=False)
        batch_op.create_index(batch_op.f("ix_analyses_photo"), ["photo"], unique=False)

    op.create_table(
        "assignments",
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_assignments_client_clients")),
        sa.PrimaryKeyConstraint("client", "account", name=op.f("pk_assignments")),
    )
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignments_account"), ["account"], unique=False)

    op.create_table(
        "client_profiles",
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_client_profiles_client_clients")),
        sa.ForeignKeyConstraint(["practice"], ["practices.id"], name=op.f("fk_client_profiles_practice_practices")),
        sa.PrimaryKeyConstraint("client", name=op.f("pk_client_profiles")),
    )
    op.create_table(
        "comparisons",
        sa.Column("id", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("before", sa.String(length=30), nullable=False),
        sa.Column("after", sa.String(length=30), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("consents", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_comparisons_client_clients")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparisons")),
    )
    with op.batch_alter_table("comparisons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comparisons_after"), ["after"], unique=False)
        batch_op.create_index(batch_op.f("ix_comparisons_before"), ["before"], unique=False)
        batch_op.create_index("ix_comparisons_client", ["practice", "client", "id"], unique=False)

    op.create_table(
        "notes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("confirmations", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_notes_client_clients")),
        sa.ForeignKeyConstraint(["practice"], ["practices.id"], name=op.f("fk_notes_practice_practices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.create_index("ix_notes_client", ["practice", "client", "id"], unique=False)

    op.create_table(
        "photos",
        sa.Column("id", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.String(length=64), nullable=False),
        sa.Column("consents", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=30), nullable=False),
        sa.Column("original", sa.String(length=160), nullable=False),
        sa.Column("bare", sa.String(length=160), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_photos_client_clients")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photos")),
    )
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_photos_bare"), ["bare"], unique=False)
        batch_op.create_index("ix_photos_client", ["practice", "client", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_photos_key"), ["key"], unique=False)
        batch_op.create_index(batch_op.f("ix_photos_original"), ["original"], unique=False)

    op.create_table(
        "plans",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("supersedes", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_plans_client_clients")),
        sa.ForeignKeyConstraint(["location"], ["locations.id"], name=op.f("fk_plans_location_locations")),
        sa.ForeignKeyConstraint(["practice"], ["practices.id"], name=op.f("fk_plans_practice_practices")),
        sa.ForeignKeyConstraint(["supersedes"], ["plans.id"], name=op.f("fk_plans_supersedes_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.create_index("ix_plans_client", ["practice", "client", "id"], unique=False)

    op.create_table(
        "projections",
        sa.Column("id", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("photo", sa.String(length=30), nullable=False),
        sa.Column("plan", sa.String(length=30), nullable=True),
        sa.Column("plan_number", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("consents", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=30), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_projections_client_clients")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projections")),
    )
    with op.batch_alter_table("projections", schema=None) as batch_op:
        batch_op.create_index("ix_projections_client", ["practice", "client", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_projections_key"), ["key"], unique=False)
        batch_op.create_index(batch_op.f("ix_projections_photo"), ["photo"], unique=False)

    op.create_table(
        "finding_corrections",
        sa.Column("id", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("analysis", sa.String(length=30), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["analysis"], ["analyses.id"], name=op.f("fk_finding_corrections_analysis_analyses")),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_finding_corrections_client_clients")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_corrections")),
        sa.UniqueConstraint("analysis", "number", name=op.f("uq_finding_corrections_analysis_number")),
    )
    op.create_table(
        "plan_decisions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("practice", sa.String(length=40), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("plan", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_plan_decisions_client_clients")),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_plan_decisions_plan_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_decisions")),
    )
    with op.batch_alter_table("plan_decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_decisions_client"), ["client"], unique=False)
        batch_op.create_index("ix_plan_decisions_plan", ["plan", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_decisions_practice"), ["practice"], unique=False)

    op.create_table(
        "plan_shadows",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("practice", sa.String(length=40), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("plan", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_plan_shadows_client_clients")),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_plan_shadows_plan_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_shadows")),
        sa.UniqueConstraint("plan", name=op.f("uq_plan_shadows_plan")),
    )
    with op.batch_alter_table("plan_shadows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_shadows_client"), ["client"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_shadows_practice"), ["practice"], unique=False)

    op.create_table(
        "plan_shares",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("practice", sa.String(length=40), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("plan", sa.String(length=40), nullable=False),
        sa.Column("to", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_plan_shares_client_clients")),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_plan_shares_plan_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_shares")),
    )
    with op.batch_alter_table("plan_shares", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_shares_client"), ["client"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_shares_plan"), ["plan"], unique=False)

    op.create_table(
        "plan_signatures",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("practice", sa.String(length=40), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("plan", sa.String(length=40), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("document", sa.String(length=160), nullable=True),
        sa.Column("document_sha256", sa.String(length=64), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_plan_signatures_client_clients")),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_plan_signatures_plan_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_signatures")),
    )
    with op.batch_alter_table("plan_signatures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_signatures_client"), ["client"], unique=False)
        batch_op.create_index("ix_plan_signatures_plan", ["plan", "id"], unique=False)

    op.create_table(
        "plan_versions",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("practice", sa.String(length=40), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("plan", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_plan_versions_client_clients")),
        sa.ForeignKeyConstraint(["plan"], ["plans.id"], name=op.f("fk_plan_versions_plan_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_versions")),
        sa.UniqueConstraint("plan", "number", name=op.f("uq_plan_versions_plan_number")),
    )
    with op.batch_alter_table("plan_versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_versions_client"), ["client"], unique=False)

    op.create_table(
        "projection_files",
        sa.Column("id", sa.String(length=30), nullable=False),
        sa.Column("practice", sa.String(length=30), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("projection", sa.String(length=30), nullable=False),
        sa.Column("view", sa.String(length=16), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("object", sa.String(length=160), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_projection_files_client_clients")),
        sa.ForeignKeyConstraint(
            ["projection"], ["projections.id"], name=op.f("fk_projection_files_projection_projections")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projection_files")),
        sa.UniqueConstraint("projection", "view", name=op.f("uq_projection_files_projection_view")),
    )
    with op.batch_alter_table("projection_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_projection_files_client"), ["client"], unique=False)
        batch_op.create_index(batch_op.f("ix_projection_files_object"), ["object"], unique=False)


def downgrade() -> None:
    raise DowngradeRefusedError()
