// "Mijn lijst": what a visitor kept on this phone, or a list that came with a link. In another language
// each fact has the Dutch beside it, for whoever hands the paper over and for who reads it at the door.

import { isSlug, MOST, add, all, fetchEntry, has, onChange, pageOf, save } from "./kept.js";
import { drawing, fill, make, pill, root } from "./making.js";
import { code } from "./qr.js";
import { copy, listLink, listText, LONG_SMS, longText, mailLink, smsLink, whatsappLink }
  from "./sharing.js";
import words from "./words.js";

const say = words.list;
// In another language the Dutch words for the facts, which stand beside them.
const { dutch: dutchWords } = say;
const PAGE = new URL("lijst/", root).href;
// Mail programs cut a longer link off.
const LONGEST_MAIL = 1800;

/** The slugs that a link carries after "#": "#a,b". Anything else is left out. */
export function slugsIn(fragment) {
  let text = fragment.replace(/^#/, "");
  try {
    text = decodeURIComponent(text);
  } catch (error) {
    return [];
  }
  return [...new Set(text.split(","))].filter(isSlug).slice(0, MOST);
}

/** The entries in another order: one of them a place up (-1) or down (1). */
export function moved(entries, at, by) {
  const result = [...entries];
  const to = at + by;
  if (to < 0 || to >= entries.length) return result;
  result.splice(to, 0, ...result.splice(at, 1));
  return result;
}

/** The whole list as a text to send. What somebody noted stays on this device and on paper. */
export function textOf(entries) {
  return entries
    .map((entry) => longText(entry, pageOf(entry.slug), say.hours))
    .join("\n\n");
}

function linkOf(entries) {
  return listLink(entries.map(({ slug }) => slug), PAGE);
}

function mailOf(entries) {
  const text = textOf(entries);
  const body = text.length > LONGEST_MAIL ? linkOf(entries) : text;
  return mailLink(say.subject, body);
}

export function dayInWords(day) {
  const date = new Date(`${day}T12:00:00Z`);
  return Number.isNaN(date.getTime()) ? day
    : date.toLocaleDateString(words.language, { dateStyle: "long", timeZone: "UTC" });
}

/* ---- One entry ---- */

/** A word of the list, with the Dutch one beside it. */
function label(key, isBeside) {
  return isBeside ? [say[key], " ", inDutch("span", dutchWords[key])] : [say[key]];
}

function inDutch(tag, text) {
  return make(tag, { lang: "nl", dir: "ltr" }, text);
}

/**
 * A fact with its lines, and with what the Dutch page says of it. A line that is Dutch, or the same in
 * both, stands there once.
 */
function fact(key, lines, dutch) {
  const beside = (dutch || []).filter(Boolean);
  const isTwice = (line) => typeof line === "string" && beside.some((text) => line.endsWith(text));
  const shown = lines.filter((line) => line && !isTwice(line));
  if (!shown.length && !beside.length) return null;
  const name = shown.length && beside.length ? "tt" : null;
  return make("div", { class: name }, make("dt", {}, ...label(key, dutch)), ...shown.map((line) => make("dd", {}, line)),
    ...beside.map((line) => inDutch("dd", line)));
}

function linkTo(href, text, attributes) {
  return href ? make("a", { href, ...attributes }, text) : null;
}

function hostOf(address) {
  return address.replace(/^https?:\/\/(www\.)?/, "").replace(/[/?#].*$/, "");
}

function facts(entry) {
  const { dutch } = entry;
  const both = (key) => fact(key, entry[key], dutch && dutch[key]);
  return make("dl", {},
    fact("phone", [linkTo(entry.phoneLink, entry.phone), entry.whose], dutch && [dutch.whose]),
    fact("email", [linkTo(entry.emailLink, entry.email)], dutch && []),
    fact("website", [linkTo(entry.website, make("span", { class: "np" }, hostOf(entry.website)), { rel: "noopener noreferrer" })], dutch && []),
    fact("address", [entry.address.join(", ")], dutch && [dutch.address.join(", ")]),
    both("hours"), both("cost"), both("first_visit"), both("bring"));
}

/** What you do there, in this language and in Dutch; a text that is Dutch stands there once. */
function summaries({ summary, dutch }) {
  const beside = dutch ? dutch.summary : "";
  const own = beside && summary.endsWith(beside) ? summary.slice(0, -beside.length) : summary;
  return [own && make("p", {}, own), beside && inDutch("p", beside)];
}

/** A name keeps its own direction on a page that runs the other way. */
function named({ slug, name }) {
  return make("a", { href: pageOf(slug) }, make("bdi", { translate: "no" }, name));
}

/** All that is not the visitor's own: what the page of an entry says, and of which day that is. */
function top(entry) {
  return make("div", { class: entry.dutch ? "tw" : null }, ...head(entry), copied(entry));
}

function head(entry) {
  return [
    make("h2", {}, named(entry)),
    ...scanned(entry),
    entry.stopped && make("p", { class: "w" }, entry.stopped),
    !entry.stopped && !entry.checked
      && make("p", { class: "pr cf" }, entry.phone ? say.call_first : say.ask_first),
    ...summaries(entry),
    entry.warning && make("p", { class: "w" }, entry.warning),
    entry.checked && make("p", { class: "ok" }, entry.checked),
    !entry.stopped && facts(entry),
  ].filter(Boolean);
}

/** A code to its page, which also asks whether all is right there; only paper needs it. */
function scanned(entry) {
  const page = pageOf(entry.slug);
  const drawn = code(`${page}${entry.stopped ? "" : "#klopt"}`, fill(say.code, { name: entry.name }));
  return drawn ? [make("figure", { class: "pr" }, drawn, make("figcaption", {}, say.scan))] : [];
}

/** Said once above a list: what nobody checked. */
function advice(entries) {
  return entries.some((entry) => !entry.checked && !entry.stopped) ? make("p", { class: "f" }, say.advice) : null;
}

function copied(entry) {
  return make("p", { class: "f" }, fill(say.copied_on, { day: dayInWords(entry.day) }));
}

/** A field for what to remember; on paper its text stands there without the field. */
function note(entry, onNote) {
  const printed = make("p", { class: "pr" }, entry.note);
  const field = make("textarea", {
    id: `n-${entry.slug}`, rows: 2, maxlength: 1000, "aria-describedby": `t-${entry.slug}`,
    input: () => {
      printed.textContent = field.value;
      grow(field);
      onNote(field.value);
    },
  });
  field.value = entry.note;
  return [make("label", { for: field.id }, say.note), field, make("p", { class: "f np" }, say.note_stays),
    printed, make("p", { class: "pr hw" }, say.write)];
}

function grow(field) {
  field.rows = Math.max(2, field.value.split("\n").length);
}

/* ---- Other languages ---- */

/** The same list in another language: the links of the switch, with the list of this link. */
function tongues() {
  const links = [...document.querySelectorAll(".hd .ls a[hreflang]")];
  if (!links.length) return null;
  const hash = slugsIn(location.hash).length ? location.hash : "";
  return make("div", { class: "np" }, make("p", { id: "ot" }, say.tongues),
    make("ul", { class: "ps", "aria-labelledby": "ot" }, ...links.map(({ href, lang, textContent }) =>
      make("li", {}, make("a", { class: "pl", href: href + hash, lang, hreflang: lang }, textContent)))));
}

/** Whether an entry was kept on a page in another language, or lacks the Dutch beside it. */
function isElsewhere({ language, dutch }) {
  const here = document.documentElement.lang;
  return (language || "nl") !== here || (here !== "nl" && !dutch);
}

/* ---- The paper ---- */

const SHEETS = { a4: "A4", a5: "A5" };
let sheet = "a4", isLarge = true;

/** How it is printed: the size of the sheet, and large letters, which is how it begins. */
function paper() {
  const show = () => {
    document.documentElement.dataset.sheet = sheet;
    document.documentElement.dataset.letters = isLarge ? "large" : "small";
  };
  const size = make("select", { change: () => { sheet = size.value; show(); } },
    ...Object.entries(SHEETS).map(([value, name]) => make("option", { value }, name)));
  const large = make("input", { type: "checkbox", change: () => { isLarge = large.checked; show(); } });
  size.value = sheet;
  large.checked = isLarge;
  show();
  return make("div", { class: "ps np pp" }, make("label", {}, say.sheet, size),
    make("label", {}, large, say.large));
}

/* ---- The page ---- */

class Page {
  constructor(place) {
    this.place = place;
    this.body = make("div", {});
    this.status = make("p", { role: "status", class: "st" });
    place.textContent = "";
    place.append(this.body, this.status);
    this.isWriting = false;
    this.shared = [];
  }

  tell(message, undo) {
    this.status.textContent = message;
    if (undo) this.status.append(" ", make("button", { type: "button", class: "pl", click: undo }, say.undo));
  }

  fill(...children) {
    this.body.textContent = "";
    this.body.append(...children.filter(Boolean));
  }

  /** Save, or say that it does not work. */
  keep(entries) {
    this.isWriting = true;
    const done = save(entries);
    this.isWriting = false;
    if (!done) this.tell(words.keep.refused);
    return done;
  }

  showOwn() {
    const entries = all();
    if (!entries.length) {
      this.fill(make("p", { class: "l" }, say.empty), make("p", {}, say.empty_how),
        make("p", { class: "a" }, make("a", { class: "b s", href: new URL("hulp-nu/", root).href }, say.empty_now)));
      return;
    }
    this.fill(make("p", { class: "np" }, say.private),
      ...this.ways(entries), tongues(), paper(), advice(entries), ...entries.map((entry, at) => this.own(entry, at, entries.length)),
      make("div", { class: "ps" }, pill("button", "remove", say.clear, { click: () => this.clear() })));
    this.renew(entries.filter(isElsewhere));
  }

  /** Read what was kept in another language anew, in this one; without a network the copy stays. */
  async renew(entries) {
    await Promise.all(entries.map(async ({ slug }) => {
      const entry = await fetchEntry(slug).catch(() => null);
      // Somebody may have taken it off the list meanwhile, or the list is another one now.
      const card = this.body.querySelector(`[data-kept="${slug}"]`);
      if (!entry || !card || !has(slug)) return;
      this.isWriting = true;
      add(entry);
      this.isWriting = false;
      card.replaceChild(top(entry), card.firstChild);
      if (this.mail) this.mail.href = mailOf(all());
    }));
  }

  own(entry, at, number) {
    const name = (text) => [text, make("span", { class: "h" }, fill(say.of, { name: entry.name }))];
    const button = (icon, text, click, disabled) =>
      make("button", { type: "button", class: "pl", "data-do": icon, disabled, click },
        drawing(icon), ...name(text));
    return make("article", { class: "kt", "data-kept": entry.slug }, top(entry),
      ...note(entry, (text) => this.write(entry.slug, text)),
      make("div", { class: "ps" },
        button("up", say.up, () => this.move(entry.slug, -1), at === 0),
        button("down", say.down, () => this.move(entry.slug, 1), at === number - 1),
        button("remove", say.remove, () => this.remove(entry.slug), false)));
  }

  write(slug, text) {
    this.keep(all().map((entry) => (entry.slug === slug ? { ...entry, note: text } : entry)));
    this.mail.href = mailOf(all());
  }

  move(slug, by) {
    const entries = all();
    const at = entries.findIndex((entry) => entry.slug === slug);
    if (at < 0 || !this.keep(moved(entries, at, by))) return;
    this.showOwn();
    this.tell(fill(say.moved, { name: entries[at].name, place: at + by + 1, number: entries.length }));
    const buttons = this.body.querySelector(`[data-kept="${slug}"]`).querySelectorAll("[data-do]");
    const same = buttons[by < 0 ? 0 : 1];
    (same.disabled ? buttons[by < 0 ? 1 : 0] : same).focus();
  }

  remove(slug) {
    const entries = all();
    const at = entries.findIndex((entry) => entry.slug === slug);
    this.change(entries.filter((entry) => entry.slug !== slug), entries,
      fill(say.removed, { name: entries[at].name }));
  }

  clear() {
    this.change([], all(), say.cleared);
  }

  /** Make the list smaller, with a way back. */
  change(entries, before, message) {
    if (!this.keep(entries)) return;
    this.showOwn();
    this.tell(message, () => {
      if (!this.keep(before)) return;
      this.showOwn();
      this.tell(say.undone);
    });
    this.status.querySelector("button").focus();
  }

  /** Print, send or hand over. */
  ways(entries) {
    const link = linkOf(entries);
    const sms = listText(entries, link, LONG_SMS);
    this.mail = pill("a", "mail", say.mail, { href: mailOf(entries) });
    // The notes of this moment, not those of when the page opened.
    const text = () => textOf(all());
    const copying = (what) => async () => this.tell((await copy(what())) ? say.copied : say.not_copied);
    const sharing = () => navigator.share({ title: say.subject, text: text() }).catch((error) => {
      if (error.name !== "AbortError") this.tell(say.not_shared);
    });
    return [
      make("div", { class: "ps" },
        pill("button", "print", say.print, { click: () => window.print() }),
        navigator.share ? pill("button", "share", say.share, { click: sharing }) : null),
      make("details", {}, make("summary", {}, say.give), make("div", { class: "ps" },
        this.mail,
        pill("button", "copy", say.copy_text, { click: copying(text) }),
        pill("button", "link", say.copy_link, { click: copying(() => link) }),
        pill("a", "sms", say.sms, { href: smsLink(sms) }),
        pill("a", "share", say.whatsapp, { href: whatsappLink(listText(entries, link)), rel: "noopener noreferrer", target: "_blank" })),
      make("p", { class: "f" }, say.link_what)),
    ];
  }

  /** A list that came with a link: read its pages, show them, and offer to keep them. */
  async showShared(slugs) {
    this.fill(make("p", {}, say.loading));
    const mine = new Map(all().map((entry) => [entry.slug, entry]));
    const found = await Promise.all(slugs.map((slug) => fetched(slug, mine)));
    if (slugs !== this.shared) return;
    const entries = found.filter(({ entry }) => entry).map(({ entry }) => entry);
    const lasting = entries.filter(({ stopped }) => !stopped);
    const gone = found.filter(({ isGone }) => isGone).length;
    const missed = found.length - entries.length - gone;
    this.fill(make("p", { class: "l" }, say.shared),
      gone ? make("p", {}, fill(gone === 1 ? say.gone_one : say.gone, { number: gone })) : null,
      missed ? make("p", {}, say.offline) : null,
      make("div", { class: "ps" },
        lasting.length ? pill("button", "keep", say.keep_all, { click: () => this.keepAll(lasting) }) : null,
        entries.length ? pill("button", "print", say.print, { click: () => window.print() }) : null,
        mine.size ? make("a", { class: "pl", href: PAGE }, fill(say.own, { number: mine.size })) : null),
      tongues(),
      entries.length ? paper() : null,
      advice(entries),
      ...entries.map((entry) => make("article", { class: "kt", "data-kept": entry.slug }, top(entry),
        entry.stopped ? null : make("p", { class: "pr hw" }, say.write))));
  }

  keepAll(entries) {
    const before = all().length;
    const refused = entries.filter((entry) => !add(entry)).length;
    history.replaceState(null, "", PAGE);
    this.shared = [];
    this.showOwn();
    const full = before + entries.length > MOST && refused;
    if (refused) this.tell(full ? fill(words.keep.full, { most: MOST }) : words.keep.refused);
    else this.tell(words.keep.kept);
  }

  show() {
    this.shared = leadsInside() ? [] : slugsIn(location.hash);
    return this.shared.length ? this.showShared(this.shared) : this.showOwn();
  }
}

/** Whether the address leads to a part of this page, as the link that skips the header does. */
function leadsInside() {
  return Boolean(document.getElementById(location.hash.slice(1)));
}

async function fetched(slug, mine) {
  try {
    const entry = await fetchEntry(slug);
    return { entry, isGone: !entry };
  } catch (error) {
    return { entry: mine.get(slug) || null, isGone: false };
  }
}

/** Takes the place of the text that says that this page needs a script. */
export default function list(place) {
  const page = new Page(place);
  page.show();
  window.addEventListener("hashchange", () => leadsInside() || page.show());
  // A change in another window shows here too; what somebody writes here is not disturbed.
  onChange(() => {
    if (!page.isWriting && !page.shared.length) page.showOwn();
  });
}
