// The bar above a map: a postcode to go to, kinds to choose, and where the map opens.
"use strict";

// A map around a postcode shows at least so many places, when there are so many within 15 km.
const STEUN_ENOUGH = 6;

/** Start everything that the page has a place for; called when the map is there. */
function steunPanel(map) {
  const say = steunStatus(), container = map.getContainer();
  // The keyboard can move the map itself too, so that it needs a name.
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", document.title);
  steunChoose();
  steunList(map);
  steunPostcode(map, say);
  steunGround(map, say);
}

/** A function that shows a sentence, which screen readers read out. */
function steunStatus() {
  const line = document.getElementById("melding");
  return (text) => {
    if (line.textContent === text) return;
    line.textContent = text;
    // The line takes room from the map.
    steun.map.invalidateSize({ pan: false });
  };
}

/** Show only the kinds that are ticked; all when none is. */
function steunChoose() {
  const boxes = [...document.querySelectorAll("input[name=soort]")];
  const choose = () => {
    const ticked = boxes.filter((box) => box.checked).map((box) => Number(box.value));
    steun.only = new Set(ticked);
    steun.map.closePopup();
    steunFilter();
  };
  for (const box of boxes) box.addEventListener("change", choose);
  // A browser that goes back keeps the ticks.
  if (boxes.some((box) => box.checked)) choose();
  const legend = document.querySelector(".balk details");
  if (!legend) return;
  legend.addEventListener("toggle", () => legend.open && steunFold());
  legend.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    legend.open = false;
    legend.firstElementChild.focus();
  });
}

/** The box, and the place in the address of the map or of the page around it. */
function steunPostcode(map, say) {
  const form = document.getElementById("bij");
  if (form) form.addEventListener("submit", (event) => {
    event.preventDefault();
    steunGo(map, form.elements.postcode.value.trim(), say);
  });
  const open = () => steunOpen(map, form, say);
  window.addEventListener("hashchange", open);
  open();
}

/** Open the map where the visitor came from: a postcode, or one initiative. */
function steunOpen(map, form, say) {
  const asked = [location.hash, steunOutside()].map((hash) => hash.slice(1)).find(Boolean);
  if (form && /^\d{4}$/.test(asked)) {
    form.elements.postcode.value = asked;
    steunGo(map, asked, say);
    return;
  }
  const point = steun.points.find(({ items }) => items.some(({ slug }) => slug === asked));
  if (point) steunShow(point, point.items.find(({ slug }) => slug === asked));
}

/** What stands after # in the address of the page around the map. */
function steunOutside() {
  try {
    return window.parent.location.hash;
  } catch (error) {
    return "";
  }
}

/** Bring the map to a postcode, and count distances from there. */
async function steunGo(map, code, say) {
  const found = await steunFetch("points.json");
  const numbers = found && found[code];
  if (!numbers) {
    say(steunWords.no_postcode);
    return;
  }
  const mean = (axis) => {
    const all = numbers.filter((_, index) => index % 2 === axis);
    return all.reduce((sum, one) => sum + one, 0) / all.length / 1000;
  };
  say("");
  steun.from = { code, at: L.latLng(mean(0), mean(1)) };
  map.closePopup();
  steunRings(map, steun.from.at);
  map.fitBounds(steun.from.at.toBounds(2200 * steunEnough(steun.from.at)), { animate: false });
  // Where the map stayed as it was, the distances are still new.
  steunDraw();
}

/** The smallest circle, in kilometres, in which enough places lie. */
function steunEnough(at) {
  const far = steun.points.filter((point) => steunWanted(point).length).map((point) => at.distanceTo(point.at));
  const isEnough = (km) => far.filter((metres) => metres <= km * 1000).length >= STEUN_ENOUGH;
  return STEUN_RINGS.find(isEnough) || STEUN_RINGS[STEUN_RINGS.length - 1];
}
