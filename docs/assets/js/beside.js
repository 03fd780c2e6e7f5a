// At a desk a map stands beside the list, drawn from our own files: nothing is asked of another host.
// A result and its sign point at each other. Signs never lie closer than a thumb: those that would are
// one sign with their number, and pressing it comes closer. The list says all that the map does, so
// screen readers and keyboards pass the map by.

import { drawing, fetchJson, fill, make, root, styled } from "./making.js";
import words from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const say = words.beside;
// Pixels: how far signs stay apart, and from the edge.
const APART = 44, EDGE = 34;
// Kilometres: what the map shows at least, and how far land reaches around the middle of a village.
const LEAST = 1.2, LAND = 4.5;
const DEGREE = 111.2; // kilometres of one degree of latitude
const RINGS = [5, 10, 15];

/** @param {HTMLElement} columns the list with what stands beside it, in a window that is wide enough */
export default async function beside(columns) {
  if (!placed(columns).length) return;
  await styled();
  new Beside(columns).begin();
}

/** The results on this page that have a place, with that place. */
function placed(columns) {
  return [...columns.querySelectorAll("article[data-p]")]
    .filter((card) => !card.hidden && card.closest("[data-group]").dataset.group !== "wide")
    .map((card) => ({ card, at: degrees(card.dataset.p), isVague: card.dataset.p[0] === "~" }));
}

function degrees(text) {
  return text.replace("~", "").split(" ").map(Number);
}

/** How degrees become pixels when these points must be in view. */
export function projection(points, width, height) {
  const middle = (axis) => {
    const all = points.map((point) => point[axis]);
    return (Math.min(...all) + Math.max(...all)) / 2;
  };
  const [lat, lon] = [middle(0), middle(1)];
  const squeeze = Math.cos((lat * Math.PI) / 180);
  const plane = ([y, x]) => [(x - lon) * squeeze * DEGREE, (lat - y) * DEGREE];
  const reach = (axis) => Math.max(LEAST / 2, ...points.map((point) => Math.abs(plane(point)[axis])));
  const scale = Math.min((width / 2 - EDGE) / reach(0), (height / 2 - EDGE) / reach(1));
  return {
    scale,
    place: (point) => plane(point).map((km, axis) => km * scale + (axis ? height : width) / 2),
  };
}

/** Points that would lie closer than a thumb, together: `[{x, y, members}]`. */
export function apart(marks) {
  const found = marks.map(({ x, y, ...mark }) => ({ x, y, members: [mark] }));
  for (let at = 0; at < found.length; at++) {
    const other = found.findIndex((one, index) => index > at && near(one, found[at]));
    if (other < 0) continue;
    const [gone] = found.splice(other, 1);
    const [mine, theirs] = [found[at].members.length, gone.members.length];
    found[at] = {
      x: (found[at].x * mine + gone.x * theirs) / (mine + theirs),
      y: (found[at].y * mine + gone.y * theirs) / (mine + theirs),
      members: [...found[at].members, ...gone.members],
    };
    // It moved, so it may lie near others now.
    at = -1;
  }
  return found;
}

function near(one, other) {
  return Math.hypot(one.x - other.x, one.y - other.y) < APART;
}

class Beside {
  constructor(columns) {
    this.columns = columns;
    this.board = make("div", { class: "mb", "aria-hidden": "true" });
    this.all = make("button", { type: "button", class: "pl", hidden: true, click: () => this.show() }, say.all);
    const streets = make("a", { href: new URL(`kaart/#${columns.dataset.code}`, root).href }, say.streets);
    this.aside = make("aside", { class: "mp", "aria-label": say.title },
      this.board, make("p", null, `${say.lead} `, streets, " ", this.all));
  }

