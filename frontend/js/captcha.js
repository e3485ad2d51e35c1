/* The proof of work of a captcha: find the number whose digest, after the token, is the one that the form names.
   Fetched only by pages with a captcha; parts that htmx puts in again are found by their attributes. */
const BATCH = 256;
const bytes = new TextEncoder();

const able = () => Boolean(window.crypto?.subtle);
const hex = (buffer) => Array.from(new Uint8Array(buffer), (part) => part.toString(16).padStart(2, "0")).join("");

async function digests(token, from, to) {
  const wanted = [];
  for (let number = from; number < to; number += 1) wanted.push(crypto.subtle.digest("SHA-256", bytes.encode(`${token}${number}`)));
  return Promise.all(wanted);
}

async function found(token, target, most, tell) {
  let told = 0;
  for (let from = 0; from < most; from += BATCH) {
    const to = Math.min(most, from + BATCH);
    const place = (await digests(token, from, to)).findIndex((digest) => hex(digest) === target);
    if (place >= 0) return from + place;
    const quarter = Math.floor((4 * to) / most);
    if (quarter > told && quarter < 4) tell((told = quarter) * 25);
    await new Promise((go) => setTimeout(go));
  }
  return -1;
}

async function solve(box) {
  const told = box.querySelector("[data-captcha-told]");
  const token = box.querySelector('input[name$="_token"]').value;
  box.dataset.state = "busy";
  told.textContent = told.dataset.begun;
  told.focus();
  try {
    const number = await found(token, box.dataset.target, Number(box.dataset.work), (percent) => {
      told.textContent = told.dataset.going.replace("{percent}", percent);
    });
    if (number < 0) throw new Error("no number");
    box.querySelector('input[name$="_work"]').value = number;
    for (const field of box.querySelectorAll("input[required]")) field.required = false;
    box.dataset.state = "done";
    told.textContent = told.dataset.done;
  } catch {
    box.dataset.state = "failed";
    told.textContent = told.dataset.failed;
  }
}

function offer(root) {
  if (!able()) return;
  for (const part of root.querySelectorAll("[data-captcha-work]")) part.hidden = false;
}

document.addEventListener("click", (event) => {
  const box = event.target.closest?.("[data-captcha-start]")?.closest("[data-captcha]");
  if (box && box.dataset.state !== "busy") solve(box);
});
document.addEventListener("htmx:load", (event) => offer(event.target.parentElement ?? document));
offer(document);
