// What stands on folium's maps. Names come from strangers: they are only ever shown with textContent,
// never as HTML. The words (steunWords) and the places (steunData) stand at the top of each map's own
// script; scripts/finder/rendering/maps.py tells what each column holds. What stands around the
// places has scripts of its own: kaartlijst.js, kaartgrond.js and kaartbalk.js.
"use strict";

// Pixels: where there are many, what lies in one square of this size becomes one group. Signs are
// never nearer to each other than a thumb is wide, and no group is wider than that.
const STEUN_CELL = 76, STEUN_THUMB = 44;
// So few points need no squares, nor do those in view from this zoom on.
const STEUN_FEW = 60, STEUN_APART = 15, STEUN_NEAREST = 18;
// A thumb needs at least so many pixels (WCAG 2.2, 2.5.8).
const STEUN_TARGET = 24;
const STEUN_PIN = "M17 41Q3 26 3 16a14 14 0 0 1 28 0Q31 26 17 41z";

/**
 * Everything that this map knows. `from` is the postcode that distances are counted from, `shown` the
 * markers by what they show, `where` the marker of each point in view, and `after` what must follow
 * when the markers have changed.
 */
const steun = {
  points: [], kinds: [], only: new Set(), from: null,
  shown: new Map(), where: new Map(), after: [], focus: null, first: null, many: 0,
};

/** Dutch words for the buttons of Leaflet; called before the map is made. */
function steunStart() {
  L.Control.Zoom.mergeOptions({
    zoomInTitle: steunWords.zoom_in,
    zoomOutTitle: steunWords.zoom_out,
    position: "bottomright",
  });
  L.Control.Attribution.mergeOptions({ prefix: "Leaflet" });
  // The page around the map keeps no room for a map that nobody asked for.
  if (!window.frameElement) return;
  window.frameElement.className = "kaart";
  window.frameElement.scrollIntoView({ block: "nearest" });
}

/** Put the initiatives on the map, and again whenever it moves. */
function steunPlaces(map, group, data) {
  Object.assign(steun, { map, group, kinds: data.k, points: steunRead(data) });
  L.control.scale({ imperial: false }).addTo(map);
  map.on("moveend", steunDraw);
  steunFilter();
}

/** The points with their initiatives, from the columns. */
function steunRead(data) {
  let lat = 0, number = 0;
  return data.m.map((many, index) => {
    lat += data.y[index];
    const lon = steunThree(data.x.slice(3 * index, 3 * index + 3));
    const at = L.latLng(lat / 100000, lon / 100000);
    const items = Array.from({ length: many }, () => steunItem(data, number++));
    return { index, at, world: L.CRS.EPSG3857.latLngToPoint(at, 0), about: data.a[index] === "1", items };
  });
}

/** The number in three digits; the same signs as DIGITS in finder/rendering/maps.py. */
function steunThree(text) {
  const digits = steunDigits();
  return Array.from(text).reduce((sum, digit) => sum * digits.length + digits.indexOf(digit), 0);
}

function steunDigits() {
  if (!steun.digits) {
    const signs = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
    steun.digits = signs.filter((sign) => !"\"&'<>\\".includes(sign)).join("");
  }
  return steun.digits;
}

function steunItem(data, number) {
  const name = data.n[number], phone = data.t[number];
  const whose = data.o[data.w[number]] || "";
  return {
    name,
    phone,
    whose: whose.replace("{name}", () => name),
    way: data.v[number],
    slug: steunSlugOf(name, data.s[number]),
    kinds: Array.from(data.i[number], (digit) => parseInt(digit, 36)),
    call: data.u[number] || `tel:+32${phone.replace(/\D/g, "").slice(1)}`,
  };
}

/** The slug of an initiative: that of its name, or as much of that as it shares and then the rest. */
function steunSlugOf(name, own) {
  const made = steunSlug(name);
  return own === undefined ? made : made.slice(0, parseInt(own.slice(0, 2), 36)) + own.slice(2);
}

