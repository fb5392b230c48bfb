import { FitAddon } from "@xterm/addon-fit";
import { Terminal } from "@xterm/xterm";
import { show } from "./dom.js";

const SIGNED_OUT = 4401;
const LAB_ENDED = 4410;
const ELSEWHERE = 4429;
// The server takes no longer messages.
const PIECE = 16 * 1024;
// Bytes after which the server is told what was drawn; it stops sending at a few times as many.
const DRAWN = 16 * 1024;
const PAUSES = [300, 700, 1500, 3000, 5000];
const READER = "fb-screen-reader";

const theme = {
  background: "#0a0f12", foreground: "#e4eaed", cursor: "#62bfdb", cursorAccent: "#0a0f12", selectionBackground: "#21566a",
  black: "#2a343a", red: "#ff938a", green: "#67cf95", yellow: "#e7b659", blue: "#7fb3ff", magenta: "#d7a3e8", cyan: "#62bfdb", white: "#d2d9dd",
  brightBlack: "#8c99a2", brightRed: "#ffb3ac", brightGreen: "#8fd6ab", brightYellow: "#f2cf8b", brightBlue: "#a9ccff", brightMagenta: "#e6c6f1", brightCyan: "#8bd3e8", brightWhite: "#ffffff",
};

/** The terminal of a workspace: connects while the lab is ready, again and again where the link breaks. */
export function openTerminal(bench) {
  const screen = bench.querySelector("#terminal-screen");
  const state = bench.querySelector("#terminal-state");
  const connectButton = bench.querySelector("#terminal-connect");
  const readerButton = bench.querySelector("#terminal-reader");
  const terminal = new Terminal({
    theme, fontFamily: getComputedStyle(screen).fontFamily, fontSize: 13, lineHeight: 1.2, scrollback: 2000, cursorBlink: false,
    // What a program prints may not write to the clipboard, move windows or open links.
    allowProposedApi: false, linkHandler: null, minimumContrastRatio: 4.5,
    screenReaderMode: localStorage.getItem(READER) === "on",
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  let wanted = false;
  let opened = false;
  let socket;
  let tries = 0;
  let timer;

  function open() {
    opened = true;
    terminal.open(screen);
    terminal.textarea.setAttribute("aria-label", screen.dataset.label);
    terminal.textarea.setAttribute("aria-describedby", "terminal-hint");
    // Tab belongs to the shell; Shift+Tab goes back out of the terminal, as it does everywhere.
    terminal.attachCustomKeyEventHandler((event) => {
      if (event.key !== "Tab" || !event.shiftKey) return true;
      if (event.type === "keydown") {
        event.preventDefault();
        readerButton.focus();
      }
      return false;
    });
    terminal.onData((text) => type(new TextEncoder().encode(text)));
    terminal.onBinary((text) => type(Uint8Array.from(text, (c) => c.charCodeAt(0))));
    terminal.onResize(({ cols, rows }) => tell({ columns: cols, rows }));
    new ResizeObserver(() => {
      if (screen.offsetParent) fit.fit();
    }).observe(screen);
  }

  const isOpen = () => socket?.readyState === WebSocket.OPEN;

  function tell(message) {
    if (isOpen()) socket.send(JSON.stringify(message));
  }

  function type(bytes) {
    if (!isOpen()) return;
    for (let at = 0; at < bytes.length; at += PIECE) socket.send(bytes.subarray(at, at + PIECE));
  }

  function connect() {
    clearTimeout(timer);
    if (!wanted || socket) return;
    if (!opened) open();
    fit.fit();
    show(state, tries ? "again" : "connecting");
    connectButton.hidden = true;
    const address = new URL(`${bench.dataset.work}/terminal`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    address.search = new URLSearchParams({ columns: terminal.cols, rows: terminal.rows });
    const mine = new WebSocket(address);
    socket = mine;
    mine.binaryType = "arraybuffer";
    let drawn = 0;
    mine.onopen = () => {
      tries = 0;
      // The session in the lab draws itself anew.
      terminal.reset();
      show(state, "connected");
    };
    mine.onmessage = ({ data }) => {
      const bytes = new Uint8Array(data);
      terminal.write(bytes, () => {
        drawn += bytes.length;
        if (drawn < DRAWN) return;
        if (mine.readyState === WebSocket.OPEN) mine.send(JSON.stringify({ drawn }));
        drawn = 0;
      });
    };
    mine.onclose = ({ code }) => {
      socket = undefined;
      if (!wanted || code === LAB_ENDED) return show(state, "off");
      if (code === SIGNED_OUT || code === ELSEWHERE) {
        connectButton.hidden = code === SIGNED_OUT;
        return show(state, code === SIGNED_OUT ? "signed-out" : "elsewhere");
      }
      show(state, "again");
      timer = setTimeout(connect, PAUSES[Math.min(tries++, PAUSES.length - 1)]);
    };
  }

  connectButton.addEventListener("click", () => {
    connect();
    terminal.focus();
  });

  const showReader = () => readerButton.setAttribute("aria-pressed", terminal.options.screenReaderMode);
  readerButton.addEventListener("click", () => {
    terminal.options.screenReaderMode = !terminal.options.screenReaderMode;
    localStorage.setItem(READER, terminal.options.screenReaderMode ? "on" : "off");
    showReader();
  });
  showReader();

  return {
    lab(ready) {
      if (ready && !wanted) tries = 0;
      wanted = ready;
      if (ready) connect();
      else socket?.close();
    },
  };
}
