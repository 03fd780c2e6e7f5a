// What folium's map calls for each point. Names come from strangers: they are only ever shown with
// textContent, never as HTML. The words (steunWords) stand at the top of each map's own script.
"use strict";

/** Dutch words for the buttons of Leaflet; called before the map is made. */
function steunStart() {
  L.Control.Zoom.mergeOptions({
    zoomInTitle: steunWords.zoom_in,
    zoomOutTitle: steunWords.zoom_out,
  });
  L.Control.Attribution.mergeOptions({ prefix: "Leaflet" });
}

/** The initiatives at a point, as the words that a screen reader and a tooltip say. */
function steunName(properties) {
  const names = properties.i.map((initiative) => initiative.n);
  const name = names.join(", ");
  return properties.a ? steunWords.about_here.replace("{name}", () => name) : name;
}

/** A marker that can be reached by keyboard; a number where several share one spot. */
function steunMarker(feature, latlng) {
  const { i: initiatives, a: approximate } = feature.properties;
  const icon = L.divIcon({
    className: approximate ? "punt ongeveer" : "punt",
    html: initiatives.length > 1 ? String(initiatives.length) : "",
    iconSize: [32, 32],
  });
  const name = steunName(feature.properties);
  const marker = L.marker(latlng, { icon, title: name, keyboard: true });
  marker.on("add", () => marker.getElement().setAttribute("aria-label", name));
  return marker;
}

/** A window with each initiative at the point: its kind and a link to its page. */
function steunPopup(feature, layer) {
  const list = document.createElement("ul");
  for (const initiative of feature.properties.i) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `../initiatieven/${encodeURIComponent(initiative.s)}/`;
    link.target = "_top";
    link.textContent = initiative.n;
    const kind = document.createElement("span");
    kind.textContent = initiative.k;
    item.append(link, kind);
    list.append(item);
  }
  const box = document.createElement("div");
  box.append(list);
  if (feature.properties.a) {
    const note = document.createElement("p");
    note.textContent = steunWords.approximate;
    box.append(note);
  }
  layer.bindPopup(box, { maxWidth: 260, maxHeight: 240 });
  const leave = (event) => steunLeave(event, layer);
  layer.on("add", () => layer.getElement().addEventListener("keydown", leave));
  layer.on("popupopen", ({ popup }) => {
    popup.getElement().onkeydown = leave;
    const button = popup.getElement().querySelector(".leaflet-popup-close-button");
    button.setAttribute("aria-label", steunWords.close);
  });
}

/** Escape closes the window, also when the focus is not on the map itself, and goes back. */
function steunLeave(event, layer) {
  if (event.key !== "Escape" || !layer.isPopupOpen()) return;
  layer.closePopup();
  layer.getElement().focus();
}
