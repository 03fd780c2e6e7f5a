// The desk of a social worker: a place, all filters open, and what is near as one table that can be
// sorted, copied, saved and compared. The last places stay in this browser.

import { loadKinds } from "./asking.js";
import { opening, read, write } from "./filters.js";
import { MOST, add, fetchEntry } from "./kept.js";
import { fetchJson, fill, make, refill, root } from "./making.js";
import { loadNear } from "./nearby.js";
import { codeIn, codeOf, load, search } from "./places.js";
import { COLUMNS, asCsv, asTabs, linesOf, readAsked, rowOf, sorted, verdict, withPlace, writeAsked }
  from "./rows.js";
import { copy, download } from "./sharing.js";
import words, { labels } from "./words.js";

const KEY = `plaatsen ${root.pathname}`;
const PLACES = 5;
const FEWEST = 2, COMPARED = 4;
const SWITCHES = { gratis: "free", vandaag: "today", rolstoel: "wheelchair", helpen: "volunteer" };
const ASKED = { doorverwijzing: "no_referral", afspraak: "no_appointment", elders: "elsewhere", zeker: "known" };
const CHOICES = { voor: ["who", labels.groups], taal: ["language", labels.languages] };
const TOGGLES = ["up", "down"];

/* ---- The last places, on this device only ---- */

/** The places that were looked up last; none when the browser keeps nothing. */
export function recent() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    const isPlace = (one) => one && /^\d{4}$/.test(one.code) && typeof one.label === "string";
    return Array.isArray(found) ? found.filter(isPlace).slice(0, PLACES) : [];
  } catch (error) {
    return [];
  }
}

function remember(places) {
  try {
    if (places.length) localStorage.setItem(KEY, JSON.stringify(places));
    else localStorage.removeItem(KEY);
  } catch (error) {
    // It then forgets, and that is all.
  }
}

/* ---- The page ---- */

