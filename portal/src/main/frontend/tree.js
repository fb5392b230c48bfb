// <div data-tree>: headings that open and close (<details>), with links in them. The arrow keys go through it as through a tree, and Tab leaves it.
// [data-tree-tools] holds what works with this file alone: how to go, and a button that opens or closes all.
function places(tree) {
  return [...tree.querySelectorAll("summary, th a")].filter((place) => place.checkVisibility());
}

function rest(tree, place) {
  tree.querySelectorAll("summary, th a").forEach((each) => (each.tabIndex = each === place ? 0 : -1));
}

function above(place) {
  const own = place.closest("details");
  return (place.matches("summary") ? own.parentElement.closest("details") : own)?.querySelector("summary");
}

function next(tree, place, key) {
  const all = places(tree);
  const at = all.indexOf(place);
  const open = place.matches("summary") && place.parentElement.open;
  switch (key) {
    case "ArrowDown":
      return all[at + 1];
    case "ArrowUp":
      return all[at - 1];
    case "Home":
      return all[0];
    case "End":
      return all.at(-1);
    case "ArrowRight":
      if (!place.matches("summary")) return place;
      if (open) return all[at + 1];
      place.parentElement.open = true;
      return place;
    case "ArrowLeft":
      if (!open) return above(place) ?? place;
      place.parentElement.open = false;
      return place;
    default:
      return undefined;
  }
}

function start(tree) {
  const tools = tree.querySelector("[data-tree-tools]");
  const all = tools.querySelector("[data-tree-all]");
  const folds = [...tree.querySelectorAll("details")];
  const name = () => (all.textContent = folds.some((fold) => fold.open) ? all.dataset.close : all.dataset.open);
  all.addEventListener("click", () => {
    const open = !folds.some((fold) => fold.open);
    folds.forEach((fold) => (fold.open = open));
  });
  folds.forEach((fold) => fold.addEventListener("toggle", name));
  tools.hidden = folds.length < 2;
  rest(tree, places(tree)[0]);
  tree.addEventListener("focusin", (event) => {
    if (event.target.matches("summary, th a")) rest(tree, event.target);
  });
  // A heading that closes over the resting place takes it.
  tree.addEventListener("toggle", () => {
    const resting = tree.querySelector('[tabindex="0"]');
    if (!resting?.checkVisibility()) rest(tree, places(tree)[0]);
  }, true);
  tree.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !event.target.matches("summary, th a")) return;
    const to = next(tree, event.target, event.key);
    if (!to && !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    to?.focus();
  });
}

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-tree]").forEach(start));
