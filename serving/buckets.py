"""Buckets of an S3, as the settings name them. Credentials come from the environment, as every S3 client reads them."""

from __future__ import annotations

from datetime import timedelta

from obstore.store import S3Store

from serving.settings import Settings

_SCHEME = "s3://"
_TIMEOUT = timedelta(seconds=30)  # for 40 MB
_CONNECT_TIMEOUT = timedelta(seconds=5)
_RETRIES = 3
_RETRIES_END = timedelta(seconds=20)


def is_bucket(place: str) -> bool:
    return place.startswith(_SCHEME)


def bucket_store(place: str, settings: Settings) -> S3Store:
    """The store at `s3://BUCKET/PREFIX`. Nothing is asked of it yet."""
    bucket, _, prefix = place.removeprefix(_SCHEME).partition("/")
    named = {"endpoint": settings.s3_endpoint, "region": settings.s3_region}
    return S3Store(
        bucket,
        prefix=prefix.strip("/") or None,
        config={name: value for name, value in named.items() if value is not None},  # type: ignore[arg-type]
        client_options={
            "allow_http": (settings.s3_endpoint or "").startswith("http://"),
            "timeout": _TIMEOUT,
            "connect_timeout": _CONNECT_TIMEOUT,
        },
        retry_config={"max_retries": _RETRIES, "retry_timeout": _RETRIES_END},
    )
