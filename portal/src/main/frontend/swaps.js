// A swap leaves the reader where they were. htmx itself keeps the focus of an element with an id.
const toggled = new Map();
let scrolled = [];

// What the reader opened or closed stays so; what they left alone follows the server.
document.addEventListener("click", (event) => {
  const summary = event.target.closest?.("summary");
  const details = summary?.parentElement;
  if (details?.id) toggled.set(details.id, !details.open);
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target } = event.detail;
  scrolled = [target, ...target.querySelectorAll("[id]")]
    .filter((element) => element.id && (element.scrollTop || element.scrollLeft))
    .map((element) => [element.id, element.scrollTop, element.scrollLeft]);
});

document.addEventListener("htmx:afterSwap", () => {
  for (const [id, open] of toggled) {
    const details = document.getElementById(id);
    if (details) details.open = open;
  }
  for (const [id, top, left] of scrolled) document.getElementById(id)?.scrollTo({ top, left, behavior: "instant" });
  scrolled = [];
});
