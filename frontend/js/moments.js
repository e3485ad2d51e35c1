import { each } from "./content.js";

/* `<time data-local-time>` comes in UTC from the server and is shown in the reader's own time zone. */
export function moments(root) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang || "en", { dateStyle: "medium", timeStyle: "short" });
  each(root, "time[data-local-time]", (element) => {
    const moment = Date.parse(element.dateTime);
    if (!Number.isNaN(moment)) element.textContent = format.format(moment);
  });
}
