// "Bewaar mijn gemeente", and the list of what is kept for when there is no network.

import { fetchJson, fill, make, root } from "./making.js";
import words from "./words.js";

// The names of caches, as the service worker (templates/sw.js) gives them: each ends with the path of
// its site, for several may live on one host; a copy of a municipality has the moment it was begun.
const OURS = ` ${root.pathname}`;
const KEPT = /^kept-(.+)\.\d+$/;
// In a copy that is whole: which files it must have.
const MARK = new URL("offline/whole", root).href;
// Milliseconds without a word after which the service worker will say nothing any more.
const READY = 10000;
const SILENCE = 45000;
// Why keeping failed, as keys of the words.
const REASONS = ["failed", "full", "stuck"];

/** The names of the caches of this site, without the path. */
async function ours() {
  const names = (await caches.keys()).filter((name) => name.endsWith(OURS));
  return names.map((name) => name.slice(0, -OURS.length));
}

/** The caches with a copy of a municipality, whole or not. */
async function copiesOf(town) {
  return (await ours()).filter((name) => (KEPT.exec(name) || [])[1] === town);
}

/** Whether all that a copy must have is stored; a phone that is full may have lost a part. */
async function isWhole(name) {
  const cache = await caches.open(name + OURS);
  const mark = await cache.match(MARK);
  if (!mark) return false;
  const stored = new Set((await cache.keys()).map(({ url }) => url));
  return (await mark.json()).every((file) => stored.has(file));
}

async function isKept(town) {
  return (await Promise.all((await copiesOf(town)).map(isWhole))).includes(true);
}

/** Let go of every copy of a municipality. */
async function letGo(town) {
  await Promise.all((await copiesOf(town)).map((name) => caches.delete(name + OURS)));
}

/** Bytes as people read them: 240 kB, or 1,2 MB. */
export function size(bytes) {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${(bytes / 1e6).toLocaleString(words.language, digits)} MB`;
}

/** The service worker that answers for the pages; fails when the browser has none ready. */
function theWorker() {
  const late = new Promise((_, reject) => setTimeout(reject, READY, new Error("stuck")));
  return Promise.race([navigator.serviceWorker.ready.then(({ active }) => active), late]);
}

/**
 * Ask the service worker to keep a municipality; `tell` hears how many pages are done.
 *
 * Fails with a key of the words for what went wrong. A worker that the browser stops says nothing
 * any more: that is a failure too.
 */
async function keep(town, tell) {
  const worker = await theWorker();
  const { port1, port2 } = new MessageChannel();
  let timer;
  try {
    await new Promise((resolve, reject) => {
      const listen = () => {
        clearTimeout(timer);
        timer = setTimeout(reject, SILENCE, new Error("stuck"));
      };
      port1.onmessage = ({ data }) => {
        listen();
        if (data.ready) resolve();
        else if (data.failed) reject(new Error(data.failed));
        else tell(data.done);
      };
      listen();
      worker.postMessage({ keep: town }, [port2]);
    });
  } finally {
    clearTimeout(timer);
    port1.close();
  }
  if (!(await isKept(town))) throw new Error("failed");
}

/** The box with one button on the page of a municipality. */
async function keeper(place) {
  const { town, name } = place.dataset;
  const list = await fetchJson(`offline/${town}.json`);
  const status = make("p", { role: "status" });
  const button = make("button", { class: "b s", type: "button", click: toggle });
  let kept = await isKept(town);
  show();
  place.append(make("h2", {}, words.offline.title), status, make("p", { class: "a" }, button));

  function show() {
    button.textContent = kept ? words.offline.remove : fill(words.offline.keep, { name });
    const parts = { name, pages: list.pages.length, size: size(list.bytes) };
    status.textContent = fill(kept ? words.offline.kept : words.offline.offer, parts);
  }

  function showDone(done) {
    status.textContent = fill(words.offline.busy, { done, pages: list.pages.length });
  }

  async function toggle() {
    button.disabled = true;
    status.textContent = words.offline.wait;
    try {
      await (kept ? letGo(town) : keep(town, showDone));
      kept = !kept;
      show();
    } catch (error) {
      status.textContent = words.offline[REASONS.includes(error.message) ? error.message : "failed"];
    }
    button.disabled = false;
    button.focus();
  }
}

/** On the page without a network: links to what is kept and what was visited. */
async function overview(place) {
  const found = new Map();
  for (const name of await ours()) {
    if (name !== "visited" && !(KEPT.test(name) && (await isWhole(name)))) continue;
    const cache = await caches.open(name + OURS);
    for (const request of await cache.keys()) {
      const { href } = new URL(request.url);
      if (!href.endsWith("/") || found.has(href)) continue;
      const text = await (await cache.match(request)).text();
      const title = new DOMParser().parseFromString(text, "text/html").title;
      found.set(href, title.replace(/ · [^·]*$/, ""));
    }
  }
  const links = [...found].sort((a, b) => a[1].localeCompare(b[1], words.language))
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
  if (!("serviceWorker" in navigator)) return;
  // A browser that refuses keeps nothing; the pages work without.
  navigator.serviceWorker.register(new URL("sw.js", root)).catch(() => {});
}
