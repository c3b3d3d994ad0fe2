"""The plan as a note, to be pasted into a record: HTML that stands alone, and plain text. Both say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from planning.documents.frame import standing
from planning.documents.provider import provider_content
from planning.documents.request import DocumentRequest

_STYLE = (
    "body{font-family:Georgia,serif;color:#232625;max-width:46em;line-height:1.4}h1{font-size:1.4em}h2{font-size:1.1em;"
    "border-bottom:1px solid #bbb;margin-top:1.4em}ul{padding-left:1.3em}.mark{font-weight:bold;color:#a5400b}"
)


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    lines: tuple[str, ...]


def note_html(request: DocumentRequest) -> str:
    """One page without scripts, pictures or links; everything that was typed by anyone is escaped."""
    title = _title(request)
    sections = "".join(_html(section) for section in _sections(request))
    mark_class = ' class="mark"' if request.approval is None else ""
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n<h1>{escape(title)}</h1>\n"
        f"<p{mark_class}>{escape(_banner(request))}</p>\n{sections}</body>\n</html>\n"
    )


def note_text(request: DocumentRequest) -> str:
    """The same as lines."""
    parts = [_title(request), _banner(request)]
    for section in _sections(request):
        parts.append("\n".join((section.heading.upper(), *(f"- {_one_line(line)}" for line in section.lines))))
    return "\n\n".join(parts) + "\n"


def _html(section: _Section) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in section.lines)
    return f"<h2>{escape(section.heading)}</h2>\n<ul>{lines}</ul>\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _title(request: DocumentRequest) -> str:
    return f"Treatment plan, {replace(request, language='en').words.day(request.draft.made_on)}"


def _banner(request: DocumentRequest) -> str:
    english = replace(request, language="en")
    return f"{standing(english)} {english.words['not_diagnosis']}."


def _sections(request: DocumentRequest) -> Iterator[_Section]:
    content = provider_content(request)
    yield _Section("Plan", tuple(f"{name}: {value}" for name, value in (*content["facts"], *content["client"])))
    yield _Section(
        "Open before anyone approves", tuple(map(_rule, content["open"])) or ("Nothing is on hold or blocked.",)
    )
    if content["findings"]:
        yield _Section("Findings that are treated", tuple(map(_finding, content["findings"])))
    yield _Section("Primary Recommendation", tuple(map(_item, content["primary"])) or ("None.",))
    yield _Section("Supporting Treatments", tuple(map(_item, content["supporting"])) or ("None.",))
    yield _Section("Retail Regimen", tuple(map(_product, content["regimen"])) or ("None.",))
    yield _Section("Contraindication Check", tuple(_checks(content)) or ("None.",))
    yield _Section("Timeline & Investment", tuple(_timeline(content)))
    if content["left_out"]:
        yield _Section("Left out", tuple(f"{each['reason']}: {_joined(each['lines'])}" for each in content["left_out"]))
    if content["not_seen"]:
        yield _Section("Not seen", tuple(content["not_seen"]))


def _rule(row: dict[str, Any]) -> str:
    ask = f" Ask: {row['ask']}" if row["ask"] else ""
    facts = f" Triggered by: {'; '.join(row['triggers'])}." if row["triggers"] else ""
    source = f" [{row['rule']}; {row['source']}; {row['strength']}]" if row["rule"] else ""
    return (
        f"{', '.join(row['titles'])}: {row['state']}. {' '.join((row['message'], *row['notes']))}{ask}{facts}{source}"
    )


def _finding(row: dict[str, str]) -> str:
    interval = f" (90 % interval {row['interval']})" if row["interval"] != "–" else ""
    grade = f", grade {row['grade']}" if row["grade"] != "–" else ""
    return f"{row['concern']}, {row['zone']}: {row['severity']} of 100{interval}{grade}"


def _item(block: dict[str, Any]) -> str:
    where = f" ({block['where']})" if block["where"] else ""
    return f"{block['title']}{where}: {block['facts'][0]}. {block['state']}. Why: {_joined(block['why'])}"


def _product(line: dict[str, Any]) -> str:
    rests = f" Rests {'; '.join(pause.rstrip('.') for pause in line['pauses'])}." if line["pauses"] else ""
    return f"{line['title']} ({line['sku']}), from {line['start']}: {line['use']}{rests}"


def _joined(sentences: Iterable[str]) -> str:
    """One after the other, each with its stop."""
    return " ".join(each if each.endswith((".", ")", "?")) else f"{each}." for each in sentences)


def _checks(content: dict[str, Any]) -> Iterator[str]:
    if content["open"]:
        yield "What holds or blocks stands under “Open before anyone approves”."
    yield from map(_rule, content["checks"])
    for each in content["conflicts"]:
        figures = f"library {each['library']}, protocol {each['protocol']}, planned by {each['applied']}"
        yield f"{each['line']}, {each['about']}: {figures}. {each['says']}"
    if content["clear"]:
        yield f"No rule spoke on: {', '.join(content['clear'])}."


def _timeline(content: dict[str, Any]) -> Iterator[str]:
    for visit in content["visits"]:
        due = f" Due: {visit['due']}." if visit["due"] != "–" else ""
        steps = "; then ".join(_step(step) for step in visit["steps"])
        yield (
            f"Visit {visit['number']}, proposed for {visit['when']}, {visit['time']}, {visit['minutes']}: {steps}.{due}"
        )
    yield f"Schedule: {content['schedule']['status']}"
    yield from content["schedule"]["notes"]
    money = content["money"]
    yield f"Total, taxes included: {money['total']} (singly {money['single']}, saves {money['saves']})"
    yield from (f"{title}: no price on the menu." for title in money["not_priced"])
    yield from money["assumed"]


def _step(step: dict[str, str]) -> str:
    return " ".join(filter(None, (step["time"], step["what"]))) + f" ({step['who']}, {step['room']})"
