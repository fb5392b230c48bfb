// The workspace of a lab: terminal, files and editor. Loaded by pages of exercises that have one.
import "@xterm/xterm/css/xterm.css";
import { openFiles } from "./bench/files.js";
import { openTerminal } from "./bench/terminal.js";

const bench = document.getElementById("bench");
const parts = [openTerminal(bench), openFiles(bench)];

// What the lab does stands in a part that events bring anew; the workspace itself is never swapped.
function follow() {
  const ready = document.getElementById("tools")?.dataset.lab === "ready";
  bench.hidden = !ready;
  for (const part of parts) part.lab(ready);
}

document.addEventListener("htmx:afterSettle", follow);
follow();
