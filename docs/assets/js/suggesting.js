// Suggestions below the one box (ARIA combobox with a listbox), and straight to the page that is
// meant: of a place, of an initiative, or of a search. A kind asks for the place first.

import { corrected, has, kindsFor, loadKinds } from "./asking.js";
import { fill, make, placePage, refill, root } from "./making.js";
import { codeIn, load, search, take, tokens } from "./places.js";
import words from "./words.js";

const SHOWN = 8;
const MOST_KINDS = 2;
// Fewer letters begin too many words.
const FEWEST = 3;

/**
 * What somebody may mean who typed this: `{sure, matches, kinds, isQuestion}`. `isQuestion` tells of
 * words that are to be looked for, beside a place.
 */
export function meant(places, kinds, text) {
  const isWord = (word) => kinds.some((one) => one.everyday.has(word));
  const { place, rest } = take(places, text, isWord);
  const isAsked = (word) => kinds.some((one) => has(one.everyday, word) || corrected(word, one.everyday) !== word);
  const isQuestion = Boolean(place) && rest.some((word) => word.length >= FEWEST && isAsked(word));
  if (isQuestion) return { sure: null, matches: [], kinds: [], isQuestion };
  const asked = codeIn(places, text) || text.trim().length < FEWEST ? [] : tokens(text);
  const found = kindsFor(kinds, asked).slice(0, MOST_KINDS);
  // A kind that is meant leaves no room for a place of almost that name.
  const { sure, matches } = search(places, text, !found.length);
  return { sure, matches, kinds: sure ? [] : found, isQuestion };
}

/**
 * Gives suggestions for what is typed.
 * @param {HTMLFormElement} form the box
 * @param {HTMLInputElement} input where somebody types
 * @param {HTMLUListElement} list the listbox
 * @returns {{go: function(): Promise}} `go` goes to what is meant, or asks; it fails without data
 */
