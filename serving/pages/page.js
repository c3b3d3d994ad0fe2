// Wires the page: choose photos, send them, show the map, select zones. The photos go to this server only.

import { MAX_PHOTO_BYTES, Problem, analyze } from "./api.js";
import { byId, h } from "./dom.js";
import { EXPRESSIONS, dynamicCard } from "./dynamic.js";
import { allZones, captureCard, zoneFindings } from "./findings.js";
import { FaceMap, OVERALL, foundLegend, legend } from "./map.js";
import { proportionsCard } from "./proportions.js";
import { thirdsCard } from "./thirds.js";
import { groupTitle, titleOf } from "./words.js";

const NOTHING = { file: null, photoUrl: null, second: null, secondUrl: null, analysis: null, shown: "rest" };
const state = { ...NOTHING, choice: OVERALL, running: null };
const map = new FaceMap(byId("map"), { onselect: select });

// --- choosing ---

function choose(file) {
  if (!file) return;
  if (state.photoUrl) URL.revokeObjectURL(state.photoUrl);
  Object.assign(state, { file, photoUrl: URL.createObjectURL(file) });
  byId("drop-empty").hidden = true;
  byId("preview").hidden = false;
  byId("preview-photo").hidden = false;
  byId("preview-photo").src = state.photoUrl;
  byId("preview-name").textContent = file.name;
  byId("file-label").textContent = "Choose another";
  byId("analyze").disabled = false;
  byId("problem").hidden = true;
}

function chooseSecond(file) {
  if (state.secondUrl) URL.revokeObjectURL(state.secondUrl);
  Object.assign(state, { second: file ?? null, secondUrl: file ? URL.createObjectURL(file) : null });
  byId("second-preview").hidden = !file;
  byId("second-photo").hidden = false;
  if (file) byId("second-photo").src = state.secondUrl;
  else byId("second-photo").removeAttribute("src");
  byId("second-name").textContent = file?.name ?? "";
  byId("second-label").textContent = file ? "Choose another" : "Add a second photo";
  byId("second-remove").hidden = !file;
  byId("second-expression").hidden = byId("second-expression").disabled = !file;
  if (file) document.querySelector('#expression input[value="rest"]').checked = true; // what it is compared with
  byId("expression").hidden = Boolean(file);
  if (!file) byId("second-file").value = "";
}

function acceptDrops(target) {
  const over = (event, isOver) => {
    event.preventDefault();
    target.classList.toggle("over", isOver);
  };
  target.addEventListener("dragover", (event) => over(event, true));
  target.addEventListener("dragleave", (event) => over(event, false));
  target.addEventListener("drop", (event) => {
    over(event, false);
    choose(event.dataTransfer.files[0]);
  });
}

// --- sending ---

async function submit(event) {
  event.preventDefault();
  if (state.running) return;
  const form = new FormData(byId("form"));
  form.append("photo", state.file, state.file.name);
  if (state.second) form.append("animated", state.second, state.second.name);
  state.running = new AbortController();
  showRunning(true);
  try {
    if (state.file.size + (state.second?.size ?? 0) > MAX_PHOTO_BYTES) {
      const limit = state.second ? "Both together may have at most 40 MB." : "It may have at most 40 MB.";
      throw new Problem("The photo file is too large", limit, "upload_too_large");
    }
    await showResult(await analyze(form, { onprogress: showProgress, signal: state.running.signal }));
  } catch (error) {
    if (error.name !== "AbortError") showProblem(error);
  } finally {
    state.running = null;
    showRunning(false);
  }
}

function showRunning(running) {
  byId("progress").hidden = !running;
  byId("analyze").hidden = running;
  if (running) {
    byId("problem").hidden = true;
    showProgress(0);
  }
}

function showProgress(fraction) {
  const sending = fraction !== null && fraction < 1;
  byId("progress-words").textContent = sending ? "Sending the photo" : "Reading the face";
  if (sending) byId("progress-bar").value = fraction;
  else byId("progress-bar").removeAttribute("value"); // how long it takes is not known: a moving bar
}

function showProblem(error) {
  byId("problem-title").textContent = error.title ?? "Something went wrong";
  byId("problem-detail").textContent = error.message === error.title ? "" : error.message;
  byId("problem").hidden = false;
  if (error.code === "several_faces") byId("face-choice").hidden = false;
}

// --- showing ---

async function showableUrl(url, { width, height }) {
  const photo = new Image();
  photo.src = url;
  try {
    await photo.decode();
  } catch {
    return null; // HEIC in most browsers
  }
  const sameShape = Math.abs(photo.naturalWidth * height - photo.naturalHeight * width);
  return sameShape <= Math.max(width, height) ? url : null;
}

async function showResult(analysis) {
  Object.assign(state, { analysis, choice: OVERALL });
  byId("legend").replaceChildren(...legend());
  byId("capture").replaceChildren(...captureCard(analysis));
  byId("thirds").replaceChildren(...thirdsCard(analysis, showGroup));
  byId("proportions").replaceChildren(...proportionsCard(analysis));
  byId("dynamic").hidden = !analysis.dynamic;
  byId("dynamic").replaceChildren(...(analysis.dynamic ? dynamicCard(analysis, select) : []));
  byId("groups").replaceChildren(...groupChoices(analysis));
  byId("shown-photo").hidden = !analysis.animated;
  byId("shown-photo").replaceChildren(...photoChoices(analysis));
  await showPhoto("rest");
  byId("intake").hidden = true;
  byId("result").hidden = false;
  window.scrollTo(0, 0);
  byId("result-heading").focus({ preventScroll: true });
}

