"""Of plans, what was signed is held: the very version, who signed it, the document; no draft, no photo, no geometry."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from hashlib import sha256

import pytest
from PIL import Image
from pypdf import PdfReader

from serving.erasure.pictured import pictured
from serving.signing.pdf import read_signed_pdf
from serving.vault import KeyDestroyedError
from tests.serving.desk.standing import key
from tests.serving.erasure.test_holding import set_hold
from tests.serving.photos.conftest import ALL, House, house
from tests.serving.plans.planning_day import TOLD, Day
from tests.serving.plans.test_decisions import decide_all

__all__ = ["house"]


def signed(day: Day, analysis: str) -> str:
    """Drafted from a photo, signed and given to the client."""
    plan = day.plan(by_hand=False, analysis=analysis)
    assert day.post(plan, "submission").status_code == 200
    decide_all(day, plan)
    done = day.approve(plan, day.staff("medical_director"))
    assert done.status_code == 201, done.text
    assert day.post(plan, "shares", to="client").status_code == 200
    return plan


def erased(house: House) -> tuple[Day, str]:
    """A client with a photo, a signed plan and two that nobody signed; then without."""
    client = house.agreed(*ALL, "planning")
    day = Day(house.standing, client)
    assert day.http().put(f"/v1/clients/{client}/profile", json=TOLD).status_code == 200
    for role in ("provider", "medical_director"):
        day.account(f"acc_{role}")
    plan = signed(day, house.analyzed(house.kept(client)))
    day.reached("draft"), day.reached("declined")
    done = day.http(day.staff("medical_director")).post(f"/v1/clients/{client}/erasure", json={}, headers=key())
    assert done.status_code == 201, done.text
    told = done.json()["holds"]
    assert {name: told[name] for name in ("plans", "plan_versions", "plan_signatures", "plan_shares")} == {
        "plans": 1,
        "plan_versions": 1,
        "plan_signatures": 1,
        "plan_shares": 1,
    }
    assert not {"photos", "analyses", "client_profiles", "plan_shadows"} & told.keys()
    return day, plan


def test_of_plans_the_signed_version_is_held_with_its_evidence(house: House) -> None:
    set_hold(house)
    day, plan = erased(house)
    sent = day.http(day.staff("medical_director")).get(f"/v1/clients/{day.client}/erasure/held")
    archive = zipfile.ZipFile(io.BytesIO(sent.content))

    def rows(name: str) -> list[dict[str, object]]:
        return list(json.loads(archive.read(f"{name}.json")))

    [signature], [version] = rows("plan_signatures"), rows("plan_versions")
    assert [each["id"] for each in rows("plans")] == [plan]
    assert {each["plan"] for each in rows("plan_decisions")} == {plan}
    exact = archive.read(f"plan_versions/{version['id']}.json")
    assert sha256(exact).hexdigest() == signature["sha256"] == version["sha256"]
    pdf = archive.read(f"plan_signatures/{signature['id']}.pdf")
    assert sha256(pdf).hexdigest() == signature["document_sha256"]
    said = asyncio.run(read_signed_pdf(pdf))
    assert said.intact and said.whole
    assert not any(len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages)
    _no_face(archive)
    assert [name.split("/")[1][:3] for name in house.objects()] == ["hld"]
    with pytest.raises(KeyDestroyedError):
        house.standing.office.sealing.seal(day.client, "x", b"x")


def _no_face(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        data = archive.read(name)
        assert not data.startswith((b"\xff\xd8", b"\x89PNG")), name
        assert not any(word in data for word in (b"landmarks", b"blendshapes", b"polygon")), name


def test_a_document_with_a_picture_in_it_is_not_held() -> None:
    held = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(held, "PDF")
    assert pictured("plan_signatures/pls_1.pdf", held.getvalue())
    assert pictured("photos/pho_1.jpg", b"")
    assert not pictured("plan_versions/plv_1.json", b"{}")
