// Says when live events have stopped, and asks the page to fetch again what it may have missed.
const broken = new Set();

function show() {
  const note = document.getElementById("fb-offline");
  if (note) note.hidden = broken.size === 0;
}

document.addEventListener("htmx:sseError", (event) => {
  broken.add(event.target);
  show();
});

document.addEventListener("htmx:sseOpen", (event) => {
  const wasBroken = broken.delete(event.target);
  show();
  // Fragments listen with hx-trigger="sse:NAME, fb:reconnected from:body".
  if (wasBroken) document.body.dispatchEvent(new CustomEvent("fb:reconnected"));
});

document.addEventListener("htmx:sseClose", (event) => {
  broken.delete(event.target);
  show();
});

document.addEventListener("htmx:sendError", (event) => {
  broken.add(event.target);
  show();
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.xhr?.status && broken.delete(event.target)) show();
});
