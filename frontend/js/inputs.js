import { each, text } from "./content.js";
import { toast } from "./toasts.js";

const RULES = {
  length: (word, bounds) => {
    const [least, most] = bounds.split("-").map(Number);
    const letters = [...word].length;
    return letters >= least && letters <= (most || Infinity);
  },
  lower: (word) => /\p{Ll}/u.test(word),
  upper: (word) => /\p{Lu}/u.test(word),
  letter: (word) => /\p{L}/u.test(word),
  digit: (word) => /\p{Nd}/u.test(word),
  symbol: (word) => /[^\p{L}\p{Nd}]/u.test(word),
  kinds: (word, least) =>
    [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((kind) => kind.test(word)).length >= Number(least),
};

function password(box) {
  const input = box.querySelector("input");
  const toggle = box.querySelector("[data-password-toggle]");
  toggle?.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    toggle.setAttribute("aria-pressed", String(!shown));
  });
  const rules = box.closest(".k-field")?.querySelectorAll("[data-rule]") ?? [];
  const weigh = () => {
    for (const rule of rules) {
      const [name, value] = rule.dataset.rule.split(":");
      rule.dataset.met = String(RULES[name]?.(input.value, value) ?? false);
    }
  };
  input.addEventListener("input", weigh);
  weigh();
}

function quantity(box) {
  const input = box.querySelector("input");
  box.addEventListener("click", (event) => {
    const step = Number(event.target.closest("[data-step]")?.dataset.step ?? 0);
    if (!step) return;
    const before = input.value;
    step > 0 ? input.stepUp() : input.stepDown();
    if (input.value === before) return;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function counter(input) {
  const place = document.getElementById(input.dataset.counter);
  const limit = Number(input.maxLength > 0 ? input.maxLength : input.dataset.limit);
  if (!place || !limit) return;
  const numbers = new Intl.NumberFormat(document.documentElement.lang || "en");
  const draw = () => {
    place.textContent = `${numbers.format([...input.value].length)} / ${numbers.format(limit)}`;
  };
  input.addEventListener("input", draw);
  draw();
}

function copy(button) {
  button.addEventListener("click", async () => {
    const from = button.dataset.copyFrom ? document.querySelector(button.dataset.copyFrom) : null;
    try {
      await navigator.clipboard.writeText(button.dataset.copy || from?.value || from?.textContent.trim() || "");
      toast(text("copied"), "success");
    } catch {
      from?.select?.();
    }
  });
}

function upload(box) {
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector("[data-upload-names]");
  input?.addEventListener("change", () => {
    list?.replaceChildren(...[...input.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }));
  });
  for (const name of ["dragenter", "dragover"]) box.addEventListener(name, () => (box.dataset.over = ""));
  for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => delete box.dataset.over);
}

export function inputs(root) {
  each(root, "[data-password]", password);
  each(root, "[data-quantity]", quantity);
  each(root, "[data-counter]", counter);
  each(root, "[data-copy], [data-copy-from]", copy);
  each(root, "[data-upload]", upload);
}
