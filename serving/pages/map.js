// The photo with its zones drawn over it. Coordinates are pixels of the upright photo, which is how browsers
// show it, too (they apply the EXIF orientation).

import { h, svg } from "./dom.js";
import { GRADES, NOT_ASSESSABLE, gradeClass, gradeWords } from "./words.js";

export const OVERALL = { group: null, concern: null }; // a choice: of a group, or of one concern in it

export function isChosen(analysis, code, { group, concern }) {
  if (concern) return code === concern;
  return !group || analysis.concerns.some((each) => each.concern === code && each.group === group);
}

// The finding that colors a zone: of what is chosen, the worst.
export function shownFinding(analysis, zone, choice) {
  const findings = analysis.findings.filter((f) => f.zone === zone && isChosen(analysis, f.concern, choice));
  const assessable = findings.filter((f) => f.assessable).sort((a, b) => b.severity - a.severity);
  return assessable[0] ?? findings[0] ?? null;
}

function area(polygon) {
  return Math.abs(
    polygon.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = polygon[(i + 1) % polygon.length];
      return sum + (x * nextY - nextX * y) / 2;
    }, 0),
  );
}

// What of the photo is shown: the zones and some room around them, [x, y, width, height].
function faceBox({ photo, zones }) {
  const points = zones.flatMap((zone) => zone.polygon_px);
  if (!points.length) return [0, 0, photo.width, photo.height];
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
  const room = 0.22 * Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  const [left, top] = [Math.max(0, Math.min(...xs) - room), Math.max(0, Math.min(...ys) - room)];
  const right = Math.min(photo.width, Math.max(...xs) + room);
  return [left, top, right - left, Math.min(photo.height, Math.max(...ys) + room) - top];
}

// An <img> under the drawing rather than an <image> in it: browsers turn it upright by its EXIF orientation.
function placedPhoto(url, { width: photoWidth }, [x, y, width, height]) {
  const photo = h("img", { src: url, alt: "The analyzed photo" });
  photo.style.width = `${(100 * photoWidth) / width}%`;
  photo.style.left = `${(-100 * x) / width}%`;
  photo.style.top = `${(-100 * y) / height}%`;
  return photo;
}

function hatch(width) {
  const step = width / 90;
  return svg(
    "defs",
    {},
    svg(
      "pattern",
      { id: "hatch", width: step, height: step, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { class: "hatch-ground", width: step, height: step }),
      svg("line", { class: "hatch-line", x1: 0, y1: 0, x2: 0, y2: step, "stroke-width": step * 0.55 }),
    ),
  );
}

function drawnMark({ shape, strength, points_px: points }) {
  const path = points.map(([x, y], i) => `${i ? "L" : "M"}${x} ${y}`).join("") + (shape === "line" ? "" : "Z");
  const level = strength < 0.4 ? "faint" : strength < 0.7 ? "plain" : "strong";
  const casing = svg("path", { class: "mark-casing", d: path });
  return [shape === "area" ? "" : casing, svg("path", { class: `mark ${shape} ${level}`, d: path })].filter(Boolean);
}

export class FaceMap {
  constructor(container, { onselect }) {
    this.container = container;
    this.onselect = onselect;
    this.zones = new Map();
  }

  // `photoUrl` is null when the browser cannot show the file: then the zones lie on a neutral ground.
  show(analysis, photoUrl) {
    this.analysis = analysis;
    const box = faceBox(analysis);
    const drawing = svg("svg", { viewBox: box.join(" "), role: "group", "aria-label": "Zones of the face" });
    drawing.append(hatch(box[2]));
    const largestFirst = [...analysis.zones].sort((a, b) => area(b.polygon_px) - area(a.polygon_px));
    this.zones = new Map(largestFirst.map((zone) => [zone.zone, this.#zone(zone)]));
    this.marks = svg("g", { class: "marks" });
    this.areas = svg("g", {}, ...this.zones.values());
    drawing.append(this.areas, this.marks);
    drawing.addEventListener("keydown", (event) => this.#key(event));
    this.container.style.setProperty("--aspect", box[2] / box[3]);
    this.container.replaceChildren(photoUrl ? placedPhoto(photoUrl, analysis.photo, box) : "", drawing);
    this.select(null);
  }

  #zone({ zone, title, polygon_px: polygon }) {
    const path = polygon.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("") + "Z";
    return svg(
      "g",
      { "data-zone": zone, "data-title": title, role: "button", tabindex: -1, onclick: () => this.onselect(zone) },
      svg("title"),
      svg("path", { class: "casing", d: path }),
      svg("path", { class: "area", d: path }),
    );
  }

  color(choice) {
    this.#draw(choice);
    for (const [zone, group] of this.zones) {
      const finding = shownFinding(this.analysis, zone, choice);
      const words = `${group.dataset.title}: ${finding ? gradeWords(finding).toLowerCase() : "not measured"}`;
      group.setAttribute("class", `zone ${finding ? gradeClass(finding) : "unmeasured"}`);
      group.setAttribute("aria-label", words);
      group.querySelector("title").textContent = words;
    }
    this.select(this.selected);
  }

  // What was found, to be pointed at; of everything at once it would hide the face.
  #draw(choice) {
    const shown = choice.group ? this.analysis.marks.filter((mark) => isChosen(this.analysis, mark.concern, choice)) : [];
    this.marks.replaceChildren(...shown.flatMap(drawnMark));
    this.container.classList.toggle("marked", shown.length > 0);
    this.marked = shown.length > 0;
  }

  select(zone) {
    this.selected = zone;
    const entry = zone ?? this.zones.keys().next().value; // one tab stop; arrow keys go on from there
    for (const [name, group] of this.zones) {
      group.classList.toggle("selected", name === zone);
      group.setAttribute("aria-pressed", String(name === zone));
      group.setAttribute("tabindex", name === entry ? 0 : -1);
    }
    if (zone) this.areas.append(this.zones.get(zone)); // above its neighbors
  }

  #key(event) {
    const names = this.analysis.zones.map((zone) => zone.zone);
    const here = names.indexOf(event.target.dataset.zone);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) this.zones.get(names[(here + step + names.length) % names.length]).focus();
    else if (event.key === "Enter" || event.key === " ") this.onselect(names[here]);
    else return;
    event.preventDefault();
  }
}

// How what was found is drawn, from faint to strong.
export function foundLegend() {
  const strokes = ["faint", "plain", "strong"].map((level, i) => {
    const path = `M${3 + 16 * i} 13 L${12 + 16 * i} 6`;
    return [svg("path", { class: "mark-casing", d: path }), svg("path", { class: `mark ${level}`, d: path })];
  });
  return h("li", { id: "found" }, h("span", { class: "found" }, svg("svg", { viewBox: "0 0 48 18" }, ...strokes.flat())), "Found, faint to strong");
}

export function legend() {
  const rows = [...GRADES.map((word, grade) => [`grade-${grade}`, word]), ["unknown", NOT_ASSESSABLE]];
  return rows.map(([kind, word]) => h("li", {}, h("span", { class: `swatch ${kind}` }), word));
}
