// Words for the codes of analysis.json. Left and right are the client's.

export const GRADES = ["None", "Mild", "Moderate", "Severe", "Extreme"];
export const NOT_ASSESSABLE = "Not assessable";

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
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const GROUPS = {
  lines: "Lines",
  pigment: "Pigment",
  redness: "Redness",
  surface: "Skin surface",
  under_eye: "Under the eye",
  volume: "Volume",
  laxity: "Laxity",
  symmetry: "Symmetry",
};

export function groupTitle(code) {
  return GROUPS[code] ?? concernTitle(code);
}

export const REGIONS = {
  upper: "Upper third",
  middle: "Middle third",
  lower: "Lower third",
  t_zone: "T zone",
  u_zone: "U zone",
  face: "Whole face",
};

// As the analysis itself names its concerns.
export function titleOf(analysis, code) {
  return analysis.concerns?.find((concern) => concern.concern === code)?.title ?? concernTitle(code);
}

const UNITS = { mm: "mm", mm2: "mm²", percent: "%" };

// {"count": 4, "length_mm": 131.4} becomes "count 4, length 131 mm": the end of a name is its unit.
export function detailWords(details) {
  const entries = Object.entries(details ?? {});
  if (details?.count === 0) return "count 0";
  return entries.map(([name, value]) => {
    const cut = name.lastIndexOf("_");
    const number = Math.abs(value) >= 10 || cut < 0 ? Math.round(value) : value.toFixed(1);
    if (cut < 0) return `${name} ${number}`;
    const unit = name.slice(cut + 1);
    return `${name.slice(0, cut).replaceAll("_", " ")} ${number} ${UNITS[unit] ?? unit}`;
  }).join(", ");
}

export function intervalWords(interval) {
  return interval ? `90 % interval ${Math.round(interval[0])} to ${Math.round(interval[1])}` : "interval unknown";
}

// Among whom, and how many they were: without that a percentile says nothing.
export function percentileWords(percentile) {
  return percentile ? `Percentile ${percentile.value} of ${percentile.n} ${percentile.population}` : "";
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
