// Says when live events have stopped or a request found no way, and has the page fetch again what it may have missed.
const RETRY_MS = 2000;
const broken = new Set(); // elements whose events have stopped
let failed = false; // the last request did not get through
let retry = null;

function show() {
  for (const element of broken) if (!element.isConnected) broken.delete(element);
  const note = document.getElementById("fb-offline");
  if (note) note.hidden = !failed && broken.size === 0;
}

// Fragments listen with hx-trigger="sse:NAME, fb:reconnected from:body".
function fetchAgain() {
  document.body.dispatchEvent(new CustomEvent("fb:reconnected"));
}

document.addEventListener("htmx:sseError", (event) => {
  broken.add(event.target);
  show();
});

document.addEventListener("htmx:sseOpen", (event) => {
  const wasBroken = broken.delete(event.target);
  show();
  if (wasBroken) fetchAgain();
});

document.addEventListener("htmx:sseClose", (event) => {
  broken.delete(event.target);
  show();
});

document.addEventListener("htmx:sendError", () => {
  failed = true;
  show();
  retry ??= setTimeout(() => {
    retry = null;
    if (failed) fetchAgain();
  }, RETRY_MS);
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (failed && event.detail.xhr?.status) {
    failed = false;
    show();
  }
});
