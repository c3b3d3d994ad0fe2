"""What can go wrong at the edge: refusals under load, late or broken uploads, workers that are gone."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import CountenanceError


class OverloadedError(CountenanceError):
    """More work is waiting than is useful to queue. Said at once, so that a client can come back."""

    code = "overloaded"
    status = 503
    title = "The server is busy. Please try again in a moment"

    def __init__(self, message: str | None = None, *, retry_after_s: int = 1) -> None:
        super().__init__(message, retry_after_s=retry_after_s)


class WorkerDeadError(CountenanceError):
    """The thread that owns a model is not running; only a restart of the server helps."""

    code = "worker_dead"
    status = 503
    title = "The analysis engine is not running"


class ShuttingDownError(CountenanceError):
    code = "shutting_down"
    status = 503
    title = "The server is shutting down"


class DeadlineExceededError(CountenanceError):
    """The result would have come later than the caller was willing to wait."""

    code = "deadline_exceeded"
    status = 504
    title = "The analysis took too long"


class BatchFailedError(CountenanceError):
    """The model's function failed as a whole; its own error is the cause and is in the log."""

    code = "inference_failed"
    status = 500
    title = "The analysis engine failed on this request"


class NotReadyError(CountenanceError):
    """Something that the server stands on did not pass its last check; `details.failing` names it."""

    code = "not_ready"
    status = 503
    title = "The server is not ready"

    def __init__(self, failing: Sequence[str]) -> None:
        super().__init__(failing=list(failing))


class ApparentAgeOffError(CountenanceError):
    """Asked for where nobody switched it on for providers."""

    code = "apparent_age_off"
    status = 403
    title = "This server does not offer an apparent age"


class UploadTooLargeError(CountenanceError):
    code = "upload_too_large"
    status = 413
    title = "The photo file is too large"

    def __init__(self, limit_bytes: int) -> None:
        limit = f"{limit_bytes / 2**20:.0f} MB" if limit_bytes >= 2**20 else f"{limit_bytes} bytes"
        super().__init__(f"The photo may be at most {limit}", limit_bytes=limit_bytes)


class BodyTooLargeError(CountenanceError):
    """Of a request that is no form."""

    code = "body_too_large"
    status = 413
    title = "The request is too large"

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(f"A request that is no form may have {limit_bytes} bytes at most", limit_bytes=limit_bytes)


class UploadTimeoutError(CountenanceError):
    code = "upload_timeout"
    status = 408
    title = "The upload took too long"


class MalformedUploadError(CountenanceError):
    code = "malformed_upload"
    status = 400
    title = "The request is not a well-formed multipart form"


class TabletUnknownError(CountenanceError):
    """The form names a tablet that no color correction is stored for."""

    code = "tablet_unknown"
    status = 422
    title = "Nothing is stored for this tablet"


class ClientDisconnectedError(CountenanceError):
    """Nobody is left to read the answer; 499 appears in access logs only."""

    code = "client_disconnected"
    status = 499
    title = "The client went away"
