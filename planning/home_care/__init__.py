"""Home care around the visits: few products, by need and rule, from the practice's own shelf.

A routine is simple on purpose: sunscreen every morning, a moisturizer where something dries or wounds the skin, and at
most one active in the morning and one in the evening. Among the actives that no rule blocks the pair is taken that
does most for the needs (`planning.selection.strength`), less what each product asks of the client. What the client
uses already keeps its place and is not sold again. Around visits a product rests as the library's pauses say.
"""

from planning.home_care.home_care import home_care
from planning.home_care.own_use import last_uses

__all__ = ["home_care", "last_uses"]
