import { each } from "./content.js";
import { refresh } from "./htmx.js";

const wanted = new Map();
let source;
let opened = "";

function connect(stream) {
  const topics = [...wanted.keys()].sort().join(",");
  if (topics === opened) return;
  source?.close();
  opened = topics;
  const url = new URL(stream, window.location.href);
  url.searchParams.set("topics", topics);
  source = new EventSource(url, { withCredentials: true });
  source.onmessage = (event) => {
    let topic = event.data;
    try {
      topic = JSON.parse(event.data).topic ?? topic;
    } catch {
      /* the data is the topic itself */
    }
    for (const element of wanted.get(topic) ?? []) later(element);
  };
}

/* Several facts in one moment give one request. */
function later(element) {
  clearTimeout(element.kontorLater);
  element.kontorLater = setTimeout(() => element.isConnected && refresh(element), 150);
}

/* `data-live="topic"` (with an id, and `data-live-url` if it lives at another address): refreshed when the topic is told. */
export function live(root, stream) {
  if (!stream) return;
  each(root, "[data-live][id]", (element) => {
    for (const topic of element.dataset.live.split(/\s+/).filter(Boolean)) {
      for (const [name, elements] of wanted) {
        for (const old of elements) if (!old.isConnected) elements.delete(old);
        if (!elements.size) wanted.delete(name);
      }
      if (!wanted.has(topic)) wanted.set(topic, new Set());
      wanted.get(topic).add(element);
    }
  });
  if (wanted.size) connect(stream);
}
