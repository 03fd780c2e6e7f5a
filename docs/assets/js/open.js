// Open today, from OpenStreetMap's opening_hours, on the phone itself and in Belgian time.
// It understands what scripts/finder/files/hours.py understands; the rest is "unknown", and so
// is a day on which it cannot be sure: a public holiday or a school holiday that changes the hours,
// a day that is named without hours, and each day when the text only says when it is closed.

import { drawing, fill, make } from "./making.js";
import words from "./words.js";

const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY = `(?:${DAYS.join("|")})`;
const MONTH = `(?:${MONTHS.join("|")})`;
const NTH = "(?:[1-5](?:-[1-5])?|-1)";
const ITEM = `(?:${DAY}(?:-${DAY}|\\[${NTH}(?:,${NTH})*\\])?|PH|SH)`;
const SPAN = "[0-9]{1,2}:[0-9]{2}(?:-[0-9]{1,2}:[0-9]{2}|\\+)";
const RULE = new RegExp(
  `^(?:(${MONTH}(?:-${MONTH})?):? +)?(${ITEM}(?:, ?${ITEM})*)? *` +
    `(${SPAN}(?:, ?${SPAN})*|off|closed|open)?(?: *"([^"]*)")?$`,
);
const NEXT_RULE = new RegExp(`^, +(?=${ITEM}|${MONTH})`);
const LONGEST_TEXT = 500;
const DAY_LENGTH = 24 * 60;
const MILLISECONDS = 86400000;
// A closed initiative opens again within a year, or its hours do not say when.
const HORIZON = 400;

const BRUSSELS = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Brussels", hourCycle: "h23",
  year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
});

/* ---- What the text says ---- */

/** The rules in a text, or null when it says more than we understand. */
export function parse(text) {
  const whole = text.split(/\s+/).filter(Boolean).join(" ");
  if (whole.length > LONGEST_TEXT) return null;
  if (whole === "24/7") return [{ ...ruleOf(["", "", "", "00:00-24:00", ""], false), always: true }];
  const rules = split(whole).map(({ part, additional }) => {
    const match = RULE.exec(part.trim());
    return match && (match[2] || match[3]) ? ruleOf(match, additional) : null;
  });
  return rules.length && rules.every(Boolean) ? rules : null;
}

/** The parts between the signs that begin a rule; a comma in quotes or between hours is not one. */
function split(text) {
  const parts = [{ part: "", additional: false }];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') quoted = !quoted;
    const additional =
      sign === "," && /[0-9+]/.test(text[at - 1] || "") && NEXT_RULE.test(text.slice(at));
    if (!quoted && (sign === ";" || additional)) parts.push({ part: "", additional });
    else parts[parts.length - 1].part += sign;
  }
  return parts.filter(({ part }) => part.trim());
}

function ruleOf([, months, days, times, note], additional) {
  const closed = times === "off" || times === "closed";
  // "off" alone would say that it is never open, and "open" alone that it always is.
  if (closed && !days && !months) return null;
  if (times === "open" && !days) return null;
  const items = days ? days.match(new RegExp(ITEM, "g")).map(dayOf) : [];
  const spans = spansIn(times || "");
  if (!spans || !items.every(Boolean)) return null;
  return {
    months: months ? months.split("-").map((month) => MONTHS.indexOf(month)) : null,
    days: items,
    spans,
    closed,
    additional,
    note: (note || "").trim(),
    // Days without hours, such as 'Mo "after a call"' or "Mo-Fr", promise nothing.
    vague: !closed && !spans.length,
    // Day and night holds on holidays too.
    always: false,
  };
}

function dayOf(item) {
  if (item === "PH" || item === "SH") return { holiday: item };
  const first = DAYS.indexOf(item.slice(0, 2));
  if (item[2] === "[") {
    const nths = numbersIn(item.slice(3, -1));
    return nths && { first, last: first, nths };
  }
  return { first, last: item[2] === "-" ? DAYS.indexOf(item.slice(3)) : first };
}

