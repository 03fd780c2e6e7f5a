// One line in the visitor's own language that offers this page in it: once, on the first visit. The
// switch itself is a row of plain links, which work without this.

import { fetchJson, make } from "./making.js";

const KEY = "taal";

/** Whether it was offered before, on this phone; what cannot be remembered is not offered. */
function isKnown() {
  try {
    const known = localStorage.getItem(KEY);
    localStorage.setItem(KEY, document.documentElement.lang);
    return known !== null;
  } catch (error) {
    return true;
  }
}

/** @param {HTMLAnchorElement} link of the switch, in the language for which the browser asks */
export default async function tongue(link) {
  if (isKnown()) return;
  const offers = await fetchJson("assets/tongues.json");
  const [text, dir] = offers[link.lang] || [];
  if (!text) return;
  const { lang, href } = link;
  document.querySelector("main").prepend(
    make("p", { class: "y", lang, dir }, make("a", { href, lang, hreflang: lang }, text)));
}
