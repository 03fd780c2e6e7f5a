// "Bewaar mijn gemeente", and the list of what is kept for when there is no network.

import { fetchJson, fill, make, root } from "./making.js";
import words from "./words.js";

const KEPT = "kept-";

/** The municipalities that are kept, by slug. */
async function keptTowns() {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith(KEPT) && !name.endsWith(".new"))
    .map((name) => name.slice(KEPT.length));
}

/** Bytes as people read them: 240 kB, or 1,2 MB. */
export function size(bytes) {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`;
}

/** Ask the service worker to keep pages; `tell` hears how many are done. */
async function keep(town, pages, tell) {
  const worker = (await navigator.serviceWorker.ready).active;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) => {
      if (data.done) tell(data.done);
      else if (data.ready) resolve();
      else reject(new Error("keep"));
    };
    worker.postMessage({ keep: town, pages }, [port2]);
  });
}

/** The box with one button on the page of a municipality. */
async function keeper(place) {
  const { town, name } = place.dataset;
  const list = await fetchJson(`offline/${town}.json`);
  const status = make("p", { role: "status" });
  const button = make("button", { class: "b s", type: "button", click: toggle });
  let isKept = (await keptTowns()).includes(town);
  show();
  place.append(make("h2", {}, words.offline.title), status, make("p", { class: "a" }, button));

  function show() {
    button.textContent = isKept ? words.offline.remove : fill(words.offline.keep, { name });
    const parts = { name, pages: list.pages.length, size: size(list.bytes) };
    status.textContent = fill(isKept ? words.offline.kept : words.offline.offer, parts);
  }

  async function toggle() {
    button.disabled = true;
    try {
      if (isKept) await caches.delete(KEPT + town);
      else await keep(town, list.pages, (done) => {
        status.textContent = fill(words.offline.busy, { done, pages: list.pages.length });
      });
      isKept = !isKept;
      show();
    } catch {
      status.textContent = words.offline.failed;
    }
    button.disabled = false;
    button.focus();
  }
}

/** On the page without a network: links to what is kept and what was visited. */
async function overview(place) {
  const found = new Map();
  for (const name of await caches.keys()) {
    if (name.startsWith("shell-")) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { href } = new URL(request.url);
      if (!href.endsWith("/") || found.has(href)) continue;
      const text = await (await cache.match(request)).text();
      const title = new DOMParser().parseFromString(text, "text/html").title;
      found.set(href, title.replace(/ · [^·]*$/, ""));
    }
  }
  const links = [...found].sort((a, b) => a[1].localeCompare(b[1], "nl"))
    .map(([href, title]) => make("li", {}, make("a", { href }, title)));
  place.append(links.length ? make("ul", {}, ...links) : make("p", {}, words.offline.nothing));
}

export default async function offline(place) {
  if (!("serviceWorker" in navigator) || !("caches" in self)) return;
  if (place.dataset.town) await keeper(place);
  else await overview(place);
}

/** Begin to keep what is visited; called once the page is ready. */
export function register() {
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(new URL("sw.js", root));
}
