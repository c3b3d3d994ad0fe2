"""What a plan does not hold, by reason, with what is said of several things said once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from planning.documents.request import DocumentRequest
from planning.plan import LeftOut
from planning.wording.titles import concern_title, zone_titles
from planning.wording.words import Words

REASONS = {
    "blocked": "Ruled out",
    "downtime": "Too long to be seen",
    "budget": "Over the budget",
    "no_slot": "No day found",
    "out_of_stock": "Out of stock",
    "not_offered": "Not offered here",
    "nothing_serves_it": "Nothing serves it",
    "nothing_due": "Nothing due",
    "covered": "Served already",
    "tier": "In a larger option",
    "provider": "Taken out by a provider",
    "not_assessable": "Not assessable in the photo",
}
_NOTHING_FOR = "No treatment of the library is for "  # how `selection` begins it
_SIDE = re.compile(r",? (?:left|right)\b")


def left_out_rows(request: DocumentRequest) -> list[dict[str, object]]:
    """A row a reason."""
    grouped: dict[str, list[LeftOut]] = {}
    for each in (*request.option.left_out, *request.draft.left_out):
        grouped.setdefault(each.why, []).append(each)
    known = [why for why in REASONS if why in grouped]
    order = known + [why for why in grouped if why not in REASONS]
    return [
        {"reason": REASONS.get(why, why.replace("_", " ").capitalize()), "lines": list(_lines(grouped[why], request))}
        for why in order
    ]


def _lines(left: Sequence[LeftOut], request: DocumentRequest) -> Iterator[str]:
    if left[0].why == "not_assessable":
        yield from _unseen(left, request.words)
        return
    titles = {treatment.id: treatment.title for treatment in request.library.treatments.values()}
    said: dict[str, list[str]] = {}
    for each in left:
        title = titles.get(each.what, "")
        begins = bool(title) and each.text.startswith(title)
        said.setdefault(each.text.removeprefix(title) if begins else each.text, []).append(title if begins else "")
    alike = {tail: subjects for tail, subjects in said.items() if any(subjects)}
    for tail, subjects in alike.items():
        named = list(dict.fromkeys(filter(None, subjects)))
        yield request.words.listed(named) + (re.sub("^ is ", " are ", tail) if len(named) > 1 else tail)
    yield from _together(_sides(tail for tail in said if tail not in alike))


def _sides(texts: Iterable[str]) -> Iterator[str]:
    """What is said of both sides is said once."""
    pairs: dict[str, list[str]] = {}
    for text in texts:
        pairs.setdefault(_SIDE.sub("", text), []).append(text)
    for plain, both in pairs.items():
        yield both[0] if len(both) == 1 else f"{plain.removesuffix('.')} (both sides)."


def _together(texts: Iterable[str]) -> Iterator[str]:
    """What begins alike is one sentence."""
    served = []
    for text in texts:
        if text.startswith(_NOTHING_FOR):
            served.append(text.removeprefix(_NOTHING_FOR).removesuffix("."))
        else:
            yield text
    if served:
        yield f"{_NOTHING_FOR}{'; '.join(served)}."


def _unseen(left: Iterable[LeftOut], words: Words) -> Iterator[str]:
    """`Blemishes: upper lip, chin; redness: chin – covered`."""
    places: dict[tuple[str, str], list[str]] = {}
    for each in left:
        concern, _, zone = each.what.partition(":")
        _, colon, reason = each.text.partition("could not be assessed: ")
        if not zone or not (colon or each.text.endswith("could not be assessed.")):
            yield each.text
            continue
        places.setdefault((concern, reason.rstrip(".")), []).append(zone)
    said: dict[str, list[str]] = {}
    for (concern, reason), zones in places.items():
        where = ", ".join(title.lower() for title in zone_titles(zones, words))
        said.setdefault(reason, []).append(f"{concern_title(concern, words)}: {where}")
    for reason, seen in said.items():
        yield "; ".join(seen) + (f" – {reason}" if reason else "")
