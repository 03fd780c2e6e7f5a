// The page that answers: a word, a place, or both. With a place the answer is what is near, the
// nearest first; without one the pages that explain it, and initiatives from everywhere. All of it is
// shown with textContent only.

import { corrected, kindsFor, loadKinds, loadSections, sectionsFor, vocabulary } from "./asking.js";
import { look } from "./looking.js";
import { fill, make, pill, refill, root, styled } from "./making.js";
import { fitting, loadNear } from "./nearby.js";
import { codeOf, load as loadPlaces, search as findPlaces, take, tokens } from "./places.js";
import words from "./words.js";

const AT_ONCE = 10;
const PAUSE = 250; // milliseconds without a key before a search begins
const FEWEST = 2; // letters: one letter would load much and say little
const MOST_KINDS = 2, MOST_TITLES = 2, MOST_TEXTS = 2;

/** The words that tell something; all of them when they are all small. */
export function telling(all, small) {
  const found = all.filter((word) => !small.includes(word));
  return found.length ? found : all;
}

/**
 * The place and the words of a question. The names of places are loaded only for what may be one.
 *
 * @returns {{place, options, asked, unknown}} `options` are the places that may be meant when that is
 *   all there is; `unknown` tells of a postcode or place that is none
 */
async function read({ text, where }, small, kinds) {
  const isWord = (word) => small.includes(word) || kinds.some((kind) => kind.everyday.has(word));
  const all = tokens(text);
  const none = { place: null, options: [], asked: telling(all, small), unknown: false, names: [] };
  if (!where && all.length && all.every(isWord)) return none;
  const places = await loadPlaces();
  const names = places.entries.map(({ name }) => name);
  if (where) {
    const { sure, matches } = findPlaces(places, where);
    const place = sure || matches.find(({ isPlace }) => isPlace) || null;
    const code = place && place.isPlace ? codeOf(places, place) : "";
    return { ...none, place: code ? place : null, code, unknown: !code, names };
  }
  const { place, rest, unknown } = take(places, text, isWord);
  const asked = rest.length ? telling(rest, small) : [];
  const code = place ? codeOf(places, place) : "";
  const { sure, matches } = findPlaces(places, text);
  const options = sure ? [sure] : matches;
  return { place, code, options, asked, unknown, names };
}

/** Words as they were meant, when some are a slip away from words that we know. */
function mended(asked, known) {
  const meant = asked.map((word) => corrected(word, known));
  const slips = asked.filter((word, at) => word !== meant[at]);
  const used = meant.filter((word, at) => word !== asked[at]);
  return { meant, slips, used };
}

/** The pages about these words, the surest first, as `{title, text, address}`. */
export function pagesFor(asked, kinds, sections, place, code) {
  const found = sectionsFor(sections, asked);
  const part = ({ section: { title, page, address } }) => ({ title, text: page, address });
  const titles = found.filter(({ sure }) => sure === 2).slice(0, MOST_TITLES).map(part);
  const texts = found.filter(({ sure }) => sure < 2).slice(0, MOST_TEXTS).map(part);
  const meant = kindsFor(kinds, asked).slice(0, MOST_KINDS).map((kind) => kindPage(kind, place, code));
  const pages = [...titles, ...meant, ...texts];
  return pages.filter(({ address }, at) => pages.findIndex((one) => one.address === address) === at);
}

function kindPage({ key, label, explanation, address, isPlace }, place, code) {
  if (!place || !isPlace) return { title: label, text: explanation, address, isLine: !isPlace };
  const title = fill(words.search.kind_near, { kind: label, place: place.name });
  return { title, text: explanation, address: `${code}/?soort=${key}` };
}

/**
 * All that answers a question, but for what is everywhere: `everywhere` looks for that, when nothing
 * is near. It fails when what it needs cannot be had.
 */
export async function answer(question, small) {
  const [kinds, sections] = await Promise.all([loadKinds(), loadSections().catch(() => [])]);
  const asking = await read(question, small, kinds);
  const { place, code, names } = asking;
  if (!asking.asked.length) return { ...asking, items: [], pages: [] };
  const near = place ? (await loadNear(code).catch(() => [])).filter(isOf(question.kind)) : [];
  const known = vocabulary(kinds, sections);
  for (const text of [...names, ...near.map(({ name, summary }) => `${name} ${summary}`), ...small]) {
    tokens(text).forEach((word) => known.add(word));
  }
  const { meant, slips, used } = mended(asking.asked, known);
  const pages = pagesFor(meant, kinds, sections, place, code);
  const { found, isPartly } = fitting(near, meant, kinds);
  const said = { ...asking, asked: meant, slips, used, pages, isNear: found.length > 0 };
  if (found.length) return { ...said, found, isPartly };
  // An address: its other words say nothing but the way.
  if (place && !pages.length && /\d/.test(question.text)) return { ...asking, asked: [] };
  return { ...said, found: [], everywhere: () => look(meant, filtersOf(question)) };
}

function filtersOf({ kind }) {
  return kind ? { soort: kind } : {};
}

function isOf(kind) {
  return ({ kinds }) => !kind || kinds.includes(kind);
}

/** What to tell above the answers. */
export function told({ place, slips, used, found, isPartly, isNear, unknown, pages }) {
  const { meant, partly, near, everywhere, far, no_place, one, many } = words.search;
  const number = found.length;
  const count = number === 1 ? one : fill(many, { number });
  const sentences = [];
  if (unknown) sentences.push(no_place);
  if (slips.length) sentences.push(fill(meant, { typed: slips.join(" "), used: used.join(" ") }));
  if (isPartly) sentences.push(partly);
  if (isNear) sentences.push(fill(near, { count, place: place.name }));
  else if (number && place) sentences.push(fill(far, { count, place: place.name }));
  else if (number) sentences.push(fill(everywhere, { count }));
  else if (!pages.length) sentences.push(words.search.none);
  return sentences.join(" ");
}

