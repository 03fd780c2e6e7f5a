// The one box, for places and for words. Its suggestions come in when somebody types; until then
// it is a plain form that leads to the search, and so it stays when they cannot come. Below it "near
// me": the nearest postcode, found on the phone itself. The place of the visitor goes nowhere. (One
// module, because both are always needed and each further file costs a request.)

import { drawing, fill, make, placePage, styled } from "./making.js";
import words from "./words.js";

const LIST = "ql";
const PAUSE = 400; // milliseconds without a key
const POSTCODE = /^\s*\d{4}\s*$/;
// Every village lies within 10 km of the next one, and a phone is seldom more than a kilometre
// wrong. Who is farther than this from each village is not in Flanders or Brussels.
const OUTSIDE_KM = 10;
// A computer without GPS may be wrong by a whole province.
const VAGUE_METRES = 10000;
const SLOW_AFTER = 6000;
const GIVE_UP_AFTER = 25000;
// The codes of GeolocationPositionError.
const REASONS = { 1: "denied", 2: "unavailable", 3: "timeout" };

/** @param {HTMLFormElement} form the box */
export default function box(form) {
  const input = form.querySelector("input");
  // Browsers let Tab stop at a list that scrolls, unless it is told not to.
  const list = make("ul",
    { id: LIST, role: "listbox", "aria-label": words.box.list, tabindex: -1, hidden: true });
  let starting;
  let suggestions;
  let timer;

  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-controls": LIST,
    "aria-expanded": "false",
  })) input.setAttribute(name, value);
  input.after(list);
  styled();

  /** The suggestions with what they need, all asked for at once. */
  function start() {
    starting = starting || Promise.all([
      import("./suggesting.js"),
      import("./places.js").then((places) => places.load()),
      import("./asking.js").then((asking) => asking.loadKinds()),
    ]).then(([feature]) => (suggestions = feature.default(form, input, list)));
    starting.catch(() => (starting = undefined));
    return starting;
  }

  // Who types a postcode goes there at once, and needs no names: wait a moment with them.
  input.addEventListener("input", () => {
    clearTimeout(timer);
    const isNumber = /^[\s\d]*$/.test(input.value);
    timer = setTimeout(() => start().catch(() => {}), isNumber ? PAUSE : 0);
  });
  form.addEventListener("submit", async (event) => {
    // A full postcode waits for nothing: the first script goes there.
    if (!suggestions && POSTCODE.test(input.value)) return;
    event.preventDefault();
    try {
      await (await start()).go();
    } catch (error) {
      form.submit();
    }
  });
  if (input.value || form.hasAttribute("data-lost")) start().catch(() => {});
  near(form);
}

/* ---- Near me ---- */

/** The button below the box, where the phone can tell its place. */
function near(form) {
  if (!navigator.geolocation || !window.isSecureContext) return;
  styled();
  const button = make("button", { type: "button", class: "b" }, drawing("map"), words.near.button);
  const status = make("p", { role: "status", class: "qs" });
  form.append(make("p", { class: "nw" }, button), status);
  button.addEventListener("click", async () => {
    if (button.hasAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    status.textContent = words.near.wait;
    const slow = setTimeout(() => (status.textContent = words.near.slow), SLOW_AFTER);
    try {
      const [found, accuracy] = await nearestHere();
      const outcome = judge(found.km, accuracy);
      status.textContent = fill(words.near[outcome], found);
      if (outcome === "found") location.assign(placePage(form, `${found.code}/`));
    } catch (error) {
      status.textContent = words.near[REASONS[error.code] || "failed"];
    } finally {
      clearTimeout(slow);
      button.removeAttribute("aria-disabled");
    }
  });
}

/** What to say, as a key of the words, when the nearest village is so far and the place so vague. */
export function judge(km, accuracy) {
  if (accuracy > VAGUE_METRES) return "unavailable";
  return km > OUTSIDE_KM ? "outside" : "found";
}

async function nearestHere() {
  const where = position();
  const data = import("./points.js").then(async ({ loadPoints, nearest }) => [nearest, await loadPoints()]);
  const [{ coords }, [nearest, points]] = await Promise.all([where, data]);
  return [nearest(points, coords.latitude, coords.longitude), coords.accuracy];
}

function position() {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(resolve, reject, {
      maximumAge: 600000,
      timeout: GIVE_UP_AFTER,
    });
  });
}
