// The list beside a map: what is in view, by distance from a postcode or else by name. Who points at a
// line sees which sign it is, who points at a sign sees which line; pressing a line opens its sign.
"use strict";

// More lines than this nobody reads; the map comes nearer instead.
const STEUN_ROWS = 60;

/** Fill the list, and again whenever the map shows something else. */
function steunList(map) {
  const box = document.getElementById("lijst");
  if (!box) return;
  const order = [].concat(...steun.points.map((point) => point.items));
  order.sort((one, other) => (one.slug < other.slug ? -1 : 1)).forEach((item, rank) => (item.rank = rank));
  const list = { box, rows: [], open: null };
  steun.after.push(() => steunRows(map, list));
  map.on("popupopen popupclose", ({ type, popup }) => steunCurrent(list, type === "popupopen" ? popup : null));
  steunPointing(list);
  steunToggle(map, box);
  steunRows(map, list);
}

/** What is in view, the nearest or else the first of the alphabet on top. */
function steunInView(map) {
  const view = map.getBounds(), { from } = steun;
  const points = steun.points.filter(({ at }) => view.contains(at));
  const found = [].concat(...points.map((point) => {
    const far = from ? from.at.distanceTo(point.at) : 0;
    return steunWanted(point).map((item) => ({ point, item, far }));
  }));
  return found.sort((one, other) => one.far - other.far || one.item.rank - other.item.rank);
}

function steunRows(map, list) {
  const found = steunInView(map), shown = found.slice(0, STEUN_ROWS);
  const [title, rows, rest] = list.box.children;
  title.textContent = steunWords.in_view.replace("{number}", found.length);
  list.rows = shown.map(({ point, item }) => ({ point, item, button: steunRow(point, item) }));
  rows.textContent = "";
  rows.append(...list.rows.map(({ button }) => {
    const line = document.createElement("li");
    line.append(button);
    return line;
  }));
  const others = found.length - shown.length;
  rest.textContent = others ? steunWords.rest.replace("{number}", others) : "";
  if (list.open) steunCurrent(list, list.open);
}

/** One line: the sign of its kind, its name, its kinds and how far it is. */
function steunRow(point, item) {
  const button = document.createElement("button"), text = document.createElement("span");
  const lines = [steunKinds(item)];
  if (steun.from) lines.push(steunFar(point.at));
  text.append(steunText("b", item.name), ...lines.map((line) => steunText("small", line)));
  const sign = steunSign(true, [item.kinds.find(steunIsChosen)]);
  sign.classList.add(point.about ? "ring" : "vol");
  button.type = "button";
  button.append(sign, text);
  button.addEventListener("click", () => {
    steunFold();
    steunShow(point, item);
  });
  return button;
}

/** Line and sign light up together, under a finger, a mouse or the focus. */
function steunPointing(list) {
  const light = (marker, on) => {
    const sign = marker && marker.getElement();
    if (sign) sign.classList.toggle("wijs", on);
    for (const { point, button } of list.rows) {
      if (marker && steun.where.get(point.index) === marker) button.classList.toggle("wijs", on);
    }
  };
  const ofRow = (target) => {
    const row = list.rows.find(({ button }) => button.contains(target));
    return row && steun.where.get(row.point.index);
  };
  const ofSign = (target) => {
    const element = target.closest && target.closest(".leaflet-marker-icon");
    return element && [...steun.shown.values()].find((marker) => marker.getElement() === element);
  };
  for (const [on, types] of [[true, ["pointerover", "focusin"]], [false, ["pointerout", "focusout"]]]) {
    for (const type of types) {
      list.box.addEventListener(type, ({ target }) => light(ofRow(target), on));
      steun.map.getContainer().addEventListener(type, ({ target }) => light(ofSign(target), on));
    }
  }
}

/** The lines of the sign whose window is open are the current ones, and come into view. */
function steunCurrent(list, popup) {
  list.open = popup;
  let first = null;
  for (const { point, button } of list.rows) {
    const marker = steun.where.get(point.index);
    const isCurrent = Boolean(popup && marker) && marker.getPopup() === popup;
    if (isCurrent) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
    first = first || (isCurrent ? button : null);
  }
  // Not scrollIntoView, which would move the page around the map too.
  if (first) list.box.scrollTop = first.offsetTop - list.box.clientHeight / 3;
}

/** On a small screen the list lies over the map, and a button opens it. */
function steunToggle(map, box) {
  const button = document.getElementById("toon");
  button.addEventListener("click", () => steunFold(!box.classList.contains("open")));
  box.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !box.classList.contains("open")) return;
    steunFold();
    button.focus();
  });
}

/** Open the list on a small screen, or else fold it; the legend never lies over it. */
function steunFold(open = false) {
  const box = document.getElementById("lijst");
  box.classList.toggle("open", open);
  document.getElementById("toon").setAttribute("aria-expanded", String(open));
  if (open) document.querySelector(".balk details").open = false;
}
