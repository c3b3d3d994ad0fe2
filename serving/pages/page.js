// Wires the page: choose a photo, send it, show the map, select zones. The photo goes to this server only.

import { MAX_PHOTO_BYTES, Problem, analyze } from "./api.js";
import { byId, h } from "./dom.js";
import { allZones, captureCard, zoneFindings } from "./findings.js";
import { FaceMap, legend } from "./map.js";
import { concernTitle } from "./words.js";

const state = { file: null, photoUrl: null, analysis: null, concern: "all", running: null };
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
  state.running = new AbortController();
  showRunning(true);
  try {
    if (state.file.size > MAX_PHOTO_BYTES) {
      throw new Problem("The photo file is too large", "It may have at most 40 MB.", "upload_too_large");
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

async function showableUrl(analysis) {
  const photo = new Image();
  photo.src = state.photoUrl;
  try {
    await photo.decode();
  } catch {
    return null; // HEIC in most browsers
  }
  const sameShape = Math.abs(photo.naturalWidth * analysis.photo.height - photo.naturalHeight * analysis.photo.width);
  return sameShape <= Math.max(analysis.photo.width, analysis.photo.height) ? state.photoUrl : null;
}

async function showResult(analysis) {
  const photoUrl = await showableUrl(analysis);
  Object.assign(state, { analysis, concern: "all" });
  map.show(analysis, photoUrl);
  byId("map-note").hidden = photoUrl !== null;
  byId("map-note").textContent = "This browser cannot show this kind of photo. The zones are drawn where they lie in it.";
  byId("toggle-map").hidden = photoUrl === null;
  byId("legend").replaceChildren(...legend());
  byId("capture").replaceChildren(...captureCard(analysis));
  byId("concerns").replaceChildren(...concernChoices(analysis));
  recolor("all");
  byId("intake").hidden = true;
  byId("result").hidden = false;
  window.scrollTo(0, 0);
  byId("result-heading").focus({ preventScroll: true });
}

function concernChoices(analysis) {
  const concerns = [...new Set(analysis.findings.map((finding) => finding.concern))];
  return ["all", ...concerns].map((concern) => {
    const words = concern === "all" ? "Overall" : concernTitle(concern);
    const input = h("input", { type: "radio", name: "concern", value: concern, onchange: () => recolor(concern) });
    input.checked = concern === "all";
    return h("label", {}, input, h("span", {}, words));
  });
}

function recolor(concern) {
  state.concern = concern;
  map.color(concern);
  if (!map.selected) showAllZones();
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
  byId("findings").replaceChildren(...allZones(state.analysis, state.concern, select));
}

function startAgain() {
  byId("result").hidden = true;
  byId("intake").hidden = false;
  byId("map").replaceChildren(); // the last client's face does not stay on the tablet
  if (state.photoUrl) URL.revokeObjectURL(state.photoUrl);
  Object.assign(state, { file: null, photoUrl: null, analysis: null });
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
byId("form").addEventListener("submit", submit);
byId("cancel").addEventListener("click", () => state.running?.abort());
byId("again").addEventListener("click", startAgain);
byId("toggle-map").addEventListener("click", (event) => {
  const photoOnly = byId("map").classList.toggle("photo-only");
  event.currentTarget.setAttribute("aria-pressed", String(photoOnly));
});
acceptDrops(byId("drop"));
