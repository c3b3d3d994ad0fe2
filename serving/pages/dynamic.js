// What an expression adds to the lines at rest.

import { h } from "./dom.js";
import { rise } from "./scale.js";
import { intervalWords, titleOf, verdictWords } from "./words.js";

export const EXPRESSIONS = { rest: "At rest", smile: "Smile", frown: "Frown", brows_up: "Brows up" };

export function dynamicCard(analysis, onselect) {
  const { photo, capture } = analysis.animated;
  const { badge } = verdictWords(capture.verdict);
  const compared = analysis.dynamic.filter((each) => each.assessable).sort((a, b) => b.increase - a.increase);
  const shown = compared.filter((each) => Math.round(each.increase) > 0);
  const unmoved = compared.filter((each) => Math.round(each.increase) === 0);
  const missing = analysis.dynamic.filter((each) => !each.assessable);
  return [
    h(
      "div",
      { class: "verdict" },
      h("h2", {}, `Dynamic lines: ${EXPRESSIONS[photo.expression].toLowerCase()}`),
      h("span", { class: `badge ${capture.verdict}` }, badge),
    ),
    capture.issues.length ? h("ul", { class: "issues" }, ...capture.issues.map((issue) => h("li", {}, issue.message))) : "",
    h("p", { class: "note" }, "The part of the lines that is not there at rest. That both photos show one person is not checked."),
    ...shown.map((each) => row(analysis, each, onselect)),
    compared.length ? "" : h("p", { class: "reason" }, "Nothing could be compared."),
    unmoved.length ? folded(`No increase: ${unmoved.length}`, unmoved.map((each) => `${titleIn(analysis, each)}: ${increaseWords(each)}`)) : "",
    missing.length ? folded(`Not compared: ${missing.length}`, reasons(analysis, missing)) : "",
  ];
}

function row(analysis, found, onselect) {
  const title = titleIn(analysis, found);
  return h(
    "button",
    { type: "button", class: "composite", "data-dynamic": `${found.concern} ${found.zone}`, onclick: () => onselect(found.zone) },
    h("span", { class: "name" }, title),
    h("span", { class: "grade" }, `+${Math.round(found.increase)}`),
    rise(found, title),
    h("span", { class: "measured" }, increaseWords(found)),
  );
}

export function increaseWords(found) {
  return `${Math.round(found.rest)} at rest, ${Math.round(found.animated)} animated, ${intervalWords(found.interval)}`;
}

function titleIn(analysis, found) {
  const zone = analysis.zones.find((each) => each.zone === found.zone);
  return `${titleOf(analysis, found.concern)} · ${zone.title}`;
}

function folded(summary, lines) {
  return h("details", {}, h("summary", {}, summary), h("ul", { class: "issues" }, ...lines.map((line) => h("li", {}, line))));
}

function reasons(analysis, missing) {
  const byReason = new Map();
  for (const each of missing) {
    byReason.set(each.reason_message, [...(byReason.get(each.reason_message) ?? []), titleOf(analysis, each.concern)]);
  }
  return [...byReason].map(([why, concerns]) => `${[...new Set(concerns)].join(", ")}: ${why}`);
}
