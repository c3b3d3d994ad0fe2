// Renders /openapi.json. The usual viewers load their scripts from other servers; this page works offline.

import { byId, h } from "./dom.js";

// The little Markdown that the API's texts use: paragraphs, fenced code, **strong**, `code`.
function inline(text) {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part) => {
    if (part.startsWith("**")) return h("strong", {}, part.slice(2, -2));
    return part.startsWith("`") ? h("code", {}, part.slice(1, -1)) : part;
  });
}

function prose(markdown) {
  const blocks = markdown.trim().split(/\n\s*\n/).map((block) => {
    const code = block.match(/^```\w*\n([\s\S]*?)\n?```$/);
    return code ? h("pre", {}, code[1]) : h("p", {}, ...inline(block.replaceAll("\n", " ")));
  });
  return h("div", { class: "text" }, ...blocks);
}

function table(headings, rows) {
  const head = h("tr", {}, ...headings.map((heading) => h("th", { scope: "col" }, heading)));
  const body = rows.map((cells) => h("tr", {}, ...cells.map((cell) => h("td", {}, ...[cell].flat()))));
  return h("div", { class: "table-frame" }, h("table", {}, h("thead", {}, head), h("tbody", {}, ...body)));
}

function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.enum) return schema.enum.map((value) => h("code", {}, value)).flatMap((code) => [code, " "]);
  if (schema.anyOf) return schema.anyOf.map((each) => typeOf(each)).join(" or ");
  if (schema.type === "array") return `list of ${schema.items ? typeOf(schema.items) : "values"}`;
  return schema.format === "binary" ? "file" : (schema.type ?? "any");
}

function fields(schema) {
  const required = new Set(schema.required ?? []);
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const fallback = field.default === undefined ? (required.has(name) ? "required" : "") : String(field.default);
    return [h("code", {}, name), typeOf(field), fallback, inline(field.description ?? "")];
  });
  return table(["Field", "Type", "Default", "Meaning"], rows);
}

function responses(answers) {
  const rows = Object.entries(answers).map(([status, answer]) => [
    h("code", {}, status),
    answer.description ?? "",
    Object.keys(answer.content ?? {}).join(", "),
  ]);
  return table(["Status", "Meaning", "Content"], rows);
}

function example(answers) {
  const good = answers["200"] ?? answers["201"] ?? answers["202"];
  const value = good?.content?.["application/json"]?.example;
  if (value === undefined) return "";
  return h(
    "details",
    {},
    h("summary", {}, "Example of an answer"),
    h("pre", { class: "example", tabindex: 0 }, JSON.stringify(value, null, 2)),
  );
}

function operation(path, method, described) {
  const body = Object.values(described.requestBody?.content ?? {})[0]?.schema;
  return h(
    "section",
    { class: "card operation" },
    h("h2", {}, h("span", { class: "method" }, method.toUpperCase()), h("span", { class: "path" }, path)),
    h("h3", {}, described.summary ?? ""),
    described.description ? prose(described.description) : "",
    body ? fields(body) : "",
    responses(described.responses),
    example(described.responses),
  );
}

const api = await (await fetch("/openapi.json")).json();
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => operation(path, method, described)),
);
byId("api").replaceChildren(
  h("h1", {}, `${api.info.title} API ${api.info.version}`),
  prose(api.info.description),
  ...operations,
);
