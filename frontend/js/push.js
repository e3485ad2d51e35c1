import { each } from "./content.js";

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function device() {
  const told = navigator.userAgentData;
  const brand = told?.brands?.find((one) => !/not/i.test(one.brand))?.brand ?? navigator.userAgent.match(/(Firefox|Edg|Chrome|Safari)/)?.[1] ?? "";
  return [brand, told?.platform ?? navigator.platform].filter(Boolean).join(", ").slice(0, 120);
}

async function subscribe(form) {
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) throw new Error("no push here");
  if ((await Notification.requestPermission()) !== "granted") throw new Error("refused");
  const helper = await navigator.serviceWorker.register(form.dataset.pushWorker);
  await navigator.serviceWorker.ready;
  const before = await helper.pushManager.getSubscription();
  if (before) await before.unsubscribe();
  const made = await helper.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.push) });
  form.elements.endpoint.value = made.endpoint;
  form.elements.p256dh.value = text(made.getKey("p256dh"));
  form.elements.auth.value = text(made.getKey("auth"));
  form.elements.device.value = device();
}

/* `form[data-push]`: asks the browser for a subscription, then sends itself with it. */
function push(root) {
  each(root, "form[data-push]", (form) => {
    form.addEventListener("submit", async (event) => {
      if (form.elements.endpoint.value) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      try {
        await subscribe(form);
        form.submit();
      } catch {
        const told = form.querySelector("[data-push-refused]");
        if (told) told.hidden = false;
      }
    }, true);
  });
}

push(document);
