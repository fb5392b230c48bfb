import { java } from "@codemirror/lang-java";
import { json } from "@codemirror/lang-json";
import { python } from "@codemirror/lang-python";
import { EditorView, basicSetup } from "codemirror";
import { Compartment, EditorState } from "@codemirror/state";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";

// The page's own colours, so that both themes fit.
const look = EditorView.theme({
  "&": { height: "100%", fontSize: "13px", backgroundColor: "var(--fb-surface)", color: "var(--fb-ink)" },
  "&.cm-focused": { outline: "2px solid var(--fb-accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--fb-mono)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--fb-ink)" },
  ".cm-cursor": { borderLeftColor: "var(--fb-ink)" },
  ".cm-gutters": { backgroundColor: "var(--fb-surface)", color: "var(--fb-code-note)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--fb-accent-tint) 40%, transparent)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection": { backgroundColor: "var(--fb-accent-mid)" },
  ".cm-panels": { backgroundColor: "var(--fb-sunken)", color: "var(--fb-ink)" },
  ".cm-tooltip": { backgroundColor: "var(--fb-surface)", border: "1px solid var(--fb-edge)" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.definitionKeyword], color: "var(--fb-code-key)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--fb-code-str)" },
  { tag: tags.comment, color: "var(--fb-code-note)" },
]);

function language(path) {
  if (path.endsWith(".java")) return java();
  if (path.endsWith(".py")) return python();
  if (path.endsWith(".json")) return json();
  return [];
}

/** An editor of one text; Ctrl+S saves. Tab is left alone, so that the keyboard gets out. */
export function openEditor(parent, { changed, save }) {
  const locked = new Compartment();
  let isLocked = true;
  const lockedNow = () => [EditorState.readOnly.of(isLocked), EditorView.editable.of(!isLocked)];

  function state(path, text) {
    const windows = text.includes("\r\n") && !/(^|[^\r])\n/.test(text);
    return EditorState.create({
      doc: text,
      extensions: [
        windows ? EditorState.lineSeparator.of("\r\n") : [],
        basicSetup,
        keymap.of([{ key: "Mod-s", preventDefault: true, run: () => (save(), true) }]),
        language(path),
        look,
        syntaxHighlighting(colours),
        EditorView.contentAttributes.of({ "aria-label": parent.dataset.label, tabindex: "0" }),
        EditorView.updateListener.of((update) => update.docChanged && changed()),
        locked.of(lockedNow()),
      ],
    });
  }

  const view = new EditorView({ parent, state: state("", "") });
  parent.hidden = true;
  return {
    text: () => view.state.sliceDoc(),
    focus: () => view.focus(),
    load(path, text) {
      parent.hidden = false;
      view.setState(state(path, text));
    },
    lock(now) {
      isLocked = now;
      view.dispatch({ effects: locked.reconfigure(lockedNow()) });
    },
  };
}
