"""What is stored in a town: one of everything of the client who is looked after, and of the practice."""

from __future__ import annotations

from serving.consents.texts import shipped
from tests.serving.api import fresh
from tests.serving.api.sides import Side, Town
from tests.serving.plans.planning_day import TOLD

NOTE = "Not pregnant."
FORM = "hydradermabrasion"  # planned, and with a form to sign


def settle_told(town: Town, side: Side) -> None:
    """What the client told, and when they were here."""
    of = f"/v1/clients/{side.ids['client']}"
    written = town.ask(side.tokens["medical_director"], "PUT", f"{of}/profile", json=TOLD)
    assert written.status_code == 200, written.text
    side.ids["visit"] = town.made(side, f"{of}/visits", json={"day": "2026-11-20"})["id"]
    side.ids["note"] = town.made(side, f"{of}/notes", json={"text": NOTE})["id"]
    side.ids |= {f"{scope} sha256": shipped("en")[scope].wording.sha256 for scope in ("sharing", "marketing")}
    side.ids |= fresh.consent(town, side) | fresh.login(town, side)


def settle_photos(town: Town, side: Side) -> None:
    """Two, measured and compared, and what one may look like."""
    ids = side.ids
    ids["second photo"] = fresh.photo(town, side, 1)["photo"]
    ids |= fresh.photo(town, side)
    ids |= fresh.analysis(town, side, ids["photo"])
    pair = {"before": ids["photo"], "after": ids["second photo"]}
    ids["comparison"] = town.made(side, "/v1/comparisons", json=pair)["id"]
    ids |= fresh.projection(town, side)


def settle_plans(town: Town, side: Side) -> None:
    """One that was shared with everybody, one that is a draft, and one of the software's before a provider."""
    ids = side.ids
    ids |= {"draft": fresh.draft(town, side)["plan"], "number": "1", "name": "client.pdf", "form": FORM}
    ids["suggested"] = fresh.in_review(town, side, by_hand=False)["plan"]
    shown = town.ask(side.tokens["medical_director"], "GET", f"/v1/plans/{ids['suggested']}/decisions").json()
    ids["item"] = shown["suggestions"][0]["suggestion"]["item"]
    ids |= fresh.approved(town, side, "medical_director")
    for to in ("client", "system"):
        town.made(side, f"/v1/plans/{ids['plan']}/shares", json={"to": to})


def settle_unseen(town: Town, side: Side) -> None:
    """A plan that the software drafted unseen, and a provider declined without it."""
    put_rollout(town, side, "shadow")
    side.ids["unseen"] = fresh.draft(town, side, by_hand=False)["plan"]
    put_rollout(town, side, "on")
    town.made(side, f"/v1/plans/{side.ids['unseen']}/decline", json={"reason": "other"})


def put_rollout(town: Town, side: Side, mode: str) -> None:
    token = side.tokens["medical_director"]
    tag = town.ask(token, "GET", "/v1/rollout").headers["ETag"]
    said = {"default_mode": mode, "why": "As we begin"}
    put = town.ask(token, "PUT", "/v1/rollout", json=said, headers={"If-Match": tag})
    assert put.status_code == 200, put.text


def settle_practice(town: Town, side: Side) -> None:
    side.ids |= fresh.webhook(town, side) | {"twin": side.ids["other client"]}
