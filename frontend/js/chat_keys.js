/* Keys of a conversation: `data-key="j"` on a link, a button or a field. They are caught nowhere while somebody types,
   and not at all where the person has switched keys off on this device (lists.js). */
function on() {
  try {
    return localStorage.getItem("kontor-list-keys") !== "off";
  } catch {
    return true;
  }
}

const typing = (element) => element.closest?.("input:not([type=checkbox]), textarea, select, dialog[open], [contenteditable]");

export function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches?.("[data-chat-form] textarea")) return event.target.blur();
    if (!on() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    const place = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!place) return;
    event.preventDefault();
    if (place.matches("textarea, input, select")) place.focus();
    else if (place.matches("dialog")) place.showModal();
    else place.click();
  });
}
