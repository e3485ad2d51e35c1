import { each } from "./content.js";

/* `data-bulk` around a table: one box selects all rows, a bar tells how many are selected. */
export function bulk(root) {
  each(root, "[data-bulk]", (box) => {
    const all = box.querySelector("[data-bulk-all]");
    const rows = () => [...box.querySelectorAll("[data-bulk-row]")];
    const count = box.querySelector("[data-bulk-count]");
    let last = null;
    const draw = () => {
      const chosen = rows().filter((row) => row.checked).length;
      if (all) {
        all.checked = chosen > 0 && chosen === rows().length;
        all.indeterminate = chosen > 0 && chosen < rows().length;
      }
      if (count) count.textContent = String(chosen);
      box.dataset.bulk = chosen ? "some" : "none";
    };
    box.addEventListener("click", (event) => {
      const row = event.target.closest("[data-bulk-row]");
      if (!row) return;
      if (event.shiftKey && last) {
        const list = rows();
        const [from, to] = [list.indexOf(last), list.indexOf(row)].sort((a, b) => a - b);
        for (const between of list.slice(from, to + 1)) between.checked = row.checked;
      }
      last = row;
      draw();
    });
    all?.addEventListener("change", () => {
      for (const row of rows()) row.checked = all.checked;
      draw();
    });
    draw();
  });
}
