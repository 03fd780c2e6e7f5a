// Filters on a result page. The choice stands in the address, so that it can be shared and survives
// going back. What nobody knows is never hidden in silence. The page itself offers the kinds as
// links; this module turns them into buttons and adds the rest.

import { fetchPage, fill, make, styled } from "./making.js";
import words, { labels } from "./words.js";

const EVERYONE = "*";
// For some groups above others, or for who lives there or has little money: it may fit anybody.
const MAYBE = "~";
// What the page says that these filters can answer for at least one result.
const ANSWERS = { gratis: "c", vandaag: "h", rolstoel: "r", helpen: "v", voor: "w", taal: "l" };
// Each filter by its name in the address, with the name of its words.
const SWITCHES = { gratis: "free", vandaag: "today", rolstoel: "wheelchair", helpen: "volunteer" };
const CHOICES = { voor: ["who", labels.groups], taal: ["language", labels.languages] };
const ON = "ja";
// More further pages than this are fetched only when the visitor asks. One weighs about so many KB.
const PAGES_UNASKED = 2;
const PAGE_SIZE = 6;

/** What is chosen, from the part of an address after the question mark. */
export function read(query) {
  const parameters = new URLSearchParams(query);
  // One kind became two; a link that somebody shared before still means both.
  const kinds = (parameters.get("soort") || "").replace("eten-spullen", "eten,kleren-spullen");
  const choice = { kinds: kinds.split(",").filter(Boolean) };
  for (const name of [...Object.keys(SWITCHES), "onbekend"]) choice[name] = parameters.get(name) === ON;
  for (const [name, [, known]] of Object.entries(CHOICES)) {
    const value = parameters.get(name) || "";
    choice[name] = Object.prototype.hasOwnProperty.call(known, value) ? value : "";
  }
  return choice;
}

