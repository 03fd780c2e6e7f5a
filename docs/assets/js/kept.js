// The list of initiatives that a visitor keeps. It stays in this browser; each entry is a copy of
// what its page said on the day that it was kept, so that the list reads without a network.

import { root, whole } from "./making.js";

// Several sites may live on one host, each below its own path; all languages of one have one list.
const KEY = `lijst ${whole.pathname}`;
export const MOST = 30;
// `whose` tells whose number it is and for whom to ask, `checked` when a person checked the page,
// `stopped` that it no longer exists, `language` in which language the copy is.
const TEXTS = ["language", "name", "neutral", "summary", "warning", "checked", "phone", "phoneLink", "whose",
  "email", "emailLink", "website", "note", "day", "stopped"];
const LISTS = ["address", "hours", "bring", "cost", "first_visit"];

/** Whether this is the last part of an initiative's address. */
export function isSlug(text) {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 80;
}

/** The address of an initiative's page. */
export function pageOf(slug) {
  return new URL(`initiatieven/${slug}/`, root).href;
}

/** The entries, in the visitor's order; none when the browser keeps nothing. */
export function all() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(found) ? found.map(clean).filter(Boolean) : [];
  } catch (error) {
    return [];
  }
}

/** An entry with every field of the right kind; another program may have written the store. */
function clean(entry) {
  if (!entry || !isSlug(String(entry.slug))) return null;
  const result = { slug: entry.slug };
  for (const key of TEXTS) result[key] = typeof entry[key] === "string" ? entry[key] : "";
  for (const key of LISTS)
    result[key] = Array.isArray(entry[key]) ? entry[key].map(String) : [];
  result.phoneLink = /^tel:/.test(result.phoneLink) ? result.phoneLink : "";
  result.emailLink = /^mailto:/.test(result.emailLink) ? result.emailLink : "";
  result.website = /^https?:/i.test(result.website) ? result.website : "";
  // What the Dutch page says, beside a copy in another language; on a Dutch page it is the copy.
  const dutch = entry.dutch && clean({ ...entry.dutch, dutch: null });
  if (dutch && root.href === whole.href) return { ...dutch, note: result.note };
  return dutch ? { ...result, dutch } : result;
}

/** Keep these entries in this order; false when the browser refuses. */
export function save(entries) {
  try {
    if (entries.length) localStorage.setItem(KEY, JSON.stringify(entries));
    else localStorage.removeItem(KEY);
  } catch (error) {
    return false;
  }
  window.dispatchEvent(new CustomEvent("kept"));
  return true;
}

export function has(slug) {
  return all().some((entry) => entry.slug === slug);
}

/** Add an entry, or renew the copy of one that is there; false when there is no room. */
export function add(entry) {
  const entries = all();
  const at = entries.findIndex(({ slug }) => slug === entry.slug);
  if (at < 0 && entries.length >= MOST) return false;
  if (at < 0) entries.push(entry);
  else entries[at] = { ...entry, note: entries[at].note };
  return save(entries);
}

export function remove(slug) {
  return save(all().filter((entry) => entry.slug !== slug));
}

/** Call when the list changes, here or in another window. */
export function onChange(listener) {
  window.addEventListener("kept", listener);
  window.addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) listener();
  });
}

/** Today on the clocks of Belgium, as 2026-11-22. */
export function today(now = new Date()) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Brussels", year: "numeric",
    month: "2-digit", day: "2-digit" }).format(now);
}

/** What the page of an initiative says, or null when it is another page. */
export function readPage(page, day = today()) {
  const place = page.querySelector("[data-slug],[data-stopped]");
  if (!place) return null;
  const text = (selector) => textOf(page.querySelector(selector));
  const title = page.querySelector('meta[property="og:title"]');
  const link = (start) => page.querySelector(`.x a[href^="${start}"]`);
  const phone = link("tel:");
  const email = link("mailto:");
  const website = page.querySelector(".x a[rel]");
  return clean({
    slug: place.dataset.slug || place.dataset.stopped,
    language: page.documentElement.lang,
    stopped: textOf(page.querySelector("[data-stopped]")),
    name: text("h1"),
    neutral: title ? title.content : text("h1"),
    summary: [...page.querySelectorAll("main > .l")].map(textOf).join(" "),
    warning: text("main > .w"),
    checked: text("main > .ok"),
    whose: text("main > .of[data-of]"),
    phone: phone ? textOf(phone).replace(/^[^\d+(]+/, "") : "",
    phoneLink: phone ? phone.getAttribute("href") : "",
    email: email ? decodeURIComponent(email.getAttribute("href").slice(7)) : "",
    emailLink: email ? email.getAttribute("href") : "",
    website: website ? website.getAttribute("href") : "",
    address: facts(page, "address"),
    hours: facts(page, "hours"),
    bring: facts(page, "bring"),
    cost: facts(page, "cost"),
    first_visit: facts(page, "first_visit"),
    day,
  });
}

/** What a result says about an initiative, until its page is read. */
export function readCard(card, day = today()) {
  const text = (selector) => textOf(card.querySelector(selector));
  const name = text("h3 a");
  const phone = card.querySelector('a[href^="tel:"]');
  return clean({
    slug: card.dataset.initiative,
    language: document.documentElement.lang,
    name,
    // The name on the outside: others see it when the visitor shares.
    neutral: /armoede/i.test(name) ? text(".k > :nth-child(2)") : name,
    summary: text(".k + p"),
    warning: text(".w"),
    checked: text(".ok"),
    whose: text(".of[data-of]"),
    phone: phone ? textOf(phone).replace(/^[^\d+(]+/, "") : "",
    phoneLink: phone ? phone.getAttribute("href") : "",
    day,
  });
}

/**
 * Reads the page of an initiative from this site; null when there is no such page. In another
 * language the Dutch page too, for whoever reads along; without it when that one cannot be had.
 */
export async function fetchEntry(slug) {
  if (root.href === whole.href) return fetchFrom(root, slug);
  const [entry, dutch] = await Promise.all([fetchFrom(root, slug), fetchFrom(whole, slug).catch(() => null)]);
  return entry && dutch ? { ...entry, dutch } : entry;
}

async function fetchFrom(home, slug) {
  const answer = await fetch(new URL(`initiatieven/${slug}/`, home), { credentials: "omit" });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(String(answer.status));
  return readPage(new DOMParser().parseFromString(await answer.text(), "text/html"));
}

function textOf(element) {
  return element ? element.textContent.replace(/\s+/g, " ").trim() : "";
}

/** The lines of a fact, without links elsewhere and without remarks of ours. */
function facts(page, name) {
  return [...page.querySelectorAll(`[data-f="${name}"] dd:not(.f)`)]
    .filter((line) => !line.querySelector("a[rel]"))
    .map(textOf);
}
