const EVERY = 20000;
const GONE = 50000;

/* `data-presence`: colleagues who look at the same conversation tell each other so, over the stream; nothing is kept. */
export function presence(place) {
  const names = new URLSearchParams(place.dataset.names);
  const seen = new Map();
  const tell = () => {
    if (document.hidden) return;
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
    fetch(place.dataset.here, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => {});
  };
  const draw = () => {
    for (const [who, when] of seen) if (Date.now() - when > GONE) seen.delete(who);
    const list = [...seen.keys()].map((who) => names.get(who)).filter(Boolean);
    const written = new Intl.ListFormat(document.documentElement.lang || "en").format(list);
    place.hidden = !list.length;
    place.textContent = list.length ? place.dataset.sentence.replace("{names}", written) : "";
  };
  place.addEventListener("kontor:told", ({ detail }) => {
    if (detail.name === "up") tell();
    if (detail.name !== "here" || detail.id === place.dataset.me) return;
    const fresh = !seen.has(detail.id);
    seen.set(detail.id, Date.now());
    draw();
    if (fresh) tell();
  });
  if (place.dataset.line === "up") tell();
  setInterval(() => {
    tell();
    draw();
  }, EVERY);
}
