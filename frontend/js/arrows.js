import { each } from "./content.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/* `data-arrows` around links with `data-arrow-stop`: from one of them the arrow keys, Home and End lead to the others. */
export function arrows(root) {
  each(root, "[data-arrows]", (box) => {
    box.addEventListener("keydown", (event) => {
      const stops = [...box.querySelectorAll("[data-arrow-stop]")];
      const here = stops.indexOf(event.target);
      if (here < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const next = event.key in STEPS ? stops[here + STEPS[event.key]] : { Home: stops[0], End: stops.at(-1) }[event.key];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  });
}
