"""Which places on the face belong to a thing."""

from __future__ import annotations

from planning.notes.marked import Marked, Mention


def places_of(said: Marked, mention: Mention) -> tuple[str, ...] | None:
    """Kinds of zones named in a thing or behind it up to the next thing, else right before it; None when not said."""
    following = [m.first for m in said.mentions if m.first >= mention.last]
    end = min(following[0] if following else len(said.keys), mention.closes + (mention.closes < len(said.keys)) * 4)
    behind = [z for z in said.zones if mention.first <= z.first and z.last <= end]
    before = [z for z in said.zones if mention.first - 2 <= z.first and z.last == mention.first]
    codes = [zone.term.codes[0] for zone in behind or before]
    return tuple(dict.fromkeys(codes)) or None
