// The one box, for places and for words. Its suggestions come in when somebody types; until then
// it is a plain form that leads to the search, and so it stays when they cannot come.

import { make, styled } from "./making.js";
import words from "./words.js";

const LIST = "ql";
const PAUSE = 400; // milliseconds without a key
const POSTCODE = /^\s*\d{4}\s*$/;

/** @param {HTMLFormElement} form the box */
export default function box(form) {
  const input = form.querySelector("input");
  // Browsers let Tab stop at a list that scrolls, unless it is told not to.
  const list = make("ul",
    { id: LIST, role: "listbox", "aria-label": words.box.list, tabindex: -1, hidden: true });
  let starting;
  let suggestions;
  let timer;

  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-controls": LIST,
    "aria-expanded": "false",
  })) input.setAttribute(name, value);
  input.after(list);
  styled();

  /** The suggestions with what they need, all asked for at once. */
  function start() {
    starting = starting || Promise.all([
      import("./suggesting.js"),
      import("./places.js").then((places) => places.load()),
      import("./asking.js").then((asking) => asking.loadKinds()),
    ]).then(([feature]) => (suggestions = feature.default(form, input, list)));
    starting.catch(() => (starting = undefined));
    return starting;
  }

  // Who types a postcode goes there at once, and needs no names: wait a moment with them.
  input.addEventListener("input", () => {
    clearTimeout(timer);
    const isNumber = /^[\s\d]*$/.test(input.value);
    timer = setTimeout(() => start().catch(() => {}), isNumber ? PAUSE : 0);
  });
  form.addEventListener("submit", async (event) => {
    // A full postcode waits for nothing: the first script goes there.
    if (!suggestions && POSTCODE.test(input.value)) return;
    event.preventDefault();
    try {
      await (await start()).go();
    } catch (error) {
      form.submit();
    }
  });
  if (input.value || form.hasAttribute("data-lost")) start().catch(() => {});
}
