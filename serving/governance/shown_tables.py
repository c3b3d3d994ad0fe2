"""Tables of the report: strings in rows."""

from __future__ import annotations

from dataclasses import dataclass

from serving.governance.schemas import ConsentTold, Decisions, Overseer, Oversight, Storage
from serving.governance.words import words
from serving.retention.schedule import schedule


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def overseers_table(told: Oversight) -> Table:
    columns = ("Name", "Role", "Licenses", "Second factor", "Last signed")
    return Table("Who oversees", columns, tuple(map(_overseer, told.overseers)))


def _overseer(each: Overseer) -> tuple[str, ...]:
    licences = "; ".join(
        f"{licence.type.replace('_', ' ')} {licence.state} {licence.number}, "
        f"{'until' if licence.valid else 'EXPIRED'} {licence.expires}"
        for licence in each.licences
    )
    reviews = ["reviews pilots"] if each.reviews_pilots else []
    roles = ", ".join([*(role.replace("_", " ") for role in each.roles), *reviews])
    signed = f"{each.last_signed_at:%Y-%m-%d %H:%M}" if each.last_signed_at else "nothing on record"
    return each.name, roles, licences or "nothing on record", "yes" if each.second_factor else "no", signed


def scopes_table(told: ConsentTold) -> Table:
    columns = ("Scope", "Agreeing", "Without", "Signatures", "Withdrawn", "Expired", "Declined")
    names = ("clients_agreeing", "clients_without", "signatures", "withdrawn", "expired", "refusals")
    rows = ((each.scope, *(str(getattr(each, name)) for name in names)) for each in told.scopes)
    return Table("Agreements, clients and signatures", columns, tuple(rows))


def texts_table(told: ConsentTold) -> Table:
    rows = (
        (each.scope, each.language, str(each.version), "template" if each.template else "practice's", each.sha256[:16])
        for each in told.texts
    )
    return Table("Texts in force", ("Scope", "Language", "Version", "Kind", "SHA-256 begins"), tuple(rows))


def sealed_table(told: Storage) -> Table:
    rows = ((name.replace("_", " "), str(number)) for name, number in told.sealed.items())
    return Table("Rows of what is sealed", ("What", "Rows"), tuple(rows))


def schedule_table(told: Storage) -> Table:
    titles, ends = {rule.what: rule.title["en"] for rule in schedule()}, words()["ends"]
    rows = (
        (
            titles[each.what],
            "no term" if each.days_after_last_visit is None else f"{each.days_after_last_visit} days",
            ", ".join(ends[end] for end in each.ends),
        )
        for each in told.schedule
    )
    return Table("Retention schedule", ("What", "After the last visit", "Or earlier"), tuple(rows))


def reasons_table(told: Decisions) -> Table:
    rows = ((code.replace("_", " "), str(number)) for code, number in (told.reasons or {}).items())
    return Table("Why suggestions were modified or declined", ("Reason", "How often"), tuple(rows))
