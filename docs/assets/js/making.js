// Small things that several features need: elements, drawings, sentences with parts filled in.

const SVG = "http://www.w3.org/2000/svg";

/** The address of the home page, wherever the site lives. */
export const root = new URL("../../", import.meta.url);

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
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** A data file of the site. */
export async function fetchJson(address) {
  const response = await fetch(new URL(address, root));
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/** A sentence with its {parts} filled in. */
export function fill(sentence, parts) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in parts ? parts[name] : whole));
}

// 24 by 24, lines only, as in templates/icons.html.
const DRAWINGS = {
  keep: "M6.5 3.5h11v17L12 16l-5.5 4.5z",
  share: "M12 15V3.5M8 7l4-3.5L16 7M6.5 11H5v9.5h14V11h-1.5",
  sms: "M4 5h16v11.5h-8L7.5 20.5v-4H4z",
  copy: "M9 8h10.5v12.5H9zM15 8V3.5H4.5V16H9",
  contact: "M3.5 5h17v14h-17zM9 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5.8 16c.3-2 1.5-3 3.2-3s2.9 1 3.2 3M15 9.5h3M15 13h3",
  route: "M12 21.5S5 15.5 5 10a7 7 0 0 1 14 0c0 5.5-7 11.5-7 11.5zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  print: "M7 9V3.5h10V9M7 17H3.5V9h17v8H17M7 14h10v6.5H7z",
  speak: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  stop: "M6.5 6.5h11v11h-11z",
  up: "M12 19.5v-15M6 10.5l6-6 6 6",
  down: "M12 4.5v15M6 13.5l6 6 6-6",
  remove: "M6 6l12 12M18 6L6 18",
  link: "M10 14a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.5 3.5a4 4 0 0 0 5.7 5.7L12 17.7",
  mail: "M3 5.5h18v13H3zM3 7l9 6.5L21 7",
};

/** A drawing that stands beside words. */
export function drawing(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", DRAWINGS[name]);
  svg.append(path);
  return svg;
}

/** A small round button or link with a drawing and a word. */
export function pill(tag, name, text, attributes) {
  return make(tag, { class: "pl", ...(tag === "button" ? { type: "button" } : {}), ...attributes },
    drawing(name), text);
}

let tools;

/** Waits until the style for what scripts add is there, or cannot come. */
export function styled() {
  tools = tools || new Promise((done) => {
    const href = new URL("assets/tools.css", root).href;
    const link = make("link", { rel: "stylesheet", href, load: done, error: done });
    document.head.append(link);
  });
  return tools;
}
