"""Routes of reports."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated

from fastapi import APIRouter, Query

from serving.access import Resource
from serving.desk import AtDesk, Work
from serving.desk.described import listing_responses
from serving.reports.decisions import DecisionsReport, decisions_report
from serving.reports.turnaround import TurnaroundReport, turnaround_report

router = APIRouter(prefix="/v1/reports", tags=["reports"])
Since = Annotated[date | None, Query(description="The first day, in UTC", examples=["2026-11-01"])]
Until = Annotated[date | None, Query(description="The first day that is not in it, in UTC", examples=["2026-12-01"])]


@router.get("/decisions", summary="How suggestions were weighed", responses=listing_responses())
def report_decisions(desk: AtDesk, since: Since = None, until: Until = None) -> DecisionsReport:
    """Per treatment: accepted, modified, declined, and why; what many of one reason propose the director to look at."""
    with desk.writing() as work:
        _asked(work, "decisions")
        return decisions_report(work, _moment(since), _moment(until))


@router.get("/turnaround", summary="How long plans wait", responses=listing_responses())
def report_turnaround(desk: AtDesk, since: Since = None, until: Until = None) -> TurnaroundReport:
    """From the first look of somebody who may decide to the last signature: medians per provider, in minutes."""
    with desk.writing() as work:
        _asked(work, "turnaround")
        return turnaround_report(work, _moment(since), _moment(until))


def _asked(work: Work, name: str) -> None:
    """That there are reports is no secret."""
    work.may("report.read", Resource("report", work.caller.practice), seen=True)
    work.record("report.read", work.caller.practice, name=name)


def _moment(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), UTC)
