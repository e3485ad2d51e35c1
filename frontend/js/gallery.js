import { each } from "./content.js";

/* The strip of pictures scrolls by itself and its small pictures are plain links to places in it;
   here the current one is marked and a press leaves no trace in the history. */
export function gallery(root) {
  each(root, "[data-gallery]", (box) => {
    const strip = box.querySelector("[data-gallery-strip]");
    const links = [...box.querySelectorAll("[data-gallery-link]")];
    if (!strip || !links.length) return;
    const mark = (id) => {
      for (const link of links) link.setAttribute("aria-current", String(link.hash === `#${id}`));
    };
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    for (const link of links) {
      link.addEventListener("click", (event) => {
        const picture = document.getElementById(link.hash.slice(1));
        if (!picture) return;
        event.preventDefault();
        const shift = picture.getBoundingClientRect().x - strip.getBoundingClientRect().x;
        strip.scrollBy({ left: shift, behavior: calm ? "auto" : "smooth" });
        mark(picture.id);
      });
    }
    const seen = new IntersectionObserver(
      (entries) => entries.forEach((entry) => entry.isIntersecting && mark(entry.target.id)),
      { root: strip, threshold: 0.6 },
    );
    for (const picture of strip.children) seen.observe(picture);
  });
}