  begin() {
    this.columns.append(this.aside);
    this.columns.classList.add("me");
    const here = placed(this.columns).filter(({ card }) => card.closest("[data-group=here]"));
    this.show(spots(here) > 2 ? here : null);
    const again = () => this.show();
    addEventListener("resize", again);
    for (const name of ["results", "filtered"]) document.addEventListener(name, again);
    for (const [type, isOn] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
      this.columns.addEventListener(type, ({ target }) => this.point(target.closest("[data-p]"), isOn));
    // Without these the signs stand on plain land.
    Promise.all([fetchJson("assets/points.json"), fetchJson("assets/gemeenten.json")])
      .then(([villages, towns]) => { this.ground = { villages: middles(villages), towns }; this.show(this.shown); }, () => {});
  }

  /** Draw these places, or all. */
  show(some) {
    const everything = placed(this.columns);
    const isPart = Boolean(some) && some.length > 0 && some.length < everything.length;
    this.shown = isPart ? some : null;
    this.all.hidden = !isPart;
    this.board.textContent = "";
    if (!everything.length) return;
    const { clientWidth: width, clientHeight: height } = this.board;
    const { place, scale } = projection((isPart ? some : everything).map(({ at }) => at), width, height);
    this.board.append(this.land(place, scale, width, height));
    const inView = everything.map((one) => ({ ...one, ...point(place(one.at)) }))
      .filter(({ x, y }) => x > 0 && y > 0 && x < width && y < height);
    const signs = apart(inView);
    this.signs = new Map();
    this.board.append(...this.names(place, signs, width, height), ...signs.map((sign) => this.sign(sign)));
  }

  /** Land around each village, the postcode itself, and circles around it. */
  land(place, scale, width, height) {
    const svg = shape("svg", { width, height });
    const isNear = ([x, y]) => x > -LAND * scale && y > -LAND * scale && x < width + LAND * scale && y < height + LAND * scale;
    const discs = ((this.ground && this.ground.villages) || []).map(place).filter(isNear);
    for (const [x, y] of discs) svg.append(shape("circle", { cx: x, cy: y, r: LAND * scale, class: "ml" }));
    if (!this.columns.dataset.p) return svg;
    const [cx, cy] = place(degrees(this.columns.dataset.p));
    for (const km of RINGS) svg.append(shape("circle", { cx, cy, r: km * scale, class: "mr" }));
    svg.append(shape("circle", { cx, cy, r: 5, class: "mc" }));
    return svg;
  }

  /** The names of towns that cover no sign and no other name; those with the most come first. */
  names(place, signs, width, height) {
    const taken = signs.map(({ x, y }) => ({ x, y, half: 24 }));
    const found = [];
    for (const [name, lat, lon] of (this.ground && this.ground.towns) || []) {
      const [x, y] = place([lat, lon]);
      const half = name.length * 4 + 4;
      const isFree = x > half && x < width - half && y > 12 && y < height - 12
        && taken.every((one) => Math.abs(one.x - x) > one.half + half || Math.abs(one.y - y) > 30);
      if (!isFree) continue;
      taken.push({ x, y, half });
      found.push(put(make("span", { class: "mt" }, name), x, y));
    }
    return found;
  }

  /** A sign to press: the drawing of a kind in its colour, or how many there are. */
  sign({ x, y, members }) {
    const [{ card, isVague }] = members;
    const content = members.length > 1 ? String(members.length) : drawing(kindOf(card));
    const button = make("button", {
      type: "button",
      tabindex: -1,
      class: members.length > 1 ? "ms" : isVague ? "m1 vg" : "m1",
      title: members.length > 1 ? fill(say.several, { number: members.length }) : card.querySelector("h3").textContent,
      click: () => this.press(members),
    }, content);
    if (members.length === 1) button.firstChild.setAttribute("class", `i s-${kindOf(card)}`);
    for (const { card: one } of members) this.signs.set(one, button);
    return put(button, x, y);
  }

  /** Come closer to several places; or go to the result, and mark all that are there. */
  press(members) {
    const isNew = !this.shown || this.shown.length !== members.length;
    if (spots(members) > 1 && isNew) return this.show(members);
    for (const card of this.columns.querySelectorAll(".op")) card.classList.remove("op");
    for (const { card } of members) card.classList.add("op");
    members[0].card.scrollIntoView({ block: "center" });
    return members[0].card.querySelector("h3 a").focus({ preventScroll: true });
  }

  /** Mark the sign of a result. */
  point(card, isOn) {
    const sign = card && this.signs && this.signs.get(card);
    if (sign) sign.classList.toggle("op", isOn);
  }
}

/** On how many different points these lie. */
function spots(places) {
  return new Set(places.map(({ at }) => at.join(" "))).size;
}

function point([x, y]) {
  return { x, y };
}

function kindOf(card) {
  return (card.dataset.k || "").split(" ")[0];
}

/** The middles of all villages, in degrees, from the numbers of each postcode. */
function middles(points) {
  const found = [];
  for (const numbers of Object.values(points))
    for (let at = 0; at < numbers.length; at += 2) found.push([numbers[at] / 1000, numbers[at + 1] / 1000]);
  return found;
}

function put(element, x, y) {
  element.style.left = `${Math.round(x)}px`;
  element.style.top = `${Math.round(y)}px`;
  return element;
}

function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
