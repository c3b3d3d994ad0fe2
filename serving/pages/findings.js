// The panel beside the map: how good the photo is, all areas, or the findings of one.

import { h } from "./dom.js";
import { increaseWords } from "./dynamic.js";
import { shownFinding } from "./map.js";
import { scale } from "./scale.js";
import { compositeRows } from "./thirds.js";
import {
  detailWords,
  gradeClass,
  gradeWords,
  groupTitle,
  intervalWords,
  percentileWords,
  quantityWords,
  reasonWords,
  titleOf,
  verdictWords,
} from "./words.js";

export function captureCard(analysis) {
  const { verdict, issues, interpupillary_px: interpupillary } = analysis.capture;
  const { badge, words } = verdictWords(verdict);
  const facts = [`${analysis.photo.width} × ${analysis.photo.height} pixels`];
  if (interpupillary) facts.push(`${Math.round(interpupillary)} px between the pupils`);
  return [
    h("div", { class: "verdict" }, h("h2", {}, "Photo"), h("span", { class: `badge ${verdict}` }, badge)),
    issues.length || verdict === "accept" ? h("p", { class: "reason" }, words) : "",
    issues.length ? h("ul", { class: "issues" }, ...issues.map((issue) => h("li", {}, issue.message))) : "",
    h("p", { class: "facts" }, facts.join(" · ")),
  ];
}

// Most severe first; what could not be assessed comes last. Above them, what the choice adds up to.
export function allZones(analysis, choice, onselect) {
  const rows = analysis.zones
    .map((zone) => ({ zone, finding: shownFinding(analysis, zone.zone, choice) }))
    .filter(({ finding }) => finding)
    .sort((a, b) => (b.finding.assessable ? b.finding.severity : -1) - (a.finding.assessable ? a.finding.severity : -1));
  const title = choice.concern ? titleOf(analysis, choice.concern) : choice.group && groupTitle(choice.group);
  return [
    title ? h("h2", {}, title) : "",
    ...(choice.group ? compositeRows(analysis, choice.group, choice.concern) : []),
    h("h2", {}, "Areas"),
    h("p", { class: "note" }, "Touch an area to read its findings. Left and right are the client’s."),
    h("ul", { class: "zone-list" }, ...rows.map(({ zone, finding }) => zoneRow(zone, finding, onselect))),
  ];
}

function zoneRow(zone, finding, onselect) {
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", onclick: () => onselect(zone.zone) },
      h("span", { class: `swatch ${gradeClass(finding)}` }),
      h("span", { class: "name" }, zone.title),
      h("span", { class: "grade" }, gradeWords(finding)),
    ),
  );
}

export function zoneFindings(analysis, name, onback) {
  const findings = analysis.findings.filter((finding) => finding.zone === name);
  return [
    h(
      "div",
      { class: "findings-bar" },
      h("h2", {}, analysis.zones.find((zone) => zone.zone === name).title),
      h("button", { type: "button", class: "button quiet", onclick: onback }, "All areas"),
    ),
    ...findings.map((finding) => findingArticle(analysis, finding)),
    findings.length ? "" : h("p", { class: "reason" }, "Nothing is measured in this area yet."),
  ];
}

function findingArticle(analysis, finding) {
  return h(
    "article",
    { class: "finding", "data-concern": finding.concern },
    h(
      "div",
      { class: "finding-head" },
      h("h3", {}, titleOf(analysis, finding.concern)),
      h("span", { class: `swatch ${gradeClass(finding)}` }),
      h("span", { class: "grade" }, gradeWords(finding)),
    ),
    ...(finding.assessable ? measured(finding) : [h("p", { class: "reason" }, reasonWords(finding))]),
    ...(analysis.dynamic ?? []).filter((each) => each.zone === finding.zone && each.concern === finding.concern).map(moved),
  );
}

function measured(finding) {
  const severity = Math.round(finding.severity);
  const quantity = quantityWords(finding);
  const details = detailWords(finding.details);
  const percentile = percentileWords(finding.percentile);
  return [
    scale(finding, `Severity ${severity} of 100`),
    h("p", {}, `Severity ${severity} of 100, ${intervalWords(finding.interval)}`),
    percentile ? h("p", { class: "percentile" }, percentile) : "",
    quantity ? h("p", { class: "measured" }, `Measured: ${quantity}`) : "",
    details ? h("p", { class: "details" }, details) : "",
  ];
}

// The same concern and area on the second photo.
function moved(found) {
  const words = found.assessable ? `+${Math.round(found.increase)}: ${increaseWords(found)}` : found.reason_message;
  return h("p", { class: "dynamic" }, h("strong", {}, "With the expression "), words);
}
