// Suggestions below the one box (ARIA combobox with a listbox), and straight to the page that is
// meant.

import { fill, make, placePage, root } from "./making.js";
import { load, search } from "./places.js";
import words from "./words.js";

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
  const isList = form.hidden;
  input.closest("div").after(status);

  function show(matches) {
    shown = matches;
    list.textContent = "";
    list.append(...matches.map((entry, index) => option(entry, `${list.id}${index}`)));
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
    status.textContent = "";
    status.append(...parts);
  }

  async function suggest() {
    const ticket = ++asked;
    const places = await load();
    if (ticket !== asked) return;
    const { matches } = search(places, input.value);
    show(matches);
    if (matches.length) say([count(matches.length)], true);
    else say(input.value.trim().length > 2 ? nothing(input.value, places, isList) : []);
  }

  async function go() {
    const ticket = ++asked;
    if (active >= 0) return visit(shown[active]);
    const places = await load();
    if (ticket !== asked) return;
    const { sure, matches } = search(places, input.value);
    if (sure) return visit(sure);
    input.focus();
    show(matches);
    if (!matches.length) return say(nothing(input.value, places, isList));
    activate(0);
    say([words.box.choose], true);
  }

  function visit({ address }) {
    show([]);
    location.assign(placePage(form, address));
  }

  /** On the page to which the form leads without this script: go on, or show what may be meant. */
  async function arrive() {
    form.hidden = false;
    const text = (new URLSearchParams(location.search).get("q") || "").trim();
    if (!text) return;
    input.value = text;
    const places = await load();
    const { sure, matches } = search(places, text);
    if (sure) return location.replace(new URL(sure.address, root));
    say(matches.length ? [words.box.meant] : nothing(text, places, isList));
    form.append(links(matches));
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
    if (item) visit(shown[[...list.children].indexOf(item)]);
  });

  if (isList) arrive().catch(() => say([words.box.failed]));
  // What was typed while this came in.
  else if (document.activeElement === input) suggest().catch(ignore);
  return { go };
}

/** Without the data the box is a plain form. */
function ignore() {}

function option(entry, id) {
  const more = hint(entry);
  return make("li", { id, role: "option", "aria-selected": "false" },
    title(entry), more && " ", more && make("small", null, more));
}

/** The name of an entry as people say it: `9030 Mariakerke`. */
function title({ code, name }) {
  return code ? `${code} ${name}` : name;
}

/** What tells an entry from others of its name. */
function hint({ code, name, town, isPlace, also }) {
  if (also) return fill(words.box.also, { name: also });
  if (isPlace && !code) return words.box.whole;
  return town && name !== town ? fill(words.box.in, { place: town }) : "";
}

function count(number) {
  return number === 1 ? words.box.one : fill(words.box.many, { number });
}

/** Nothing fits: what to try. On the page with all municipalities these follow anyway. */
function nothing(text, { hasInitiatives }, isList) {
  const say = /^\D*\d{4}\D*$/.test(text) ? words.box.no_code : words.box.nothing;
  if (isList) return [say];
  const [where, label] = hasInitiatives
    ? ["gemeenten/", words.box.towns]
    : ["initiatieven/", words.box.initiatives];
  return [`${say} `, make("a", { href: new URL(where, root) }, label)];
}

/** Entries as links, for a page that shows them without being asked. */
function links(entries) {
  return make("ul", { class: "j" }, ...entries.map((entry) =>
    make("li", null, make("a", { href: new URL(entry.address, root) }, title(entry)), " ",
      make("span", null, hint(entry)))));
}

/** On a low screen the keyboard hides the list: bring the box to the top. */
function makeRoom(form, list) {
  const bottom = window.visualViewport ? window.visualViewport.height : window.innerHeight;
  if (list.getBoundingClientRect().bottom > bottom) form.scrollIntoView({ block: "start" });
}
