// What stands on folium's maps. Names come from strangers: they are only ever shown with textContent,
// never as HTML. The words (steunWords) and the places (steunData) stand at the top of each map's own
// script; scripts/finder/rendering/maps.py tells what each column holds.
"use strict";

// Pixels: what lies in one square of this size becomes one group, which is never wider than CLUSTER.
const STEUN_CELL = 88, STEUN_CLUSTER = 46;
// With so few points on a map none are grouped, nor from this zoom on.
const STEUN_FEW = 60, STEUN_APART = 15, STEUN_NEAREST = 17;
const STEUN_PIN = "M17 41Q3 26 3 16a14 14 0 0 1 28 0Q31 26 17 41z";

/** Everything that this map knows: `from` is the postcode that distances are counted from. */
const steun = { points: [], kinds: [], only: new Set(), from: null, shown: new Map(), focus: null };

/** Dutch words for the buttons of Leaflet; called before the map is made. */
function steunStart() {
  L.Control.Zoom.mergeOptions({
    zoomInTitle: steunWords.zoom_in,
    zoomOutTitle: steunWords.zoom_out,
    position: "bottomleft",
  });
  L.Control.Attribution.mergeOptions({ prefix: "Leaflet" });
}

/** Put the initiatives on the map, and again whenever it moves. */
function steunPlaces(map, group, data) {
  Object.assign(steun, { map, group, kinds: data.k, points: steunRead(data) });
  L.control.scale({ imperial: false }).addTo(map);
  map.on("moveend", steunDraw);
  steunDraw();
}

/** The points with their initiatives, from the columns. */
function steunRead(data) {
  let lat = 0, lon = 0, number = 0;
  return data.m.map((many, index) => {
    lat += data.y[index];
    lon += data.x[index];
    const at = L.latLng(lat / 100000, lon / 100000);
    const items = Array.from({ length: many }, () => steunItem(data, number++));
    return { index, at, world: L.CRS.EPSG3857.latLngToPoint(at, 0), about: data.a[index] === "1", items };
  });
}

function steunItem(data, number) {
  const name = data.n[number], phone = data.t[number];
  return {
    name,
    phone,
    slug: data.s[number] ?? steunSlug(name),
    kinds: Array.from(data.i[number], (digit) => parseInt(digit, 36)),
    call: data.u[number] ?? `tel:+32${phone.replace(/\D/g, "").slice(1)}`,
  };
}

/** A name as part of an address; the same as `slugify` in finder/reading.py. */
function steunSlug(name) {
  const plain = name.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase().replaceAll("'", "");
  return (plain.match(/[a-z0-9]+/g) ?? []).join("-").slice(0, 80).replace(/^-+|-+$/g, "");
}

/** What the visitor wants to see of a point. */
function steunWanted({ items }) {
  if (!steun.only.size) return items;
  return items.filter((item) => item.kinds.some((kind) => steun.only.has(kind)));
}

/** Show what lies in view: groups from afar, markers from nearby. What stays is left alone. */
function steunDraw() {
  const wanted = new Map();
  for (const cell of steunCells()) {
    const [key, make] = cell.length > 1 ? steunAsGroup(cell) : steunAsMarker(cell[0]);
    wanted.set(key, make);
  }
  for (const [key, marker] of steun.shown) {
    if (wanted.has(key)) continue;
    steun.group.removeLayer(marker);
    steun.shown.delete(key);
  }
  for (const [key, make] of wanted) {
    if (!steun.shown.has(key)) steun.shown.set(key, make().addTo(steun.group));
  }
  steunRefocus();
}

/** The points in view, by the square that they lie in. */
function steunCells() {
  const { map, points } = steun;
  const zoom = map.getZoom(), scale = 2 ** zoom, view = map.getBounds().pad(0.4);
  const found = points.map((point) => ({ point, items: steunWanted(point) }))
    .filter(({ items }) => items.length);
  const apart = found.length <= STEUN_FEW || zoom >= STEUN_APART;
  const cells = new Map();
  for (const one of found) {
    if (!view.contains(one.point.at)) continue;
    const { x, y } = one.point.world;
    const square = [x, y].map((at) => Math.floor((at * scale) / STEUN_CELL)).join();
    const key = apart ? one.point.index : square;
    if (cells.has(key)) cells.get(key).push(one);
    else cells.set(key, [one]);
  }
  return cells.values();
}

