export function dialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog-open]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.dialogOpen);
      if (dialog?.showModal) {
        event.preventDefault();
        dialog.showModal();
      }
      return;
    }
    const closer = event.target.closest("[data-dialog-close]");
    const dialog = closer ? closer.closest("dialog") : event.target.matches("dialog[open]") ? event.target : null;
    if (dialog?.open) {
      event.preventDefault();
      dialog.close();
    }
  });
}

/* `details[data-menu]` closes on Escape and on a press elsewhere. */
export function menus() {
  if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 64rem)").matches) {
    for (const facets of document.querySelectorAll("details.k-facets")) facets.open = true;
  }
  const open = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    }
  });
}
