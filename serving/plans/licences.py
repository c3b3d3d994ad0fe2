"""Whose licence covers a plan: its type, its state, its last day, and how far it goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from planning.library import Treatment, load_library
from planning.plan import PlanOption
from planning.practice import Practice
from serving.access.accounts import staff_of
from serving.access.profile import Staff, StaffLicence
from serving.access.tables import Account
from serving.desk import Work
from serving.plans.errors import LicenceMissingError, NameDiffersError


def signer_of(work: Work, typed_name: str) -> Staff:
    """The caller's own account.

    Raises:
        LicenceMissingError: there is no account that could have a licence.
        NameDiffersError.
    """
    account = work.session.get(Account, work.caller.id)
    if account is None or account.practice != work.caller.practice or not account.active:
        raise LicenceMissingError("no_account")
    staff = staff_of(work.office.sealing, account)
    if _spelled(typed_name) != _spelled(staff.profile.name):
        raise NameDiffersError()
    return staff


def covering(staff: Staff, option: PlanOption, practice: Practice, today: date) -> StaffLicence:
    """The licence that covers every treatment of an option, where it is carried out, today.

    Raises:
        LicenceMissingError: with the treatments that none covers.
    """
    state = practice.location.state
    here = [licence for licence in staff.profile.licences if licence.state == state]
    if not here:
        raise LicenceMissingError("state")
    valid = [licence for licence in here if today <= licence.expires]
    if not valid:
        raise LicenceMissingError("expired")
    needed = [load_library().treatment(item.treatment) for item in option.items]
    for licence in valid:
        if not _left_out(licence, needed, practice, today):
            return licence
    raise LicenceMissingError("scope", _left_out(valid[0], needed, practice, today))


def _left_out(licence: StaffLicence, needed: Iterable[Treatment], practice: Practice, today: date) -> list[str]:
    """Treatments that a licence does not cover: by its own scope, by the library, or by the practice's menu."""
    found = []
    for treatment in needed:
        entry = practice.entry(treatment.id)
        allowed = entry.credentials if entry and entry.credentials else treatment.credentials
        of_type = licence.type in treatment.credentials and licence.type in allowed
        if not (treatment.home_care or of_type) or not licence.covers(treatment.id, licence.state, today):
            found.append(treatment.id)
    return sorted(set(found))


def _spelled(name: str) -> str:
    return " ".join(name.split())
