// The line to paste in another website, for the municipality that somebody chooses.

import { copy } from "./sharing.js";
import words from "./words.js";

/** @param {HTMLElement} place the line, its preview, and what only a script can do */
export default function embedding(place) {
  const line = place.querySelector("code");
  const preview = place.querySelector("iframe");
  const choice = place.querySelector("select");
  const button = place.querySelector("button");
  const hint = place.querySelector("p");
  let shown = choice.value;

  function show(slug) {
    const change = (text) => text.replace(`/${shown}/`, `/${slug}/`);
    line.textContent = change(line.textContent);
    preview.src = change(preview.getAttribute("src"));
    shown = slug;
  }

  hint.hidden = true;
  choice.parentElement.hidden = button.parentElement.hidden = false;
  choice.addEventListener("change", () => show(choice.value));
  button.addEventListener("click", async () => {
    const isDone = await copy(line.textContent);
    hint.textContent = isDone ? words.reach.copied : words.reach.not_copied;
    hint.setAttribute("role", "status");
    hint.hidden = false;
  });
  // A link from the page of a municipality names it.
  const asked = new URLSearchParams(location.search).get("gemeente");
  if ([...choice.options].some(({ value }) => value === asked)) {
    choice.value = asked;
    show(asked);
  }
}
