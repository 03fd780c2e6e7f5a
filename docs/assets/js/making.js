// Small things that several features need: elements, drawings, sentences with parts filled in.

const SVG = "http://www.w3.org/2000/svg";

/** The address of the home page, wherever the site lives. Samsung Internet 8 has no import.meta. */
export const root = new URL(".", document.querySelector("link[rel=manifest]").href);

/** The address of the Dutch home page; each other language lives in a folder of its own below it. */
export const whole = document.documentElement.lang === "nl" ? root : new URL("../", root);

// A number in parts, which a browser would turn round in a text that runs from right to left.
const NUMBER = /(\+?\d[\d+]*(?:[ ./:-]{1,2}\d+)+)/;

/** A text as nodes, with its numbers from left to right where the page runs the other way. */
function isolated(child) {
  if (typeof child !== "string" || document.documentElement.dir !== "rtl") return [child];
  const parts = child.split(NUMBER).map((part, at) => (at % 2 ? make("bdi", { dir: "ltr" }, part) : part));
  return parts.length > 1 ? parts : [child];
}

/**
 * An element. Text becomes text and never HTML.
 * @param {string} tag its name
 * @param {Object} attributes a function is a listener ("click"), true an empty attribute, and what
 *   is null, undefined or false is left out
 * @param {...(Node|string|null)} children what goes inside; null is left out
 */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value);
  }
  const shown = children.filter((child) => child !== null && child !== "");
  if (tag === "bdi") element.append(...shown);
  else element.append(...[].concat(...shown.map(isolated)));
  return element;
}

/**
 * The answer with a file of the site, whose address begins at the home page. What the first script
 * asked for is on its way already, once; all else, and what failed, `ask` asks for.
 */
export function early(address, ask) {
  const known = self.early && self.early[address];
  if (!known) return ask();
  delete self.early[address];
  return known.then((response) => (response.ok ? response : ask()), ask);
}

/** A data file of the site. */
export async function fetchJson(address) {
  const response = await early(address, () => fetch(new URL(address, root)));
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/**
 * Another page of the site. Without its style: a page may only have the style that its own policy
 * allows, and the browser complains about that of another.
 */
export async function fetchPage(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const text = (await response.text()).replace(/<style>[^]*?<\/style>/, "");
  return new DOMParser().parseFromString(text, "text/html");
}

/** The page of a postcode or municipality, showing the kinds that a box is about, if any. */
export function placePage(form, address) {
  const page = new URL(address, root);
  const kinds = form.elements.soort && form.elements.soort.value;
  if (kinds && /^(\d|gemeenten\/.)/.test(address)) page.search = `?soort=${kinds}`;
  return page;
}

/** Put these in the place of all that an element holds; older browsers lack `replaceChildren`. */
export function refill(element, ...children) {
  element.textContent = "";
  element.append(...children);
}

/** A sentence with its {parts} filled in. */
export function fill(sentence, parts) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in parts ? parts[name] : whole));
}


/** A drawing that stands beside words; templates/icons.html holds them all. */
export function drawing(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${root}assets/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** A small round button or link with a drawing and a word. */
export function pill(tag, name, text, attributes) {
  return make(tag, { class: "pl", ...(tag === "button" ? { type: "button" } : {}), ...attributes },
    drawing(name), text);
}

let tools;

/** Waits until the style for what scripts add is there, or cannot come; the first script may have begun. */
export function styled() {
  tools = tools || new Promise((done) => {
    const href = new URL("assets/tools.css", root).href;
    const begun = document.querySelector("link[href$='assets/tools.css']");
    if (begun && begun.sheet) return done();
    const link = begun || make("link", { rel: "stylesheet", href });
    for (const end of ["load", "error"]) link.addEventListener(end, done);
    if (!begun) document.head.append(link);
    return undefined;
  });
  return tools;
}
