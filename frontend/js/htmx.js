import htmx from "htmx.org/dist/htmx.esm.js";
import { fresh, text } from "./content.js";
import { toast } from "./toasts.js";

function cookie(name) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

export function startHtmx() {
  Object.assign(htmx.config, {
    allowEval: false,
    allowScriptTags: false,
    includeIndicatorStyles: false,
    historyCacheSize: 0,
    refreshOnHistoryMiss: true,
    selfRequestsOnly: true,
    timeout: 20000,
    responseHandling: [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      { code: "422", swap: true },
      { code: "[45]..", swap: false, error: true },
    ],
  });
  window.htmx = htmx;
  htmx.onLoad((root) => fresh(root));
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value || cookie("csrftoken");
    if (token) event.detail.headers["X-CSRFToken"] = token;
  });
  for (const [name, sentence] of [["htmx:sendError", "offline"], ["htmx:timeout", "slow"], ["htmx:responseError", "failed"]]) {
    document.addEventListener(name, () => toast(text(sentence), "error"));
  }
  document.addEventListener("htmx:afterSettle", (event) => {
    event.detail.elt.querySelector?.("[data-focus]")?.focus();
  });
}

export function refresh(element) {
  const url = element.dataset.liveUrl || window.location.href;
  return htmx.ajax("GET", url, { target: element, swap: "outerHTML", select: `#${CSS.escape(element.id)}`, source: element });
}
