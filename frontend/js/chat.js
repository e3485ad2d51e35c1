/* A conversation that lives (`data-chat`): what comes in appears, what is written is never lost and never doubled.

   Each message gets its id here, before it is sent. It waits in this tab until the server has said that it stands, and
   goes out again with the same id after a dropped line. What has come is asked for by the last message that is shown. */
import { keys } from "./chat_keys.js";
import { each } from "./content.js";
import { outbox } from "./chat_outbox.js";
import { presence } from "./chat_presence.js";

const POLL = 10000; // while the line is down
const AGAIN = 3000;
const LONGEST = 30000;
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/* Countdowns and moments of a new piece of page begin as with whatever htmx brings. */
const begin = (element) => element.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: element } }));

function chat(box) {
  const list = box.querySelector("[data-chat-list]");
  const waiting = box.querySelector("[data-chat-waiting]");
  const line = box.querySelector("[data-chat-line]");
  const notice = box.querySelector("[data-chat-notice]");
  const form = box.querySelector("[data-chat-form]");
  const typed = form?.elements.text;
  const store = outbox(box.dataset.chat);
  const known = () => list.lastElementChild?.dataset.id ?? "";
  let streamDown = false;
  let asking = null;
  let poll;

  const atEnd = () => list.parentElement.scrollHeight - list.parentElement.scrollTop - list.parentElement.clientHeight < 120;
  const toEnd = () => (list.parentElement.scrollTop = list.parentElement.scrollHeight);

  /* As if somebody had typed it: the draft is kept, and the signs are counted. */
  const put = (text) => {
    typed.value = text;
    typed.dispatchEvent(new Event("input", { bubbles: true }));
  };

  /* The server's own markup, for what is after the last one; whatever is there already is left out. */
  async function ask() {
    const address = new URL(box.dataset.since, location.href);
    for (;;) {
      address.search = new URLSearchParams({ after: known(), ...(document.hidden ? {} : { seen: "1" }) });
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const part = document.createElement("template");
      part.innerHTML = await answer.text();
      const end = atEnd();
      let fresh = 0;
      for (const item of [...part.content.querySelectorAll("[data-id], [data-day]")]) {
        const { id, day } = item.dataset;
        if (day ? list.querySelector(`[data-day="${day}"]`) : list.querySelector(`[data-id="${id}"]`)) continue;
        if (id) fresh += 1;
        list.append(item);
        begin(item);
      }
      list.dispatchEvent(new CustomEvent("kontor:chat", { bubbles: true }));
      if (fresh && end) toEnd();
      const state = part.content.querySelector("[data-chat-state]");
      if (state) {
        box.querySelector("[data-chat-state]")?.replaceWith(state);
        begin(state);
      }
      if (!fresh || !part.content.querySelector("[data-more]")) return;
    }
  }

  async function pull() {
    if (asking) return (asking.again = true);
    asking = {};
    try {
      await ask();
    } catch {
      later();
    }
    const { again } = asking;
    asking = null;
    if (again) await pull();
  }

  function later() {
    clearTimeout(poll);
    poll = setTimeout(pull, POLL);
  }

  function say() {
    const down = streamDown || !navigator.onLine;
    line.hidden = !down && !store.all().some((entry) => entry.failed);
    if (down) later();
  }

  function draw(entry) {
    let item = waiting.querySelector(`[data-client="${entry.id}"]`);
    if (!item) {
      item = box.querySelector("[data-chat-pending]").content.firstElementChild.cloneNode(true);
      item.dataset.client = entry.id;
      item.querySelector("[data-text]").textContent = entry.text;
      waiting.append(item);
      toEnd();
    }
    item.dataset.state = entry.failed ? "failed" : "sending";
    for (const part of item.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== item.dataset.state;
  }

  function gone(entry) {
    store.drop(entry.id);
    waiting.querySelector(`[data-client="${entry.id}"]`)?.remove();
    say();
  }

  function failed(entry, seconds = 0) {
    entry.failed = true;
    entry.pause = Math.min((entry.pause || AGAIN / 2) * 2, LONGEST);
    store.keep(entry);
    draw(entry);
    say();
    setTimeout(() => store.has(entry.id) && send(entry), Math.max(entry.pause, seconds * 1000));
  }

  async function send(entry) {
    if (entry.busy) return;
    entry.busy = true;
    try {
      const data = new URLSearchParams([...entry.more, ["text", entry.text], ["client_id", entry.id], ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value]]);
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
      if (answer.redirected || answer.status >= 500 || answer.status === 429) return failed(entry, Number(answer.headers.get("Retry-After")));
      const told = await answer.json();
      if (!answer.ok) return refused(entry, told);
      notice.replaceChildren();
      await pull();
      gone(entry);
    } catch {
      failed(entry);
    } finally {
      entry.busy = false;
    }
  }

  /* The words go back to where they were typed, and the server says what is wrong with them. */
  function refused(entry, told) {
    gone(entry);
    if (!typed.value.trim()) put(entry.text);
    if (told.html) notice.innerHTML = told.html;
    else notice.textContent = told.title ?? "";
    notice.focus();
    if (told.over) pull();
  }

  function write(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const text = typed.value.trim();
    if (!text) return typed.focus();
    const more = [...new FormData(form, event.submitter)].filter(([name]) => !["text", "client_id", "csrfmiddlewaretoken"].includes(name));
    const entry = { id: form.elements.client_id.value || newId(), text, more };
    form.elements.client_id.value = newId();
    put("");
    store.keep(entry);
    draw(entry);
    typed.focus();
    send(entry);
  }

  box.addEventListener("kontor:told", ({ detail }) => {
    if (["up", "down"].includes(detail.name)) {
      streamDown = detail.name === "down";
      say();
    }
    if (detail.name === "up") {
      store.all().forEach(send);
    }
    if (["up", "refresh"].includes(detail.name) || /^(messaging|support)\./.test(detail.name)) pull();
    if (detail.name === "messaging.changed") box.dispatchEvent(new CustomEvent("kontor:changed"));
  });
  addEventListener("offline", say);
  addEventListener("online", () => {
    say();
    store.all().forEach(send);
    pull();
  });
  document.addEventListener("visibilitychange", () => document.hidden || pull());
  line.querySelector("[data-chat-again]")?.addEventListener("click", () => {
    store.all().forEach(send);
    pull();
  });
  if (form) {
    form.addEventListener("submit", write, true);
    typed.addEventListener("input", () => store.draft(typed.value));
    if (!typed.value) put(store.draft());
    typed.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) form.requestSubmit(form.querySelector("[data-chat-send]"));
    });
    box.ownerDocument.addEventListener("click", (event) => {
      const phrase = event.target.closest("[data-chat-insert]");
      if (!phrase) return;
      event.preventDefault();
      typed.setRangeText(phrase.dataset.chatInsert, typed.selectionStart, typed.selectionEnd, "end");
      typed.dispatchEvent(new Event("input", { bubbles: true }));
      typed.focus();
      phrase.closest("details[data-menu]")?.removeAttribute("open");
    });
    for (const entry of store.all()) {
      entry.busy = false;
      draw(entry);
      send(entry);
    }
  }
  streamDown = box.dataset.line === "down";
  if (box.dataset.line === "up") pull();
  say();
  toEnd();
}

function start(root) {
  each(root, "[data-chat]", chat);
  each(root, "[data-presence]", presence);
}

start(document);
document.addEventListener("htmx:load", (event) => start(event.target));
keys();
