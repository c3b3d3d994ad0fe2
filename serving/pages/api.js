// Sends one photo and gives back the analysis, or throws a Problem whose words can be shown.

export const MAX_PHOTO_BYTES = 40 * 2 ** 20;

export class Problem extends Error {
  constructor(title, detail, code) {
    super(detail);
    this.title = title;
    this.code = code;
  }
}

function problemOf(request) {
  if (request.response?.title) {
    return new Problem(request.response.title, request.response.detail, request.response.code);
  }
  return new Problem("Something went wrong", `The server answered with status ${request.status}.`, "unknown");
}

// XMLHttpRequest, because fetch cannot tell how much of an upload has been sent.
export function analyze(form, { onprogress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/v1/analyses");
    request.responseType = "json";
    request.upload.onprogress = (event) => onprogress(event.lengthComputable ? event.loaded / event.total : null);
    request.upload.onload = () => onprogress(1);
    request.onload = () => (request.status === 200 ? resolve(request.response) : reject(problemOf(request)));
    request.onerror = () =>
      reject(new Problem("The server cannot be reached", "Check the connection and try again.", "offline"));
    request.onabort = () => reject(new DOMException("canceled", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}
