import { toast } from "./toasts.js";

/* Hearts belong to one form of the page (`form="wish"`). With a script they stay on the page. */
export function hearts() {
  addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.id !== "wish" || !event.submitter?.matches("[name='wish']")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const data = new FormData(form, event.submitter);
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(data), headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const told = await answer.json();
      for (const heart of document.querySelectorAll(`[form="wish"][value="${event.submitter.value}"]`)) heart.setAttribute("aria-pressed", String(told.on));
      toast(told.said, "success");
    } catch {
      location.assign("/wishes/");
    }
  }, true);
}
