import { each } from "./content.js";

/* The browser's time zone, for quiet hours: kept in a cookie of this page, chosen in a form that has none yet. */
export function zone(root) {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!name) return;
  if (!document.cookie.includes(`kontor_zone=${encodeURIComponent(name)}`)) {
    document.cookie = `kontor_zone=${encodeURIComponent(name)}; path=/; max-age=31536000; samesite=lax`;
  }
  each(root, "select[data-zone]", (select) => {
    if (!select.value && [...select.options].some((option) => option.value === name)) select.value = name;
  });
}
