"""How far the software is let in: off, shadow, pilot or on, by location, provider and kind of treatment.

`rollout_of` is the practice's setting in force; `Rollout.mode` and `Rollout.client_documents` answer for one place,
person and kind, and the most specific line that speaks wins. A medical director sets it, with the reason.

| mode | what happens |
|---|---|
| off | the software suggests nothing of this kind |
| shadow | it drafts unseen; a medical director reads it once a provider has decided without it |
| pilot | drafts are seen, and no plan is approved without a second look by a director or a named reviewer |
| on | drafts are seen, and a licensed provider approves |
"""

from serving.rollout.keeping import mode, rollout_of
from serving.rollout.setting import MODES, Category, Mode, Rollout, Setting, strictest

__all__ = ["MODES", "Category", "Mode", "Rollout", "Setting", "mode", "rollout_of", "strictest"]
