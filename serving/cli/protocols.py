"""A practice's protocols from a folder, and a search over them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from planning.grounding import Conflict, ProtocolText, Search, conflicts, grounded, read_protocol, tightened
from planning.library import Library
from planning.plan import PlanDraft
from planning.practice import Practice


@dataclass(frozen=True, slots=True)
class Grounding:
    """Attributes:
    texts: what could be read.
    library: as strict as library and protocols together.
    found: where they differ.
    """

    texts: tuple[ProtocolText, ...]
    library: Library
    found: tuple[Conflict, ...]

    def cited(self, draft: PlanDraft) -> PlanDraft:
        """The draft with passages beside its lines; the network is only loaded where there is something to search."""
        if not self.texts:
            return draft
        from models.sentence_encoder import SentenceEncoder
        from models.store import ModelStore

        search = Search([p for text in self.texts for p in text.passages], SentenceEncoder.open(ModelStore()).encode)
        return grounded(draft, self.texts, search, self.library, self.found)


def beside(practice: Path) -> Path | None:
    """The folder `protocols` that stands beside a practice's file; None where there is none."""
    folder = practice.parent / "protocols"
    return folder if folder.is_dir() else None


def read_protocols(folder: Path | None, practice: Practice, library: Library) -> Grounding:
    """Every document that the practice names and the folder has; what is missing or scanned is said.

    Raises:
        ProtocolUnreadableError, ProtocolTooLargeError: of a document.
    """
    texts: list[ProtocolText] = []
    for protocol in practice.protocols if folder else ():
        path = (folder or Path()) / Path(protocol.document).name
        if not path.is_file():
            typer.echo(f"{protocol.document}: not in {folder}; {protocol.title} is not cited", err=True)
            continue
        text = read_protocol(protocol, path.read_bytes())
        texts.append(text)
        if text.scanned:
            pages = ", ".join(map(str, text.scanned))
            typer.echo(f"{protocol.document}: no text on pages {pages}; scanned pages are not read", err=True)
    found = conflicts(texts, library)
    return Grounding(tuple(texts), tightened(library, found), found)