/** One result: its name as a link, what you do there, where, and the number to call. */
function item({ title, address, text, where, call }) {
  return make("li", null,
    make("h2", null, make("a", { href: new URL(address, root).href }, title)),
    text ? make("p", null, text) : null,
    where ? make("p", { class: "f" }, where) : null,
    call ? make("p", { class: "a" }, pill("a", "phone", call.text, { href: call.href })) : null);
}

/** The items of an answer, each a function that makes it when it is shown. */
function itemsOf({ found, pages, isNear }) {
  const nearItem = ({ name: title, address, summary: text, where, call }) =>
    item({ title, address, text, where, call });
  const farItem = ({ url: address, meta: { title, summary: text, place: where } }) =>
    item({ title, address, text, where });
  const results = found.map((one) => async () => (isNear ? nearItem(one) : farItem(await one.data())));
  const about = pages.map((page) => async () => item(page));
  // What is near comes first, then the pages about it; but a line to call now before all else.
  const isUrgent = pages.some(({ isLine }) => isLine);
  const first = isNear && !isUrgent ? results.splice(0, AT_ONCE - about.length) : [];
  return [...first, ...about, ...results];
}

export default function search(form) {
  const { q: box, waar: where, soort: kind } = form.elements;
  const status = document.querySelector("main [role=status]");
  const list = document.querySelector("main ol");
  const more = document.querySelector("main button[hidden]");
  const steps = document.querySelector("[data-steps]");
  const small = form.dataset.search.split(" ");
  let items = [];
  let latest = 0;
  let timer;

  // The search runs: what to do without it is not needed.
  document.querySelector("[data-without]").remove();
  steps.hidden = true;
  styled();

  function say(text) {
    status.textContent = text;
  }

  function clear() {
    items = [];
    refill(list);
    more.hidden = true;
    steps.hidden = true;
  }

  function fail(mine) {
    if (mine !== latest) return;
    more.hidden = true;
    say(words.search.failed);
    steps.hidden = false;
  }

  /** Show the next items. They leave the row at once, so that two presses show each only once. */
  async function show(mine) {
    const next = items.splice(0, AT_ONCE);
    more.hidden = true;
    const made = await Promise.all(next.map((one) => one()));
    if (mine !== latest) return null;
    list.append(...made);
    more.hidden = !items.length;
    return made[0];
  }

  /** The question stands in the address, so that it can be shared and survives going back. */
  function remember() {
    const address = new URL(location.href);
    for (const old of ["w", "gemeente"]) address.searchParams.delete(old);
    for (const field of [box, where, kind]) {
      if (field.value) address.searchParams.set(field.name, field.value);
      else address.searchParams.delete(field.name);
    }
    history.replaceState(null, "", address.href);
  }

  /** @param {boolean} isSent whether the visitor pressed Enter or came from another page */
  async function run(isSent) {
    const mine = ++latest;
    remember();
    clear();
    const question = { text: box.value.trim(), where: where.value.trim(), kind: kind.value };
    if ((question.text || question.where).length < FEWEST) return say("");
    say(words.search.busy);
    try {
      const found = await answer(question, small);
      if (mine !== latest) return null;
      if (!found.asked.length) return choose(found, isSent);
      await present(found, mine);
    } catch (error) {
      fail(mine);
    }
    return null;
  }

  /** Show what is known at once; what is everywhere follows. */
  async function present(found, mine) {
    items = itemsOf(found);
    if (found.isNear) say(told(found));
    await show(mine);
    if (found.everywhere) {
      const { results, isPartly } = await found.everywhere();
      if (mine !== latest) return;
      const all = { ...found, found: results, isPartly };
      items = itemsOf({ ...all, pages: [] });
      say(told(all));
      await show(mine);
    }
    if (mine === latest) steps.hidden = list.children.length > 0;
  }

  /** Only a place was asked for: go there, or show which places are meant. */
  function choose({ place, code, options, unknown }, isSent) {
    const choice = kind.value ? `?soort=${kind.value}` : "";
    const sure = options.length === 1 ? options[0] : !options.length && place;
    if (sure && isSent) return location.replace(new URL(pageOf(sure, code) + choice, root).href);
    if (unknown) say(words.box.no_code);
    else say(sure ? words.search.place : words.box.meant);
    const shown = sure ? [sure] : options;
    steps.hidden = shown.length > 0;
    list.append(...shown.map((one) =>
      item({ title: nameOf(one), address: pageOf(one, code) + choice, where: one.town })));
    return null;
  }

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    // A full postcode goes straight to its page: the first script does that.
    if (/^\s*\d{4}\s*$/.test(box.value) && !where.value) return;
    event.preventDefault();
    run(true);
  });
  for (const field of [box, where]) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(run, PAUSE);
    });
  }
  kind.addEventListener("change", () => run());
  more.addEventListener("click", async () => {
    const mine = latest;
    const first = await show(mine).catch(() => fail(mine));
    if (first) first.querySelector("a").focus();
  });

  const address = new URLSearchParams(location.search);
  const asked = (...names) => names.map((name) => address.get(name)).find(Boolean);
  for (const [field, value] of [
    [box, asked("q", "w")], [where, asked("waar", "gemeente")], [kind, asked("soort")],
  ]) {
    // What somebody typed while the script was on its way stays.
    if (value && !field.value) field.value = value;
  }
  if (kind.value) form.querySelector("details").open = true;
  if (box.value || where.value) run(true);
}

function pageOf({ address }, code) {
  return address || `${code}/`;
}

function nameOf({ code, name }) {
  return code ? `${code} ${name}` : name;
}
