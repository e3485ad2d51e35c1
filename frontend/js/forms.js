import { each } from "./content.js";

const PAUSE = 15000;

function release(form) {
  delete form.dataset.busy;
  for (const button of form.querySelectorAll("[aria-disabled][data-held]")) {
    button.removeAttribute("aria-disabled");
    delete button.dataset.held;
  }
}

/* A second press while the first is under way is swallowed; the button keeps its name and value. */
export function guardForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("data-no-guard")) return;
    if (form.dataset.busy) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    setTimeout(() => {
      const sent = !event.defaultPrevented || form.matches("[hx-post],[hx-put],[hx-patch],[hx-delete],[data-hx-post]");
      if (!sent) return;
      form.dataset.busy = "true";
      if (event.submitter) {
        event.submitter.setAttribute("aria-disabled", "true");
        event.submitter.dataset.held = "";
      }
      setTimeout(() => release(form), PAUSE);
    });
  }, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) release(form);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-busy]").forEach(release));
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-autosubmit]")) event.target.form?.requestSubmit();
  });
}

/* `data-unsaved` on a form: leaving with changes asks first. */
export function warnUnsaved(root) {
  each(root, "form[data-unsaved]", (form) => {
    let dirty = false;
    form.addEventListener("input", () => (dirty = true));
    form.addEventListener("submit", () => (dirty = false));
    window.addEventListener("beforeunload", (event) => {
      if (dirty && form.isConnected) event.preventDefault();
    });
  });
}
