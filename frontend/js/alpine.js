import Alpine from "@alpinejs/csp";

Alpine.data("disclosure", (open = false) => ({
  open,
  toggle() {
    this.open = !this.open;
  },
  close() {
    this.open = false;
  },
}));

window.Alpine = Alpine;
document.dispatchEvent(new CustomEvent("kontor:alpine", { detail: Alpine }));
Alpine.start();
