const starters = [];

/* Registers what must run on every new piece of page: the first document and whatever htmx swaps in. */
export function onContent(start) {
  starters.push(start);
}

export function fresh(root) {
  for (const start of starters) start(root);
}

export function ready() {
  const run = () => {
    fresh(document);
    document.querySelector("[data-focus]")?.focus();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
  else run();
}

/* Elements in `root` that match and were not yet begun, `root` itself included. */
export function each(root, selector, start) {
  const found = [...root.querySelectorAll(selector)];
  if (root.matches?.(selector)) found.push(root);
  for (const element of found) {
    element.kontorBegun ??= new Set();
    if (element.kontorBegun.has(selector)) continue;
    element.kontorBegun.add(selector);
    start(element);
  }
}

/* A sentence that the page brought along in its language. */
export function text(name) {
  return document.getElementById("kontor-texts")?.dataset[name] ?? "";
}