/** A choice as the part of an address after the question mark; empty when nothing is chosen. */
export function write(choice) {
  const parts = [];
  if (choice.kinds.length) parts.push(`soort=${choice.kinds.join(",")}`);
  for (const name of Object.keys(CHOICES)) if (choice[name]) parts.push(`${name}=${choice[name]}`);
  for (const name of Object.keys(SWITCHES)) if (choice[name]) parts.push(`${name}=${ON}`);
  if (choice.onbekend && parts.length) parts.push(`onbekend=${ON}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

/** How many filters of the folded panel are on. */
export function folded(choice) {
  return [...Object.keys(SWITCHES), ...Object.keys(CHOICES)].filter((name) => choice[name]).length;
}

/**
 * Whether a result fits: true, false, "maybe", or the words for what nobody knows.
 *
 * @param {DOMStringMap} facts the data attributes of the result
 * @param {object} choice as `read` gives it
 * @param {(hours: string) => boolean|undefined} isOpen whether it is open today
 */
export function fits(facts, choice, isOpen) {
  const has = (text, value) => Boolean(text) && text.split(" ").includes(value);
  const answers = {
    gratis: facts.c && facts.c === "free",
    vandaag: facts.h && isOpen(facts.h),
    rolstoel: facts.r && facts.r !== "no",
    helpen: facts.v && facts.v === "yes",
    voor: facts.w && forWhom(facts.w, choice.voor),
    taal: facts.l && has(facts.l, choice.taal),
  };
  if (choice.kinds.length && !choice.kinds.some((kind) => has(facts.k, kind))) return false;
  const asked = Object.keys(answers).filter((name) => choice[name]);
  if (asked.some((name) => answers[name] === false)) return false;
  const unknown = asked.filter((name) => answers[name] !== true && answers[name] !== "maybe");
  if (!unknown.length) return asked.some((name) => answers[name] === "maybe") ? "maybe" : true;
  return unknown.length === 1 ? SWITCHES[unknown[0]] || CHOICES[unknown[0]][0] : "several";
}

/** Whether it is for a group: true, false, or "maybe" when it is for others above all. */
function forWhom(known, group) {
  const groups = known.split(" ");
  if (groups.includes(EVERYONE) || groups.includes(group)) return true;
  return groups.includes(MAYBE) ? "maybe" : false;
}

/** The sentences that tell what is shown and what is not. */
export function told({ total, shown, partly, maybe, unknown }, choice) {
  const number = unknown.length;
  const sentences = [fill(words.filter.count, { shown, total })];
  if (maybe) sentences.push(fill(words.filter.maybe, { number: maybe }));
  if (partly) sentences.push(fill(words.filter.partly, { number: partly }));
  if (number) {
    const reasons = new Set(unknown);
    const reason = reasons.size === 1 ? unknown[0] : "several";
    sentences.push(fill(words.filter.unknown[reason], { number }));
    sentences.push(choice.onbekend ? words.filter.shown : words.filter.hidden);
  }
  return sentences;
}

/** @param {HTMLUListElement} row the links with the kinds */
export default function filters(row) {
  const pages = new Pages();
  const kinds = [...row.querySelectorAll("a")].slice(1).map((link) => link.hash.slice(1));
  const first = pages.first;
  let choice = chosen(kinds);
  // A filter looks at all results, and those begin on the first page.
  if (first && write(choice)) return location.replace(first + write(choice));
  styled();
  const view = new View(row, kinds, choice);
  let turn = 0;
  let isOpen = () => undefined;

  async function apply() {
    const ticket = ++turn;
    view.press(choice);
    if (!write(choice)) return view.showAll();
    if (choice.vandaag) isOpen = await opening();
    if (ticket !== turn) return;
    view.show(choice, isOpen, pages);
    if (pages.wanted) await loadPages(ticket);
  }

  async function loadPages(ticket) {
    view.say(words.filter.loading);
    await pages.load();
    if (ticket === turn) view.show(choice, isOpen, pages);
  }

  view.onchange = (change) => {
    choice = change(choice);
    const query = write(choice);
    if (first) return location.assign(first + query);
    history.replaceState(history.state, "", location.pathname + query);
    return apply();
  };
  view.onall = () => loadPages(++turn);
  window.addEventListener("popstate", () => {
    choice = chosen(kinds);
    apply();
  });
  if (!write(choice)) return undefined;
  // Once the buttons have their places.
  styled().then(() => view.reveal(choice));
  return apply();
}

/** What the address chooses. `#maatje`, a link of the page without JavaScript, counts too. */
function chosen(kinds) {
  const choice = read(location.search);
  const kind = location.hash.slice(1);
  if (kinds.includes(kind)) {
    choice.kinds = [kind];
    history.replaceState(history.state, "", location.pathname + write(choice));
  }
  choice.kinds = choice.kinds.filter((one) => kinds.includes(one));
  return choice;
}

/** Whether something is open today, on the clock of the phone; undefined: nobody knows. */
export async function opening() {
  try {
    const { state } = await import("./open.js");
    const now = new Date();
    const known = { open: true, closed: false };
    return (hours) => known[state(hours, now).state];
  } catch (error) {
    return () => undefined;
  }
}

/** The further pages with results of the same postcode. */
class Pages {
  constructor() {
    this.links = [...document.querySelectorAll(".n a")];
    this.rest = this.links.filter((link) => !link.hasAttribute("aria-current"));
    this.failed = false;
    this.loading = null;
  }

  /** The address of the first page when this is another; else null. */
  get first() {
    const isFirst = !this.links.length || this.links[0].hasAttribute("aria-current");
    return isFirst ? null : this.links[0].href;
  }

  /** Whether the rest may be fetched without asking. */
  get wanted() {
    return this.rest.length > 0 && this.rest.length <= PAGES_UNASKED && !this.failed
      && !(navigator.connection && navigator.connection.saveData);
  }

  /** What to say as long as the rest is not here; empty when it is. */
  get note() {
    if (!this.rest.length) return "";
    return this.failed ? `${words.filter.failed} ${words.filter.this_page}` : words.filter.this_page;
  }

  /** What the rest weighs, in KB. */
  get size() {
    return this.rest.length * PAGE_SIZE;
  }

  /** Fetch the rest. Who presses twice waits for the same pages. */
  load() {
    if (!this.loading) this.loading = this.fetchRest().then(() => { this.loading = null; });
    return this.loading;
  }

  async fetchRest() {
    this.failed = false;
    try {
      while (this.rest.length) {
        merge(await fetched(this.rest[0].href));
        this.rest.shift();
      }
      document.querySelector(".n").hidden = true;
      document.dispatchEvent(new CustomEvent("results"));
    } catch (error) {
      this.failed = true;
    }
  }
}

/** A page of the site, with links and drawings that work from here too. */
async function fetched(address) {
  const page = await fetchPage(address);
  for (const link of page.querySelectorAll("article [href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href"), address).href);
  }
  return page;
}

