import { each } from "./content.js";

/* Keys of a list (`data-keys` on a box round a table): j and k go from row to row, x selects, Enter opens, / searches,
   ? shows the keys. One switch turns them off on this device; nothing is caught while somebody types. */
const STORED = "kontor-list-keys";

function on() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

function keep(wanted) {
  try {
    localStorage.setItem(STORED, wanted ? "on" : "off");
  } catch {
    // a browser that keeps nothing
  }
}

const typing = (element) => element.closest?.("input:not([type=checkbox]), textarea, select, dialog[open], [contenteditable]");

function lists(root) {
  each(root, "[data-keys-help]", (help) => {
    const dialog = help.querySelector("dialog");
    const lever = help.querySelector("[data-keys-switch]");
    lever.checked = on();
    lever.addEventListener("change", () => keep(lever.checked));
    help.querySelector("[data-keys-open]").addEventListener("click", () => dialog.showModal());
  });
  each(root, "[data-keys]", (box) => {
    const rows = () => [...box.querySelectorAll("tbody tr")];
    const now = () => rows().findIndex((row) => row.dataset.current !== undefined);
    const go = (place) => {
      const list = rows();
      const row = list[Math.max(0, Math.min(place, list.length - 1))];
      if (!row) return;
      for (const other of list) delete other.dataset.current;
      row.dataset.current = "";
      row.tabIndex = -1;
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    };
    const acts = {
      j: () => go(now() + 1),
      k: () => go(Math.max(now() - 1, 0)),
      x: () => rows()[now()]?.querySelector("[data-bulk-row]")?.click(),
      "/": () => document.querySelector("main [type=search]")?.focus(),
      "?": () => document.querySelector("[data-keys-help] dialog")?.showModal(),
    };
    document.addEventListener("keydown", (event) => {
      if (!on() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
      if (!box.isConnected) return;
      if (event.key === "Enter") {
        const row = event.target.matches?.("tr[data-current]") ? event.target : null;
        row?.querySelector("a[href]")?.click();
      } else if (acts[event.key]) {
        event.preventDefault();
        acts[event.key]();
      }
    });
    box.addEventListener("focusin", (event) => {
      const row = event.target.closest("tbody tr");
      if (!row) return;
      for (const other of rows()) delete other.dataset.current;
      row.dataset.current = "";
    });
  });
}

lists(document);
document.addEventListener("htmx:load", (event) => lists(event.target));
