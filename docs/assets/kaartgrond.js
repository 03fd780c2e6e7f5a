// What lies under the signs when the pictures of the map do not come: land, the names of
// municipalities, and circles around a postcode. Our own files draw it, so that it is always there.
"use strict";

// Metres around the middle of each village; neighbours lie so near each other that this is one land.
const STEUN_LAND = 4500;
// Kilometres; what lies within the last one is near.
const STEUN_RINGS = [5, 10, 15];
// Milliseconds without any picture, after which the names come all the same.
const STEUN_PATIENCE = 1500;

/** Where the pictures do not come, our own land and names show the way. */
function steunGround(map, say) {
  const ground = { map, texts: L.layerGroup().addTo(map), towns: null, isBare: false, came: 0, failed: 0 };
  steun.after.push(() => steunTexts(ground));
  const wait = setTimeout(() => steunBare(ground), STEUN_PATIENCE);
  map.eachLayer((layer) => {
    if (!(layer instanceof L.TileLayer)) return;
    layer.on("tileload", () => {
      clearTimeout(wait);
      ground.came += 1;
      if (ground.came === 1) steunCovered(ground, say);
    });
    layer.on("tileerror", () => {
      ground.failed += 1;
      if (ground.failed === 1 && !ground.came) say(steunWords.no_tiles);
      if (!ground.came) steunBare(ground);
    });
  });
}

/** Show what a map without pictures needs. */
async function steunBare(ground) {
  if (ground.isBare) return;
  ground.isBare = true;
  const [towns, villages] = await Promise.all(["gemeenten.json", "points.json"].map(steunFetch));
  if (villages) steunLand(ground.map, Object.values(villages));
  if (ground.came) return;
  ground.towns = towns;
  steunTexts(ground);
}

/** The pictures came after all: they have names of their own. */
function steunCovered(ground, say) {
  ground.towns = null;
  steunTexts(ground);
  if (ground.failed) say("");
}

async function steunFetch(name) {
  try {
    const answer = await fetch(`../assets/${name}`);
    return answer.ok ? await answer.json() : null;
  } catch (error) {
    return null;
  }
}

/** Land: a disc around each village, in one colour; what is seen of their edges is its border. */
function steunLand(map, villages) {
  map.createPane("grond").style.zIndex = 150;
  const renderer = L.canvas({ pane: "grond", padding: 0.3 });
  const look = { renderer, pane: "grond", radius: STEUN_LAND, fillOpacity: 1, interactive: false };
  const middles = [].concat(...villages.map((one) => one.map((lat, axis) => [lat, one[axis + 1]]).filter((_, axis) => axis % 2 === 0)));
  const discs = (stroke) =>
    L.featureGroup(middles.map(([lat, lon]) => L.circle([lat / 1000, lon / 1000], { ...look, stroke, weight: 4 }))).addTo(map);
  const [border, land] = [discs(true), discs(false)];
  const paint = () => {
    const style = getComputedStyle(document.documentElement);
    border.setStyle({ color: style.getPropertyValue("--grens"), fillColor: style.getPropertyValue("--land") });
    land.setStyle({ fillColor: style.getPropertyValue("--land") });
  };
  paint();
  // Safari 12 has only the old name, and paints at the next visit.
  const night = matchMedia("(prefers-color-scheme: dark)");
  if (night.addEventListener) night.addEventListener("change", paint);
}

/** All texts that are no signs: how far each circle is, then names where there are no pictures. */
function steunTexts({ map, texts, towns }) {
  texts.clearLayers();
  const taken = steunSigns(map), view = map.getBounds(), wide = map.getSize().x;
  if (steun.from) steunDistances(map, texts, taken);
  for (const [name, lat, lon] of towns || []) {
    if (!view.contains([lat, lon])) continue;
    const box = steunFree(map.latLngToContainerPoint([lat, lon]), steunWide(name) / 2 + 3, taken);
    // A name that falls off the edge says nothing.
    if (!box || box.x < box.half || box.x > wide - box.half) continue;
    // Room around a name keeps a map of many names calm.
    taken.push({ ...box, half: box.half + 14, high: box.high + 10 });
    steunLabel(map, texts, box, name, "naam");
  }
}

const steunRuler = document.createElement("canvas").getContext("2d");

/** How wide a name is, in pixels; the letters are those of `.naam` in kaart.css. */
function steunWide(text) {
  steunRuler.font = "600 13px system-ui, sans-serif";
  return steunRuler.measureText(text).width;
}

/** The boxes of the signs and the buttons in view: middle, half the width and half the height. */
function steunSigns(map) {
  const size = map.getSize(), buttons = { x: size.x - 32, y: size.y - 80, half: 32, high: 60 };
  const signs = [...steun.shown.values()].map((marker) => {
    const { iconSize, iconAnchor } = marker.options.icon.options;
    const { x, y } = map.latLngToContainerPoint(marker.getLatLng());
    return { isSign: true, x, y: iconAnchor ? y - iconSize[1] / 2 : y, half: iconSize[0] / 2 + 3, high: iconSize[1] / 2 + 3 };
  });
  return [...signs, buttons];
}

function steunHits(one, other) {
  return Math.abs(one.x - other.x) < one.half + other.half && Math.abs(one.y - other.y) < one.high + other.high;
}

/** The first place below or above a town, or the sign that lies on it, where its name covers nothing. */
function steunFree({ x, y }, half, taken) {
  const point = { x, y, half: 12, high: 12 };
  const sign = taken.find((one) => one.isSign && steunHits(point, one)) || { x, y, high: 3 };
  const boxes = [1, -1].map((down) => ({ x: sign.x, y: sign.y + down * (sign.high + 9), half, high: 8 }));
  return boxes.find((box) => !taken.some((other) => steunHits(box, other)));
}

/** How far each circle is from the postcode: north, south, east or west, where nothing lies. */
function steunDistances(map, texts, taken) {
  const view = map.getSize(), isInView = ({ x, y }) => x > 20 && y > 10 && x < view.x - 20 && y < view.y - 20;
  for (const km of STEUN_RINGS) {
    const bounds = steun.from.at.toBounds(2000 * km), { lat, lng } = steun.from.at;
    const sides = [[bounds.getNorth(), lng], [bounds.getSouth(), lng], [lat, bounds.getEast()], [lat, bounds.getWest()]];
    const boxes = sides.map((side) => ({ ...map.latLngToContainerPoint(side), half: 22, high: 10 }));
    const free = boxes.find((box) => isInView(box) && !taken.some((other) => steunHits(box, other)));
    if (!free) continue;
    taken.push(free);
    steunLabel(map, texts, free, steunWords.ring.replace("{km}", km), "naam afstand");
  }
}

/** A text on the map that is no sign: nobody can press it, and screen readers pass it by. */
function steunLabel(map, group, box, text, className) {
  const icon = L.divIcon({ className, html: steunText("span", text), iconSize: [0, 0] });
  const options = { icon, interactive: false, keyboard: false, zIndexOffset: -10000 };
  steunMute(L.marker(map.containerPointToLatLng(box), options).addTo(group).getElement());
}

/** Circles around the postcode of the visitor. */
function steunRings(map, at) {
  if (steun.rings) steun.rings.remove();
  const rings = STEUN_RINGS.map((km) => L.circle(at, { radius: km * 1000, className: "kring", interactive: false }));
  const middle = L.circleMarker(at, { radius: 5, className: "midden", interactive: false });
  steun.rings = L.layerGroup([...rings, middle]).addTo(map);
}