/** Put the results of another page under those of their group. */
function merge(page) {
  const here = new Set([...document.querySelectorAll("[data-initiative]")].map(slugOf));
  for (const section of page.querySelectorAll("[data-group]")) {
    const group = document.querySelector(`section[data-group=${section.dataset.group}]`);
    const articles = [...section.querySelectorAll("[data-initiative]")];
    const more = articles.filter((article) => !here.has(slugOf(article)));
    if (group) group.append(...more);
    else document.querySelector(".n").before(section);
  }
}

function slugOf(article) {
  return article.dataset.initiative;
}

/** What the visitor sees and presses. */
class View {
  constructor(row, kinds, choice) {
    this.row = row;
    this.choice = choice;
    const links = [...row.querySelectorAll("a")].slice(1);
    this.more = make("button", {
      type: "button",
      "aria-expanded": "false",
      "aria-controls": "fp",
      click: () => this.fold(!this.panel.hidden),
    });
    this.kinds = kinds.map((kind, at) => this.toggle([...links[at].childNodes], withKind(kind)));
    row.textContent = "";
    row.append(...[this.more, ...this.kinds].map(item));
    // Without these the address of a link to one kind (`#maatje`) hides nothing by itself any more.
    kinds.map((kind) => document.getElementById(kind)).filter(Boolean).forEach((link) => link.remove());
    this.keys = kinds;
    this.addPanel();
    this.addStatus();
    this.press(read(""));
  }

  /** A button that is on or off; `change` makes a new choice of the one that stands. */
  toggle(content, change) {
    return make("button", {
      type: "button",
      "aria-pressed": "false",
      click: () => this.onchange(change),
    }, ...content);
  }

  addPanel() {
    this.panel = make("div", { id: "fp", hidden: true });
    const flip = (name) => (choice) => ({ ...choice, [name]: !choice[name] });
    const offered = Object.entries(SWITCHES).filter(([name]) => this.can("f", ANSWERS[name], name));
    this.switches = offered.map(([name, word]) =>
      [name, this.toggle([words.filter[word]], flip(name))]);
    const list = make("ul", { class: "c" }, ...this.switches.map(([, button]) => item(button)));
    this.selects = Object.entries(CHOICES)
      .map(([name, [word, known]]) => [name, word, this.known(name, known)])
      .filter(([, , known]) => Object.keys(known).length)
      .map(([name, word, known]) => [name, this.select(name, words.filter[word], known)]);
    this.more.hidden = !this.switches.length && !this.selects.length;
    this.panel.append(list, ...this.selects.map(([, select]) => select.parentElement));
    this.row.after(this.panel);
  }

  /** Whether a filter answers for a result, by what the page says, or is on already. */
  can(key, value, name) {
    const said = this.row.getAttribute(`data-${key}`);
    if (said === null || this.choice[name] === true || this.choice[name] === value) return true;
    const values = said.split(" ");
    return values.includes(value) || values.includes(EVERYONE);
  }

  /** The groups or languages for which at least one result answers. */
  known(name, all) {
    const found = {};
    for (const value of Object.keys(all))
      if (this.can(ANSWERS[name], value, name)) found[value] = all[value];
    return found;
  }

  select(name, text, known) {
    const options = Object.entries({ "": words.filter.any, ...known });
    const select = make("select", {
      change: () => this.onchange((choice) => ({ ...choice, [name]: select.value })),
    }, ...options.map(([value, word]) => make("option", { value }, word)));
    return make("label", null, text, select).lastChild;
  }

