// Words for the codes of analysis.json. Left and right are the client's.

export const GRADES = ["None", "Mild", "Moderate", "Severe", "Extreme"];
export const NOT_ASSESSABLE = "Not assessable";

const SPECIAL = {
  crows_feet: "crow’s feet",
  prejowl: "pre-jowl",
};

const REASONS = {
  resolution: "The photo has too few pixels here.",
  view: "This view does not show the area.",
  oblique: "The area is turned too far away.",
  out_of_frame: "The area lies outside the photo.",
  covered: "Something covers the area.",
  expression: "The expression changes this area.",
  light: "The light does not allow it here.",
  capture: "The photo has to be taken again.",
};

const VERDICTS = {
  accept: { badge: "Good", words: "The photo carries the findings." },
  warn: { badge: "Usable", words: "Some findings may be missing. To see more, take it again:" },
  reject: { badge: "Take again", words: "The photo does not carry findings:" },
};

export function verdictWords(verdict) {
  return VERDICTS[verdict] ?? { badge: verdict, words: "" };
}

function capitalized(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// "left_crows_feet" and "crows_feet_left" alike become "Left crow’s feet".
export function named(code) {
  const parts = code.split("_");
  const side = parts.find((part) => part === "left" || part === "right");
  const rest = parts.filter((part) => part !== side).join("_");
  const name = SPECIAL[rest] ?? rest.replaceAll("_", " ");
  return capitalized(side ? `${side} ${name}` : name);
}

// A sentence of the server's own where there is one, else one for the code.
export function reasonWords(finding) {
  return finding.reason_message ?? REASONS[finding.reason] ?? `Not assessable in this photo (${finding.reason}).`;
}

export function quantityWords(finding) {
  if (finding.quantity === null || finding.quantity === undefined) return "";
  const value = Number(finding.quantity.toPrecision(3));
  return finding.unit ? `${value} ${finding.unit}` : `${value}`;
}

export function gradeWords(finding) {
  return finding?.assessable ? GRADES[finding.grade] : NOT_ASSESSABLE;
}

export function gradeClass(finding) {
  return finding?.assessable ? `grade-${finding.grade}` : "unknown";
}
