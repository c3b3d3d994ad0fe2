// Words for the codes of analysis.json. Left and right are the client's.

export const GRADES = ["None", "Mild", "Moderate", "Severe", "Extreme"];
export const NOT_ASSESSABLE = "Not assessable";

const SPECIAL = {
  crows_feet: "crow’s feet",
  prejowl: "pre-jowl",
  ita: "ITA",
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

// A reason may be a sentence already, or a code such as "too_few_pixels".
export function sentence(reason) {
  if (!reason) return "The photo does not show this well enough.";
  const words = reason.includes(" ") ? reason : reason.replaceAll("_", " ");
  return capitalized(words) + (/[.!?]$/.test(words) ? "" : ".");
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