  addStatus() {
    const button = (text, click) => make("button", { type: "button", click }, text);
    const unknown = (choice) => ({ ...choice, onbekend: !choice.onbekend });
    this.unknown = button("", () => this.onchange(unknown));
    this.all = button("", () => this.onall());
    this.clear = button(words.filter.clear, () => {
      // At a desk the panel is always open, and the button that folds it is not there.
      (this.more.offsetParent ? this.more : this.kinds[0] || this.status).focus();
      this.onchange(() => read(""));
    });
    this.status = make("p", { role: "status" });
    // The number of the CAW, which stands above every list.
    const number = document.querySelector(".y li:last-child a[href^='tel:']");
    this.none = make("p", { hidden: true }, `${words.filter.nothing} `, number ? number.cloneNode(true) : "");
    this.buttons = make("p", { hidden: true }, this.unknown, this.all, this.clear);
    this.panel.after(make("div", { class: "fs" }, this.status, this.none, this.buttons));
  }

  fold(isFolded) {
    this.panel.hidden = isFolded;
    this.more.setAttribute("aria-expanded", String(!isFolded));
  }

  /** What a link chose is in view: the folded panel open, and the first kind in the row. */
  reveal(choice) {
    if (folded(choice)) this.fold(false);
    const kind = this.kinds[this.keys.indexOf(choice.kinds[0])];
    if (kind) this.row.scrollLeft = kind.offsetLeft - this.row.offsetLeft - this.more.offsetWidth - 30;
  }

  /** Make the buttons show a choice. */
  press(choice) {
    const number = folded(choice);
    this.more.textContent = number ? fill(words.filter.more_on, { number }) : words.filter.more;
    this.kinds.forEach((button, at) =>
      button.setAttribute("aria-pressed", choice.kinds.includes(this.keys[at])));
    this.switches.forEach(([name, button]) => button.setAttribute("aria-pressed", choice[name]));
    this.selects.forEach(([name, select]) => (select.value = choice[name]));
  }

  /** Show what fits, and say what that leaves out, and which pages were not looked at. */
  show(choice, isOpen, { note, size }) {
    const count = { total: 0, shown: 0, partly: 0, maybe: 0, unknown: [] };
    for (const article of document.querySelectorAll("[data-initiative]")) {
      const answer = fits(article.dataset, choice, isOpen);
      const isMaybe = answer === "maybe";
      const isUnknown = typeof answer === "string" && !isMaybe;
      const isShown = answer === true || isMaybe || (isUnknown && choice.onbekend);
      article.hidden = !isShown;
      count.total++;
      count.shown += isShown;
      count.maybe += isMaybe;
      count.partly += isShown && choice.rolstoel && article.dataset.r === "partly";
      if (isUnknown) count.unknown.push(answer);
    }
    afterHiding();
    this.say([...told(count, choice), note].filter(Boolean).join(" "));
    this.buttons.hidden = false;
    this.none.hidden = count.shown > 0;
    this.unknown.hidden = !count.unknown.length;
    this.unknown.textContent = choice.onbekend ? words.filter.hide : words.filter.show;
    this.all.hidden = !note;
    this.all.textContent = fill(words.filter.all, { size });
  }

  showAll() {
    for (const article of document.querySelectorAll("[data-initiative]")) article.hidden = false;
    afterHiding();
    this.say("");
    this.none.hidden = true;
    this.buttons.hidden = true;
  }

  say(text) {
    this.status.textContent = text;
  }
}

function item(content) {
  return make("li", null, content);
}

/** A change that adds a kind to the choice, or takes it away. */
function withKind(kind) {
  return (choice) => ({
    ...choice,
    kinds: choice.kinds.includes(kind)
      ? choice.kinds.filter((one) => one !== kind)
      : [...choice.kinds, kind],
  });
}

/** Groups without results go too, and the map beside the list hears of it. */
function afterHiding() {
  for (const group of document.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector("[data-initiative]:not([hidden])");
  }
  document.dispatchEvent(new CustomEvent("filtered"));
}
