// Signs in for the page at /governance, whose answers the server writes. The session is a cookie that no script sees.

import { byId } from "./dom.js";

let due = false; // the second factor

async function send(path, said) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(said) });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.title);
  return body;
}

async function signIn() {
  if (due) return send("/v1/sessions/current/second-factor", { code: byId("code").value });
  const said = { login: byId("login").value, password: byId("password").value, deliver: "cookie" };
  return send("/v1/sessions", said);
}

byId("sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  byId("told").textContent = "Signing in";
  try {
    const session = await signIn();
    due = session.second_factor_due;
    if (!due) return location.reload();
    byId("code-label").hidden = false;
    byId("code").required = true;
    byId("code").focus();
    byId("told").textContent = "Please give the code of your authenticator";
  } catch (error) {
    byId("told").textContent = error.message;
  }
});
