// What somebody means with words: the kinds and the parts of pages that they stand for, one slip
// forgiven. Only `loadKinds` and `loadSections` ask for a file (finder/rendering/suggestions.py and
// finder/publishing/searching.py); everything else is computed from its arguments.

import { fetchJson } from "./making.js";
import { almost, tokens } from "./places.js";

// Of shorter words one letter makes another word.
const SLIP_FROM = 5;
// A beginning of fewer letters says little, and an ending of fewer is an ending of anything.
const BEGINNING = 3, ENDING = 5;
// The label and the first words of a kind.
const MAINS = 6;
// An ending of a word in the plural, or of a verb: "dokters", "fietsen".
const INFLECTED = 2;

/**
 * The kinds of the build, each with its everyday words. The first of these are what the kind is all
 * about (`mains`); the others are about a part of it.
 */
export function readKinds(kinds) {
  return kinds.map(([key, label, explanation, words, address]) => {
    const phrases = [label, ...words].map(tokens);
    return {
      key, label, explanation,
      address: address || `soorten/${key}/`,
      isPlace: !address,
      phrases: phrases.map((phrase) => phrase.join(" ")),
      everyday: new Set([].concat(...phrases)),
      mains: new Set([].concat(...phrases.slice(0, MAINS))),
    };
  });
}

/** The parts of pages of the build, each with the words of its title and of its text. */
export function readSections(sections) {
  return sections.map(([title, page, address, text]) =>
    ({ title, page, address, heading: tokens(title), text: [...tokens(page), ...text.split(" ")] }));
}

/** Whether a word of a text is what was typed: the word, its beginning, its plural, its last part. */
export function isMeant(word, typed) {
  if (word === typed) return true;
  if (typed.length >= BEGINNING && word.startsWith(typed)) return true;
  if (typed.length >= ENDING && word.endsWith(typed)) return true;
  const isLonger = typed.length - word.length > 0 && typed.length - word.length <= INFLECTED;
  return isLonger && word.length > BEGINNING && typed.startsWith(word);
}

/** Whether one of these words is what was typed. */
export function has(words, typed) {
  for (const word of words) if (isMeant(word, typed)) return true;
  return false;
}

/** The kinds for which these words stand, the surest first; small words are left out before. */
export function kindsFor(kinds, asked) {
  const phrase = asked.join(" ");
  const found = kinds.map((kind) => ({ kind, ...sureness(kind, asked, phrase) }));
  return found
    .filter(({ sure }) => sure > 0)
    .sort((one, other) => other.sure - one.sure || one.at - other.at)
    .map(({ kind }) => kind);
}

/** How surely words stand for a kind: 3 is one of its phrases; and how early that phrase comes. */
function sureness({ phrases, everyday }, asked, phrase) {
  if (!asked.length) return { sure: 0, at: 0 };
  const at = phrases.indexOf(phrase);
  if (at >= 0) return { sure: 3, at };
  const first = phrases.findIndex((one) => one.split(" ").some((word) => isMeant(word, asked[0])));
  if (asked.every((word) => everyday.has(word))) return { sure: 2, at: first };
  return { sure: asked.every((word) => has(everyday, word)) ? 1 : 0, at: first };
}

/**
 * The parts of pages about these words, the surest first: `[{section, sure}]`. 2 is a title that
 * says it, 1 a text.
 */
export function sectionsFor(sections, asked) {
  if (!asked.length) return [];
  return sections
    .map((section) => ({ section, sure: saidIn(section, asked), more: section.heading.length }))
    .filter(({ sure }) => sure > 0)
    .sort((one, other) => other.sure - one.sure || one.more - other.more);
}

function saidIn({ heading, text }, asked) {
  const inTitle = asked.filter((word) => has(heading, word)).length;
  if (inTitle === asked.length) return 2;
  return asked.every((word) => has(heading, word) || has(text, word)) ? 1 + inTitle / 10 : 0;
}

/** All words that can be looked for, to know a slip from a word. */
export function vocabulary(kinds, sections) {
  const all = new Set();
  const add = (word) => all.add(word);
  for (const { everyday } of kinds) everyday.forEach(add);
  for (const { heading, text } of sections) [...heading, ...text].forEach(add);
  return all;
}

/** A word as it was meant: one slip away from a known word when it is no known word itself. */
export function corrected(word, known) {
  if (word.length < SLIP_FROM || known.has(word) || has(known, word)) return word;
  let best = word;
  for (const other of known) {
    if (other.length < SLIP_FROM || almost(word, other) !== 0) continue;
    if (best === word || other < best) best = other;
  }
  return best;
}

let kinds, sections;

/** The kinds with their everyday words, fetched once; after a failure the next call tries again. */
export function loadKinds() {
  kinds = kinds || fetchJson("assets/kinds.json").then(readKinds);
  kinds.catch(() => (kinds = undefined));
  return kinds;
}

/** The parts of the pages that explain things, fetched once. */
export function loadSections() {
  sections = sections || fetchJson("assets/sections.json").then(readSections);
  sections.catch(() => (sections = undefined));
  return sections;
}
