import { each } from "./content.js";

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const language = document.documentElement.lang || "en";
const formats = Object.fromEntries(
  UNITS.map(([unit]) => [unit, new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" })]),
);
const running = new Set();
let timer;

function parts(seconds) {
  const first = Math.max(UNITS.findIndex(([, size]) => seconds >= size), 0);
  let rest = seconds;
  return UNITS.slice(first, first + 2).map(([unit, size]) => {
    const number = Math.floor(rest / size);
    rest -= number * size;
    return formats[unit].format(number);
  }).join(" ");
}

function draw(element) {
  const seconds = Math.round((Date.parse(element.dateTime) - Date.now()) / 1000);
  const box = element.closest("[data-state]") ?? element;
  if (seconds <= 0) {
    running.delete(element);
    box.dataset.state = "over";
    if (element.dataset.over) element.textContent = element.dataset.over;
    element.dispatchEvent(new CustomEvent("kontor:over", { bubbles: true }));
    return;
  }
  if (seconds <= Number(element.dataset.soon || 7200)) box.dataset.state = "soon";
  element.textContent = seconds < 60 ? formats.second.format(seconds) : parts(seconds);
}

function tick() {
  for (const element of running) element.isConnected ? draw(element) : running.delete(element);
  if (!running.size) {
    clearInterval(timer);
    timer = undefined;
  }
}

export function countdowns(root) {
  each(root, "time[data-countdown]", (element) => {
    if (Number.isNaN(Date.parse(element.dateTime))) return;
    running.add(element);
    draw(element);
    timer ??= setInterval(tick, 1000);
  });
}
