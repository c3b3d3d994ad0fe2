"""Every setting of the server, from environment variables with the prefix COUNTENANCE_."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import DirectoryPath, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read once at start. A value out of range stops the start with its name, not a request hours later.

    What bounds memory: at most `max_uploading` request bodies are being read, none above `max_upload_bytes`. At most
    `max_in_flight` photos are in progress (an analysis of two takes two places, a projection three), each with its file
    and 3 bytes a pixel decoded (12 megapixels: 36 MB; 64: 200 MB), twice that while its colors are corrected. Of those,
    at most `cpu_workers` are being decoded or measured; a progressive JPEG is decoded twice. A projection keeps 11
    bytes a pixel for each outcome that it shows: one, three for levels, up to eight over time.
    Measured with six progressive photos of 62 megapixels at once, which is the worst: 3.1 GB at the peak, 1.7 GB after.
    """

    model_config = SettingsConfigDict(env_prefix="COUNTENANCE_", frozen=True)

    host: str = Field(default="127.0.0.1", description="Address to listen on")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one")
    device: Literal["cpu", "cuda"] = Field(default="cpu", description="That networks run on; it never falls back")
    face_landmarker: Path | None = Field(default=None, description="Another copy of face_landmarker.task")
    cache_dir: Path | None = Field(default=None, description="Where converted networks are kept")
    color_corrections_dir: DirectoryPath | None = Field(
        default=None, description="NAME.json of each tablet, as `countenance calibrate` writes it"
    )
    apparent_age: bool = Field(
        default=False, description="The form field apparent_age may be used: by providers, through a system of theirs"
    )
    practice: str | None = Field(
        default=None, description="Whose projections these are: a name, or the path of a practice file (.yaml, .json)"
    )
    location: str | None = Field(default=None, description="Id of one of the practice file's locations; else its first")
    signing_key: Path | None = Field(
        default=None, description="A practice's own P-256 key that signs projections: PEM, without a passphrase"
    )
    signing_certificates: Path | None = Field(
        default=None, description="Its certificate and who vouches for it: PEM, the signer's own first"
    )
    signing_dir: Path | None = Field(default=None, description="Where a private signer is kept, made on first use")
    language_model_url: str | None = Field(
        default=None,
        pattern=r"^(https://|http://(127\.0\.0\.1|localhost)(:\d+)?/)",
        description="Base of an OpenAI-compatible endpoint that may word summaries, such as https://host/v1; "
        "without encryption only on this machine",
    )
    language_model_folder: DirectoryPath | None = Field(
        default=None,
        description="In its place: a model on this machine, in a folder that transformers reads; never downloaded. It "
        "sends nothing out, so that no agreement is asked for",
    )
    language_model_sha256: str = Field(
        default="",
        pattern=r"^([0-9a-f]{64})?$",
        description="Of that folder (the error that another folder gives names the hash it has); empty: any content",
    )
    language_model_max_tokens: int = Field(default=1024, gt=0, description="Of an answer written on this machine")
    language_model_reads_notes: bool = Field(
        default=False,
        description="It may also propose facts from notes, which are sent without names, numbers and unknown words",
    )
    language_model_name: str = Field(default="", description="The model's name at that endpoint")
    language_model_key: SecretStr = Field(default=SecretStr(""), description="Sent as a bearer token; never shown")
    language_model_agreement: str = Field(
        default="", description="Id of the data agreement with whoever runs the endpoint; without it nothing is sent"
    )
    language_model_agreement_on: date | None = Field(default=None, description="The day since when it holds")
    language_model_timeout_s: float = Field(default=20.0, gt=0, description="For an answer as a whole, retry included")
    data_dir: Path | None = Field(
        default=None, description="Holds whatever no other setting places; made on first use, for this user alone"
    )
    database_url: SecretStr | None = Field(
        default=None, description="sqlite:///FILE or postgresql://…; else countenance.db in the data folder"
    )
    audit_key: SecretStr = Field(
        default=SecretStr(""), description="32 bytes in base64 that the audit's chains hang on; never shown"
    )
    audit_key_file: Path | None = Field(
        default=None, description="The same, in a file for its owner's eyes alone; else made in the data folder"
    )
    audit_checkpoints: Path | None = Field(
        default=None,
        description="File that signed ends of the audit's chains are added to, best on another machine's disk; else "
        "in the data folder",
    )
    audit_checkpoint_minutes: float = Field(
        default=15.0, gt=0, description="Between two of them; one more is written when the server stops"
    )
    webhook_trusted_hosts: str = Field(
        default="",
        description="Hosts of the practice's own network, with commas, that events may be sent to at any address and "
        "port, and without TLS",
    )
    webhooks_in_server: bool = Field(
        default=True, description="The server delivers events itself; else `countenance webhooks run` does"
    )
    webhooks_every_s: float = Field(default=2.0, gt=0, description="Between two looks for events that are due")
    strong_minutes: int = Field(
        default=5, gt=0, description="How long after giving credentials somebody may sign, or change who may what"
    )
    keys_url: SecretStr | None = Field(
        default=None, description="Database of wrapped keys, its own: sqlite:///FILE or postgresql://…; else keys.db"
    )
    master_key: SecretStr = Field(
        default=SecretStr(""), description="Wraps the keys: 32 bytes in base64; several with commas, the newest first"
    )
    master_key_file: Path | None = Field(
        default=None, description="The same, a key a line, for its owner's eyes alone; else made in the data folder"
    )
    master_key_provider: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z_][\w.]*:[A-Za-z_]\w*$",
        description="module:function that gives the master keys of a key management service, the newest first",
    )
    deletion_ledger: str | None = Field(
        default=None,
        description="Where deletions are told, beyond the reach of backups: a file or s3://BUCKET/PREFIX; "
        "else deletions.jsonl in the data folder",
    )
    objects: str | None = Field(
        default=None, description="Sealed photos and documents: a folder or s3://BUCKET/PREFIX; else in the data folder"
    )
    s3_endpoint: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="Of an S3 that is not Amazon's; credentials come from AWS_ACCESS_KEY_ID and its like",
    )
    s3_region: str | None = Field(default=None, description="Of the buckets; else as AWS_REGION says")
    session_idle_minutes: int = Field(default=30, gt=0, description="Unused for so long, a person's session ends")
    session_hours: int = Field(default=12, gt=0, description="It ends after so long, however busy")
    tablet_session_minutes: int = Field(default=15, gt=0, description="A tablet in the hands of one client")
    oidc_issuer: str | None = Field(
        default=None, description="Identity provider whose tokens are taken, as its tokens name it"
    )
    oidc_audience: str | None = Field(default=None, description="This server, as its tokens name it")
    oidc_keys_url: str | None = Field(
        default=None,
        pattern=r"^(https://|http://(127\.0\.0\.1|localhost)(:\d+)?/)",
        description="Its key set (JWKS); without encryption only on this machine",
    )
    oidc_grants: tuple[dict[str, Any], ...] = Field(
        default=(),
        description="JSON list of {claim, value, practice, role, locations?, assigned_only?}: what its claims grant",
    )
    oidc_strong_by: tuple[str, ...] = Field(
        default=("mfa", "otp", "hwk", "swk", "fido"), description="Values of amr or acr that say: a second factor"
    )
    requests_per_s: float = Field(
        default=50.0, ge=0, description="Of one caller, in the long run; one more is refused with 429. 0: no limit"
    )
    requests_burst: int = Field(default=500, gt=0, description="Of one caller, at once")
    max_requests: int = Field(default=256, gt=0, description="Served at once; one more is refused with 503")
    min_free_bytes: int = Field(
        default=512 * 2**20, ge=0, description="Of the data folder's disk; with less the server is not ready"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Of the lines that the server writes to stderr, one JSON object each"
    )
    max_upload_bytes: int = Field(default=41 * 2**20, gt=0, description="Of a request: 40 MiB of photos, and slack")
    max_body_bytes: int = Field(default=4 * 2**20, gt=0, description="Of a request that is no form: JSON")
    max_uploading: int = Field(default=32, gt=0, description="Uploads being read; one more is refused with 503")
    max_in_flight: int = Field(default=6, gt=0, description="Photos in progress; one more is refused with 503")
    max_drafting: int = Field(
        default=2, gt=0, description="Plans that software drafts at once for one practice; one more is refused with 503"
    )
    max_batch_size: int = Field(default=8, gt=0, description="Photos per run of the face networks")
    max_waiting: int = Field(default=32, gt=0, description="Photos waiting for the face networks")
    cpu_workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        gt=0,
        description="Photos decoded or measured at once",
    )
    upload_timeout_s: float = Field(default=60.0, gt=0, description="For an upload to arrive")
    analysis_timeout_s: float = Field(default=60.0, gt=0, description="For an analysis as a whole")
    projection_timeout_s: float = Field(default=120.0, gt=0, description="For a projection as a whole")
    canary_max_age_s: float = Field(
        default=30.0, gt=0, description="How long a passed check of the networks counts for readiness"
    )
    drain_s: float = Field(default=10.0, ge=0, description="How long a shutdown waits for what is in progress")

    @model_validator(mode="after")
    def _one_language_model(self) -> Self:
        if self.language_model_url and self.language_model_folder:
            raise ValueError("language_model_url and language_model_folder: one language model, not two")
        return self

    @model_validator(mode="after")
    def _key_with_certificates(self) -> Self:
        if (self.signing_key is None) != (self.signing_certificates is None):
            raise ValueError("signing_key and signing_certificates are set together, or neither is")
        return self

    @model_validator(mode="after")
    def _whole_provider(self) -> Self:
        said = (self.oidc_issuer, self.oidc_audience, self.oidc_keys_url, self.oidc_grants)
        if any(said) and not all(said):
            raise ValueError("oidc_issuer, oidc_audience, oidc_keys_url and oidc_grants are set together, or none is")
        return self

    @model_validator(mode="after")
    def _one_master_key(self) -> Self:
        ways = (self.master_key.get_secret_value(), self.master_key_file, self.master_key_provider)
        if sum(bool(way) for way in ways) > 1:
            raise ValueError("master_key, master_key_file and master_key_provider exclude each other")
        return self