export default function suggesting(form, input, list) {
  const status = make("p", { role: "status", class: "qs" });
  let shown = [];
  let active = -1;
  // What is asked last counts, whatever comes in first.
  let asked = 0;
  input.closest("div").after(status);

  function show(matches) {
    shown = matches;
    refill(list, ...matches.map((entry, index) => option(entry, `${list.id}${index}`)));
    list.hidden = !matches.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    activate(-1);
    if (!list.hidden) makeRoom(form, list);
  }

  function activate(index) {
    active = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", at === index));
    if (index < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  /** Past the last comes the box itself (-1), and then the first again. */
  function move(step) {
    const places = shown.length + 1;
    activate(((active + 1 + step + places) % places) - 1);
  }

  /** Tell something below the box; what can be seen already is only for screen readers. */
  function say(parts, isQuiet = false) {
    status.classList.toggle("h", isQuiet);
    refill(status, ...parts);
  }

  /** What is typed, understood; null when something else was asked since. */
  async function understand() {
    const ticket = ++asked;
    const text = input.value;
    const [places, kinds] = await Promise.all([load(), loadKinds().catch(() => [])]);
    return ticket === asked ? { text, places, ...meant(places, kinds, text) } : null;
  }

  async function suggest() {
    const found = await understand();
    if (!found) return;
    const options = optionsOf(found);
    show(options);
    if (options.length) say([count(options.length)], true);
    else say(found.text.trim().length >= FEWEST ? nothing(found.text, found.places) : []);
  }

  async function go() {
    if (active >= 0) return choose(shown[active]);
    const found = await understand();
    if (!found) return null;
    const { sure, kinds, matches, text } = found;
    if (sure) return visit(sure);
    if (kinds.length && !matches.length) return choose({ kind: kinds[0] });
    const options = optionsOf(found);
    if (!matches.length && options.length) return lookFor(text);
    input.focus();
    show(options);
    if (!options.length) return say(nothing(text, found.places));
    activate(0);
    return say([words.box.choose], true);
  }

  function choose(entry) {
    if (entry.kind) return askPlace(entry.kind);
    return entry.word ? lookFor(entry.word) : visit(entry);
  }

  /** A kind is found somewhere: ask where. */
  function askPlace({ key, label, address, isPlace }) {
    show([]);
    if (!isPlace) return location.assign(new URL(address, root).href);
    if (!form.elements.soort) form.append(make("input", { type: "hidden", name: "soort" }));
    form.elements.soort.value = key;
    input.value = "";
    input.focus();
    return say([fill(words.box.where, { kind: label })]);
  }

  function lookFor(text) {
    show([]);
    const page = new URL("zoeken/", root);
    page.searchParams.set("q", text.trim());
    const kinds = form.elements.soort && form.elements.soort.value;
    // The search knows one kind at a time.
    if (kinds && !kinds.includes(",")) page.searchParams.set("soort", kinds);
    location.assign(page.href);
  }

  function visit({ address }) {
    show([]);
    location.assign(placePage(form, address).href);
  }

  /** On the page for wrong addresses: a postcode that does not exist. */
  function lost() {
    const code = /\/(\d{4})\/?$/.exec(location.pathname);
    // What somebody typed before this script came stays.
    if (!code || input.value) return;
    input.value = code[1];
    say([words.box.no_code]);
  }

  const keys = {
    ArrowDown: () => (list.hidden ? suggest().catch(ignore) : move(1)),
    ArrowUp: () => (list.hidden ? suggest().catch(ignore) : move(-1)),
    Escape: () => (list.hidden ? (input.value = "") : show([])),
  };

  input.addEventListener("input", () => suggest().catch(ignore));
  input.addEventListener("blur", () => show([]));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !Object.prototype.hasOwnProperty.call(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  // A press on the list must not take the focus from the box, for that would close the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) choose(shown[[...list.children].indexOf(item)]);
  });

  if (form.hasAttribute("data-lost")) lost();
  // What was typed while this came in.
  if (document.activeElement === input && input.value) suggest().catch(ignore);
  return { go };
}

/** Without the data the box is a plain form. */
function ignore() {}

/** What can be chosen: kinds, places and initiatives, and to look for the word itself. */
function optionsOf({ text, matches, kinds, isQuestion, sure }) {
  const isWord = isQuestion || (!sure && /[^\s\d]{3}/.test(text));
  const found = [...kinds.map((kind) => ({ kind })), ...matches].slice(0, SHOWN);
  return isWord ? [...found.slice(0, SHOWN - 1), { word: text.trim() }] : found;
}

function option(entry, id) {
  const more = hint(entry);
  return make("li", { id, role: "option", "aria-selected": "false" },
    title(entry), more && " ", more && make("small", null, more));
}

/** The name of an entry as people say it: `9030 Mariakerke`. */
function title({ code, name, kind, word }) {
  if (kind) return kind.label;
  if (word) return fill(words.box.word, { word });
  return code ? `${code} ${name}` : name;
}

/** What tells an entry from others of its name. */
function hint({ code, name, town, isPlace, also, kind, word }) {
  if (kind) return kind.explanation;
  if (word) return "";
  if (also) return fill(words.box.also, { name: also });
  if (isPlace && !code) return words.box.whole;
  return town && name !== town ? fill(words.box.in, { place: town }) : "";
}

function count(number) {
  return number === 1 ? words.box.one : fill(words.box.many, { number });
}

/** Nothing fits: what to try. */
function nothing(text, { hasInitiatives }) {
  const say = /\d{4}/.test(text.replace(/ /g, "")) ? words.box.no_code : words.box.nothing;
  const [where, label] = hasInitiatives
    ? ["gemeenten/", words.box.towns]
    : ["initiatieven/", words.box.initiatives];
  return [`${say} `, make("a", { href: new URL(where, root).href }, label)];
}

/** On a low screen the keyboard hides the list: bring the box to the top. */
function makeRoom(form, list) {
  const bottom = window.visualViewport ? window.visualViewport.height : window.innerHeight;
  if (list.getBoundingClientRect().bottom > bottom) form.scrollIntoView({ block: "start" });
}
