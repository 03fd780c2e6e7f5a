// Names of places and initiatives: reading them, and finding what somebody means. Only `load` asks for
// a file; everything else is computed from its arguments.

import { fetchJson } from "./making.js";

const SHORT = Object.assign(Object.create(null), { st: "sint", ste: "sinte", olv: "onzelievevrouw" });
const LONGEST_SLUG = 80;
const SHOWN = 8;
// How well a name fits what was typed; less is better.
const EXACT = 0, BEGINS = 1, INSIDE = 2, ALMOST = 3, ALMOST_INSIDE = 4, NOT = 5;

// The zero of each script in which people write numbers: Arabic, Persian, Nko, the scripts of India,
// Thai, Lao, Tibetan, Burmese, Khmer. Others are those of our own script in another form.
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0,
  0xf20, 0x1040, 0x17e0,
];

/** A text with the digits of any script as 0 to 9. */
export function westernDigits(text) {
  return text.normalize("NFKC").replace(/[^\x00-\u05ff]/g, (sign) => {
    const zero = ZEROS.find((one) => sign.charCodeAt(0) >= one && sign.charCodeAt(0) <= one + 9);
    return zero ? String(sign.charCodeAt(0) - zero) : sign;
  });
}

/**
 * The postcode in a text, also written as "9 000" or "9.000"; empty when there is none. Of several
 * numbers the last that is a postcode: in an address the number of the house comes first.
 */
export function codeIn({ codes }, text) {
  const plainText = westernDigits(text);
  const whole = plainText.match(/\d+/g) || [];
  const four = whole.filter((number) => number.length === 4);
  const apart = four.length ? four : plainText.match(/\d(?: ?\d){3,}|\b\d[.,]\d{3}\b/g) || [];
  const found = apart.map((number) => number.replace(/[ .,]/g, "")).filter(({ length }) => length === 4);
  return found.reverse().find((number) => codes.has(number)) || found[0] || "";
}

/** A name in plain capital-less ASCII. */
function plain(name) {
  return name.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
}

