import { startHtmx } from "./htmx.js";
import { onContent, ready } from "./content.js";
import { countdowns } from "./countdown.js";
import { guardForms, warnUnsaved } from "./forms.js";
import { dialogs, menus } from "./dialogs.js";
import { toasts } from "./toasts.js";
import { inputs } from "./inputs.js";
import { gallery } from "./gallery.js";
import { bulk } from "./bulk.js";
import { live } from "./live.js";
import { moments } from "./moments.js";
import { zone } from "./zone.js";
import { hearts } from "./hearts.js";
import { passkeys } from "./passkeys.js";
import { arrows } from "./arrows.js";

/* How many pages of ours this tab has shown; the registration form tells it (signals.js). */
try {
  sessionStorage.setItem("kontor-pages", Number(sessionStorage.getItem("kontor-pages") || 0) + 1);
} catch {
  // a browser that keeps nothing
}

const setting = (name) => document.querySelector(`meta[name="kontor-${name}"]`)?.content ?? "";

function alpineWhereUsed(root) {
  if (window.Alpine || document.getElementById("kontor-alpine") || !root.querySelector("[x-data]")) return;
  const script = document.createElement("script");
  script.id = "kontor-alpine";
  script.src = setting("alpine");
  document.head.append(script);
}

hearts();
guardForms();
dialogs();
menus();
toasts();
for (const start of [countdowns, moments, inputs, gallery, bulk, arrows, warnUnsaved, passkeys, zone, alpineWhereUsed]) onContent(start);
onContent((root) => live(root, setting("stream")));
startHtmx();
ready();
