"""A practice's own decisions on rules, each signed by a medical director and dated."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field, field_validator

from models.errors import CountenanceError
from planning.files import Document
from planning.library import Library
from planning.rules import Level, Rule


class LabelBlockError(CountenanceError):
    """A label, statute or boxed warning blocks, and no practice may take it less strictly."""

    code = "label_block_cannot_be_lowered"
    status = 422
    title = "A label block can't be lowered"


class RuleUnknownError(CountenanceError):
    """A practice's decision names a rule that the library does not hold."""

    code = "rule_unknown"
    status = 422
    title = "There is no such rule"


class RuleChange(Document):
    """One decision. A rule can be lowered to `inform` but never silenced.

    Attributes:
        rule: id of the rule.
        to: what shall follow instead.
        reason, signed_by, signed_on: of the director; in force from that day on.
    """

    rule: str
    to: Level
    reason: str = Field(min_length=10)
    signed_by: str = Field(min_length=3)
    signed_on: date

    @field_validator("to", mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        return Level.named(value)


class Policy(Document):
    """All decisions of a practice.

    Attributes:
        changes: at most one a rule.
    """

    changes: tuple[RuleChange, ...] = ()

    @field_validator("changes")
    @classmethod
    def _once(cls, changes: tuple[RuleChange, ...]) -> tuple[RuleChange, ...]:
        names = [change.rule for change in changes]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"changed twice: {', '.join(twice)}")
        return changes

    def change(self, rule: Rule, today: date) -> RuleChange | None:
        """The decision on a rule that is in force."""
        return next((c for c in self.changes if c.rule == rule.id and c.signed_on <= today), None)


def check_policy(policy: Policy, library: Library) -> None:
    """Holds a practice's decisions against the library.

    Raises:
        RuleUnknownError: a rule is not there.
        LabelBlockError: a label's block would be lowered.
    """
    rules = {rule.id: rule for rule in library.all_rules()}
    for change in policy.changes:
        if change.rule not in rules:
            raise RuleUnknownError(f"{change.rule!r} is not a rule of the library", rule=change.rule)
        if rules[change.rule].label and change.to < rules[change.rule].verdict:
            raise LabelBlockError(f"{change.rule} rests on a label", rule=change.rule)
