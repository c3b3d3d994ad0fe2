"""Ways in which a made-up case is asked: most get past what would stop them all, and then go wrong in one place."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import schemathesis

from tests.serving.api.fuzz import hostile
from tests.serving.api.fuzz.bodies import as_form, as_json, parts_of
from tests.serving.api.fuzz.likely import Likely, filled, ids_of
from tests.serving.api.fuzz.pantry import Pantry

# How often, of a hundred.
LANES = {
    "likely": 40,  # as whoever may asks well
    "bent": 20,  # one part of the body or the query replaced by something hostile
    "described": 14,  # as the API's description has it, or says it may not be, but with ids that exist
    "somebody": 8,  # well, by somebody else
    "elsewhere": 6,  # things of another practice, and names that no thing has
    "headers": 8,
    "untouched": 4,  # the case as it was made
}
AS_MADE = ("described", "untouched")
WHO = (
    "coordinator", "provider", "provider here", "medical_director", "signer", "auditor", "admin", "integration",
    "integration_without_scope", "tablet", "device", "nobody", "expired", "their medical_director", "their admin",
)  # fmt: skip
# Could sign somebody out, or change their password, whom later cases need; whom they are for is made for each.
OWN = ("/v1/sessions/current", "/v1/tablets/current")


@dataclass
class Request:
    """Attributes:
    more: body or form, as the client takes them.
    """

    method: str
    path: str
    token: str | None
    params: Any = None
    headers: dict[str, str | bytes] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


def lane(luck: Random, mode: schemathesis.GenerationMode) -> str:
    """What is made up to be wrong is asked as it was made up."""
    wrong = mode is schemathesis.GenerationMode.NEGATIVE
    open_to_it = {name: share for name, share in LANES.items() if name in AS_MADE or not wrong}
    return luck.choices(list(open_to_it), list(open_to_it.values()))[0]


def dressed(case: schemathesis.Case, likely: Likely, pantry: Pantry, luck: Random, way: str) -> Request:
    """The request of a case."""
    if way in AS_MADE:
        return _described(case, likely, pantry, luck, way == "untouched")
    ids = ids_of(likely, case.path_parameters or {}, pantry)
    token = pantry.token(likely.who)
    if way == "somebody" and not case.path.startswith(OWN):
        token = pantry.tokens[luck.choice(WHO)]
    request = Request(case.method, case.path.format(**ids), token, _query(case, pantry, luck))
    body = filled(likely.body, pantry, ids)
    _conditions(request, case, likely, pantry, ids)
    if way == "bent":
        _bend(request, body, likely, pantry, luck)
    else:
        request.more = _sent(body, likely, pantry, ids)
    if way == "elsewhere":
        request.path = _elsewhere(case, ids, pantry, luck)
    if way == "headers":
        _wrong_header(request, luck)
    return request


def repeated(request: Request, likely: Likely, luck: Random) -> Request:
    """The same again under the same Idempotency-Key, or something else under it."""
    more = dict(request.more)
    if "content" in more and luck.random() < 0.5:
        more["content"] = as_json(hostile.bent(json.loads(more["content"]), luck))
    return Request(request.method, request.path, request.token, request.params, dict(request.headers), more)


def _described(case: schemathesis.Case, likely: Likely, pantry: Pantry, luck: Random, untouched: bool) -> Request:
    if not untouched:
        given = ids_of(likely, case.path_parameters or {}, pantry)
        case.path_parameters = {
            name: given[name] if luck.random() < 0.9 else value for name, value in (case.path_parameters or {}).items()
        }
        if isinstance(case.body, dict | list):
            case.body = _with_ids(case.body, pantry, luck)
    token = pantry.token(likely.who)  # made for this request, where it is that for which the operation is
    sent = case.as_transport_kwargs(base_url="")
    headers: dict[str, str | bytes] = dict(sent.pop("headers", None) or {})
    request = Request(case.method, sent.pop("url"), token, sent.pop("params", None), headers)
    if not untouched:
        headers.pop("Authorization", None)  # nobody can make up credentials
        request.params = _query(case, pantry, luck)
        _conditions(request, case, likely, pantry, dict(case.path_parameters or {}), read=False)
    sent.pop("method"), sent.pop("cookies", None)
    if sent.get("files"):
        sent["files"] = parts_of(sent["files"])
    request.more = {name: value for name, value in sent.items() if value is not None}
    return request


def _with_ids(said: Any, pantry: Pantry, luck: Random) -> Any:
    """With ids of things in place of what was made up for them, most of the time."""
    if isinstance(said, list):
        return [_with_ids(value, pantry, luck) for value in said]
    if not isinstance(said, dict):
        return said
    named = {"before": "photo", "after": "later photo", "other": "other client", "animated": "later photo"}
    return {
        name: pantry.kept[named.get(name, name)]
        if isinstance(value, str) and named.get(name, name) in _IDS and luck.random() < 0.7
        else _with_ids(value, pantry, luck)
        for name, value in said.items()
    }


_IDS = ("client", "other client", "location", "account", "photo", "later photo", "analysis", "consent", "visit", "key")


def _query(case: schemathesis.Case, pantry: Pantry, luck: Random) -> dict[str, Any] | None:
    """What was made up, without what nobody can make up, and with things that exist."""
    if not isinstance(case.query, dict) or luck.random() < 0.4:
        return None
    kept = {name: value for name, value in case.query.items() if name != "cursor"}
    return {name: pantry.kept[name] if name in _IDS and luck.random() < 0.8 else value for name, value in kept.items()}


def _conditions(
    request: Request, case: schemathesis.Case, likely: Likely, pantry: Pantry, ids: dict[str, str], *, read: bool = True
) -> None:
    """Idempotency-Key and If-Match, as the operation takes them."""
    if request.method == "POST":
        request.headers["Idempotency-Key"] = str(uuid4())
    if request.method in ("PUT", "PATCH") and likely.tag != "":
        path = (likely.tag or case.path).format(**ids)
        request.headers["If-Match"] = pantry.etag(likely.who, path) if read else '"1"'


def _sent(body: Any, likely: Likely, pantry: Pantry, ids: dict[str, str]) -> dict[str, Any]:
    if likely.form is not None:
        return {"files": as_form(filled(likely.form, pantry, ids))}
    return {} if body is None else {"content": as_json(body)}


def _bend(request: Request, body: Any, likely: Likely, pantry: Pantry, luck: Random) -> None:
    if likely.form is not None:
        said = filled(likely.form, pantry, {})
        if luck.random() < 0.6:
            said["photo"] = hostile.broken_picture(luck)
        else:
            said = {name: value for name, value in hostile.bent(said, luck).items() if value is not None}
        request.more = {"files": as_form(said)}
    elif body is not None and luck.random() < 0.92:
        changed = hostile.bent(body, luck)
        request.more = {"content": as_json(hostile.bent(changed, luck) if luck.random() < 0.2 else changed)}
    elif body is not None:
        request.more = {"content": hostile.no_json(luck)}
    else:
        names = ("cursor", "limit", "client", "since", "until", "state", "location", "kind", "language", "tier", "x")
        words = [str(luck.choice((*hostile.WORDS[:-1], *hostile.NUMBERS))) for _ in range(2)]
        request.params = {luck.choice(names): word.encode("utf-8", "surrogatepass") for word in words}


def _elsewhere(case: schemathesis.Case, ids: dict[str, str], pantry: Pantry, luck: Random) -> str:
    strange = {
        name: pantry.kept.get(f"their {name}", luck.choice(hostile.NAMES))
        if luck.random() < 0.4
        else luck.choice(hostile.NAMES)
        for name in ids
    }
    return case.path.format(**{name: quote(str(value), safe="") for name, value in strange.items()})


def _wrong_header(request: Request, luck: Random) -> None:
    name, values = luck.choice(
        (
            ("Accept-Language", hostile.LANGUAGES),
            ("If-Match", hostile.TAGS),
            ("If-None-Match", hostile.TAGS),
            ("Idempotency-Key", hostile.KEYS),
            ("Authorization", hostile.BEARERS),
            ("Content-Type", hostile.TYPES),
            ("Content-Encoding", ("gzip",)),
            ("Cookie", ("__Host-countenance=x", "=;;;", b"\xff=\xfe")),
            ("X-Request-Id", ("x" * 5000, b"\xff", "a b")),
            ("Accept", ("text/html", "image/*;q=0", b"\xff")),
        )
    )
    request.headers[name] = luck.choice(values)