class Desk {
  constructor(place, form, shown) {
    this.say = shown.words;
    this.facts = shown.facts;
    this.form = form;
    this.input = form.elements.q;
    this.rows = [];
    this.chosen = [];
    this.order = { column: "place", isDown: false };
    this.choice = read(location.search);
    this.asked = readAsked(location.search);
    this.isOpen = () => undefined;
    this.turn = 0;
    this.recent = make("div", { class: "dr" });
    this.status = make("p", { role: "status", class: "ds" });
    this.filters = make("div", { class: "df", role: "group", "aria-label": this.say.filters, hidden: true });
    this.tools = make("div", { class: "dx", hidden: true });
    this.table = make("div", { class: "dw", role: "region", tabindex: 0, "aria-label": this.say.compared, hidden: true });
    refill(place, this.recent, make("div", { class: "db" }, this.filters,
      make("div", { class: "dm" }, make("div", { class: "dh" }, this.status, this.tools), this.table)));
    this.showRecent();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.look(this.input.value);
    });
  }

  tell(...parts) {
    refill(this.status, ...parts);
  }

  button(text, click, attributes) {
    return make("button", { type: "button", class: "pl", click, ...attributes }, text);
  }

  showRecent() {
    const places = recent();
    if (!places.length) return refill(this.recent);
    const buttons = places.map(({ code, label }) => this.button(label, () => this.open(code, label)));
    return refill(this.recent, make("span", { title: this.say.recent_what }, this.say.recent), ...buttons,
      this.button(this.say.forget, () => {
        remember([]);
        this.showRecent();
        this.input.focus();
      }, { class: "pl dq" }));
  }

  /* ---- Looking up a place ---- */

  /** What somebody typed becomes a place; when it may be several, they choose. */
  async look(text) {
    this.tell(this.say.wait);
    try {
      const places = await load();
      const { sure, matches } = search(places, text);
      const found = matches.filter(({ isPlace }) => isPlace);
      const code = codeIn(places, text);
      if (places.codes.has(code)) return this.open(code, titleOf(places.codes.get(code)));
      if (sure && sure.isPlace) return this.openEntry(places, sure);
      if (!found.length) return this.tell(this.say.nothing);
      const buttons = found.map((entry) =>
        this.button(titleOf(entry), () => this.openEntry(places, entry)));
      return this.tell(this.say.which, " ", ...buttons);
    } catch (error) {
      return this.tell(this.say.failed);
    }
  }

  openEntry(places, entry) {
    return this.open(codeOf(places, entry), titleOf(entry));
  }

  async open(code, label) {
    const ticket = ++this.turn;
    this.tell(this.say.wait);
    try {
      const [results, kinds] = await Promise.all([loadNear(code), loadKinds()]);
      if (ticket !== this.turn) return;
      const known = new Map(kinds.map(({ key, label: text }) => [key, text]));
      this.rows = results.map((one) => rowOf(one, this.facts[one.slug], this.say, known));
      this.kinds = kinds.filter(({ key }) => results.some((one) => one.kinds.includes(key)));
      this.place = { code, label };
      this.chosen = [];
      this.order = { column: "place", isDown: false };
      this.input.value = label;
      remember(withPlace(recent(), this.place, PLACES));
      this.showRecent();
      this.showFilters();
      await this.apply();
    } catch (error) {
      if (ticket === this.turn) this.tell(this.say.failed);
    }
  }

  /* ---- Filters, all open ---- */

  showFilters() {
    const known = this.kinds.map(({ key }) => key);
    this.choice.kinds = this.choice.kinds.filter((kind) => known.includes(kind));
    const flip = (part, name) => () => { this[part] = { ...this[part], [name]: !this[part][name] }; };
    const toggle = (text, isOn, change) => this.button(text, () => {
      change();
      this.apply();
    }, { class: "dg", "aria-pressed": String(isOn) });
    const kind = ({ key, label }) => toggle(label, this.choice.kinds.includes(key), () => {
      const kinds = this.choice.kinds;
      const isOn = kinds.includes(key);
      this.choice = { ...this.choice, kinds: isOn ? kinds.filter((one) => one !== key) : [...kinds, key] };
    });
    const select = ([name, [word, options]]) => {
      const field = make("select", { change: () => {
        this.choice = { ...this.choice, [name]: field.value };
        this.apply();
      } }, ...Object.entries({ "": words.filter.any, ...options }).map(([value, text]) =>
        make("option", { value }, text)));
      field.value = this.choice[name];
      return make("label", {}, words.filter[word], field);
    };
    const focused = [...this.filters.querySelectorAll("button,select")].indexOf(document.activeElement);
    refill(this.filters,
      ...this.kinds.map(kind),
      make("hr", {}),
      ...Object.entries(SWITCHES).map(([name, word]) =>
        toggle(words.filter[word], this.choice[name], flip("choice", name))),
      ...Object.entries(ASKED).map(([name, word]) =>
        toggle(this.say[word], this.asked[name], flip("asked", name))),
      ...Object.entries(CHOICES).map(select),
      this.button(this.say.clear, () => {
        this.choice = read("");
        this.asked = readAsked("");
        this.apply();
      }, { class: "dg" }));
    this.filters.hidden = false;
    const again = this.filters.querySelectorAll("button,select")[focused];
    if (again) again.focus();
  }

  async apply() {
    const ticket = ++this.turn;
    if (this.choice.vandaag) this.isOpen = await opening();
    if (ticket !== this.turn) return;
    const parts = [`q=${this.place.code}`, write(this.choice).slice(1), ...writeAsked(this.asked)];
    history.replaceState(history.state, "", `${location.pathname}?${parts.filter(Boolean).join("&")}`);
    this.showFilters();
    this.showTable();
  }

  /** What fits, and what nobody knows of; that stays in sight unless somebody hides it. */
  shown() {
    const judged = this.rows.map((row) =>
      ({ row, answer: verdict(row, this.choice, this.asked, this.isOpen) }));
    this.unsure = judged.filter(({ answer }) => answer === null).length;
    const fitting = judged.filter(({ answer }) => answer === true || (answer === null && !this.asked.zeker));
    return sorted(fitting.map(({ row }) => row), this.order);
  }

  /* ---- The table ---- */

  showTable() {
    const rows = this.shown();
    const said = [fill(this.say.count, { shown: rows.length, total: this.rows.length, place: this.place.label })];
    const unsure = this.asked.zeker ? this.say.unknown_hidden : this.say.unknown;
    if (this.unsure) said.push(fill(unsure, { number: this.unsure }));
    if (!rows.length) said.push(this.say.none);
    this.tell(`${said.join(" ")} `,
      make("a", { href: new URL(`${this.place.code}/`, root).href }, this.say.page));
    this.chosen = this.chosen.filter((slug) => rows.some((row) => row.slug === slug));
    const caption = fill(this.say.caption, { place: this.place.label });
    this.table.setAttribute("aria-label", caption);
    refill(this.table, make("table", { class: "dz" },
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, make("th", { scope: "col", class: "dc" }, this.hidden(this.say.choose)),
        ...COLUMNS.map((column) => this.head(column)))),
      make("tbody", {}, ...rows.map((row) => this.line(row)))));
    this.table.hidden = !rows.length;
    this.showTools(rows);
  }

  hidden(text) {
    return make("span", { class: "h" }, text);
  }

  /** A name of a column, which is a button that sorts by it; pressed again it turns around. */
  head(column) {
    const isOn = this.order.column === column;
    const direction = isOn ? (this.order.isDown ? "descending" : "ascending") : null;
    const button = make("button", { type: "button", "data-sort": column, click: () => {
      this.order = { column, isDown: isOn && !this.order.isDown };
      this.showTable();
      this.table.querySelector(`[data-sort=${column}]`).focus();
    }, title: fill(this.say.sort, { name: this.say[column] }) }, this.say[column]);
    if (isOn) button.dataset.way = TOGGLES[Number(this.order.isDown)];
    return make("th", { scope: "col", "aria-sort": direction, class: `c-${column}` }, button);
  }

  line(row) {
    const box = make("input", { type: "checkbox", "aria-label": fill(this.say.choose_one, { name: row.name }),
      change: () => this.choose(row.slug, box) });
    box.checked = this.chosen.includes(row.slug);
    return make("tr", { "data-row": row.slug },
      make("td", { class: "dc" }, make("label", {}, box)),
      ...COLUMNS.map((column) => this.cell(row, column)));
  }

  cell(row, column) {
    const text = row.cells[column];
    const inside = make("div", { title: text }, ...this.content(row, column));
    return make(column === "name" ? "th" : "td", { scope: column === "name" ? "row" : null,
      class: text ? null : "du" }, inside);
  }

  content(row, column) {
    const text = row.cells[column];
    if (!text) return [this.say.unknown_cell];
    if (column === "name") return [make("a", { href: row.address }, text)];
    if (column !== "step") return [text];
    const href = row.known.href;
    const step = href ? make("a", { href, rel: /^http/.test(href) ? "noopener noreferrer" : null }, text) : text;
    return [step, row.known.whose ? ` ${row.known.whose}` : ""];
  }

  choose(slug, box) {
    if (box.checked && this.chosen.length >= COMPARED) {
      box.checked = false;
      this.note.textContent = this.say.compare_most;
      return;
    }
    this.chosen = box.checked ? [...this.chosen, slug] : this.chosen.filter((one) => one !== slug);
    this.showTools(this.shown());
  }

  /* ---- What can be done with it ---- */

  showTools(rows) {
    const number = this.chosen.length;
    this.note = make("span", { role: "status" }, number === 1 ? this.say.compare_how : "");
    refill(this.tools,
      this.button(fill(this.say.compare, { number }), () => this.compare(),
        { disabled: number < FEWEST, title: this.say.compare_how }),
      this.button(fill(this.say.keep, { number }), () => this.keep(), { disabled: !number }),
      this.button(this.say.copy, async () => {
        const isDone = await copy(asTabs(linesOf(rows, this.say)));
        this.note.textContent = isDone ? this.say.copied : this.say.not_copied;
      }),
      this.button(this.say.save, () => {
        const name = `${fill(this.say.file, { place: this.place.code })}.csv`;
        download(name, "text/csv;charset=utf-8", asCsv(linesOf(rows, this.say)));
      }),
      this.note);
    this.tools.hidden = !rows.length;
  }

  /** Two to four beside each other: a fact on each line. */
  compare() {
    const rows = this.chosen.map((slug) => this.rows.find((row) => row.slug === slug));
    const [, ...facts] = COLUMNS;
    refill(this.table, make("table", { class: "dv" },
      make("caption", {}, this.say.compared),
      make("thead", {}, make("tr", {}, make("td", {}), ...rows.map((row) =>
        make("th", { scope: "col" }, ...this.content(row, "name"))))),
      make("tbody", {}, ...facts.map((column) => make("tr", {},
        make("th", { scope: "row" }, this.say[column]),
        ...rows.map((row) => make("td", { class: row.cells[column] ? null : "du" },
          ...this.content(row, column))))))));
    this.table.setAttribute("aria-label", this.say.compared);
    const back = this.button(this.say.back, () => {
      this.showTable();
      this.tools.querySelector("button").focus();
    });
    this.tools.firstChild.replaceWith(back);
    back.focus();
  }

  /** Put what is chosen in "Mijn lijst", with all that its page says. */
  async keep() {
    const found = await Promise.all(this.chosen.map((slug) => fetchEntry(slug).catch(() => null)));
    const kept = found.filter((entry) => entry && add(entry)).length;
    refill(this.note, kept === found.length ? this.say.kept : this.say.not_kept, " ",
      make("a", { href: new URL("lijst/", root).href, title: `${kept}/${MOST}` }, this.say.to_list));
  }
}

/** A place as people say it: `9030 Mariakerke`. */
function titleOf({ code, name }) {
  return code ? `${code} ${name}` : name;
}

/** @param {HTMLElement} desk the box, and what says that this needs a script */
export default async function start(desk) {
  const shown = await fetchJson("assets/desk.json");
  const page = new Desk(desk.querySelector("[data-desk-place]"), desk.querySelector("form"), shown);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) await page.look(asked);
}
