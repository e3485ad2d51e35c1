import { each } from "./content.js";

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const listed = (keys) => (keys ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

async function question(form) {
  const answer = await fetch(form.dataset.passkeyOptions, {
    method: "POST",
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, Accept: "application/json" },
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

function toMake(asked) {
  return navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: listed(asked.excludeCredentials),
    },
  });
}

function toUse(asked) {
  return navigator.credentials.get({
    publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: listed(asked.allowCredentials) },
  });
}

function written(key) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (key.response[name]) response[name] = text(key.response[name]);
  }
  return JSON.stringify({
    id: key.id,
    rawId: text(key.rawId),
    type: key.type,
    response,
    authenticatorAttachment: key.authenticatorAttachment ?? undefined,
    clientExtensionResults: key.getClientExtensionResults(),
  });
}

function passkey(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  const missing = form.querySelector("[data-passkey-missing]");
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    failed.hidden = missing.hidden = true;
    if (!window.PublicKeyCredential) {
      missing.hidden = false;
      return;
    }
    try {
      const asked = await question(form);
      const key = await (form.dataset.passkey === "make" ? toMake(asked) : toUse(asked));
      form.elements.answer.value = written(key);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
  window.addEventListener("pageshow", () => (form.elements.answer.value = ""));
}

/* `data-passkey="make|use"` on a form: asks the browser's keys, puts their answer into the form and sends it. */
export function passkeys(root) {
  each(root, "form[data-passkey]", passkey);
}
