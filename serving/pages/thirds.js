// What leads in each facial third, and what a concern, a group or several groups add up to.

import { h } from "./dom.js";
import { scale } from "./scale.js";
import { GRADES, REGIONS, groupTitle, intervalWords } from "./words.js";

export function thirdsCard(analysis, onselect) {
  return [
    h("h2", {}, "What leads"),
    h("p", { class: "note" }, "Groups of concerns, by facial third."),
    ...analysis.drivers.map((drivers) => third(drivers, onselect)),
    ...summaryRows(analysis.summaries),
  ];
}

// Skin quality and firmness: the face open, its regions on demand.
function summaryRows(summaries) {
  const names = [...new Set(summaries.map((each) => each.summary))];
  if (!names.length) return [];
  return [
    h("h2", { class: "summaries" }, "In sum"),
    h("p", { class: "note" }, "Several groups together. 0 is best, 100 is worst."),
    ...names.map((name) => summary(summaries.filter((each) => each.summary === name))),
  ];
}

function summary(rows) {
  const parts = rows.filter((each) => each.region !== "face");
  const face = rows.filter((each) => each.region === "face");
  return h(
    "article",
    { class: "third", "data-summary": rows[0].summary },
    ...face.flatMap((each) => told(each, each.title)),
    h("details", {}, h("summary", {}, "By region"), ...parts.flatMap((each) => told(each, REGIONS[each.region]))),
  );
}

function told(each, title) {
  if (!each.assessable) return [missing(title), h("p", { class: "reason" }, each.reason_message)];
  const words = Object.entries(each.weights).map(([group, weight]) => `${Math.round(100 * weight)} % ${groupTitle(group).toLowerCase()}`);
  return [row(title, each), h("p", { class: "measured" }, `${intervalWords(each.interval)}; ${words.join(", ")}`)];
}

function third({ third: name, statement, ranking, dominant }, onselect) {
  return h(
    "article",
    { class: "third", "data-third": name },
    h("h3", {}, REGIONS[name]),
    h("p", { class: dominant ? "statement" : "reason" }, statement),
    ...ranking.map((each) => row(groupTitle(each.group), each, () => onselect(each.group))),
  );
}

function row(title, composite, onclick) {
  const severity = Math.round(composite.severity);
  const words = `${GRADES[composite.grade]} ${severity}`;
  const content = [
    h("span", { class: `swatch grade-${composite.grade}` }),
    h("span", { class: "name" }, title),
    h("span", { class: "grade" }, words),
    scale(composite, `${title}: severity ${severity} of 100, ${intervalWords(composite.interval)}`),
  ];
  if (!onclick) return h("div", { class: "composite" }, ...content);
  return h("button", { type: "button", class: "composite", onclick, "aria-label": `Show ${title}: ${words}` }, ...content);
}

// Rows for a concern, or for a group as a whole where `concern` is null.
export function compositeRows(analysis, group, concern) {
  const rows = analysis.composites.filter((each) => each.group === group && each.concern === concern);
  return [...rows.filter((each) => each.region === "face"), ...rows.filter((each) => each.region !== "face")].map((each) =>
    h(
      "div",
      { class: "composite-row", "data-region": each.region },
      each.assessable ? row(REGIONS[each.region], each) : missing(REGIONS[each.region]),
      each.assessable
        ? h("p", { class: "measured" }, `${intervalWords(each.interval)}, of ${Math.round(100 * each.coverage)} % of its area`)
        : h("p", { class: "reason" }, each.reason_message),
    ),
  );
}

function missing(title) {
  return h(
    "div",
    { class: "composite" },
    h("span", { class: "swatch unknown" }),
    h("span", { class: "name" }, title),
    h("span", { class: "grade" }, "Not assessable"),
  );
}
