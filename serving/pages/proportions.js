// Measurements that have no better or worse: a table, then what this photo does not show and why.

import { h } from "./dom.js";

const UNITS = { mm: "mm", percent: "%" };

export function proportionsCard({ proportions }) {
  const measured = proportions.filter((each) => each.assessable);
  const missing = proportions.filter((each) => !each.assessable);
  return [
    h("h2", {}, "Proportions"),
    h("p", { class: "note" }, "Measurements, not grades: there is no better or worse, and no ideal. A camera nearer than a meter distorts them."),
    measured.length ? table(measured) : h("p", { class: "reason" }, "Nothing could be measured in this photo."),
    missing.length ? folded(missing) : "",
  ];
}

function table(measured) {
  const heads = ["Measurement", "Value and 90 % interval"].map((words) => h("th", { scope: "col" }, words));
  return h("table", {}, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...measured.map(row)));
}

function row({ name, title, value, unit, interval }) {
  return h(
    "tr",
    { "data-proportion": name },
    h("th", { scope: "row" }, title),
    h("td", {}, `${numberWords(value, unit)} ${UNITS[unit]}`, h("span", {}, intervalWords(interval, unit))),
  );
}

function intervalWords(interval, unit) {
  return interval ? interval.map((end) => numberWords(end, unit)).join(" to ") : "interval unknown";
}

// Tenths of a millimeter, whole percents: more is not known.
function numberWords(value, unit) {
  return unit === "mm" ? value.toFixed(1) : `${Math.round(value)}`;
}

function folded(missing) {
  const byReason = new Map();
  for (const each of missing) byReason.set(each.reason_message, [...(byReason.get(each.reason_message) ?? []), each.title]);
  const lines = [...byReason].map(([why, titles]) => h("li", {}, `${titles.join("; ")}: ${why}`));
  return h("details", {}, h("summary", {}, `Not assessable: ${missing.length}`), h("ul", { class: "issues" }, ...lines));
}
