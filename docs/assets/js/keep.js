// Keep an initiative in "Mijn lijst", from a result or from its own page.

import { MOST, add, all, fetchEntry, has, onChange, readCard, remove } from "./kept.js";
import { drawing, fill, make, styled } from "./making.js";
import words from "./words.js";

// What was taken off the list on this page, so that a second tap brings its note back.
const removed = new Map();
let bar;
let timer;

/**
 * A button that keeps an initiative and lets it go again.
 * @param {string} className how it looks
 * @param {{slug: string, name: string}} initiative which one
 * @param {function(): Object} copy makes the entry of what this page knows
 * @param {boolean} isPart whether its own page knows more
 */
export function keepButton(className, { slug, name }, copy, isPart) {
  const button = make("button",
    { class: className, type: "button", "data-keep": slug, "aria-pressed": String(has(slug)) },
    drawing("keep"), words.keep.keep, make("span", { class: "h" }, fill(words.keep.of, { name })));
  button.addEventListener("click", () => {
    if (has(slug)) letGo(slug);
    else keep(removed.get(slug) || copy(), isPart);
  });
  return button;
}

function letGo(slug) {
  removed.set(slug, all().find((entry) => entry.slug === slug));
  tell(remove(slug) ? words.keep.removed : words.keep.refused);
}

function keep(entry, isPart) {
  const isFull = all().length >= MOST;
  if (!add(entry)) {
    tell(isFull ? fill(words.keep.full, { most: MOST }) : words.keep.refused);
    return;
  }
  tell(words.keep.kept);
  // Without a network the part that stood in the result is kept.
  if (isPart) fetchEntry(entry.slug).then((whole) => whole && has(whole.slug) && add(whole), () => {});
}

/** Says it for as long as it takes to read; it lies over the page. */
function tell(message) {
  const status = bar.firstChild;
  status.textContent = message;
  clearTimeout(timer);
  timer = setTimeout(() => { status.textContent = ""; }, 8000);
}

/** How much is kept, beside the way to the list in the header; and what just happened, over the page. */
export function showBar() {
  if (bar) return;
  const link = document.querySelector("[data-held]");
  bar = make("div", { class: "kl" }, make("p", { role: "status" }));
  document.body.append(bar);
  const show = () => {
    const kept = new Set(all().map(({ slug }) => slug));
    if (link) count(link, kept.size);
    for (const button of document.querySelectorAll("[data-keep]"))
      button.setAttribute("aria-pressed", String(kept.has(button.dataset.keep)));
  };
  onChange(show);
  show();
}

/** A number beside the words of the link, and in its name. */
function count(link, number) {
  if (number) {
    link.dataset.held = number;
    link.setAttribute("aria-label", fill(words.keep.list, { number }));
  } else {
    link.dataset.held = "";
    link.removeAttribute("aria-label");
  }
}

/** Puts a button on every result. */
export default async function keepResults() {
  await styled();
  addButtons();
  // The filters fetch the results of further pages.
  document.addEventListener("results", addButtons);
  showBar();
}

function addButtons() {
  for (const card of document.querySelectorAll("article[data-initiative]")) {
    if (card.querySelector("[data-keep]")) continue;
    const initiative = { slug: card.dataset.initiative, name: card.querySelector("h3").textContent };
    card.querySelector(".a").append(keepButton("ke", initiative, () => readCard(card), true));
  }
}
