// The bar above a map: a postcode to go to, kinds to choose, and what to show without pictures.
"use strict";

/** Start everything that the page has a place for; called when the map is there. */
function steunPanel(map) {
  const say = steunStatus();
  steunChoose();
  steunPostcode(map, say);
  steunNames(map, say);
}

/** A function that shows a sentence, which screen readers read out. */
function steunStatus() {
  const line = document.getElementById("melding");
  return (text) => {
    if (line) line.textContent = text;
  };
}

/** Show only the kinds that are ticked; all when none is. */
function steunChoose() {
  const boxes = [...document.querySelectorAll("input[name=soort]")];
  const choose = () => {
    const ticked = boxes.filter((box) => box.checked).map((box) => Number(box.value));
    steun.only = new Set(ticked);
    steun.map.closePopup();
    steunDraw();
  };
  for (const box of boxes) box.addEventListener("change", choose);
  // A browser that goes back keeps the ticks.
  if (boxes.some((box) => box.checked)) choose();
}

/** The box, and the postcode in the address of the map or of the page around it. */
function steunPostcode(map, say) {
  const form = document.getElementById("bij");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    steunGo(map, form.elements.postcode.value.trim(), say);
  });
  const asked = [location.hash, steunOutside()].map((hash) => hash.slice(1));
  const code = asked.find((text) => /^\d{4}$/.test(text));
  if (!code) return;
  form.elements.postcode.value = code;
  steunGo(map, code, say);
}

/** What stands after # in the address of the page around the map. */
function steunOutside() {
  try {
    return window.parent.location.hash;
  } catch {
    return "";
  }
}

/** Bring the map to a postcode, and count distances from there. */
async function steunGo(map, code, say) {
  const found = await steunFetch("points.json");
  const numbers = found?.[code];
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
  map.setView(steun.from.at, 13, { animate: false });
}

async function steunFetch(name) {
  try {
    const answer = await fetch(`../assets/${name}`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Where the pictures do not come, the names of municipalities show the way. */
function steunNames(map, say) {
  let towns = null, missing = 0, names = null;
  const draw = () => names && steunLabels(map, names, towns);
  map.on("moveend", draw);
  map.eachLayer((layer) => {
    if (!(layer instanceof L.TileLayer)) return;
    layer.on("tileload", () => {
      missing -= 1;
      if (missing < 0 && names) {
        names.remove();
        names = null;
        say("");
      }
    });
    layer.on("tileerror", async () => {
      missing += 1;
      if (missing !== 1 || names) return;
      names = L.layerGroup().addTo(map);
      say(steunWords.no_tiles);
      towns = await steunFetch("gemeenten.json");
      draw();
    });
  });
}

/** Names that do not cover each other, the towns with the most villages first. */
function steunLabels(map, group, towns) {
  group.clearLayers();
  const view = map.getBounds().pad(0.1), taken = [];
  for (const [name, lat, lon] of towns ?? []) {
    if (!view.contains([lat, lon])) continue;
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    const half = name.length * 4 + 6;
    const hits = taken.some((one) => Math.abs(one.x - x) < one.half + half && Math.abs(one.y - y) < 24);
    if (hits) continue;
    taken.push({ x, y, half });
    const html = document.createElement("span");
    html.textContent = name;
    const icon = L.divIcon({ className: "naam", html, iconSize: [0, 0] });
    const options = { icon, interactive: false, keyboard: false, zIndexOffset: -10000 };
    const element = L.marker([lat, lon], options).addTo(group).getElement();
    element.setAttribute("aria-hidden", "true");
    element.classList.remove("leaflet-marker-icon");
  }
}