function wordsOf(name) {
  const parts = plain(name).replace(/\([^()]*\)|'/g, "").match(/[a-z0-9]+/g) || [];
  return parts.map((word) => SHORT[word] || word);
}

function joined(parts) {
  return parts.join("").replace(/^(onzelvrouw|olvrouw|olv)/, "onzelievevrouw");
}

/** A name without what people write differently; the same as `name_key` in finder/text.py. */
export function key(name) {
  return joined(wordsOf(name));
}

/** A name as part of an address; the same as `slugify` in finder/text.py. */
export function slug(name) {
  const parts = plain(name).replace(/'/g, "").match(/[a-z0-9]+/g) || [];
  return parts.join("-").slice(0, LONGEST_SLUG).replace(/^-+|-+$/g, "");
}

/**
 * Whether `name` begins with `typed`, give or take one typing error: a letter too many, too few,
 * wrong, or two letters swapped (Damerau-Levenshtein distance 1). The number of letters that `name`
 * has on top; -1 when it does not.
 */
export function almost(typed, name) {
  let at = 0;
  while (at < typed.length && typed[at] === name[at]) at++;
  if (at === typed.length) return name.length - at;
  const ways = [[at + 1, at + 1], [at + 1, at], [at, at + 1]];
  if (typed[at] === name[at + 1] && typed[at + 1] === name[at]) ways.push([at + 2, at + 2]);
  const left = ways
    .filter(([from, to]) => to <= name.length && name.startsWith(typed.slice(from), to))
    .map(([from, to]) => name.length - to - (typed.length - from));
  return left.length ? Math.min(...left) : -1;
}

/**
 * The data of the build (finder/rendering/suggestions.py), ready to be searched.
 *
 * An entry has a `name`, the `town` that it lies in, the `address` of its page, and, when it is a
 * place and not an initiative, `isPlace`. A village has a `code`; another name of a town has `also`.
 */
export function read({ towns, others, initiatives }) {
  const known = towns.map(([name, ...places]) => ({ name, codes: grouped(places, name) }));
  const entries = flat(known.map(entriesOf));
  for (const [also, index] of others) {
    const [{ town, address }] = entriesOf(known[index]);
    entries.push(entry({ name: town, town, address, isPlace: true, also }));
  }
  for (const [index, name, its] of initiatives || []) {
    const town = index < 0 ? "" : known[index].name;
    entries.push(entry({ name, town, address: `initiatieven/${its || slug(name)}/` }));
  }
  return { entries, codes: new Map(flat(known.map(codesOf))), hasInitiatives: Boolean(initiatives) };
}

/** All that these lists hold; older browsers lack `flatMap`. */
function flat(lists) {
  return [].concat(...lists);
}

/** The villages of a town by postcode: `["9000", "9030 Mariakerke"]`. */
function grouped(places, town) {
  const codes = new Map();
  for (const place of places) {
    const code = place.slice(0, 4);
    codes.set(code, [...(codes.get(code) || []), place.slice(5) || town]);
  }
  return codes;
}

/** The town itself when it has several postcodes, then its villages. */
function entriesOf({ name: town, codes }) {
  const found = flat([...codes].map(([code, villages]) =>
    villages.map((name) => ({ name, town, address: `${code}/`, isPlace: true, code }))));
  if (codes.size > 1) {
    found.unshift({ name: town, town, address: `gemeenten/${slug(town)}/`, isPlace: true });
  } else if (!found.some(({ name }) => name === town)) {
    found.unshift({ ...found[0], name: town });
  }
  return found.map(entry);
}

/** A postcode under the name that its page has (`Postcode.place` in finder/places/gazetteer.py). */
function codesOf({ name: town, codes }) {
  return [...codes].map(([code, villages]) => {
    const main = villages.find((name) => name === town)
      || villages.find((name) => town.split("-").includes(name));
    const name = main || (villages.length > 2 ? town : villages.join(" en "));
    return [code, { name, town, address: `${code}/`, isPlace: true, code }];
  });
}

/** An entry with the forms under which it is found: all of its name, and from each next word. */
function entry(what) {
  // Of an initiative people also remember what stands between brackets.
  const parts = wordsOf(what.isPlace ? what.also || what.name : what.name.replace(/[()]/g, " "));
  const whole = joined(parts);
  const inside = parts.slice(1).map((_, index) => joined(parts.slice(index + 1)));
  return { ...what, whole, withTown: whole + key(what.town), inside };
}

/** How well an entry fits, and how many letters it has on top of what was typed. */
function fit(typed, { whole, withTown, inside }) {
  if (typed === whole || typed === withTown) return [EXACT, 0];
  if (whole.startsWith(typed)) return [BEGINS, whole.length - typed.length];
  if (withTown.startsWith(typed)) return [BEGINS, 0];
  const within = inside.find((tail) => tail.startsWith(typed));
  if (within) return [INSIDE, within.length - typed.length];
  if (typed.length < 3) return [NOT, 0];
  const left = almost(typed, whole);
  // Of three letters nearly every name has two: then the whole name must fit.
  if (left === 0 || (left > 0 && typed.length > 3)) return [ALMOST, left];
  const tails = inside.map((tail) => almost(typed, tail)).filter((more) => more >= 0);
  return tails.length && typed.length > 4 ? [ALMOST_INSIDE, Math.min(...tails)] : [NOT, 0];
}

/**
 * What somebody means who typed this: `{sure, matches}`, the best first, at most eight.
 *
 * `sure` is the one to go to without asking, or null. A typing error is forgiven only when no place,
 * or nothing at all, fits without one.
 *
 * @param {boolean} forgives whether a typing error is forgiven at all
 */
export function search(places, text, forgives = true) {
  const code = codeIn(places, text);
  const digits = code || westernDigits(text).trim();
  if (code || /^\d+$/.test(digits)) return byCode(places, digits);
  const typed = key(text);
  if (typed.length < 2) return { sure: null, matches: [] };
  const fits = places.entries
    .map((entry) => ({ entry, fit: fit(typed, entry) }))
    .filter(({ fit: [how] }) => how < (forgives ? NOT : ALMOST));
  const hasPlace = fits.some(({ entry, fit: [how] }) => entry.isPlace && how < ALMOST);
  const hasAny = fits.some(({ fit: [how] }) => how < ALMOST);
  const best = fits
    .filter(({ entry, fit: [how] }) => how < ALMOST || !(entry.isPlace ? hasPlace : hasAny))
    .sort(order);
  const matches = once(best.map(({ entry }) => entry));
  // An address without a postcode: the place at its end.
  const place = !matches.length && /\d/.test(text) && take(places, text, () => false).place;
  if (place) return { sure: place, matches: [place] };
  return { sure: theOne(best, matches), matches: matches.slice(0, SHOWN) };
}

/**
 * The place that stands in a question such as "eten gent" or "schulden 8800", and the other words:
 * `{place, rest}`; `place` is null when there is none. A place by name must fit exactly.
 *
 * @param {function(string): boolean} isWord whether a word means something else, such as "eten"
 */
export function take(places, text, isWord) {
  const code = codeIn(places, text);
  let rest = tokens(code ? withoutDigits(text) : text);
  const byNumber = code ? places.codes.get(code) || null : null;
  const named = byName(places, rest, isWord);
  if (named && (!byNumber || named.place.town === byNumber.town)) rest = named.rest;
  const place = byNumber || (named && !code ? named.place : null);
  return { place, rest, unknown: Boolean(code && !byNumber) };
}

/** A text without its numbers; a question has none but its postcode. */
function withoutDigits(text) {
  return westernDigits(text).replace(/\d/g, " ");
}

const LONGEST_NAME = 5;

/** The longest name of a place in these words, the last of equals. */
function byName({ entries }, all, isWord) {
  for (let length = Math.min(LONGEST_NAME, all.length); length > 0; length--) {
    for (let at = all.length - length; at >= 0; at--) {
      const span = all.slice(at, at + length);
      if (span.every(isWord)) continue;
      const name = key(span.join(" "));
      const found = entries.filter(({ isPlace, whole, withTown }) =>
        isPlace && name.length > 1 && (whole === name || withTown === name));
      if (!found.length) continue;
      const [place] = found.map((entry) => ({ entry, fit: [EXACT, 0] })).sort(order);
      return { place: place.entry, rest: [...all.slice(0, at), ...all.slice(at + length)] };
    }
  }
  return null;
}

/** The postcode whose page shows what is near a place: its own, or the first of its municipality. */
export function codeOf({ codes }, { code, town }) {
  if (code) return code;
  const own = [...codes.values()].filter((one) => one.town === town);
  return (own.find(({ name }) => name === town) || own[0]).code;
}

// Letters of Cyrillic and Arabic, and the marks above and below letters, which people leave out.
const OTHER = "\u0400-\u052f\u0620-\u063f\u0641-\u064a\u0671-\u06d3";
const MARKS = /[\u0300-\u036f]|[\u0483-\u0487]|\u0640|[\u064b-\u065f]|\u0670/g;
const WORD = new RegExp(`[a-z0-9${OTHER}]+`, "g");
// "The" in Arabic is written to its word.
const ARTICLE = /^\u0627\u0644(?=[\u0620-\u06d3]{3})/;
const NO_LETTER = new RegExp(`[^\\x00-\\x7f${OTHER}]`, "g");

/**
 * The words of a text without capitals and accents: in plain ASCII, Cyrillic or Arabic; the same as
 * `words` in finder/publishing/sections.py.
 */
export function tokens(text) {
  const bare = text.replace(/['\u2019]/g, "").normalize("NFKD").replace(MARKS, "");
  const found = bare.replace(/\u0131/g, "i").replace(NO_LETTER, "").toLowerCase().match(WORD) || [];
  return found.map((word) => word.replace(ARTICLE, ""));
}

function byCode({ codes }, digits) {
  const matches = [...codes.keys()].filter((code) => code.startsWith(digits)).sort();
  const sure = codes.get(digits) || null;
  return { sure, matches: matches.slice(0, SHOWN).map((code) => codes.get(code)) };
}

/** Best fit first; then a town, a village, an initiative; then the shortest; then by name. */
function order(one, other) {
  const rank = ({ entry, fit: [how, left] }) =>
    [how, entry.isPlace ? Number(entry.name !== entry.town) : 2, left, Number(entry.code || 0)];
  const [mine, its] = [rank(one), rank(other)];
  const at = mine.findIndex((value, index) => value !== its[index]);
  return at < 0 ? one.entry.name.localeCompare(other.entry.name) : mine[at] - its[at];
}

/** The entries, but a page only once under one name. */
function once(entries) {
  const seen = new Set();
  return entries.filter(({ address, name }) => {
    const is = `${address} ${name}`;
    return !seen.has(is) && seen.add(is);
  });
}

/** The entry that is meant without doubt: the only town, else the only initiative, of that name. */
function theOne(best, matches) {
  const exact = best.filter(({ fit: [how] }) => how === EXACT).map(({ entry }) => entry);
  const places = exact.filter(({ isPlace }) => isPlace);
  const towns = new Set(places.map(({ town }) => town));
  if (places.length) return towns.size === 1 ? places[0] : null;
  if (exact.length) return exact.length === 1 ? exact[0] : null;
  const isClean = best.length > 0 && best[0].fit[0] < ALMOST;
  return isClean && matches.length === 1 ? matches[0] : null;
}

let names;

/** All names, fetched once; after a failure the next call tries again. */
export function load() {
  names = names || fetchJson("assets/places.json").then(read);
  names.catch(() => (names = undefined));
  return names;
}
