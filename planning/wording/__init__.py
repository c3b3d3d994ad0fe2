"""How a plan is worded: fixed sentences in English and Spanish, with days, amounts and titles as people read them.

A language model may word the summary (`asked`, `worded`). Its sentences are checked one by one; the built-in wording
stands wherever one does not hold, and nothing clinical depends on it.
"""

from planning.wording.answer import answer_schema, asked
from planning.wording.checked import Refusal, Worded, worded
from planning.wording.summary import summary
from planning.wording.words import Language, Words, money

__all__ = ["Language", "Refusal", "Worded", "Words", "answer_schema", "asked", "money", "summary", "worded"]
