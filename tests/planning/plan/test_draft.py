"""What a draft must hold together, whoever makes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from planning.plan import Check, Investment, PlanDraft, PlanItem, PlannedVisit, PlanOption, VisitItem, Why

ITEM = PlanItem(
    id="i1", treatment="microneedling", title="Microneedling", visits=1, why=(Why(kind="goal", text="Asked for."),)
)
CLEAR = Check(item="i1", level="clear", approvable=True)
VISIT = PlannedVisit(
    number=1, date=date(2026, 12, 1), items=(VisitItem(item="i1", treatment="microneedling", number=1, minutes=60),)
)
FREE = Investment(currency="USD", a_la_carte=Decimal(350), total=Decimal(350), saves=Decimal(0))


def _option(**changes: Any) -> PlanOption:
    parts: dict[str, Any] = {"primary": (ITEM,), "checks": (CLEAR,), "timeline": (VISIT,), "investment": FREE}
    return PlanOption(tier="good", title="Good", **(parts | changes))


def _draft(**changes: Any) -> PlanDraft:
    parts: dict[str, Any] = {"options": (_option(),), "recommended": "good"}
    return PlanDraft(made_on=date(2026, 11, 22), practice="p", location="l", **(parts | changes))


def test_a_draft_reads_back_as_it_was_written() -> None:
    draft = _draft()
    assert PlanDraft.model_validate_json(draft.model_dump_json(by_alias=True)) == draft


def test_every_item_is_checked() -> None:
    with pytest.raises(ValidationError, match="not checked"):
        _option(checks=())


def test_a_visit_holds_only_items_of_its_option() -> None:
    stranger = VISIT.model_copy(update={"items": (VISIT.items[0].model_copy(update={"item": "i2"}),)})
    with pytest.raises(ValidationError, match="does not hold"):
        _option(timeline=(stranger,))


def test_two_items_do_not_share_an_id() -> None:
    with pytest.raises(ValidationError, match="share an id"):
        _option(supporting=(ITEM,))


def test_what_holds_one_line_holds_the_option() -> None:
    assert _option().approvable
    assert not _option(checks=(CLEAR.model_copy(update={"level": "hold", "approvable": False}),)).approvable


def test_the_recommended_option_is_one_of_them_and_gives_the_visits() -> None:
    assert _draft().visits == (VISIT,)
    with pytest.raises(ValidationError, match="recommended"):
        _draft(recommended="best")


def test_a_draft_is_nothing_else() -> None:
    with pytest.raises(ValidationError):
        _draft(status="approved")
