"""Why a visit has no day: found by taking one barrier after the other away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planning.schedule.kept import Kept
from planning.schedule.model import Visit
from planning.schedule.scheduled import Unplaced
from planning.schedule.search import Days, DaySearch
from planning.schedule.setting import Setting, interval


def unplaced(setting: Setting, search: DaySearch, days: Days) -> Iterator[Unplaced]:
    """Of every item that has visits without a day."""
    for i, waiting in enumerate(setting.waiting):
        missing = tuple(n for n in waiting if Visit(i, n) not in days.day)
        if missing:
            yield _of(setting, search, i, missing)


def _of(setting: Setting, search: DaySearch, index: int, missing: tuple[int, ...]) -> Unplaced:
    item, first = setting.services[index].item, Visit(index, missing[0])
    if not search.days[first]:
        why, text = _no_day(setting, index)
    elif _too_long(setting, index, {n: search.days[Visit(index, n)] for n in setting.waiting[index]}):
        why, text = _no_room(setting, index)
    elif setting.request.visits_a_month is not None:
        why, text = "visits_a_month", "with the other treatments it exceeds the visits a month"
    else:
        why, text = "spacing", "no day keeps the days it must lie apart from the other treatments"
    return Unplaced(item.id, missing, why, f"{item.title}{_which(missing, item.visits)}; {text}.")


def _which(missing: tuple[int, ...], visits: int) -> str:
    if len(missing) == visits:
        return " has no day"
    numbers = ", ".join(map(str, missing))
    return f": visits {numbers} have no day" if len(missing) > 1 else f": visit {numbers} has no day"


def _no_day(setting: Setting, index: int) -> tuple[str, str]:
    """The barrier without which there would be a day; else all that stand in the way."""
    kept = Kept(setting.calendar, index)
    for k, without in enumerate(kept.barriers):
        if kept.free_without(k):
            return without.why, f"nothing is left but {without.text}"
    whole = next((b for b, days in kept if len(days) == len(setting.calendar.days)), None)
    if whole:
        return whole.why, f"there are only {whole.text}"
    texts = [barrier.text for barrier, days in kept if days]
    return "no_slot", f"no day is left between {', '.join(dict.fromkeys(texts))}"


def _no_room(setting: Setting, index: int) -> tuple[str, str]:
    """The barrier without which the series would fit; else it is too long by itself."""
    kept = Kept(setting.calendar, index)
    for k, without in enumerate(kept.barriers):
        free = dict.fromkeys(setting.waiting[index], kept.free_without(k))
        if not _too_long(setting, index, free):
            return without.why, f"with its intervals it meets {without.text}"
    return "horizon", f"its visits do not fit into {setting.request.horizon_days} days with their intervals"


def _too_long(setting: Setting, index: int, days: Mapping[int, Sequence[int]]) -> bool:
    """Whether the series by itself runs beyond the horizon, each visit on its first day."""
    last: int | None = None
    for number in setting.waiting[index]:
        low = 0 if last is None else last + interval(setting, index, number)[0]
        last = next((day for day in days[number] if day >= low), None)
        if last is None:
            return True
    return False
