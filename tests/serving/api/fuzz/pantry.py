"""The pantry: one of everything that a request may name, and a new one of what requests use up."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from PIL import Image

from serving.access import Grant
from serving.consents.texts import shipped
from tests.serving.access.grounds import PASSWORD
from tests.serving.api.fuzz.makers import Makers
from tests.serving.api.people import lent
from tests.serving.photos.conftest import portrait
from tests.serving.plans.planning_day import FACIAL, LICENCE, NAME, TOLD

PROJECTION = {
    "treatments": [{"treatment": "botulinum_toxin_upper_face", "zones": ["glabella"]}],
    "consent": {"given_on": "2026-11-01", "scope": ["projection"]},
    "date_of_birth": "1980-01-01",
    "blocks": [],
    "holds": [],
}
STRONG = {"signer": (NAME, Grant("medical_director")), "nurse": ("Nia Provider", Grant("provider"))}


@dataclass
class Pantry(Makers):
    """One of everything that stays, beside what the makers make."""

    _makers: dict[str, Callable[[], Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._makers = {
            name.removeprefix("_make_").replace("_", " "): getattr(self, name)
            for name in dir(self)
            if name.startswith("_make_")
        }
        ours = self.town.ours
        self.tokens = dict(ours.tokens) | {f"their {who}": token for who, token in self.town.theirs.tokens.items()}
        self.kept = dict(ours.ids) | {f"their {name}": id for name, id in self.town.theirs.ids.items()}
        del self.kept["name"]  # of a document: whichever is made up
        self._people()
        self._client()
        self._things()
        self._plans()

    def thing(self, name: str) -> Any:
        """By its name; one that is made for this request, if its name says so."""
        maker = self._makers.get(name)
        return self.kept[name] if maker is None else maker()

    def has(self, name: str) -> bool:
        return name in self._makers or name in self.kept

    def token(self, who: str) -> str | None:
        """Somebody's, or that of a session which is made for this request."""
        return self.thing(who) if who in self._makers else self.tokens[who]

    def etag(self, who: str, path: str) -> str:
        """Of the present version; of none, where there is no such thing yet."""
        return self.tag(self.token(who), path)

    def _people(self) -> None:
        for who, (name, grant) in STRONG.items():
            _, login = self._person(name, grant, licences=(LICENCE,))
            self.tokens[who] = self._strong(login)[0]
        account, login = self._person("Pia Provider", Grant("provider"))
        self.kept |= {"account": account, "password": PASSWORD}
        self.tokens["provider here"] = self._session(login)
        _, self.kept["login"] = self._person("Sam Sample", Grant("auditor"))

    def _client(self) -> None:
        held = {"hold_signed_records_days": 2555, "hold_reason": "22 CCR 72543"}
        path = f"/v1/practices/{self.kept['practice']}"
        self._asked("PATCH", path, headers={"If-Match": self.etag("medical_director", path)}, json=held)
        for name in ("client", "other client", "erased client", "held client"):
            self.kept[name] = self._ready_client()
        assigned = {"account": self.town.ours.ids["account of provider"]}
        self._asked("POST", f"/v1/clients/{self.kept['client']}/assignments", json=assigned)
        self.kept["tablet"], self.tokens["tablet"] = lent(self.town, self.town.ours, self.kept["client"])
        self.kept |= {f"{scope} sha256": shipped("en")[scope].wording.sha256 for scope in ("sharing", "marketing")}

    def _ready_client(self) -> str:
        """One who agreed to everything and told everything."""
        client = self._make_new_client()
        for scope in shipped("en"):
            self.town.consent(self.town.ours, scope, client)
        self._asked("PUT", f"/v1/clients/{client}/profile", json=TOLD)
        return client

    def _things(self) -> None:
        kept = self.kept
        client = kept["client"]
        kept |= {"picture": portrait(), "projection": json.dumps(PROJECTION), "profile": TOLD, "number": "1"}
        kept |= {"photo": self._photo(), "later photo": self._photo(1)}
        kept["analysis"] = self._make_new_analysis()
        kept["projection"] = self._make_new_projection()
        said = {"before": kept["photo"], "after": kept["later photo"]}
        kept["comparison"] = self._asked("POST", "/v1/comparisons", json=said)["id"]
        kept["visit"] = self._asked("POST", f"/v1/clients/{client}/visits", json={"day": "2026-11-20"})["id"]
        kept |= {
            "note": self._make_new_note(),
            "consent": self._make_new_consent(),
            "webhook": self._make_new_webhook(),
        }
        kept["key"] = self._make_new_key()
        kept["practice file"] = (
            (files("planning") / "practice" / "sample" / "practice.yaml")
            .read_text()
            .replace("id: linden_aesthetics", "id: maple_skin")
        )
        drawn = io.BytesIO()
        Image.new("1", (20, 10)).save(drawn, "PNG")
        kept["drawn"] = base64.b64encode(drawn.getvalue()).decode()
        kept["signer's name"], kept["treatment"] = NAME, FACIAL["treatment"]
        tablet = self._make_new_tablet()
        self._asked("POST", f"/v1/tablets/{tablet}/sessions", json={"client": client})
        self.tokens["device"] = kept["device secret"]

    def _plans(self) -> None:
        kept = self.kept
        kept |= {"plan": self._make_new_plan_in_review(), "draft plan": self._make_new_draft_plan()}
        kept["approved plan"] = self._approved(kept["client"])
        path = f"/v1/clients/{kept['client']}/plans"
        kept["suggested plan"] = self._asked("POST", path, "provider here", json={"by_hand": False})["id"]
        self._asked("POST", f"/v1/plans/{kept['suggested plan']}/submission")
        suggested = self._asked("GET", f"/v1/plans/{kept['suggested plan']}/decisions", "provider here")["suggestions"]
        kept["item"] = suggested[0]["suggestion"]["item"]
        self._approved(kept["held client"])
        for name in ("erased client", "held client"):
            self._asked("POST", f"/v1/clients/{kept[name]}/erasure", json={})

    def _approved(self, client: str) -> str:
        plan = self._make_new_plan_in_review(client)
        said = {"sha256": self.sha256_of(plan), "typed_name": NAME}
        self._asked("POST", f"/v1/plans/{plan}/approval", "signer", json=said)
        return plan
