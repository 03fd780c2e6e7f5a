// A printed page carries a code to scan, which leads back to the place where it asks whether all is
// right. It comes in windows larger than those of a phone, which prints the address alone.

import { fill, make } from "./making.js";
import { code } from "./qr.js";
import words from "./words.js";

const say = words.list;

/** Where a page asks it: an initiative in a part of its own, any other page in its footer. */
export function asked(page, href) {
  return `${href}#${page.getElementById("klopt") ? "klopt" : "fout"}`;
}

/** @param {HTMLElement} foot the lines that only paper has: the address of the page and its day */
export default function paper(foot) {
  const own = document.querySelector("link[rel=canonical]");
  // "Mijn lijst" has a code for each of its pages.
  if (!own || document.querySelector("[data-list]")) return;
  const name = document.querySelector("h1").textContent;
  const drawn = code(asked(document, own.href), fill(say.code, { name }));
  if (drawn) foot.before(make("figure", { class: "pr" }, drawn, make("figcaption", {}, say.scan)));
}
