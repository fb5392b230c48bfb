// <input data-slash>: "/" moves there from anywhere on the page. The switch beside it turns that off, and the browser remembers it.
const KEPT = "fb-slash";

function kept() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true; // nothing may be stored
  }
}

function keep(on) {
  try {
    if (on) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "off");
  } catch {
    // holds until the page is left
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector("[data-slash]");
  const label = document.querySelector("[data-slash-switch]");
  if (!field || !label) return;
  const box = label.querySelector("input");
  box.checked = kept();
  box.addEventListener("change", () => keep(box.checked));
  label.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!box.checked || event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
});