/** A button for many places: it says how many, and brings the map nearer. */
function steunAsGroup(cell) {
  const many = cell.reduce((sum, { items }) => sum + items.length, 0);
  const bounds = L.latLngBounds(cell.map(({ point }) => point.at));
  const at = steunMiddle(cell);
  const key = `${steun.map.getZoom()}:${at.x},${at.y}:${many}`;
  return [key, () => {
    const name = steunWords.cluster.replace("{number}", () => many);
    const size = STEUN_CLUSTER - (many < 10 ? 8 : many < 100 ? 4 : 0);
    const html = document.createElement("span");
    html.textContent = many;
    const icon = L.divIcon({ className: "tros", html, iconSize: [size, size] });
    const marker = L.marker(steun.map.unproject(at), { icon, title: name, keyboard: true });
    marker.on("add", () => steunButton(marker, name, () => steunNearer(bounds)));
    return marker;
  }];
}

/** The middle of a group in pixels, but so far inside its square that no two groups overlap. */
function steunMiddle(cell) {
  const scale = 2 ** steun.map.getZoom(), spare = (STEUN_CELL - STEUN_CLUSTER) / 2;
  const middle = (axis) => {
    const all = cell.map(({ point }) => point.world[axis] * scale);
    const centre = (Math.floor(all[0] / STEUN_CELL) + 0.5) * STEUN_CELL;
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
    return Math.round(Math.min(Math.max(mean, centre - spare), centre + spare));
  };
  return L.point(middle("x"), middle("y"));
}

/** A marker's element as a button with a name, that the keyboard can use too. */
function steunButton(marker, name, press) {
  const element = marker.getElement();
  element.setAttribute("aria-label", name);
  if (!press) return;
  marker.on("click", press);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press();
  });
}

function steunNearer(bounds) {
  const { map } = steun;
  const zoom = Math.min(map.getBoundsZoom(bounds, false, L.point(40, 40)), STEUN_NEAREST);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  steun.focus = bounds;
  map.setView(bounds.getCenter(), Math.max(zoom, map.getZoom() + 1), { animate: !calm });
}

/** After a group has opened, the focus goes to the first place that was in it. */
function steunRefocus() {
  if (!steun.focus) return;
  const area = steun.focus.pad(0.05);
  steun.focus = null;
  const inside = [...steun.shown.values()].find((marker) => area.contains(marker.getLatLng()));
  (inside?.getElement() ?? steun.map.getContainer()).focus({ preventScroll: true });
}

/** A marker that can be reached by keyboard; a number where several share one spot. */
function steunAsMarker({ point, items }) {
  const key = `${point.index}:${items.map((item) => item.slug).join()}`;
  return [key, () => {
    const names = items.map((item) => item.name).join(", ");
    const name = point.about ? steunWords.about_here.replace("{name}", () => names) : names;
    const marker = L.marker(point.at, { icon: steunIcon(point, items), title: name, keyboard: true });
    marker.on("add", () => steunButton(marker, name));
    steunPopup(marker, () => steunWindow(point, items));
    return marker;
  }];
}

/** A pin for a door, a dashed ring for about here; inside it the drawing of the kind. */
function steunIcon({ about }, items) {
  const [number, , drawing] = steun.kinds[items[0].kinds.find(steunIsChosen)];
  const html = document.createElement("div");
  const svg = steunSvg("svg", { viewBox: about ? "0 0 34 34" : "0 0 34 42", "aria-hidden": "true" });
  svg.append(
    about ? steunSvg("circle", { cx: 17, cy: 17, r: 15 }) : steunSvg("path", { d: STEUN_PIN }),
    steunSvg("path", { d: drawing, transform: "translate(7.4 6.4) scale(.8)" }),
  );
  html.append(svg);
  if (items.length > 1) {
    const many = document.createElement("span");
    many.className = "tal";
    many.textContent = items.length;
    html.append(many);
  }
  const shape = about
    ? { className: `punt s${number} ongeveer`, iconSize: [36, 36], popupAnchor: [0, -14] }
    : { className: `punt s${number}`, iconSize: [36, 44], iconAnchor: [18, 43], popupAnchor: [0, -36] };
  return L.divIcon({ html, ...shape });
}

