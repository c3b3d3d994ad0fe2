"""A plan is drafted: what to treat, when, with what at home, for how much, each line with its reasons and its check.

`draft(request)` always answers. What cannot be placed, is blocked on its day, or is beyond the budget is left out and
said; where nothing is left, the draft holds one option, `nothing_now`, that says why.
"""

from planning.drafting.draft import draft
from planning.drafting.request import DraftRequest

__all__ = ["DraftRequest", "draft"]
