"""A draft with the practice's own word beside its lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planning.grounding.cite import cite
from planning.grounding.conflicts import Conflict
from planning.grounding.read import ProtocolText
from planning.grounding.search import Search
from planning.library import Library
from planning.plan import PlanDraft, PlanItem, PlanOption, ProtocolConflict, RegimenLine


def grounded(
    draft: PlanDraft,
    protocols: Sequence[ProtocolText],
    search: Search,
    library: Library,
    found: Iterable[Conflict] = (),
) -> PlanDraft:
    """Cites, for every line, the passage of a protocol that is for its treatment, and shows conflicts of these lines.

    Args:
        search: over the passages of these protocols.
        library: the one that was planned by.
        found: what protocols and library differ in; the draft was made by the stricter library.
    """

    def item(line: PlanItem) -> PlanItem:
        own = cite(library.treatment(line.treatment), protocols, search)
        return line.model_copy(update={"citations": (*line.citations, *own)})

    def at_home(line: RegimenLine) -> RegimenLine:
        own = cite(library.treatment(line.treatment), protocols, search)
        return line.model_copy(update={"citations": (*line.citations, *own)})

    def option(each: PlanOption) -> PlanOption:
        lines = {
            "primary": tuple(map(item, each.primary)),
            "supporting": tuple(map(item, each.supporting)),
            "regimen": tuple(map(at_home, each.regimen)),
        }
        return each.model_copy(update=lines)

    planned = {line.treatment for each in draft.options for line in each.items}
    shown = tuple(_shown(conflict) for conflict in found if conflict.line in planned)
    return draft.model_copy(
        update={"options": tuple(map(option, draft.options)), "protocol_conflicts": shown},
    )


def _shown(conflict: Conflict) -> ProtocolConflict:
    return ProtocolConflict(
        line=conflict.line,
        about=conflict.about,
        library=conflict.library,
        protocol=conflict.protocol,
        applied=conflict.applied,
        by=conflict.by,
        citation=conflict.citation,
    )
