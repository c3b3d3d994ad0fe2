// What leads in each facial third, and what a concern or a group adds up to.

import { h } from "./dom.js";
import { scale } from "./scale.js";
import { GRADES, concernTitle, intervalWords } from "./words.js";

const REGIONS = { upper: "Upper third", middle: "Middle third", lower: "Lower third", face: "Whole face" };

export function thirdsCard(analysis, onselect) {
  return [
    h("h2", {}, "What leads"),
    h("p", { class: "note" }, "Groups of concerns, by facial third. Volume and laxity are no part of it yet."),
    ...analysis.drivers.map((drivers) => third(drivers, onselect)),
  ];
}

function third({ third: name, statement, ranking, dominant }, onselect) {
  return h(
    "article",
    { class: "third", "data-third": name },
    h("h3", {}, REGIONS[name]),
    h("p", { class: dominant ? "statement" : "reason" }, statement),
    ...ranking.map((each) => row(concernTitle(each.group), each, () => onselect(each.group))),
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
      each.assessable ? row(REGIONS[each.region], each) : missing(each),
      each.assessable
        ? h("p", { class: "measured" }, `${intervalWords(each.interval)}, of ${Math.round(100 * each.coverage)} % of its area`)
        : h("p", { class: "reason" }, each.reason_message),
    ),
  );
}

function missing({ region }) {
  return h(
    "div",
    { class: "composite" },
    h("span", { class: "swatch unknown" }),
    h("span", { class: "name" }, REGIONS[region]),
    h("span", { class: "grade" }, "Not assessable"),
  );
}
