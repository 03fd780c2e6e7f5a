// The service worker: what was visited or kept stays readable without a network. The network always
// comes first, so nobody is trapped in an old page; a copy says from which day it is. VERSION, SHELL,
// TOOLS and WORDS stand above; the build writes them.
"use strict";

const SHELL_CACHE = `shell-${VERSION}`;
const VISITED = "visited";
const KEPT = "kept-"; // a cache for each municipality that the visitor keeps
const MOST_VISITED = 150;
const PATIENCE = 5000; // milliseconds for the network before a copy is shown
const COPIED = "x-copied";
const ROOT = new URL("./", self.location);

// A new version waits until no page of the site is open any more (no skipWaiting): a page that opens
// while one worker takes over from the other may never get its answer. Nobody is held back by that,
// for the network comes first in the old version too, and of two copies the newest is shown.
self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(SHELL_CACHE)
      .then((cache) => Promise.all(SHELL.map((name) => put(cache, new URL(name, ROOT))))),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("shell-") && name !== SHELL_CACHE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(ROOT.href)) return;
  event.respondWith(answer(event, request, plain(url)));
});

/** The address without its question and anchor: copies are kept by page. */
function plain(url) {
  return new URL(url.pathname, url).href;
}

async function answer(event, request, key) {
  // The browser's own cache is asked to check: what it shows would not say that it is a copy.
  const isPage = request.mode === "navigate";
  const fresh = isPage ? fetch(request, { cache: "no-cache" }) : fetch(request);
  // A slow answer still renews the copy.
  event.waitUntil(fresh.then((response) => remember(key, response.clone())).catch(() => {}));
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const first = await Promise.race([fresh.catch(() => null), slow]);
  if (first) return first;
  const copy = await newest(key);
  if (copy) return isPage ? dated(copy) : copy;
  if (first === null && isPage) return elsewhere();
  return fresh; // slow and never seen: wait on
}

/** The newest copy of a file: it may be among what was visited and in a kept municipality. */
async function newest(key) {
  const names = await caches.keys();
  const copies = await Promise.all(names.map((name) => caches.match(key, { cacheName: name })));
  const day = (copy) => copy.headers.get(COPIED);
  return copies.filter(Boolean).sort((a, b) => (day(a) < day(b) ? 1 : -1))[0];
}

/** The page for when there is no network and no copy. */
async function elsewhere() {
  const page = await newest(new URL("offline/", ROOT).href);
  return page ?? Response.error();
}

/** Put a good answer among what was visited, and in each kept municipality that has the page. */
async function remember(key, response) {
  if (!response.ok || response.type !== "basic" || response.redirected) return;
  const names = await caches.keys();
  for (const name of names.filter((one) => one.startsWith(KEPT))) {
    const cache = await caches.open(name);
    if (await cache.match(key)) await cache.put(key, await stamped(response.clone()));
  }
  const visited = await caches.open(VISITED);
  await visited.delete(key);
  await visited.put(key, await stamped(response));
  const keys = await visited.keys();
  await Promise.all(keys.slice(0, -MOST_VISITED).map((old) => visited.delete(old)));
}

async function put(cache, url) {
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  await cache.put(plain(new URL(url)), await stamped(response));
}

/** The same answer, with the moment at which it was copied. */
async function stamped(response) {
  const headers = new Headers(response.headers);
  headers.set(COPIED, new Date().toISOString());
  return new Response(await response.blob(), { status: response.status, headers });
}

/** A copy of a page that says at its top from which day it is. */
async function dated(copy) {
  const day = new Date(copy.headers.get(COPIED)).toLocaleDateString(WORDS.language, {
    day: "numeric", month: "long", year: "numeric", timeZone: "Europe/Brussels",
  });
  const note = `<p class=w role=status>${WORDS.copy.replace("{day}", day)}</p>`;
  const text = (await copy.text()).replace(/<main id=m[^>]*>/, (main) => main + note);
  return new Response(text, { headers: { "content-type": "text/html; charset=utf-8" } });
}

// --- keeping a municipality ----------------------------------------------------------------------

self.addEventListener("message", (event) => {
  const { keep, pages } = event.data ?? {};
  if (!keep) return;
  event.waitUntil(
    keepAll(`${KEPT}${keep}`, [...TOOLS, ...pages], (done) => event.ports[0].postMessage({ done })).then(
      () => event.ports[0].postMessage({ ready: true }),
      () => event.ports[0].postMessage({ failed: true }),
    ),
  );
});

/** Fetch all files into one cache; when one fails, nothing is kept half. `tell` hears of pages. */
async function keepAll(name, files, tell) {
  const cache = await caches.open(`${name}.new`);
  try {
    for (let index = 0; index < files.length; index += 1) {
      await put(cache, new URL(files[index], ROOT));
      if (index >= TOOLS.length) tell(index + 1 - TOOLS.length);
    }
    const whole = await caches.open(name);
    for (const old of await whole.keys()) await whole.delete(old);
    for (const request of await cache.keys()) await whole.put(request, await cache.match(request));
  } finally {
    await caches.delete(`${name}.new`);
  }
}
