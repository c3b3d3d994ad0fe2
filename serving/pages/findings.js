// The panel beside the map: how good the photo is, all areas, or the findings of one.

import { h, svg } from "./dom.js";
import { shownFinding } from "./map.js";
import { concernTitle, gradeClass, gradeWords, quantityWords, reasonWords, verdictWords } from "./words.js";

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

// Most severe first; what could not be assessed comes last.
export function allZones(analysis, concern, onselect) {
  const rows = analysis.zones
    .map((zone) => ({ zone, finding: shownFinding(analysis, zone.zone, concern) }))
    .filter(({ finding }) => finding)
    .sort((a, b) => (b.finding.assessable ? b.finding.severity : -1) - (a.finding.assessable ? a.finding.severity : -1));
  return [
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
    ...findings.map(findingArticle),
    findings.length ? "" : h("p", { class: "reason" }, "Nothing is measured in this area yet."),
  ];
}

function findingArticle(finding) {
  return h(
    "article",
    { class: "finding", "data-concern": finding.concern },
    h(
      "div",
      { class: "finding-head" },
      h("h3", {}, concernTitle(finding.concern)),
      h("span", { class: `swatch ${gradeClass(finding)}` }),
      h("span", { class: "grade" }, gradeWords(finding)),
    ),
    ...(finding.assessable ? measured(finding) : [h("p", { class: "reason" }, reasonWords(finding))]),
  );
}

function measured(finding) {
  const severity = Math.round(finding.severity);
  const [low, high] = finding.interval?.map(Math.round) ?? [];
  const interval = finding.interval ? `90 % interval ${low} to ${high}` : "interval unknown for such a photo";
  const quantity = quantityWords(finding);
  return [
    scale(finding, `Severity ${severity} of 100`),
    h("p", {}, `Severity ${severity} of 100, ${interval}`),
    quantity ? h("p", { class: "measured" }, `Measured: ${quantity}`) : "",
  ];
}

// 0 to 100: the interval as a band, the severity as a line.
function scale(finding, label) {
  const [low, high] = finding.interval ?? [finding.severity, finding.severity];
  return svg(
    "svg",
    { class: "scale", viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": label },
    svg("rect", { class: "scale-track", x: 0, y: 3, width: 100, height: 4 }),
    svg("rect", { class: "scale-interval", x: low, y: 3, width: Math.max(high - low, 0.5), height: 4 }),
    svg("rect", { class: "scale-value", x: Math.min(finding.severity, 99.2), y: 0, width: 0.8, height: 10 }),
  );
}
