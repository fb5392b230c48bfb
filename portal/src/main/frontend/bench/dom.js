// One of several children is shown: <span data-state="connected">…</span> and its like.
export function show(holder, state) {
  for (const child of holder.children) child.hidden = child.dataset.state !== state;
}

export const token = () => document.querySelector("input[name=_csrf]").value;