/** The numbers of "1-3,-1": 1, 2, 3 and -1; null when they run backwards. */
function numbersIn(text) {
  const numbers = [];
  for (const part of text.split(",")) {
    const [first, last = first] = part[0] === "-" ? [-1] : part.split("-").map(Number);
    if (last < first) return null;
    for (let number = first; number <= last; number += 1) numbers.push(number);
  }
  return numbers;
}

/** Minutes after midnight; past 24:00 it is the next day. Null when that is no time. */
function spansIn(times) {
  if (!/^[0-9]/.test(times)) return [];
  const spans = times.split(/, ?/).map((text) => {
    const [start, end] = text.replace("+", "").split("-").map(minutes);
    if (end === undefined) return { start, end: DAY_LENGTH, openEnd: true };
    return { start, end: end > start ? end : end + DAY_LENGTH };
  });
  return spans.every(({ start, end }) => start < DAY_LENGTH && end <= 2 * DAY_LENGTH) ? spans : null;
}

function minutes(text) {
  const [hour, minute] = text.split(":").map(Number);
  return minute < 60 ? hour * 60 + minute : NaN;
}

/* ---- Days ---- */

/** The ten public holidays of Belgium in a year, as days since 1970. Royal decree of 18 April 1974. */
export function holidaysOf(year) {
  const easter = easterOf(year);
  const fixed = [[1, 1], [5, 1], [7, 21], [8, 15], [11, 1], [11, 11], [12, 25]];
  return [
    ...fixed.map(([month, day]) => ordinal(year, month, day)),
    ...[1, 39, 50].map((after) => easter + after),
  ];
}

/** Easter Sunday, by the rule of Meeus, Jones and Butcher. */
function easterOf(year) {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return ordinal(year, Math.floor(f / 31), (f % 31) + 1);
}

function ordinal(year, month, day) {
  return Date.UTC(year, month - 1, day) / MILLISECONDS;
}

/** A day, from the number of days since 1970. */
function dayAt(number, isHoliday) {
  const date = new Date(number * MILLISECONDS);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  return {
    number,
    month,
    date: date.getUTCDate(),
    length: new Date(Date.UTC(year, month + 1, 0)).getUTCDate(),
    weekday: (date.getUTCDay() + 6) % 7,
    holiday: isHoliday(number),
  };
}

const holidays = new Map();

function isHolidayInBelgium(number) {
  const year = new Date(number * MILLISECONDS).getUTCFullYear();
  if (!holidays.has(year)) holidays.set(year, new Set(holidaysOf(year)));
  return holidays.get(year).has(number);
}

/** The day (since 1970) and the minute on the clocks of Belgium. */
export function inBelgium(now) {
  const parts = {};
  for (const { type, value } of BRUSSELS.formatToParts(now)) parts[type] = Number(value);
  return {
    number: ordinal(parts.year, parts.month, parts.day),
    // Some older phones say 24 at midnight.
    minute: (parts.hour % 24) * 60 + parts.minute,
  };
}

/* ---- What holds on a day ---- */

function covers({ first, last, nths, holiday }, day, school) {
  if (holiday) return holiday === "PH" ? day.holiday : school;
  const within = (day.weekday - first + 7) % 7 <= (last - first + 7) % 7;
  if (!within || !nths) return within;
  return nths.some((nth) =>
    nth < 0 ? day.date > day.length - 7 : Math.ceil(day.date / 7) === nth,
  );
}

function inMonths(months, month) {
  if (!months) return true;
  const [first, last = first] = months;
  return (month - first + 12) % 12 <= (last - first + 12) % 12;
}

