// The only script that a page names. Every page works without it; each feature is a module of its
// own, loaded only where the page has a place for it.

/** A selector, and the module whose default function gets the first element that matches. */
const FEATURES = [
  ["form[role=search]", "./box.js"],
  ["form[role=search]", "./near.js"],
  [".z", "./filters.js"],
  ["[data-h]", "./open.js"],
  ["article[data-initiative]", "./keep.js"],
  ["[data-slug]", "./reach.js"],
  ["[data-offline]", "./offline.js"],
  ["form[data-search]", "./search.js"],
  ["[data-list]", "./list.js"],
  ["main", "./speak.js"],
];

for (const [selector, module] of FEATURES) {
  const element = document.querySelector(selector);
  if (element) import(module).then((feature) => feature.default(element));
}

// Paper tells on which day it was printed.
const foot = document.querySelector("[data-printed]");
if (foot) {
  const day = document.createElement("span");
  const show = () => {
    const now = new Date().toLocaleDateString("nl-BE", { dateStyle: "long", timeZone: "Europe/Brussels" });
    day.textContent = foot.dataset.printed.replace("{day}", now);
  };
  show();
  foot.append(day);
  addEventListener("beforeprint", show);
}

// Last, so that keeping a page never slows down reading it.
addEventListener("load", () => import("./offline.js").then((offline) => offline.register()));