// The photo at rest with its findings, or the animated one: its lines, and no grades, which are those at rest.
async function showPhoto(which) {
  const { analysis } = state;
  const shown = which === "rest" ? analysis : { ...analysis.animated, concerns: analysis.concerns, findings: [] };
  const photoUrl = await showableUrl(which === "rest" ? state.photoUrl : state.secondUrl, shown.photo);
  state.shown = which;
  map.show(shown, photoUrl);
  byId("map-note").hidden = photoUrl !== null;
  byId("map-note").textContent = "This browser cannot show this kind of photo. The zones are drawn where they lie in it.";
  byId("toggle-map").hidden = photoUrl === null;
  for (const grade of document.querySelectorAll("#legend li")) grade.hidden = which !== "rest";
  recolor(state.choice);
}

function chip(name, words, checked, onchange) {
  const input = h("input", { type: "radio", name, value: words, onchange });
  input.checked = checked;
  return h("label", {}, input, h("span", {}, words));
}

function photoChoices(analysis) {
  if (!analysis.animated) return [];
  const words = { rest: EXPRESSIONS.rest, animated: EXPRESSIONS[analysis.animated.photo.expression] };
  return Object.entries(words).map(([which, word]) => chip("shown", word, which === "rest", () => showPhoto(which)));
}

function groupChoices(analysis) {
  const groups = [...new Set(analysis.concerns.map((concern) => concern.group))];
  return [null, ...groups].map((group) =>
    chip("group", group ? groupTitle(group) : "Overall", !group, () => recolor({ group, concern: null })),
  );
}

// The concerns of the chosen group; one alone is the group.
function concernChoices({ group, concern }) {
  const members = state.analysis.concerns.filter((each) => each.group === group).map((each) => each.concern);
  byId("concerns").hidden = members.length < 2;
  if (members.length < 2) return [];
  return [null, ...members].map((code) => {
    const words = code ? titleOf(state.analysis, code) : "All together";
    return chip("concern", words, code === concern, () => recolor({ group, concern: code }));
  });
}

function recolor(choice) {
  if (choice.group !== state.choice.group || !byId("concerns").childElementCount) {
    byId("concerns").replaceChildren(...concernChoices(choice));
  }
  state.choice = choice;
  map.color(choice);
  byId("found")?.remove();
  if (map.marked) byId("legend").append(foundLegend());
  if (!map.selected) showAllZones();
}

// From elsewhere than the chips: they follow.
function showGroup(group) {
  const words = groupTitle(group);
  for (const input of document.querySelectorAll("#groups input")) input.checked = input.value === words;
  showAllZones();
  recolor({ group, concern: null });
  byId("result-heading").scrollIntoView({ block: "start" });
}

function select(zone) {
  map.select(zone);
  byId("findings").replaceChildren(...zoneFindings(state.analysis, zone, showAllZones));
  byId("findings").focus({ preventScroll: true });
  byId("panel").classList.add("zone-chosen");
}

function showAllZones() {
  map.select(null);
  byId("panel").classList.remove("zone-chosen");
  byId("findings").replaceChildren(...allZones(state.analysis, state.choice, select));
}

function startAgain() {
  byId("result").hidden = true;
  byId("intake").hidden = false;
  // The last client's face does not stay on the tablet, nor does what was said of it.
  for (const part of ["map", "capture", "thirds", "dynamic", "findings", "proportions"]) byId(part).replaceChildren();
  if (state.photoUrl) URL.revokeObjectURL(state.photoUrl);
  chooseSecond(null);
  Object.assign(state, { ...NOTHING, choice: OVERALL });
  byId("form").reset();
  byId("preview").hidden = true;
  byId("preview-photo").removeAttribute("src");
  byId("drop-empty").hidden = false;
  byId("face-choice").hidden = true;
  byId("file-label").textContent = "Choose a photo";
  byId("analyze").disabled = true;
  byId("file").focus();
}

byId("file").addEventListener("change", (event) => choose(event.target.files[0]));
byId("camera").addEventListener("change", (event) => choose(event.target.files[0]));
byId("preview-photo").addEventListener("error", () => (byId("preview-photo").hidden = true));
byId("second-file").addEventListener("change", (event) => {
  if (event.target.files[0]) chooseSecond(event.target.files[0]);
});
byId("second-remove").addEventListener("click", () => chooseSecond(null));
byId("second-photo").addEventListener("error", () => (byId("second-photo").hidden = true));
byId("form").addEventListener("submit", submit);
byId("cancel").addEventListener("click", () => state.running?.abort());
byId("again").addEventListener("click", startAgain);
byId("toggle-map").addEventListener("click", (event) => {
  const photoOnly = byId("map").classList.toggle("photo-only");
  event.currentTarget.setAttribute("aria-pressed", String(photoOnly));
});
acceptDrops(byId("drop"));
