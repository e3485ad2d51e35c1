import { each } from "./content.js";

/* The editor of a product: what is typed is kept, pictures come in and are ordered, many rows are filled in at once.
   Each of it works as a plain button of the form too. */
const PAUSE = 1200;

const token = (form) => form.querySelector("[name=csrfmiddlewaretoken]").value;

async function send(url, form, body) {
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token(form), Accept: "application/json" }, keepalive: body instanceof URLSearchParams && body.toString().length < 60000 });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.said || told.title || String(answer.status));
  return told;
}

function keeping(form) {
  const line = form.querySelector("[data-editor-said]");
  let timer = 0;
  let open = false;
  const keep = async () => {
    clearTimeout(timer);
    if (!open) return;
    open = false;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    try {
      line.textContent = (await send(form.dataset.editor, form, body)).said;
    } catch (error) {
      line.textContent = error.message;
    }
  };
  form.addEventListener("input", () => {
    open = true;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.matches("[data-preview]")) {
      setTimeout(() => {  // the form stays here: it is neither sent nor saved
        delete form.dataset.busy;
        event.submitter.removeAttribute("aria-disabled");
        touch(form);
      }, 50);
    } else {
      open = false;
      clearTimeout(timer);
    }
  });
  addEventListener("pagehide", keep);
  if (form.hasAttribute("data-dirty")) setTimeout(() => touch(form));  // the page's own script warns on leaving
}

/* Tells who listens that something was changed by a button. */
function touch(form) {
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function shots(form) {
  const list = form.querySelector("[data-shots]");
  const pattern = form.querySelector("template[data-shot]");
  const input = form.querySelector("input[type=file][name=pictures]");
  const said = form.querySelector("[data-shots-said]");
  if (!list || !pattern || !input) return;

  const tell = (text) => {
    said.textContent = text;
    said.hidden = !text;
  };
  const show = (tile, path) => {
    tile.querySelector("[name=picture]").value = path;
    tile.querySelector("img").src = `/media/${path}`;
  };
  const add = (path) => {
    if ([...list.querySelectorAll("[name=picture]")].some((known) => known.value === path)) return;
    const tile = pattern.content.firstElementChild.cloneNode(true);
    show(tile, path);
    list.append(tile);
  };
  const upload = async (files) => {
    tell("");
    list.setAttribute("aria-busy", "true");
    for (const file of files) {
      const body = new FormData();
      body.append("pictures", file);
      try {
        (await send(form.dataset.picturesUrl, form, body)).paths.forEach(add);
      } catch (error) {
        tell(`${file.name}: ${error.message}`);
      }
    }
    list.removeAttribute("aria-busy");
    touch(form);
  };
  input.addEventListener("change", async () => {
    const files = [...input.files];
    await upload(files);
    input.value = "";
    form.querySelector("[data-upload-names]")?.replaceChildren();
  });

  list.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-shot-act]");
    if (!button) return;
    event.preventDefault();
    const tile = button.closest("li");
    const act = button.dataset.shotAct;
    if (act === "up") tile.previousElementSibling?.before(tile);
    if (act === "down") tile.nextElementSibling?.after(tile);
    if (act === "remove") {
      (tile.nextElementSibling ?? tile.previousElementSibling)?.querySelector("button")?.focus();
      tile.remove();
    }
    if (act === "square") {
      const body = new FormData();
      body.append("crop", tile.querySelector("[name=picture]").value);
      body.append("across", tile.querySelector("[data-crop-across]").value);
      body.append("zoom", tile.querySelector("[data-crop-zoom]").value);
      try {
        show(tile, (await send(form.dataset.picturesUrl, form, body)).paths[0]);
        for (const [name, value] of [["across", "50"], ["zoom", "100"]]) tile.querySelector(`[data-crop-${name}]`).value = value;
        frame(tile);
        tell("");
      } catch (error) {
        tell(error.message);
      }
    } else {
      button.isConnected && button.focus();
    }
    touch(form);
  });

  /* What the cut will show, before it is cut. */
  const frame = (tile) => {
    const picture = tile.querySelector("img");
    const [across, zoom] = ["across", "zoom"].map((name) => Number(tile.querySelector(`[data-crop-${name}]`).value));
    const cut = tile.querySelector("details").open;
    picture.style.objectFit = cut ? "cover" : "";
    picture.style.objectPosition = cut ? `${across}% ${across}%` : "";
    picture.style.transformOrigin = cut ? `${across}% ${across}%` : "";
    picture.style.transform = cut && zoom > 100 ? `scale(${zoom / 100})` : "";
  };
  list.addEventListener("input", (event) => {
    if (event.target.matches("[data-crop-across], [data-crop-zoom]")) frame(event.target.closest("li"));
  });
  list.addEventListener("toggle", (event) => frame(event.target.closest("li")), true);

  let held = null;
  list.addEventListener("dragstart", (event) => {
    held = event.target.closest("li");
    event.dataTransfer.effectAllowed = "move";
    if (held) held.dataset.held = "";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!held || !over || over === held) return;
    event.preventDefault();
    const { left, width } = over.getBoundingClientRect();
    const after = (event.clientX - left > width / 2) !== (getComputedStyle(list).direction === "rtl");
    after ? over.after(held) : over.before(held);
  });
  list.addEventListener("dragend", () => {
    if (held) delete held.dataset.held;
    held = null;
    touch(form);
  });
}

function filling(form) {
  const button = form.querySelector("[data-fill]");
  button?.addEventListener("click", (event) => {
    const what = form.querySelector("[data-fill-what]").value;
    const value = form.querySelector("[data-fill-value]").value;
    const field = { weight: "weight_g" }[what] ?? what;
    const picked = [...form.querySelectorAll("[data-bulk-row]:checked")];
    if (!picked.length) return;
    event.preventDefault();
    for (const box of picked) {
      const cell = form.elements[`skus.${box.value}.${field}`];
      if (cell) cell.value = value;
    }
    touch(form);
  });
}

each(document, "form[data-editor]", (form) => {
  keeping(form);
  shots(form);
  filling(form);
});