/** A name as part of an address; the same as `slugify` in finder/text.py. */
function steunSlug(name) {
  const plain = name.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase().replace(/'/g, "");
  return (plain.match(/[a-z0-9]+/g) || []).join("-").slice(0, 80).replace(/^-+|-+$/g, "");
}

/** What the visitor wants to see of a point. */
function steunWanted({ items }) {
  if (!steun.only.size) return items;
  return items.filter((item) => item.kinds.some(steunIsChosen));
}

/** Draw anew after other kinds were chosen. */
function steunFilter() {
  steun.many = steun.points.filter((point) => steunWanted(point).length).length;
  steunDraw();
}

/** Show what lies in view: groups from afar, markers from nearby. What stays is left alone. */
function steunDraw() {
  const wanted = new Map(), keys = new Map();
  for (const cell of steunCells()) {
    const [key, make] = cell.length > 1 ? steunAsGroup(cell) : steunAsMarker(cell[0]);
    wanted.set(key, make);
    for (const { point } of cell) keys.set(point.index, key);
  }
  steunKeep(wanted);
  steun.where = new Map([...keys].map(([index, key]) => [index, steun.shown.get(key)]));
  steunRefocus();
  for (const follow of steun.after) follow();
}

/** Remove the markers that are no longer wanted, and make those that are not there yet. */
function steunKeep(wanted) {
  for (const [key, marker] of steun.shown) {
    if (wanted.has(key)) continue;
    steun.group.removeLayer(marker);
    steun.shown.delete(key);
  }
  for (const [key, make] of wanted) {
    if (!steun.shown.has(key)) steun.shown.set(key, make().addTo(steun.group));
  }
}

/** The points in view, in groups that are a thumb apart; at the nearest zoom each by itself. */
function steunCells() {
  const cells = [...steunSquares().values()];
  return steun.map.getZoom() < steun.map.getMaxZoom() ? steunMerged(cells) : [].concat(...cells.map(steunSplit));
}

function steunSplit(cell) {
  return cell.map((one) => [one]);
}

/** Cells whose signs would lie nearer than a thumb, together. */
function steunMerged(cells) {
  const left = cells.map((cell) => ({ cell, at: steunMiddle(cell) })), done = [];
  while (left.length) {
    const one = left.pop();
    const near = done.findIndex(({ at }) => at.distanceTo(one.at) < STEUN_THUMB);
    if (near < 0) {
      done.push(one);
      continue;
    }
    // It moves, so it may lie near others now.
    const cell = [...done.splice(near, 1)[0].cell, ...one.cell];
    left.push({ cell, at: steunMiddle(cell) });
  }
  return done.map(({ cell }) => cell);
}

/** The points in view, by the square that they lie in. */
function steunSquares() {
  const apart = steun.many <= STEUN_FEW || steun.map.getZoom() >= STEUN_APART;
  const isInView = steunView(), cells = new Map();
  for (const point of steun.points) {
    if (!isInView(point)) continue;
    const items = steunWanted(point);
    if (!items.length) continue;
    const key = apart ? point.index : steunSquare(point, steun.map.getZoom());
    if (cells.has(key)) cells.get(key).push({ point, items });
    else cells.set(key, [{ point, items }]);
  }
  return cells;
}

/** Whether a point lies in view or not far beside it, in numbers because there may be thousands. */
function steunView() {
  const { min, max } = steun.map.getPixelBounds(), scale = 2 ** steun.map.getZoom();
  const edge = max.subtract(min).multiplyBy(0.4);
  const from = min.subtract(edge).divideBy(scale), to = max.add(edge).divideBy(scale);
  return ({ world }) => world.x >= from.x && world.x <= to.x && world.y >= from.y && world.y <= to.y;
}

function steunSquare({ world }, zoom) {
  const scale = 2 ** zoom / STEUN_CELL;
  return `${Math.floor(world.x * scale)},${Math.floor(world.y * scale)}`;
}

/** A button for many places: it says how many, and brings the map nearer. */
function steunAsGroup(cell) {
  const many = cell.reduce((sum, { items }) => sum + items.length, 0);
  const bounds = L.latLngBounds(cell.map(({ point }) => point.at));
  const at = steunMiddle(cell);
  const key = `${steun.map.getZoom()}:${at.x},${at.y}:${many}`;
  return [key, () => {
    const name = steunWords.cluster.replace("{number}", () => many);
    const size = STEUN_THUMB - (many < 10 ? 10 : many < 100 ? 4 : 0);
    const icon = L.divIcon({ className: "tros", html: steunText("span", many), iconSize: [size, size] });
    const marker = L.marker(steun.map.unproject(at), { icon, title: name, keyboard: true });
    marker.on("add", () => steunButton(marker, name, () => steunNearer(bounds)));
    return marker;
  }];
}

/** The middle of what is drawn for these points, in pixels; a pin stands above its point. */
function steunMiddle(cell) {
  const scale = 2 ** steun.map.getZoom();
  const middle = (axis) => cell.reduce((sum, { point }) => sum + point.world[axis] * scale, 0) / cell.length;
  const pin = cell.length > 1 || cell[0].point.about ? 0 : STEUN_THUMB / 2;
  return L.point(Math.round(middle("x")), Math.round(middle("y") - pin));
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
  ((inside && inside.getElement()) || steun.map.getContainer()).focus({ preventScroll: true });
}

/** Open the window of a point, with one of its initiatives on top; the map goes there when it must. */
function steunShow(point, item) {
  const { map } = steun;
  const popup = () => {
    const marker = steun.where.get(point.index);
    return marker && marker.getPopup();
  };
  if (!popup() || !map.getBounds().contains(point.at)) {
    map.setView(point.at, Math.max(map.getZoom(), steunAlone(point)), { animate: false });
  }
  // Signs that came together may have moved towards it.
  while (!popup() && map.getZoom() < map.getMaxZoom()) map.setView(point.at, map.getZoom() + 1, { animate: false });
  steun.first = item;
  if (popup()) steun.where.get(point.index).openPopup();
}

/** The zoom from which a point stands by itself: its nearest neighbour lies in another square. */
function steunAlone({ world, index }) {
  const others = steun.points.filter((one) => one.index !== index && steunWanted(one).length);
  const near = others.reduce((least, one) => Math.min(least, one.world.distanceTo(world)), Infinity);
  return Math.min(Math.ceil(Math.log2((STEUN_CELL * Math.SQRT2) / near)), STEUN_NEAREST);
}

/** A marker that can be reached by keyboard; a number where several share one spot. */
function steunAsMarker({ point, items }) {
  const key = `${point.index}:${items.length}:${[...steun.only].join()}`;
  return [key, () => {
    const names = items.map((item) => item.name).join(", ");
    const name = point.about ? steunWords.about_here.replace("{name}", () => names) : names;
    const marker = L.marker(point.at, { icon: steunIcon(point, items), title: name, keyboard: true });
    marker.on("add", () => steunButton(marker, name));
    steunPopup(marker, () => steunWindow(point, items));
    return marker;
  }];
}

/** A pin for a door, a dashed ring for about here. */
function steunIcon({ about }, items) {
  const html = document.createElement("div"), several = items.length > 1;
  html.append(steunSign(about, items.map((item) => item.kinds.find(steunIsChosen))));
  if (several) html.append(steunText("b", items.length));
  const wide = several ? 46 : 36, high = about ? wide : (wide * 42) / 34;
  const className = `punt${about ? " ongeveer" : ""}${several ? " meer" : ""}`;
  const shape = about
    ? { iconSize: [wide, high], popupAnchor: [0, -wide / 2 + 4] }
    : { iconSize: [wide, high], iconAnchor: [wide / 2, high - 1], popupAnchor: [0, -high + 6] };
  return L.divIcon({ html, className, ...shape });
}

/** The sign of a point: the drawing of its kind, or for several a ring with a part for each kind. */
function steunSign(about, kinds) {
  const colour = kinds.length > 1 ? "" : `s${steun.kinds[kinds[0]][0]}`;
  const svg = steunSvg("svg", { viewBox: about ? "0 0 34 34" : "0 0 34 42", "aria-hidden": "true", class: colour });
  svg.append(about ? steunSvg("circle", { cx: 17, cy: 17, r: 15.5 }) : steunSvg("path", { d: STEUN_PIN }));
  if (kinds.length === 1) {
    svg.append(steunSvg("path", { d: steun.kinds[kinds[0]][2], transform: "translate(7.4 6.4) scale(.8)" }));
  } else {
    svg.append(...steunArcs(kinds, 17, about ? 17 : 16));
  }
  return svg;
}

/** A white disc and around it a part of a ring for each kind, in the order of the legend. */
function steunArcs(kinds, cx, cy) {
  const radius = 11, round = 2 * Math.PI * radius;
  const order = steun.kinds.map((_, kind) => kinds.filter((one) => one === kind).length);
  let begin = 0;
  const arcs = order.map((many, kind) => {
    const long = (many / kinds.length) * round, gap = many < kinds.length ? 1 : 0;
    const dashes = { "stroke-dasharray": `${Math.max(long - gap, 0.5)} ${round}`, "stroke-dashoffset": -begin };
    begin += long;
    const turned = `rotate(-90 ${cx} ${cy})`;
    const look = { class: `boog s${steun.kinds[kind][0]}`, cx, cy, r: radius, transform: turned };
    return many ? steunSvg("circle", { ...look, ...dashes }) : "";
  });
  return [steunSvg("circle", { class: "wit", cx, cy, r: 13 }), ...arcs.filter(Boolean)];
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
  const box = document.createElement("div"), list = document.createElement("ul");
  const first = items.includes(steun.first) ? [steun.first] : [];
  steun.first = null;
  const order = [...first, ...items.filter((item) => item !== first[0])];
  list.append(...order.map(steunLine));
  const lines = [];
  if (items.length > 1) lines.push(steunWords.here.replace("{number}", items.length));
  if (about) lines.push(steunWords.approximate);
  if (steun.from) lines.push(steunFar(at));
  box.append(...lines.map((text) => steunText("p", text)), list);
  return box;
}

function steunLine(item) {
  const line = document.createElement("li"), heading = steunText("h2", item.name);
  heading.tabIndex = -1;
  line.append(heading, steunText("p", steunKinds(item)), steunLinks(item));
  if (item.whose) line.append(steunText("p", item.whose));
  return line;
}

function steunKinds(item) {
  return item.kinds.map((kind) => steun.kinds[kind][1]).join(" · ");
}

/** How far a point is from the postcode of the visitor, in words. */
function steunFar(at) {
  const km = steun.from.at.distanceTo(at) / 1000;
  const text = km < 1 ? steunWords.distance_below_one : steunWords.distance;
  return text.replace("{km}", Math.round(km)).replace("{postcode}", steun.from.code);
}

/** The first step: call, or else mail, look at the website or walk in; then its page. */
function steunLinks({ name, slug, phone, call, way }) {
  const links = document.createElement("p");
  if (way) links.append(way[0] ? steunLink(way[0], way[1]) : steunText("span", way[1]));
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

/** A window that opens at a marker and takes the focus, and that Escape closes. */
function steunPopup(marker, content) {
  const high = Math.max(140, Math.min(340, steun.map.getSize().y - 80));
  marker.bindPopup(content, { maxWidth: 270, minWidth: 220, maxHeight: high });
  const leave = (event) => steunLeave(event, marker);
  marker.on("add", () => marker.getElement().addEventListener("keydown", leave));
  marker.on("popupopen", ({ popup }) => {
    const element = popup.getElement();
    element.onkeydown = leave;
    element.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", steunWords.close);
    element.querySelector("h2").focus({ preventScroll: true });
  });
  marker.on("popupclose", ({ popup }) => {
    const { activeElement } = document;
    const box = popup.getElement(), sign = marker.getElement();
    if (sign && box && box.contains(activeElement)) sign.focus({ preventScroll: true });
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
  Object.assign(steun, { map, group });
  const most = Math.max(1, ...data.map((town) => town[4])), widest = map.getSize().x < 500 ? 22 : 40;
  const towns = data.map(([name, slug, lat, lon, many]) => {
    const text = many === 1 ? steunWords.count_one : many ? steunWords.count : steunWords.none;
    const size = Math.round(10 + widest * Math.sqrt(many / most));
    return { name, slug, at: L.latLng(lat, lon), many, size, label: `${name}: ${text.replace("{number}", many)}` };
  });
  const draw = () => {
    steunKeep(steunCircles(towns));
    for (const follow of steun.after) follow();
  };
  L.control.scale({ imperial: false }).addTo(map);
  map.on("moveend", draw);
  draw();
}

/** Circles by what they show; those that lie too near a larger one become buttons further in. */
function steunCircles(towns) {
  const taken = [], wanted = new Map();
  for (const town of towns) {
    const { x, y } = steun.map.latLngToContainerPoint(town.at), half = Math.max(town.size, STEUN_TARGET) / 2;
    const box = { x, y, half, high: half };
    const isButton = !taken.some((other) => steunHits(box, other));
    if (isButton) taken.push(box);
    wanted.set(`${town.slug}:${isButton}`, () => steunCircle(town, isButton));
  }
  return wanted;
}

function steunCircle({ name, slug, at, many, size, label }, isButton) {
  const icon = L.divIcon({ className: many ? "rond" : "rond leeg", html: "", iconSize: [size, size] });
  const options = { icon, title: label, keyboard: isButton, interactive: isButton };
  const marker = L.marker(at, isButton ? options : { ...options, zIndexOffset: -5000 });
  if (isButton) steunPopup(marker, () => steunTown(label, name, slug));
  marker.on("add", () => (isButton ? steunButton(marker, label) : steunMute(marker.getElement())));
  return marker;
}

/** Something on the map that is no button: screen readers pass it by. */
function steunMute(element) {
  element.setAttribute("aria-hidden", "true");
  element.removeAttribute("title");
  element.classList.remove("leaflet-marker-icon");
}

function steunTown(label, name, slug) {
  const box = document.createElement("div"), heading = steunText("h2", label);
  const more = steunLink(`../gemeenten/${slug}/`, steunWords.more);
  more.append(steunText("span", ` ${steunWords.more_about.replace("{name}", () => name)}`));
  heading.tabIndex = -1;
  box.append(heading, more);
  return box;
}
