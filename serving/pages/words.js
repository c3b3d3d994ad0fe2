// Words for the codes of analysis.json. Left and right are the client's.

export const GRADES = ["None", "Mild", "Moderate", "Severe", "Extreme"];
export const NOT_ASSESSABLE = "Not assessable";

const SPECIAL = { crows_feet: "Crow’s feet" }; // where the code alone does not make it

const VERDICTS = {
  accept: { badge: "Good", words: "The photo can be measured." },
  warn: { badge: "Usable", words: "Measured, with limits:" },
  reject: { badge: "Take again", words: "The photo cannot be measured:" },
};

export function verdictWords(verdict) {
  return VERDICTS[verdict] ?? { badge: verdict, words: "" };
}

// "brown_spots" becomes "Brown spots".
export function concernTitle(code) {
  const words = SPECIAL[code] ?? code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function reasonWords(finding) {
  return finding.reason_message ?? `Not assessable in this photo (${finding.reason}).`;
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