function steunIsChosen(kind) {
  return !steun.only.size || steun.only.has(kind);
}

function steunSvg(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** A window with each initiative at the point: its kinds, how far, call, and its page. */
function steunWindow({ at, about }, items) {
  const list = document.createElement("ul");
  for (const item of items) {
    const line = document.createElement("li");
    const kinds = item.kinds.map((kind) => steun.kinds[kind][1]).join(" · ");
    line.append(steunText("h2", item.name), steunText("p", kinds), steunLinks(item));
    list.append(line);
  }
  const box = document.createElement("div");
  if (about) box.append(steunText("p", steunWords.approximate));
  if (steun.from) {
    const km = Math.max(1, Math.round(steun.from.at.distanceTo(at) / 1000));
    const far = steunWords.distance.replace("{km}", km).replace("{postcode}", steun.from.code);
    box.append(steunText("p", far));
  }
  box.append(list);
  return box;
}

function steunLinks({ name, slug, phone, call }) {
  const links = document.createElement("p");
  if (phone) links.append(steunLink(call, steunWords.call.replace("{text}", () => phone)));
  const more = steunLink(`../initiatieven/${encodeURIComponent(slug)}/`, steunWords.more);
  const about = steunText("span", ` ${steunWords.more_about.replace("{name}", () => name)}`);
  more.append(about);
  links.append(more);
  return links;
}

function steunLink(address, text) {
  const link = steunText("a", text);
  link.href = address;
  link.target = "_top";
  return link;
}

function steunText(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/** A window that opens at a marker, and that Escape closes. */
function steunPopup(marker, content) {
  marker.bindPopup(content, { maxWidth: 260, minWidth: 200, maxHeight: 240 });
  const leave = (event) => steunLeave(event, marker);
  marker.on("add", () => marker.getElement().addEventListener("keydown", leave));
  marker.on("popupopen", ({ popup }) => {
    popup.getElement().onkeydown = leave;
    const button = popup.getElement().querySelector(".leaflet-popup-close-button");
    button.setAttribute("aria-label", steunWords.close);
  });
}

/** Escape closes the window, also when the focus is not on the map itself, and goes back. */
function steunLeave(event, marker) {
  if (event.key !== "Escape" || !marker.isPopupOpen()) return;
  marker.closePopup();
  marker.getElement().focus();
}

/** The map of the figures: a circle for each municipality, with a surface that tells how many. */
function steunCounts(map, group, data) {
  const most = Math.max(1, ...data.map((town) => town[4]));
  for (const [name, slug, lat, lon, many] of data) {
    const text = many === 1 ? steunWords.count_one : many ? steunWords.count : steunWords.none;
    const label = `${name}: ${text.replace("{number}", many)}`;
    const size = Math.round(14 + 42 * Math.sqrt(many / most));
    const icon = L.divIcon({ className: many ? "rond" : "rond leeg", html: "", iconSize: [size, size] });
    const marker = L.marker([lat, lon], { icon, title: label, keyboard: true });
    marker.on("add", () => steunButton(marker, label));
    steunPopup(marker, () => steunTown(label, name, slug));
    marker.addTo(group);
  }
  L.control.scale({ imperial: false }).addTo(map);
}

function steunTown(label, name, slug) {
  const box = document.createElement("div");
  const more = steunLink(`../gemeenten/${slug}/`, steunWords.more);
  more.append(steunText("span", ` ${steunWords.more_about.replace("{name}", () => name)}`));
  box.append(steunText("h2", label), more);
  return box;
}
