// The one box. Its suggestions come in when somebody goes to it; until then it is a plain form that
// leads to the list of municipalities, and so it stays when they cannot come.

import { make, styled } from "./making.js";
import words from "./words.js";

const LIST = "ql";

/** @param {HTMLFormElement} form the box */
export default function box(form) {
  const input = form.querySelector("input");
  // Browsers let Tab stop at a list that scrolls, unless it is told not to.
  const list = make("ul",
    { id: LIST, role: "listbox", "aria-label": words.box.list, tabindex: -1, hidden: true });
  let suggestions;

  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-controls": LIST,
    "aria-expanded": "false",
  })) input.setAttribute(name, value);
  input.after(list);
  styled();

  function start() {
    suggestions = suggestions || import("./suggesting.js").then((feature) => feature.default(form, input, list));
    suggestions.catch(() => (suggestions = undefined));
    return suggestions;
  }

  input.addEventListener("focus", () => start().catch(() => {}));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await (await start()).go();
    } catch (error) {
      form.submit();
    }
  });
  // Hidden it stands on the page to which it leads.
  if (document.activeElement === input || form.hidden) start().catch(() => (form.hidden = false));
}
