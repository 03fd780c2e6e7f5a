// What is near a postcode and fits some words, the nearest first. It reads the pages of the postcode
// themselves, so that the answer and its order are those of these pages.

import { has } from "./asking.js";
import { fetchPage, root } from "./making.js";
import { tokens } from "./places.js";

// The rings of distance in which the pages order their results, in km.
const RINGS = [2, 5, 10, 15];
// What is only of a kind that may be meant stands behind so many rings.
const VAGUE = 5;

/** All results of a postcode, in the order of its pages; it fails when the first cannot be had. */
export async function loadNear(code) {
  const first = await page(new URL(`${code}/`, root));
  const further = [...first.querySelectorAll(".n a:not([aria-current])")].map(({ href }) => href);
  const rest = await Promise.all(further.map((address) => page(address).catch(() => null)));
  const seen = new Set();
  return [].concat(...[first, ...rest].filter(Boolean).map(resultsOf))
    .filter(({ address }) => !seen.has(address) && seen.add(address));
}

/** A page of the site; its links work from here too. */
async function page(address) {
  const found = await fetchPage(address);
  for (const link of found.querySelectorAll("main a[href]")) {
    link.href = new URL(link.getAttribute("href"), address).href;
  }
  return found;
}

function resultsOf(found) {
  return [...found.querySelectorAll("article[data-initiative]")].map(resultOf);
}

function resultOf(article) {
  const link = article.querySelector("h3 a");
  const text = (selector) => {
    const part = article.querySelector(selector);
    return part ? part.textContent.trim() : "";
  };
  const call = article.querySelector("a[href^='tel:']");
  return {
    name: link.textContent,
    slug: article.dataset.initiative,
    facts: { ...article.dataset },
    address: link.href,
    summary: text(".k + p"),
    where: [...article.querySelectorAll(".k > :nth-child(3), .f li:not(.o):not(.w)")].map((part) => part.textContent.trim()).join(" · "),
    kinds: (article.dataset.k || "").split(" "),
    group: article.closest("[data-group]").dataset.group,
    km: Number(article.dataset.km) || 0,
    call: call && { href: call.href, text: call.textContent.trim() },
  };
}

/**
 * The results that fit these words, the best first: `{found, isPartly}`. A name that says it all
 * comes first. Then what is about the words goes by ring of distance; what is only of a kind that
 * may be about them comes after what is within 15 km and says so. When nothing fits all words, what
 * fits most of them (`isPartly`).
 *
 * @param {Object[]} results as `loadNear` gives them
 * @param {string[]} asked the words
 * @param {Object[]} kinds as `loadKinds` gives them; their everyday words count too
 */
export function fitting(results, asked, kinds) {
  const meanings = new Map(kinds.map((kind) => [kind.key, kind]));
  const rated = results.map((result, at) => ({ result, at, ...rate(result, asked, meanings) }));
  const most = Math.max(0, ...rated.map(({ fits }) => fits));
  const best = rated.filter(({ fits }) => fits === most && most > 0).sort(order);
  return { found: best.map(({ result }) => result), isPartly: most > 0 && most < asked.length };
}

/** How many words fit, how far and vague that is together, and whether the name says it all. */
function rate({ name, summary, kinds, group, km }, asked, meanings) {
  const named = tokens(name), said = tokens(summary);
  let fits = 0, vague = 0, misfit = 0;
  for (const word of asked) {
    const own = has(named, word) || has(said, word);
    const at = kinds.findIndex((kind) => meanings.has(kind) && has(meanings.get(kind).everyday, word));
    if (!own && at < 0) continue;
    fits += 1;
    if (!own && !has(meanings.get(kinds[at]).mains, word)) vague += 1;
    misfit += (own ? 0 : 1) + (at < 0 ? 1 : Math.min(at, 1) / 2);
  }
  const isNamed = asked.every((word) => has(named, word) && !isEveryday(word, meanings));
  return { fits, misfit, isNamed, far: ringOf(group, km) + (VAGUE * vague) / asked.length };
}

/** Whether a word is one of a kind; then it stands in many names and names none. */
function isEveryday(word, meanings) {
  return [...meanings.values()].some(({ everyday }) => has(everyday, word));
}

/** 0 in the own municipality, then the rings, then what comes from afar. */
function ringOf(group, km) {
  if (group === "here") return 0;
  if (group === "wide") return RINGS.length + 1;
  const ring = RINGS.findIndex((most) => km <= most);
  return ring < 0 ? RINGS.length : ring + 1;
}

function order(one, other) {
  return other.isNamed - one.isNamed || one.far - other.far || one.misfit - other.misfit
    || one.at - other.at;
}
