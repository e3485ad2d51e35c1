self.addEventListener("push", (event) => {
  let said = {};
  try {
    said = event.data ? event.data.json() : {};
  } catch {
    said = {};
  }
  const options = { body: said.body || "", tag: said.tag || "kontor", lang: said.lang || "", data: { url: said.url || "/account/notices/" } };
  event.waitUntil(self.registration.showNotification(said.title || "Kontor", options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const target = new URL(event.notification.data.url, self.location.origin);
  if (target.origin !== self.location.origin) return;
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((open) => {
      const same = open.find((page) => page.url === target.href);
      return same ? same.focus() : self.clients.openWindow(target.href);
    }),
  );
});
