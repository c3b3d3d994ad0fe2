"""A note without who it is about: what is not known to be harmless is taken out, so that no list of names is needed.

Every figure goes (dates, phones, ids, house numbers), every address of the net, what stands behind a label such as
`DOB:`, every word that no vocabulary of ours knows, and of those that are names too (`Rose`, `Mark`, `May`) each that
is written or stands like one. What the caller knows of the client goes however it is spelled. Too much is taken out,
which costs a proposal; the places of what is left are kept, so that a quote can be found in the note itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from planning.proposals.tokens import Token, judged

REMOVED = "[removed]"


@dataclass(frozen=True, slots=True)
class Deidentified:
    """Attributes:
    text: what is left, with `[removed]` where something was.
    pieces: begin in `text`, begin in the note, and length of each piece that was left, in order.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where characters `start` to `end` of `text` stand in the note; None where something was taken out between."""
        here = bisect_right(self.pieces, (start, len(self.text), 0)) - 1
        if here < 0 or start >= end:
            return None
        begins, there, length = self.pieces[here]
        return (there + start - begins, there + end - begins) if end <= begins + length else None


def deidentified(note: str, identifiers: Collection[str] = ()) -> Deidentified:
    """The note without what could name somebody.

    Args:
        identifiers: what is known of the client and may stand in it: names, addresses, ids, in any order.
    """
    text, gone, last = "", False, 0
    pieces: list[tuple[int, int, int]] = []
    for token in judged(note, identifiers):
        if token.gone:
            text += "" if gone and not note[last : token.start].strip(" \t-.,'’") else f"{REMOVED} "
            gone = True
        else:
            kept = _whole(note, token, last, gone)
            if pieces and pieces[-1][0] + pieces[-1][2] == len(text) and pieces[-1][1] + pieces[-1][2] == kept[0]:
                pieces[-1] = (pieces[-1][0], pieces[-1][1], pieces[-1][2] + kept[1] - kept[0])
            else:
                pieces.append((len(text), kept[0], kept[1] - kept[0]))
            text += note[kept[0] : kept[1]]
            gone = False
        last = token.end
    return Deidentified(text, tuple(pieces))


def _whole(note: str, token: Token, last: int, gone: bool) -> tuple[int, int]:
    """With the space before it, which belongs to no token."""
    return (token.start if gone else last, token.end)
