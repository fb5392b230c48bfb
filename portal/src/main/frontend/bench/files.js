import { openEditor } from "./editor.js";
import { show, token } from "./dom.js";

// As the server has it: FileContent.LONGEST.
const LONGEST = 512 * 1024;

const pathOf = (link) => new URL(link.href).searchParams.get("path");

// Control and direction characters could make a name look like another one.
const plain = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, "\uFFFD");

/** The list of files, and the editor on the one that is open. */
export function openFiles(bench) {
  const work = bench.dataset.work;
  const list = bench.querySelector("#files");
  const name = bench.querySelector("#file-name");
  const state = bench.querySelector("#file-state");
  const reason = bench.querySelector("#file-reason");
  const saveButton = bench.querySelector("#file-save");
  const conflict = bench.querySelector("#file-conflict");
  const newFile = bench.querySelector("#file-new");
  const editor = openEditor(bench.querySelector("#editor"), { changed, save });
  let path;
  let version;
  // What stood in the editor when it was last the same as the file.
  let base = "";
  let busy = false;
  let ready = false;

  const dirty = () => path !== undefined && editor.text() !== base;

  function say(word, why = "") {
    show(state, word);
    reason.textContent = plain(why);
    reason.hidden = !why;
  }

  function changed() {
    saveButton.disabled = !ready || !dirty();
    if (conflict.hidden) say(dirty() ? "changed" : path === undefined ? "none" : "saved");
  }

  async function ask(address, options) {
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "manual", ...options });
      const body = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
      return { status: answer.status, ...body };
    } catch {
      return { status: 0 };
    }
  }

  const get = (file) => ask(`${work}/file?${new URLSearchParams({ path: file })}`);

  const post = (file, text, known) =>
    ask(`${work}/file`, {
      method: "POST",
      body: new URLSearchParams({ path: file, text, base: known, _csrf: token() }),
    });

  function mark() {
    for (const link of list.querySelectorAll("[data-open]")) {
      if (pathOf(link) === path) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  function put(file, content) {
    path = file;
    version = content.version;
    editor.load(file, content.text);
    base = editor.text();
    name.textContent = plain(file);
    bench.querySelector("#file-hint").hidden = true;
    conflict.hidden = true;
    mark();
    changed();
  }

  async function open(file, focus) {
    if (dirty() && !confirm(bench.dataset.leave)) return;
    const content = await get(file);
    if (content.status !== 200) return say("not-opened", content.problem ?? "");
    put(file, content);
    if (focus) editor.focus();
  }

  async function save(known = version) {
    if (busy || path === undefined || !ready) return;
    const text = editor.text();
    if (new TextEncoder().encode(text).length > LONGEST) return say("not-saved", bench.dataset.tooLong);
    busy = true;
    say("saving");
    const answer = await post(path, text, known);
    busy = false;
    if (answer.status === 200) {
      version = answer.version;
      base = text;
      conflict.hidden = true;
      changed();
    } else if (answer.status === 409) {
      collide(answer);
    } else {
      say("not-saved", answer.problem ?? "");
    }
  }

  // The file is another one now. Nothing is lost until the reader has said which of the two stays.
  function collide(other) {
    conflict.hidden = false;
    conflict.dataset.version = other.version;
    show(conflict.querySelector("[data-what]"), other.version ? "changed" : "gone");
    conflict.querySelector("#file-theirs").hidden = !other.version;
    say("conflict");
  }

  bench.querySelector("#file-mine").addEventListener("click", () => save(conflict.dataset.version));
  bench.querySelector("#file-theirs").addEventListener("click", async () => {
    const content = await get(path);
    if (content.status === 200) put(path, content);
    else say("not-opened", content.problem ?? "");
  });

  saveButton.addEventListener("click", () => save());

  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-open]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(pathOf(link), true);
  });

  newFile.addEventListener("submit", async (event) => {
    event.preventDefault();
    const file = newFile.elements.path.value.trim();
    if (!file || (dirty() && !confirm(bench.dataset.leave))) return;
    const answer = await post(file, "", "");
    // There is one of that name already: that one is opened.
    if (answer.status !== 200 && answer.status !== 409) return say("not-saved", answer.problem ?? "");
    newFile.reset();
    newFile.closest("details").open = false;
    const content = await get(file);
    if (content.status !== 200) return say("not-opened", content.problem ?? "");
    put(file, content);
    editor.focus();
  });

  // The files changed: one that is open and untouched here follows, one that is being edited is left alone.
  document.addEventListener("htmx:afterSettle", async (event) => {
    if (!list.contains(event.target) && event.target !== list) return;
    mark();
    if (path === undefined || busy || dirty()) return;
    const file = path;
    const content = await get(file);
    if (file !== path || dirty() || busy) return;
    if (content.status === 200 && content.version !== version) put(file, content);
  });

  addEventListener("beforeunload", (event) => {
    if (dirty()) event.preventDefault();
  });

  say("none");
  return {
    lab(now) {
      ready = now;
      editor.lock(!now);
      changed();
    },
  };
}
