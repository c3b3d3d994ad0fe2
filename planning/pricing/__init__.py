"""What a plan costs: the cheapest valid combination of single prices, packages and memberships, exactly.

In:  items with the visits that give them, home care, and the practice's menu, packages, memberships, taxes, stock.
Out: `Investment`. Amounts are Decimals; nothing is billed.

`lines` says what has to be paid for, `cheapest` chooses and proves it, `greedy` stands in where a proof would take too
long, `invest` turns the choice into purchases, payments by visit, and sentences.
"""

from planning.pricing.cheapest import cheapest
from planning.pricing.choice import Bought, Choice, Joined
from planning.pricing.invest import invest
from planning.pricing.lines import Due, dues
from planning.pricing.money import cents, from_cents, percent_of

__all__ = ["Bought", "Choice", "Due", "Joined", "cents", "cheapest", "dues", "from_cents", "invest", "percent_of"]
