// <form data-once>: the second press of a button sends nothing while the first is under way.
const forget = (form) => {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
};

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches("form[data-once]")) return;
    if (form.dataset.sent !== undefined) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.sent = "";
    event.submitter?.setAttribute("aria-disabled", "true");
  },
  true,
);

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form[data-once]");
  if (form) forget(form);
});

// Coming back by the browser's history finds the form as it was left.
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(forget);
});

// <details> with a form in it: a button with data-close folds it again.
document.addEventListener("click", (event) => {
  const details = event.target.closest?.("[data-close]")?.closest("details");
  if (!details) return;
  details.open = false;
  details.querySelector("summary")?.focus();
});

// A note that a swap brought goes when it has been read.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-dismiss]")) event.target.closest(".fb-note").remove();
});
