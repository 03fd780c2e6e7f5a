// The rows of the desk: what each column says, what fits the filters, in which order, and the same as
// text for a spreadsheet. Nothing here touches a page; everything is computed from its arguments.

import { fits } from "./filters.js";

/** The columns, in the order in which they stand, and in which a table is copied. */
export const COLUMNS = ["name", "kinds", "place", "whom", "referral", "appointment", "from_elsewhere",
  "cost", "hours", "step", "age"];
// Filters of the desk alone: the name in the address, the fact, and the answer that fits.
const ASKED = {
  doorverwijzing: ["referral", "not-needed"],
  afspraak: ["appointment", "not-needed"],
  elders: ["from_elsewhere", "yes"],
};
const SAID = ["referral", "appointment", "from_elsewhere"];
// What a spreadsheet would take for a formula; finder/rendering/sheets.py guards against the same.
const FORMULA = /^'*[=+\-@\t\r]/;

/**
 * A row: for each column a text, empty when nobody knows it.
 * @param {Object} result as `loadNear` gives it
 * @param {Object} facts what desk.json knows of it
 * @param {Object} names the words of desk.json
 * @param {Map<string, string>} kinds the label of each kind
 */
export function rowOf(result, facts, names, kinds) {
  const known = facts || {};
  const km = result.group !== "wide" && result.km > 0 ? names.km.replace("{km}", decimal(result.km)) : "";
  const cells = { name: result.name, place: [known.place, km].filter(Boolean).join(", ") };
  cells.kinds = result.kinds.filter((kind) => kinds.has(kind)).map((kind) => kinds.get(kind)).join(", ");
  for (const name of ["whom", "cost", "hours", "step"]) cells[name] = known[name] || "";
  for (const name of SAID) cells[name] = known[name] ? names[known[name]] : "";
  cells.age = [known.age, known.old && names.call_first].filter(Boolean).join(", ");
  return { ...result, known, cells };
}

function decimal(number) {
  return String(Math.round(number * 10) / 10).replace(".", ",");
}

/** The filters of the desk alone that an address turns on. */
export function readAsked(query) {
  const parameters = new URLSearchParams(query);
  const found = { zeker: parameters.get("zeker") === "ja" };
  for (const name of Object.keys(ASKED)) found[name] = parameters.get(name) === "ja";
  return found;
}

/** The same as a part of an address. */
export function writeAsked(asked) {
  return [...Object.keys(ASKED), "zeker"].filter((name) => asked[name]).map((name) => `${name}=ja`);
}

/** Whether a row fits: true, false, or null when nobody knows for certain. */
export function verdict({ facts, known }, choice, asked, isOpen) {
  const answers = [fits(facts, choice, isOpen)];
  for (const [name, [fact, wanted]] of Object.entries(ASKED)) {
    if (asked[name]) answers.push(known[fact] ? known[fact] === wanted : null);
  }
  if (answers.includes(false)) return false;
  return answers.every((answer) => answer === true) ? true : null;
}

/**
 * The rows in the order of a column: `{column, isDown}`. What nobody knows comes last, both ways, and
 * equals stay in the order of the pages. By place is the order of the pages itself.
 */
export function sorted(rows, { column, isDown }) {
  if (column === "place") return isDown ? [...rows].reverse() : [...rows];
  const keyOf = ({ cells, known }) => (column === "age" ? known.seen || "" : cells[column]);
  const turn = isDown ? -1 : 1;
  return rows
    .map((row, at) => ({ row, at, key: keyOf(row) }))
    .sort((one, other) => {
      if (!one.key || !other.key) return !one.key - !other.key || one.at - other.at;
      return turn * one.key.localeCompare(other.key, "nl", { numeric: true }) || one.at - other.at;
    })
    .map(({ row }) => row);
}

/** The table as text: a line of names, then a line for each row, and the address of its page. */
export function linesOf(rows, names) {
  const head = [...COLUMNS.map((column) => names[column]), names.page];
  return [head, ...rows.map((row) => [...COLUMNS.map((column) => row.cells[column]), row.address])];
}

/** For the clipboard: columns by tabs, which Excel and Word both read. */
export function asTabs(lines) {
  return lines.map((line) => line.map((cell) => guarded(cell.replace(/\s+/g, " "))).join("\t")).join("\n");
}

/** For a file: semicolons, and a mark that tells Excel that it is UTF-8. */
export function asCsv(lines) {
  const cell = (text) => `"${guarded(text).replace(/"/g, '""')}"`;
  return `\ufeff${lines.map((line) => line.map(cell).join(";")).join("\r\n")}\r\n`;
}

function guarded(text) {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The last places that somebody looked up, this one first. */
export function withPlace(places, place, most) {
  return [place, ...places.filter(({ code }) => code !== place.code)].slice(0, most);
}
