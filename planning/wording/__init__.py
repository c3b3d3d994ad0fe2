"""How a plan is worded: fixed sentences in English and Spanish, with days, amounts and titles as people read them."""

from planning.wording.summary import summary
from planning.wording.words import Language, Words, money

__all__ = ["Language", "Words", "money", "summary"]