/** The hours of one day, and why they are not sure: "holiday", "note" or nothing. */
function hoursOn(rules, day, school) {
  let spans = [];
  for (const rule of rules) {
    const items = rule.days.filter((item) => covers(item, day, school));
    if (!inMonths(rule.months, day.month) || (rule.days.length && !items.length)) continue;
    const named = rule.always || items.some(({ holiday }) => holiday === "PH");
    const doubt = rule.vague ? "note" : day.holiday && !named ? "holiday" : "";
    const said = rule.vague ? [{ start: 0, end: DAY_LENGTH }] : rule.spans;
    const found = said.map((span) => ({ ...span, doubt, note: rule.note }));
    if (rule.closed || !rule.additional) spans = found;
    else spans = [...spans, ...found];
  }
  return spans;
}

/** The plan of one day: its spans, and why it is not sure ("" when it is). */
function planOf(rules, number, isHoliday) {
  const day = dayAt(number, isHoliday);
  const spans = hoursOn(rules, day, false);
  // Nobody told the phone when schools are closed. Sure is what holds either way.
  if (rules.some((rule) => rule.days.some(({ holiday }) => holiday === "SH"))) {
    const other = hoursOn(rules, day, true);
    if (JSON.stringify(spans) !== JSON.stringify(other)) return { spans, doubt: "school" };
  }
  const doubted = spans.find(({ doubt }) => doubt);
  return { spans, doubt: doubted ? doubted.doubt : "" };
}

/** Whether a rule says that it is closed on a day; for school holidays nobody told the phone. */
function isClosedOn(rules, number, isHoliday) {
  const day = dayAt(number, isHoliday);
  return rules.some(
    ({ closed, months, days }) =>
      closed &&
      inMonths(months, day.month) &&
      (!days.length || days.some((item) => covers(item, day, false))),
  );
}

function sure({ spans, doubt }) {
  return doubt ? [] : spans;
}

function merged(spans) {
  const result = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result[result.length - 1];
    if (!last || span.start > last.end) result.push({ ...span });
    else if (span.end > last.end) Object.assign(last, { end: span.end, openEnd: span.openEnd });
  }
  return result;
}

/**
 * Whether an initiative is open today.
 * @param {string} hours as OpenStreetMap writes them
 * @param {Date} now the moment
 * @param {function(number): boolean} isHoliday whether a day (counted since 1970) is a public holiday
 * @returns {{state: string, why: string, spans: Array, isNow: boolean, isOver: boolean,
 *   next: ?{ahead: number, number: number, spans: Array}}} state is "open" (now or later today),
 *   "closed" or "unknown"; why tells an unknown apart: "unknown", "holiday", "school" or "note"; spans
 *   are today's, in minutes; next is the first day after today that is surely open
 */
export function state(hours, now = new Date(), isHoliday = isHolidayInBelgium) {
  const rules = parse(hours);
  const unknown = { state: "unknown", spans: [], isNow: false, isOver: false, next: null };
  if (!rules) return { ...unknown, why: "unknown" };
  const { number, minute } = inBelgium(now);
  const night = nightBefore(rules, number, minute, isHoliday);
  const plan = planOf(rules, number, isHoliday);
  const spans = merged([...sure(night), ...sure(plan)]);
  const isNow = spans.some(({ start, end }) => start <= minute && minute < end);
  const why = plan.doubt || night.doubt;
  if (why && !isNow) return { ...unknown, why };
  // Hours that only say when it is closed say nothing about the other days.
  if (!rules.some(({ closed }) => !closed) && !isClosedOn(rules, number, isHoliday))
    return { ...unknown, why: "unknown" };
  const isOpen = spans.some(({ end }) => minute < end);
  return {
    state: isOpen ? "open" : "closed",
    why: "",
    spans,
    isNow,
    isOver: !isOpen && spans.length > 0,
    next: nextFrom(rules, number, isHoliday),
  };
}

/** What began yesterday and is not over yet: "20:00-02:00" at one o'clock at night. */
function nightBefore(rules, today, minute, isHoliday) {
  const { spans, doubt } = planOf(rules, today - 1, isHoliday);
  const late = spans
    .map((span) => ({ ...span, start: 0, end: span.end - DAY_LENGTH, isLate: true }))
    .filter(({ end }) => minute < end);
  return { spans: late, doubt: late.length ? doubt : "" };
}

