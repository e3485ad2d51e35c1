import { text } from "./content.js";

const STAY = 8000;

/* Shows a sentence at the foot of the page; errors stay until they are closed. */
export function toast(sentence, kind = "info") {
  const region = document.getElementById("toasts");
  if (!region || !sentence) return;
  const box = document.createElement("div");
  box.className = "k-toast";
  box.dataset.kind = kind;
  const words = document.createElement("p");
  words.textContent = sentence;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "k-toast-close";
  close.dataset.toastClose = "";
  close.setAttribute("aria-label", text("close"));
  close.textContent = "×";
  box.append(words, close);
  region.append(box);
  if (kind !== "error") setTimeout(() => box.remove(), STAY);
}

export function toasts() {
  document.addEventListener("click", (event) => {
    event.target.closest("[data-toast-close]")?.closest(".k-toast, .k-message")?.remove();
  });
  for (const name of ["kontor:toast", "toast"]) {
    document.addEventListener(name, (event) => {
      const detail = event.detail ?? {};
      toast(detail.text ?? detail.value ?? "", detail.kind);
    });
  }
}
