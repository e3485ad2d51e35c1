import { each } from "./content.js";
import { refresh } from "./htmx.js";

const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60000;
const SOON = 150;
const SPREAD = 3000; // after a restart of the stream all open pages are told to look again at one instant
const LONGEST_ANSWER = 25000; // a request is given up after 20 seconds
const SILENCE = 40000; // the stream says something every 15 seconds; a line that is silent for longer is dead
const streams = new Map(); // by what they tell of: a part of the page that comes anew has a new token for the same

const timers = new Map(); // by id of a part: the part itself is another one after each answer
const onTheWay = new Map(); // by id of a part that is being read: whether something was told meanwhile

/* Several facts in one moment give one request; what is told while one is on the way gives another after it.
   A wait that is long gives way to a shorter one. */
function later(id, wait = SOON) {
  if (onTheWay.has(id)) {
    onTheWay.set(id, true);
    return;
  }
  if (wait > SOON && timers.has(id)) return;
  clearTimeout(timers.get(id));
  timers.set(id, setTimeout(again, wait, id));
}

async function again(id) {
  timers.delete(id);
  const element = document.getElementById(id);
  if (!element?.dataset.live) return;
  onTheWay.set(id, false);
  await Promise.race([refresh(element).catch(() => {}), new Promise((over) => setTimeout(over, LONGEST_ANSWER))]); // the page has said what failed
  const more = onTheWay.get(id);
  onTheWay.delete(id);
  if (more) later(id);
}

function told(name, topic, id = "") {
  for (const element of document.querySelectorAll("[data-told]")) {
    if (["up", "down"].includes(name)) element.dataset.line = name; // for scripts that come later
    if (!topic || element.dataset.told === topic) element.dispatchEvent(new CustomEvent("kontor:told", { detail: { name, id } }));
  }
  for (const element of document.querySelectorAll("[data-live][id]")) {
    if (element.dataset.live.split(/\s+/).includes(topic)) later(element.id);
    else if (name === "refresh") later(element.id, Math.random() * SPREAD);
  }
}

function read(block) {
  let name = "message";
  let data = "";
  let heard;
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    if (line.startsWith("data:")) data += line.slice(5);
    if (line.startsWith("id:")) heard = line.slice(3).trim();
  }
  if (!data) return heard;
  try {
    const said = JSON.parse(data);
    told(name, said.topic ?? "", said.id);
  } catch {
    told(name, data.trim());
  }
  return heard;
}

/* Read with fetch and not with EventSource, because every name of an event matters here. */
async function listen(url, topics) {
  let pause = FIRST_PAUSE;
  let heard = ""; // up to when the stream has told: it knows what was missed since, or says `refresh`
  while (streams.has(topics)) {
    const line = new AbortController();
    streams.set(topics, line);
    try {
      const answer = await fetch(`${url}&heard=${heard}`, { signal: line.signal, headers: { Accept: "text/event-stream" }, credentials: "omit" });
      if (answer.status === 403) break;
      if (!answer.ok) throw new Error(String(answer.status));
      pause = FIRST_PAUSE;
      told("up");
      let rest = "";
      let silence;
      for await (const piece of pieces(answer.body.pipeThrough(new TextDecoderStream()).getReader())) {
        clearTimeout(silence);
        silence = setTimeout(() => line.abort(), SILENCE);
        const blocks = (rest + piece).split("\n\n");
        rest = blocks.pop();
        for (const block of blocks) heard = read(block) ?? heard;
      }
    } catch {
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
    told("down");
    await new Promise((again) => {
      setTimeout(again, pause);
      addEventListener("online", again, { once: true });
    });
  }
  told("down");
}

async function* pieces(reader) {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

function open(url) {
  if (!url) return;
  const tokens = new URL(url, location).searchParams.getAll("t");
  const topics = tokens.map((token) => token.split(":").slice(0, -2).join(":")).join(" ");
  if (streams.has(topics)) return;
  streams.set(topics, null);
  listen(url, topics);
}

/* `data-live="topic"` on an element with an id: fetched again when the stream tells of the topic.
   The stream's address, with the signed topics, is the page's `stream_url` or the element's `data-live-stream`.
   `data-told="topic"`: the element hears `kontor:told` with what was said and whether the line is up or down. */
export function live(root, stream) {
  each(root, "[data-live][id], [data-told]", (element) => open(element.dataset.liveStream || stream));
}

addEventListener("pagehide", () => {
  for (const [topics, line] of streams) {
    streams.delete(topics);
    line?.abort();
  }
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  const page = document.querySelector('meta[name="kontor-stream"]')?.content;
  for (const element of document.querySelectorAll("[data-live][id], [data-told]")) {
    open(element.dataset.liveStream || page);
    if (element.dataset.live) later(element.id);
  }
});