function nextFrom(rules, today, isHoliday) {
  for (let ahead = 1; ahead < HORIZON; ahead += 1) {
    const { spans, doubt } = planOf(rules, today + ahead, isHoliday);
    if (spans.length && !doubt) return { ahead, number: today + ahead, spans: merged(spans) };
  }
  return null;
}

/* ---- In words ---- */

/** The state as sentences. */
export function inWords(found, canCall = true) {
  const say = words.open;
  if (found.state === "unknown") return `${say[found.why]} ${canCall ? say.call : say.ask}`;
  if (found.state === "open") return today(found);
  const first = found.isOver ? say.over : say.closed;
  return found.next ? `${first} ${again(found.next)}` : first;
}

function today({ spans, isNow }) {
  const say = words.open;
  if (isNow && spans[0].isLate && spans[0].end < DAY_LENGTH)
    return fill(say.late, { end: clock(spans[0].end) });
  return isWhole(spans) ? say.whole : fill(say.today, { hours: hoursOf(spans) });
}

function isWhole(spans) {
  const [{ start, end, openEnd, note }] = spans;
  return start === 0 && end >= DAY_LENGTH && !openEnd && !note;
}

function again({ ahead, number, spans }) {
  const date = new Date(number * MILLISECONDS);
  const options = { weekday: "long", timeZone: "UTC" };
  if (ahead > 6) Object.assign(options, { day: "numeric", month: "long" });
  const name = ahead === 1 ? words.open.tomorrow : date.toLocaleDateString(words.language, options);
  const said = fill(words.open[isWhole(spans) ? "again_whole" : "again"], { day: name, hours: hoursOf(spans) });
  // Where the sentence begins with the day; elsewhere the day stays small.
  return said[0].toUpperCase() + said.slice(1);
}

/** "van 9 tot 12 en van 13.30 tot 16 uur (na afspraak)". */
function hoursOf(spans) {
  const say = words.open;
  const notes = [...new Set(spans.map(({ note }) => note))].filter(Boolean);
  const added = notes.length ? ` (${notes.join(", ")})` : "";
  const parts = spans.map(({ start, end, openEnd }) =>
    fill(openEnd ? say.from : say.span, { start: clock(start), end: clock(end) }),
  );
  const last = parts.pop();
  const listed = parts.length ? `${parts.join(", ")} ${say.and} ${last}` : last;
  return fill(say.hours, { hours: listed }) + added;
}

/** 810 becomes "13.30", 540 becomes "9"; past midnight it counts anew. */
function clock(minute) {
  const hour = Math.floor(minute / 60);
  const rest = minute % 60;
  const shown = minute > DAY_LENGTH ? hour - 24 : hour;
  return rest ? `${shown}.${String(rest).padStart(2, "0")}` : String(shown);
}

/* ---- On the page ---- */

function show(element) {
  const found = state(element.dataset.h);
  const place = element.closest("article") || document;
  const canCall = Boolean(place.querySelector('main a[href^="tel:"]'));
  const line = element.querySelector(".o span") || put(element);
  const text = inWords(found, canCall);
  if (line.textContent === text) return;
  line.textContent = text;
  line.parentElement.dataset.open = found.state;
}

/** It is the first of the quiet facts of a result, or of its own page. */
function put(element) {
  const facts = element.matches("ul") ? element : element.querySelector("ul.f");
  const line = make("span");
  facts.insertBefore(make("li", { class: "o" }, drawing("clock"), line), facts.firstChild);
  return line;
}

/** Says on every result and initiative with known hours whether it is open, and keeps that true. */
export default function openToday() {
  const showAll = () => {
    if (!document.hidden) document.querySelectorAll("[data-h]").forEach(show);
  };
  showAll();
  document.addEventListener("visibilitychange", showAll);
  document.addEventListener("results", showAll);
  setInterval(showAll, 60000);
}
