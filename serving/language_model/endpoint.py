"""A client of one OpenAI-compatible endpoint: JSON mode, bounded in time and size, at most one retry."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx

from serving.language_model.errors import AgreementMissingError, LanguageModelFailedError

_TRIES = 2
_SERVER_FAULT = 500
_OK = 200


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers.

    Attributes:
        url: its base, such as `https://host/v1`.
        agreement, agreed_on: id of the data agreement and the day since when it holds.
        timeout_s: for an answer as a whole, the retry included.
        max_bytes: of an answer.
    """

    url: str
    model: str
    agreement: str = ""
    agreed_on: date | None = None
    key: str = field(default="", repr=False)
    timeout_s: float = 20.0
    max_bytes: int = 64 * 1024

    def answer(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], today: date) -> str:
        """What the model says, unread.

        Raises:
            AgreementMissingError: none is recorded, or it does not hold yet; nothing is sent.
            LanguageModelFailedError: no answer in time and size; a server's fault or a broken line is tried once more.
        """
        if not self.agreement.strip() or self.agreed_on is None or self.agreed_on > today:
            raise AgreementMissingError
        body = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": _strict(schema), "strict": True},
            },
        }
        return _content(self._sent(body))

    def _sent(self, body: Mapping[str, Any]) -> bytes:
        deadline = time.monotonic() + self.timeout_s
        failed = LanguageModelFailedError("unreachable")
        for _ in range(_TRIES):
            try:
                return self._once(body, deadline)
            except httpx.TimeoutException as error:
                raise LanguageModelFailedError("timeout") from error
            except httpx.HTTPError:
                failed = LanguageModelFailedError("unreachable")
            except LanguageModelFailedError as error:
                if error.http_status < _SERVER_FAULT:
                    raise
                failed = error
        raise failed

    def _once(self, body: Mapping[str, Any], deadline: float) -> bytes:
        """One try. No redirect is followed and no proxy of the environment used: the agreement is about one host."""
        left = deadline - time.monotonic()
        if left <= 0:
            raise LanguageModelFailedError("timeout")
        headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        with (
            httpx.Client(timeout=left, trust_env=False) as client,
            client.stream("POST", f"{self.url.rstrip('/')}/chat/completions", json=body, headers=headers) as response,
        ):
            if response.status_code != _OK:
                raise LanguageModelFailedError("http_status", http_status=response.status_code)
            return self._read(response, deadline)

    def _read(self, response: httpx.Response, deadline: float) -> bytes:
        """The body as it came: unpacking could make it any size. A line that drips is cut at the deadline."""
        read = bytearray()
        for part in response.iter_raw():
            read += part
            if len(read) > self.max_bytes:
                raise LanguageModelFailedError("too_large")
            if time.monotonic() > deadline:
                raise LanguageModelFailedError("timeout")
        return bytes(read)


def _strict(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Without the lengths of strings, which strict forms do not know and may refuse; they are looked at afterwards."""
    kept = {name: part for name, part in schema.items() if name not in ("minLength", "maxLength")}
    return {name: _strict_part(part) for name, part in kept.items()}


def _strict_part(part: Any) -> Any:
    if isinstance(part, Mapping):
        return _strict(part)
    return [_strict_part(each) for each in part] if isinstance(part, list) else part


def _content(body: bytes) -> str:
    """The message of the first choice, if it was ended by the model and not cut off."""
    try:
        choice = json.loads(body)["choices"][0]
        content, ended = choice["message"]["content"], choice.get("finish_reason", "stop")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise LanguageModelFailedError("not_an_answer") from error
    if not isinstance(content, str) or ended != "stop":
        raise LanguageModelFailedError("not_an_answer")
    return content
