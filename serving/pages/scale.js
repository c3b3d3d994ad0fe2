// Severities as bars of 0 to 100.

import { svg } from "./dom.js";

function bar(label, ...shapes) {
  const track = svg("rect", { class: "scale-track", x: 0, y: 3, width: 100, height: 4 });
  const attributes = { class: "scale", viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": label };
  return svg("svg", attributes, track, ...shapes);
}

const mark = (value, kind) => svg("rect", { class: kind, x: Math.min(value, 99.2), y: 0, width: 0.8, height: 10 });

// The interval as a band, the severity as a line.
export function scale({ severity, interval }, label) {
  const [low, high] = interval ?? [severity, severity];
  const band = svg("rect", { class: "scale-interval", x: low, y: 3, width: Math.max(high - low, 0.5), height: 4 });
  return bar(label, band, mark(severity, "scale-value"));
}

// From rest to animated.
export function rise({ rest, animated }, label) {
  const [low, high] = [Math.min(rest, animated), Math.max(rest, animated)];
  const band = svg("rect", { class: "scale-rise", x: low, y: 3, width: Math.max(high - low, 0.5), height: 4 });
  return bar(label, band, mark(rest, "scale-rest"), mark(animated, "scale-value"));
}
