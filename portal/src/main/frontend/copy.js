// <button data-copy="text"> or <button data-copy-from="#id">; shown only where scripts run.
const messages = () => document.getElementById("fb-live");

async function write(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Over plain HTTP on another host than this one there is no clipboard API.
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("refused by the browser");
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy], [data-copy-from]");
  if (!button) return;
  const source = button.dataset.copyFrom && document.querySelector(button.dataset.copyFrom);
  const live = messages();
  const label = button.querySelector("[data-copy-word]");
  let said;
  try {
    await write(source ? (source.value ?? source.textContent) : button.dataset.copy);
    said = live?.dataset.copied;
  } catch {
    said = live?.dataset.notCopied;
  }
  if (!said) return;
  live.textContent = said;
  if (!label) return;
  label.dataset.word ||= label.textContent;
  label.textContent = said;
  clearTimeout(button.fbTimer);
  button.fbTimer = setTimeout(() => {
    label.textContent = label.dataset.word;
    live.textContent = "";
  }, 2500);
});

// Buttons that need a script are sent hidden.
function reveal(root) {
  const hidden = "[data-copy][hidden], [data-copy-from][hidden], [data-close][hidden]";
  if (root.matches?.(hidden)) root.hidden = false;
  for (const button of root.querySelectorAll(hidden)) button.hidden = false;
}

document.addEventListener("htmx:load", (event) => reveal(event.target));
document.addEventListener("DOMContentLoaded", () => reveal(document));
